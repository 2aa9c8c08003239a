import type { OrderLine } from '../../../domain/shop.ts'
import type { Words } from '../../../domain/rule.ts'
import { dayOf, showDay } from './days.ts'
import { goodsOf, isDomestic, type Goods } from './goods.ts'
import type { ClaimRuled, Matter } from './matter.ts'
import { both, join, no } from './ruling.ts'

/** Months from delivery for the whole unit: kb-zh-031, kb-zh-032, kb-en-050. First match wins. */
const periods: readonly (readonly [RegExp, number])[] = [
  [/^(?:HM-4|KT-17)$/i, 12],
  [/^GS-2$/i, 12],
  [/^SJ-3L$/i, 36],
  [/^PS-600$/i, 24],
  [/^(?:PS-1200E?|EB-1200)$/i, 36],
  [/^SP-/i, 12],
  [/^(?:RC|AF-45|CM-15|RV-20|AP-300|CF-35|Ridge-2|SB-)/i, 24],
]
/** Orders sent to the EU have at least this for appliances: kb-zh-031, kb-en-012. */
const leastInEurope = 24

const outdoor = new Set<Goods>(['tent', 'clothing', 'sleeping_bag', 'stove', 'pack'])
const sources = {
  appliance: both('kb-zh-031', 'kb-en-012'),
  outdoor: both('kb-zh-032', 'kb-zh-032'),
  power: both('kb-en-050', 'kb-en-050'),
  repair: both('kb-zh-036', 'kb-zh-036'),
}

function sourceOf(goods: Goods): Words {
  if (outdoor.has(goods)) return sources.outdoor
  return goods === 'power_station' || goods === 'battery' || goods === 'solar_panel'
    ? sources.power
    : sources.appliance
}

function monthsOf(sku: string, goods: Goods, site: Matter['order']['site']): number | null {
  const months = periods.find(([pattern]) => pattern.test(sku))?.[1] ?? null
  return months !== null && site === 'eu' && goods === 'appliance'
    ? Math.max(months, leastInEurope)
    : months
}

/** The day so many months later; the last of the month where there is no such day. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const end = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, end)))
    .toISOString()
    .slice(0, 10)
}

const workshop = no(
  'workshop',
  both(
    '电动自行车和大容量电池不能寄修。',
    'E-bikes and large batteries cannot be posted for repair.',
  ),
  both(
    '可以预约门店维修或上门检测，我帮您约。',
    'They are repaired at a store or collected; I can book that for you.',
  ),
  sources.repair,
)

const howAtHome = (goods: Goods) =>
  join(
    both(
      '审核后给您寄修单号，寄往宁波维修中心，收到后 2 个工作日检测，5–7 个工作日修好寄回。',
      'After a look at your video you get a repair number; it goes to our centre in Ningbo, is checked within 2 working days and comes back repaired in 5–7.',
    ),
    outdoor.has(goods)
      ? both(
          '送修前请洗净晾干，不清洁的另收 ¥40。',
          'Please send it clean and dry; cleaning costs ¥40 otherwise.',
        )
      : both(
          '请倒空水和尘，不用寄配件。',
          'Empty water and dust first, and leave the accessories at home.',
        ),
  )
const howAbroad = both(
  '请先不要寄出，审核后我们发寄修标签给您。',
  'Please do not post it yet: after a look at your video we send you the label.',
)

/** A repair: free within the warranty, at the price of parts and work after it: kb-zh-031, -032, -036, kb-en-012, -050. */
export function ruleRepair({ order, now }: Matter, line: OrderLine): ClaimRuled {
  const goods = goodsOf(line.sku)
  if (!order.deliveredAt)
    return no(
      'not_delivered',
      both('这个订单还没有签收。', 'This order has not been delivered yet.'),
      both(
        '收到后如果有问题，再告诉我就行。',
        'If something is wrong when it arrives, just tell me.',
      ),
      null,
    )
  if (goods === 'ebike' || /^BT-/i.test(line.sku)) return workshop
  const months = monthsOf(line.sku, goods, order.site)
  if (months === null)
    return no(
      'no_warranty',
      both(
        `${line.name.zh}属于配件或耗材，没有整机保修。`,
        `The ${line.name.en} is a part or consumable without a warranty of its own.`,
      ),
      both('如果收到就有问题，请告诉我。', 'If it was faulty on arrival, tell me.'),
      sources.appliance,
    )
  const today = dayOf(now, order.site)
  const until = monthsAfter(dayOf(order.deliveredAt, order.site), months)
  const day = showDay(until, today)
  const covered = today <= until
  const years = months / 12
  return {
    allowed: true,
    refund: null,
    deducted: null,
    postage: covered ? 'shop' : 'customer',
    until: covered ? until : null,
    note: join(
      covered
        ? both(
            `${line.name.zh}整机保修 ${years} 年，到 ${day.zh}，还在保修期内：维修和往返运费都免费（人为损坏除外）。`,
            `The ${line.name.en} has ${years} ${years === 1 ? 'year' : 'years'} of warranty, until ${day.en}: the repair is free both ways unless it was misused.`,
          )
        : both(
            `${line.name.zh}的保修期到 ${day.zh}，已经过了：维修收配件费和工时费，检测免费；看了报价不修的，收检测费 ¥30 和回寄运费。`,
            `The warranty of the ${line.name.en} ended on ${day.en}: you pay parts and work, the check is free. If you decline the quote, the check is ¥30 plus the way back.`,
          ),
      isDomestic(order) ? howAtHome(goods) : howAbroad,
    ),
    source: sourceOf(goods),
  }
}
