import type { Claim } from '../../../domain/after-sales.ts'
import type { Words } from '../../../domain/rule.ts'
import type { OrderLine } from '../../../domain/shop.ts'
import { lastDay } from './closing-days.ts'
import { dayOf, showDay } from './days.ts'
import { goodsOf, isDomestic, type Goods } from './goods.ts'
import { paidFor, type ClaimRuled, type Matter } from './matter.ts'
import { both, join, no } from './ruling.ts'

/** Within this many days after delivery a faulty article is exchanged at home: kb-zh-019, kb-zh-022, kb-zh-026. */
const exchangeDays = 15
/** Two exchanges for the same fault, and the next time the money comes back: kb-zh-026. */
const exchangesBeforeRefund = 2

const exchangeSource = both('kb-zh-026', 'kb-en-009')

/** How long a faulty article may be given back for money, and where that stands; null where it is exchanged first. */
function refundPeriod({ order }: Matter, goods: Goods): { days: number; source: Words } | null {
  if (order.site === 'us') return { days: 30, source: both('kb-en-046', 'kb-en-046') }
  if (order.site !== 'cn') return { days: 30, source: both('kb-en-045', 'kb-en-045') }
  if (goods === 'ebike') return { days: 7, source: both('kb-zh-022', 'kb-zh-022') }
  if (goods === 'power_station' || goods === 'battery' || goods === 'solar_panel')
    return { days: 14, source: both('kb-zh-023', 'kb-zh-023') }
  return null
}

const underWarranty = both(
  '保修期内可以免费维修，我帮您看。',
  'Within the warranty it is repaired free of charge; I can look at that.',
)
const testIt = both(
  '请拍一段故障视频，检测确认后不收任何费用；如果检测正常，取件费会扣除。',
  'Please film the fault; once the test confirms it, nothing is charged. If it tests fine, the pickup is deducted.',
)
const beforeDelivery = no(
  'not_delivered',
  both('这个订单还没有签收。', 'This order has not been delivered yet.'),
  both('收到后如果有问题，再告诉我就行。', 'If something is wrong when it arrives, just tell me.'),
  null,
)

/** Days of an earlier claim of the same kind on the same article for a fault. */
const exchangesFor = ({ earlier, order }: Matter, line: OrderLine) =>
  earlier.filter(
    (it) =>
      it.orderNumber === order.number &&
      it.kind === 'exchange' &&
      it.sku === line.sku &&
      it.because === 'defective',
  ).length

/** A faulty article given back for money, free of charge. */
export function ruleFaultyReturn(matter: Matter, line: OrderLine): ClaimRuled {
  const { order, now } = matter
  if (!order.deliveredAt) return beforeDelivery
  const deliveredOn = dayOf(order.deliveredAt, order.site)
  const today = dayOf(now, order.site)
  const period = refundPeriod(matter, goodsOf(line.sku))
  const again = exchangesFor(matter, line) >= exchangesBeforeRefund
  if (!period && !again) {
    const last = lastDay(order, deliveredOn, exchangeDays)
    return today <= last
      ? no(
          'exchange_first',
          both(
            `质量问题先免费换新，签收后 ${exchangeDays} 天内都可以（到 ${showDay(last, today).zh}），不收任何折损费。`,
            `A fault means a new unit, free of charge, within ${exchangeDays} days of delivery (until ${showDay(last, today).en}).`,
          ),
          both(
            '我可以帮您申请换货；同一故障换两次还在的，直接全额退款。',
            'I can open the exchange; if the same fault comes back twice, you get all your money back.',
          ),
          exchangeSource,
        )
      : no(
          'warranty',
          both(
            `质量问题换新的期限是签收后 ${exchangeDays} 天，到 ${showDay(last, today).zh} 为止。`,
            `A faulty article is exchanged within ${exchangeDays} days of delivery, which was until ${showDay(last, today).en}.`,
          ),
          underWarranty,
          exchangeSource,
        )
  }
  const last = period ? lastDay(order, deliveredOn, period.days) : null
  if (last !== null && today > last && !again)
    return no(
      'warranty',
      both(
        `质量问题退款的期限到 ${showDay(last, today).zh} 为止，已经过了。`,
        `A faulty article could be given back until ${showDay(last, today).en}.`,
      ),
      underWarranty,
      period?.source ?? exchangeSource,
    )
  return {
    allowed: true,
    refund: paidFor(order, line),
    deducted: null,
    postage: 'shop',
    until: again ? null : last,
    note: join(
      both(
        '质量问题全额退款，取件运费我们承担。',
        'You get the full price back, and we pay the way back.',
      ),
      testIt,
    ),
    source: period?.source ?? exchangeSource,
  }
}

/** A faulty article exchanged for a new one of the same kind. */
export function ruleFaultyExchange(matter: Matter, line: OrderLine, _claim: Claim): ClaimRuled {
  const { order, now } = matter
  if (!order.deliveredAt) return beforeDelivery
  if (!isDomestic(order)) return returnAndReorder
  const today = dayOf(now, order.site)
  const last = lastDay(order, dayOf(order.deliveredAt, order.site), exchangeDays)
  const source = goodsOf(line.sku) === 'ebike' ? both('kb-zh-022', 'kb-zh-022') : exchangeSource
  if (today > last)
    return no(
      'warranty',
      both(
        `质量问题换新的期限是签收后 ${exchangeDays} 天，到 ${showDay(last, today).zh} 为止，已经过了。`,
        `A faulty article is exchanged within ${exchangeDays} days of delivery; that was until ${showDay(last, today).en}.`,
      ),
      underWarranty,
      source,
    )
  return {
    allowed: true,
    refund: null,
    deducted: null,
    postage: 'shop',
    until: last,
    note: join(
      both(
        '免费换一台同款新机，仓库收到旧件后 1 个工作日内寄出。',
        'You get a new one of the same kind; it leaves within 1 working day after the old one arrives.',
      ),
      testIt,
    ),
    source,
  }
}

/** Abroad nothing is swapped: kb-en-046. */
export const returnAndReorder = no(
  'return_and_reorder',
  both(
    '海外商城不能直接换货，需要先退货再重新下单。',
    'Our shops abroad do not swap items: return the first one and order again.',
  ),
  both(
    '我可以帮您申请退货；有故障的退货免费，期间涨价可以请客服按原价处理一次。',
    'I can open the return (free if it is faulty). If the price has gone up meanwhile, we honour the old one once.',
  ),
  both('kb-en-046', 'kb-en-046'),
)
