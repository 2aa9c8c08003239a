import type { ChangeTerms, OrderChange } from '../../../domain/order-changes.ts'
import type { Ruling } from '../../../domain/rule.ts'
import type { UnderWay } from './address.ts'
import { dayOf, daysAfter, showDay } from './days.ts'
import { isDomestic } from './goods.ts'
import { source, terms, tooLate } from './modifying.ts'
import { both, no } from './ruling.ts'

/** A parcel may be booked for a day this near; it may be kept back for this long. */
const bookableDays = 7
const delayableDays = 15

/** The day a domestic parcel shall arrive, within seven days, or kept back up to fifteen: kb-zh-017. */
export function ruleDeliveryDay(
  { order, now }: UnderWay,
  { date }: Extract<OrderChange, { kind: 'deliver_on' }>,
): Ruling<ChangeTerms> {
  if (order.status === 'shipped')
    return no(
      'shipped',
      both(
        '包裹已经出库，我这里改不了送达日期。',
        'The parcel is on its way, so I cannot set its day any more.',
      ),
      both('请直接和派送员约时间。', 'Please agree a time with the courier.'),
      source,
    )
  const late = order.status === 'packed' ? null : tooLate(order)
  if (late) return late
  if (!isDomestic(order))
    return no(
      'abroad',
      both(
        '只有寄往中国大陆的订单可以指定送达日期。',
        'A delivery day can be chosen inside mainland China only.',
      ),
      both(
        '发出后可以在承运商的 App 里约时间。',
        "Once it is dispatched, the carrier's app may let you choose a day.",
      ),
      source,
    )
  const today = dayOf(now, order.site)
  const lastBooked = daysAfter(today, bookableDays)
  const lastDelayed = daysAfter(today, delayableDays)
  if (date <= today)
    return no(
      'past_date',
      both('送达日期要从明天算起。', 'The day has to be tomorrow or later.'),
      both(
        `请在 ${showDay(lastDelayed, today).zh} 之前选一天。`,
        `Please pick a day up to ${showDay(lastDelayed, today).en}.`,
      ),
      source,
    )
  if (date > lastDelayed)
    return no(
      'too_far',
      both(
        `最晚只能延到 ${showDay(lastDelayed, today).zh}（15 天内）。`,
        `It can be kept back until ${showDay(lastDelayed, today).en} at the latest (15 days).`,
      ),
      both(
        '请选更早的一天，或者取消后到时再下单。',
        'Please pick an earlier day, or cancel and order again nearer the time.',
      ),
      source,
    )
  const day = showDay(date, today)
  return date <= lastBooked
    ? terms({ note: both(`为您预约 ${day.zh} 送达。`, `Delivery will be booked for ${day.en}.`) })
    : terms({
        note: both(
          `超过 7 天的按延迟发货处理，会等到 ${day.zh} 前后再送。`,
          `More than 7 days ahead means a later dispatch: it will arrive around ${day.en}.`,
        ),
      })
}
