import type { ChangeTerms } from '../../../domain/order-changes.ts'
import type { Money } from '../../../domain/money.ts'
import type { Ruling } from '../../../domain/rule.ts'
import type { Order } from '../../../domain/shop.ts'
import { dayMs } from '../../../domain/day.ts'
import { deliveryCostOf } from './ebike-delivery.ts'
import { hasEbike, isDomestic } from './goods.ts'
import { both, no, shown } from './ruling.ts'

const hourMs = 3_600_000
/** Abroad an order is free to cancel for this long after payment. */
const freeAbroadMs = 2 * hourMs
/** Engraved and custom-made goods may be cancelled, and a deposit taken back, for this long after payment. */
const customMs = 24 * hourMs
/** The shop is in default when a pre-order is this much later than promised: kb-zh-016. */
const preorderLateMs = 7 * dayMs
/** "€5 or its equivalent": what the shop takes in other currencies, minor units. */
const feeAbroad: Record<string, number> = { EUR: 500, GBP: 450, USD: 550, CAD: 800, CNY: 3900 }

const source = both('kb-zh-015', 'kb-en-007')
const preorderSource = both('kb-zh-016', 'kb-zh-016')

/** What goes back when a fee is kept; nothing below zero. */
const less = (total: Money, fee: Money | null): Money => ({
  minor: Math.max(0, total.minor - (fee?.minor ?? 0)),
  currency: total.currency,
})

const goingBack = both(
  '取消后款项会立即按原支付方式退回；取消后不能恢复，需要的话要重新下单。',
  'The money goes back to your payment method at once. A cancelled order cannot be revived, only placed anew.',
)

function allowed(order: Order, fee: Money | null, certain: boolean): Ruling<ChangeTerms> {
  const paid = order.status !== 'unpaid'
  const note = !paid
    ? both(
        '这个订单还没有付款，取消后就关闭了。',
        'It is not paid yet; cancelling simply closes it.',
      )
    : certain
      ? goingBack
      : both(
          '包裹已经打包，我们会尽量拦下，2 小时内给您答复；没有拦下就按已发货处理，不收费用。',
          'It is packed already. We try to catch it and tell you within 2 hours; if we cannot, it counts as shipped and nothing is charged.',
        )
  return { allowed: true, fee, refund: paid ? less(order.total, fee) : null, certain, note, source }
}

function afterDispatch(order: Order): Ruling<ChangeTerms> {
  if (order.status === 'shipped' && hasEbike(order)) {
    const cost = deliveryCostOf(order)
    return {
      allowed: true,
      fee: cost,
      refund: less(order.total, cost),
      certain: true,
      note: both(
        `车已经出库，取消时会扣除实际送货费 ${shown(cost).zh}，其余原路退回。`,
        `The bike has left the warehouse, so the real delivery cost of ${shown(cost).en} is deducted; the rest goes back to you.`,
      ),
      source,
    }
  }
  return order.status === 'shipped'
    ? no(
        'shipped',
        both(
          '包裹已经发出，不能再取消了。',
          'The parcel has been dispatched, so it can no longer be cancelled.',
        ),
        both(
          '您可以拒收，或者收到后申请退货，我来帮您办。',
          'You can refuse it at the door, or accept it and open a return; I can help with that.',
        ),
        source,
      )
    : no(
        'delivered',
        both(
          '订单已经签收，不能取消了。',
          'The order has been delivered, so it cannot be cancelled.',
        ),
        both('如果不想要了，可以申请退货。', 'If you no longer want it, I can look at a return.'),
        source,
      )
}

function customMade(order: Order, now: Date): Ruling<ChangeTerms> | null {
  if (order.kind !== 'custom' || !order.paidAt) return null
  if (now.getTime() - order.paidAt.getTime() <= customMs) return null
  return no(
    'custom_made',
    both(
      '刻字、定制的商品付款 24 小时内可以取消，这一单已经超过了。',
      'Engraved and custom-made goods can be cancelled within 24 hours of payment, and that time is over.',
    ),
    both(
      '如果收到后有质量问题，仍然可以换货或退款。',
      'Should it arrive faulty, you can still have it exchanged or refunded.',
    ),
    source,
  )
}

function preordered(order: Order, now: Date): Ruling<ChangeTerms> | null {
  if (order.kind !== 'preorder' || !order.paidAt) return null
  if (now.getTime() - order.paidAt.getTime() <= customMs) return null
  const late = order.promisedBy && now.getTime() - order.promisedBy.getTime() > preorderLateMs
  if (late) return null
  return no(
    'deposit_kept',
    both(
      '预售订单付定金 24 小时内可以全退，之后取消定金不退。',
      'A pre-order gives its deposit back within 24 hours of payment; after that the deposit is kept.',
    ),
    both(
      '如果仍然要取消，我请同事帮您关闭订单、退回定金以外的部分；我们比承诺发货日晚 7 天以上的，可以全退。',
      'If you want to cancel all the same, a colleague can close the order and return the rest. If we ship more than 7 days late, everything comes back.',
    ),
    preorderSource,
  )
}

/** What the site takes for a label that exists already. */
function feeFor(order: Order, now: Date): Money | null {
  const currency = order.total.currency
  // A packed wholesale order is one whose production has been paid for.
  if (order.kind === 'wholesale' && order.status === 'packed')
    return { minor: Math.round(order.total.minor * 0.1), currency }
  if (isDomestic(order) || order.status !== 'packed') return null
  const free = order.paidAt !== null && now.getTime() - order.paidAt.getTime() <= freeAbroadMs
  return free ? null : { minor: feeAbroad[currency] ?? 500, currency }
}

/** Whether an order may still be cancelled, by stage and kind: kb-zh-015, kb-en-007; deposits by kb-zh-016. */
export function ruleCancelling(order: Order, now: Date): Ruling<ChangeTerms> {
  switch (order.status) {
    case 'unpaid':
      return allowed(order, null, true)
    case 'paid':
    case 'packed': {
      const refused = customMade(order, now) ?? preordered(order, now)
      return refused ?? allowed(order, feeFor(order, now), order.status === 'paid')
    }
    case 'shipped':
    case 'delivered':
      return afterDispatch(order)
    case 'cancelled':
      return no(
        'already_cancelled',
        both(
          '这个订单已经取消了，不需要再操作。',
          'This order is cancelled already; nothing more is needed.',
        ),
        both('想知道退款进度的话，我可以帮您查。', 'I can look up the refund if you like.'),
        source,
      )
    case 'returned':
    case 'refunded':
    case 'partly_refunded':
      return no(
        'already_refunded',
        both(
          '这个订单已经退货或退款，不能再取消。',
          'This order has been returned or refunded, so it cannot be cancelled.',
        ),
        both('我可以帮您查退款进度。', 'I can look up the refund for you.'),
        source,
      )
    default:
      return order.status satisfies never
  }
}
