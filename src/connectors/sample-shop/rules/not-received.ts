import type { Claim } from '../../../domain/after-sales.ts'
import { dayMs } from '../../../domain/day.ts'
import type { Words } from '../../../domain/rule.ts'
import { dayOf, daysAfter, daysBetween, showDay, workingDaysAfter } from './days.ts'
import { isDomestic } from './goods.ts'
import type { ClaimRuled, Matter } from './matter.ts'
import { both, join, no } from './ruling.ts'

const homeSource = both('kb-zh-012', 'kb-zh-012')
const abroadSource = both('kb-en-049', 'kb-en-049')
const lostSource = both('kb-zh-011', 'kb-en-005')

/** At home: freely for five days, with the carrier's complaint number until the thirtieth. */
const homeDays = 5
const homeLastDays = 30
/** Abroad: not before two working days, not after fourteen days. */
const abroadWaitDays = 2
const abroadDays = 14
/** No scan for so long makes a parcel lost: days at home, working days abroad. */
const lostDays = { home: 7, abroad: 20 }
/** Worth more than this, a declaration (home) or a police report number (abroad) is needed; minor units. */
const declarationFrom = 100_000
const policeFrom = 30_000

/** What they get is for them to choose; the reason says how it goes, whichever it is. */
const needsWish = (how: Words) =>
  no(
    'needs_wants',
    how,
    both('您希望补发还是退款？', 'Which would you like, a new parcel or a refund?'),
    lostSource,
  )

type Wish = 'refund' | 'replacement'

const settled = (
  { order }: Matter,
  wish: Wish,
  { until, note, source }: { until: string | null; note: Words; source: Words },
): ClaimRuled => ({
  allowed: true,
  refund: wish === 'refund' ? order.total : null,
  deducted: null,
  postage: 'none',
  until,
  note,
  source,
})

const wishOf = ({ wants }: Claim): Wish | null =>
  wants === 'refund' || wants === 'replacement' ? wants : null

function atHome(matter: Matter, claim: Claim, deliveredAt: Date): ClaimRuled {
  const { order, now } = matter
  const today = dayOf(now, order.site)
  const deliveredOn = dayOf(deliveredAt, order.site)
  const days = daysBetween(deliveredOn, today)
  if (days > homeLastDays)
    return no(
      'period_over',
      both(
        `显示签收已经 ${days} 天，超过 ${homeLastDays} 天就无法再向快递核查了。`,
        `It was marked as delivered ${days} days ago; after ${homeLastDays} days the carrier can no longer be asked.`,
      ),
      both(
        '可以再问问门卫、驿站和家人，或者我请同事看看。',
        'Perhaps the gatekeeper, the pickup shop or your family has it; or a colleague can look.',
      ),
      homeSource,
    )
  const wish = wishOf(claim)
  if (!wish)
    return needsWish(
      both(
        '我们会向快递调取签收凭证，24 小时内答复您；拿不出您本人或授权人签收的凭证，48 小时内为您补发或退款。',
        'We ask the carrier for proof of delivery and answer within 24 hours. If they cannot show that you or someone you named signed, we send it again or refund it within 48 hours.',
      ),
    )
  const dear = order.lines.some(({ price }) => price.minor > declarationFrom)
  return settled(matter, wish, {
    until: daysAfter(deliveredOn, homeLastDays),
    source: homeSource,
    note: join(
      both(
        `我们会调取签收凭证，24 小时内答复；拿不出您本人或授权人签收的凭证，48 小时内${wish === 'refund' ? '退款' : '补发'}。`,
        `We ask the carrier for proof of delivery and answer within 24 hours. If they cannot show that you or someone you named signed, we ${wish === 'refund' ? 'refund it' : 'send it again'} within 48 hours.`,
      ),
      days > homeDays
        ? both(
            '因为已经超过 5 天，还请您同时向快递登记投诉，把受理编号发给我们。',
            'As more than 5 days have passed, please also file a complaint with the carrier and send us its number.',
          )
        : null,
      dear
        ? both(
            '单件超过 1,000 元，需要您另填一份未收货声明。',
            'As one item is worth more than ¥1,000, please sign a declaration of non-receipt as well.',
          )
        : null,
      both(
        '也请再核对一下门卫、快递柜、驿站和家人。',
        'Please check once more with the gatekeeper, lockers, pickup shop and family.',
      ),
    ),
  })
}

function abroad(matter: Matter, claim: Claim, deliveredAt: Date): ClaimRuled {
  const { order, now, earlier } = matter
  const today = dayOf(now, order.site)
  const last = daysAfter(dayOf(deliveredAt, order.site), abroadDays)
  if (today > last)
    return no(
      'period_over',
      both(
        `要在显示签收后 ${abroadDays} 天内报告（到 ${showDay(last, today).zh}），之后承运商不再受理。`,
        `It has to be reported within ${abroadDays} days of the delivery scan (until ${showDay(last, today).en}); after that the carrier opens no case.`,
      ),
      both(
        '我可以请同事看看还有没有别的办法。',
        'A colleague can see whether there is another way.',
      ),
      abroadSource,
    )
  const from = workingDaysAfter(deliveredAt, abroadWaitDays)
  if (now < from) {
    const day = showDay(dayOf(from, order.site), today)
    return no(
      'wait',
      both(
        `司机有时会先扫描、后送到，请等到 ${day.zh}（2 个工作日）。`,
        `Drivers sometimes scan a parcel before they hand it over, so please wait until ${day.en} (2 business days).`,
      ),
      both(
        '可以先找找通知卡、代收点和邻居；到时还没有，告诉我，我马上立案。',
        'Meanwhile look for a card, a parcel shop or a neighbour. If it is not there by then, tell me and I open a case at once.',
      ),
      abroadSource,
    )
  }
  const again = earlier.some(
    (it) =>
      it.kind === 'missing' &&
      it.orderNumber !== order.number &&
      now.getTime() - it.at.getTime() < 365 * dayMs,
  )
  if (again)
    return no(
      'second_claim',
      both(
        '一年内第二次报未收到，需要专门的同事先核对。',
        'A second report within a year is checked by a special team first.',
      ),
      both('我请同事来处理。', 'I can pass it to a colleague.'),
      abroadSource,
    )
  const wish = wishOf(claim)
  if (!wish)
    return needsWish(
      both(
        '承运商会比对 GPS 和签收，最多 7 个工作日；不能证明送到您的地址，就为您补发或退款。',
        'The carrier compares GPS and signature, which takes up to 7 business days; if delivery to your address cannot be shown, you get a new parcel or a refund.',
      ),
    )
  return settled(matter, wish, {
    until: last,
    source: abroadSource,
    note: join(
      both(
        '承运商会比对 GPS 和签收，最多 7 个工作日；请在线签一份未收货声明。',
        'The carrier compares GPS and signature, which takes up to 7 business days; please sign the short declaration of non-receipt online.',
      ),
      order.total.minor > policeFrom
        ? both(
            '订单超过 300 欧元（或等值），还需要报案编号。',
            'As the order is above €300 (or the equivalent), we also need a police report number.',
          )
        : null,
      both(
        '如果不能证明送到您的地址，您可以选补发或退款。',
        'If delivery to your address cannot be shown, you get a new parcel or a refund.',
      ),
    ),
  })
}

/** When a parcel that is silent counts as lost: its last scan plus seven days, or twenty working days abroad. */
const lostFrom = (lastScan: Date, home: boolean): Date =>
  home
    ? new Date(lastScan.getTime() + lostDays.home * dayMs)
    : workingDaysAfter(lastScan, lostDays.abroad)

function notArrived(matter: Matter, claim: Claim): ClaimRuled {
  const { order, now, parcels } = matter
  const home = isDomestic(order)
  const today = dayOf(now, order.site)
  const open = parcels.filter(({ state }) => state !== 'delivered' && state !== 'returning')
  if (open.length === 0 && parcels.some(({ state }) => state === 'returning'))
    return no(
      'returning',
      both(
        '包裹没有送到，正在退回仓库。',
        'The parcel could not be delivered and is on its way back to us.',
      ),
      both(
        '仓库收到后会自动退款；想要重新寄的话，我可以请同事安排。',
        'Once the warehouse has it, the money goes back by itself; if you want it sent again, a colleague can arrange that.',
      ),
      lostSource,
    )
  if (open.length === 0)
    return no(
      'not_shipped',
      both('这个订单还没有发出，所以还没有送到。', 'This order has not been dispatched yet.'),
      both(
        '不想等的话可以取消，我帮您看。',
        'If you would rather not wait, I can look at cancelling it.',
      ),
      both('kb-zh-013', 'kb-zh-013'),
    )
  const lostAt = open.map(({ state, stops }) => {
    const last = stops.at(-1)?.at
    return state === 'lost' ? now : last ? lostFrom(last, home) : null
  })
  const lost = lostAt.some((at) => at !== null && at <= now)
  if (!lost) {
    const [next] = lostAt.filter((at) => at !== null).toSorted((a, b) => a.getTime() - b.getTime())
    const limit = home
      ? both(
          '国内 7 天没有新扫描才按丢件处理',
          'A parcel counts as lost after 7 days without a scan',
        )
      : both(
          '国际包裹 20 个工作日没有新扫描才按丢件处理',
          'A parcel counts as lost after 20 working days without a scan',
        )
    const day = next ? showDay(dayOf(next, order.site), today) : null
    return no(
      'in_transit',
      join(
        both('包裹还在运输途中。', 'The parcel is still on its way.'),
        both(
          `${limit.zh}${day ? `，也就是 ${day.zh}` : ''}。`,
          `${limit.en}${day ? `, which would be ${day.en}` : ''}.`,
        ),
      ),
      both('我现在可以帮您催查。', 'I can have the carrier chase it now.'),
      lostSource,
    )
  }
  const wish = wishOf(claim)
  if (!wish)
    return needsWish(
      both(
        '这个包裹按丢失处理，不用等快递赔付：可以免费补发，也可以全额退款。',
        'This parcel counts as lost. You need not wait for the carrier: we send it again free of charge, or refund it in full.',
      ),
    )
  return settled(matter, wish, {
    until: null,
    source: lostSource,
    note: both(
      `包裹按丢失处理，不用等快递赔付，我们直接${wish === 'refund' ? '全额退款' : '免费补发'}。${wish === 'refund' ? '' : '如果原包裹之后又送到，请告诉我们取回。'}`,
      `The parcel counts as lost. You do not have to wait for the carrier: we ${wish === 'refund' ? 'refund the full amount' : 'send it again free of charge'}.${wish === 'refund' ? '' : ' If the first one turns up later, tell us and we collect it.'}`,
    ),
  })
}

/** A parcel that never came: marked as delivered (kb-zh-012, kb-en-049), or lost on the way (kb-zh-011, kb-en-005). */
export function ruleNotReceived(matter: Matter, claim: Claim): ClaimRuled {
  const { order } = matter
  if (!order.deliveredAt) return notArrived(matter, claim)
  return isDomestic(order)
    ? atHome(matter, claim, order.deliveredAt)
    : abroad(matter, claim, order.deliveredAt)
}
