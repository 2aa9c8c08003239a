import type { ChangeTerms, OrderChange } from '../../../domain/order-changes.ts'
import type { Ruling } from '../../../domain/rule.ts'
import type { Order, Parcel } from '../../../domain/shop.ts'
import { goodsOf, hasEbike, hasLargeBattery, isDomestic } from './goods.ts'
import { countryIn, faultIn } from './postal-address.ts'
import { both, no, shown } from './ruling.ts'

/** What the rules on changing an order look at beside the order itself. */
export interface UnderWay {
  readonly order: Order
  readonly now: Date
  readonly parcels: readonly Parcel[]
  /** Kinds of changes that this order has had. */
  readonly before: readonly OrderChange['kind'][]
}

const source = both('kb-zh-014', 'kb-en-006')
const cny = (minor: number) => ({ minor, currency: 'CNY' })
const interceptFee = cny(1200)
/** Once the driver's appointment stands, moving an e-bike costs this. */
const bikeFee = cny(6000)

const terms = (given: Omit<ChangeTerms, 'refund' | 'source'>): Ruling<ChangeTerms> => ({
  allowed: true,
  refund: null,
  source,
  ...given,
})

function whileWithUs({ order, before }: UnderWay): Ruling<ChangeTerms> {
  if (order.status === 'packed')
    return terms({
      fee: null,
      certain: false,
      note: both(
        '包裹已经打包、还没出库，我们会尽力改，不收费。',
        'It is packed and not yet dispatched; we do our best, free of charge.',
      ),
    })
  if (before.includes('address'))
    return no(
      'changed_before',
      both(
        '每个订单只能改 1 次地址，这个订单的机会用掉了。',
        'One change of address is allowed per order, and this one has had it.',
      ),
      both(
        '您可以取消后重新下单，或者我请同事看看。',
        'You can cancel and order again, or a colleague can look at it.',
      ),
      source,
    )
  return terms({
    fee: null,
    certain: true,
    note: both(
      '改好后立即生效，不收费，每个订单限 1 次。',
      'It takes effect at once, free of charge, once per order.',
    ),
  })
}

function onTheWay(order: Order, parcels: readonly Parcel[]): Ruling<ChangeTerms> {
  if (isDomestic(order) && hasEbike(order)) {
    const booked = parcels.some(({ state }) => state === 'out_for_delivery')
    return booked
      ? terms({
          fee: bikeFee,
          certain: true,
          note: both(
            `送货时间已经约好，改址收 ${shown(bikeFee).zh}。`,
            `The delivery slot is booked, so the change costs ${shown(bikeFee).en}.`,
          ),
        })
      : terms({
          fee: null,
          certain: true,
          note: both(
            '预约送货前改址不收费。',
            'Until a delivery slot is booked the change is free.',
          ),
        })
  }
  if (isDomestic(order))
    return terms({
      fee: interceptFee,
      certain: false,
      note: both(
        `包裹已经出库，要请快递拦截改址，费用 ${shown(interceptFee).zh}，不保证成功；没拦下的话，费用 3 天内退回。`,
        `It has been dispatched, so the carrier has to intercept it: ${shown(interceptFee).en}, success not guaranteed; if it fails, the fee comes back within 3 days.`,
      ),
    })
  return no(
    'shipped_abroad',
    both(
      '国际包裹发出后不能再改地址。',
      'An international parcel cannot be given a new address once it is dispatched.',
    ),
    both(
      '部分国家可以在承运商的 App 里改到附近的自提点。',
      "In some countries the carrier's own app can redirect it to a pickup point.",
    ),
    source,
  )
}

/** Whether and at what price an order may go to another address or recipient: kb-zh-014, kb-en-006. */
export function ruleAddress(
  underWay: UnderWay,
  { address }: Extract<OrderChange, { kind: 'address' }>,
): Ruling<ChangeTerms> {
  const { order, parcels } = underWay
  switch (order.status) {
    case 'cancelled':
    case 'delivered':
    case 'returned':
    case 'refunded':
    case 'partly_refunded':
      return no(
        'too_late',
        order.status === 'delivered'
          ? both(
              '这个订单已经签收，地址不能再改了。',
              'This order has been delivered, so its address cannot be changed.',
            )
          : both(
              '这个订单已经结束，地址不能再改了。',
              'This order is closed, so its address cannot be changed.',
            ),
        order.status === 'delivered'
          ? both(
              '如果没有收到包裹，请告诉我，我帮您查。',
              "If you don't have the parcel, tell me and I'll look into it.",
            )
          : null,
        source,
      )
    default:
  }
  if (order.kind === 'bonded' && order.status !== 'unpaid')
    return no(
      'bonded_locked',
      both(
        '保税仓进口订单付款后地址就锁定了，不能改。',
        'Orders from the bonded warehouse are locked once paid.',
      ),
      order.status === 'shipped'
        ? both(
            '可以请收件地址那边的亲友代收。',
            'Perhaps someone at that address can take it in for you.',
          )
        : both(
            '可以取消后用新地址重新下单。',
            'You can cancel and order again with the new address.',
          ),
      both('kb-zh-010', 'kb-en-006'),
    )
  const country = countryIn(address)
  if (country !== null && country !== order.country)
    return no(
      'another_country',
      both(
        '订单不能改到另一个国家或地区。',
        'An order cannot be moved to another country or region.',
      ),
      both(
        '需要取消后重新下单，我可以帮您取消。',
        'It has to be cancelled and ordered again; I can help with the cancelling.',
      ),
      source,
    )
  const largeBattery = order.lines.some(({ sku }) => hasLargeBattery(goodsOf(sku)))
  const fault = faultIn(address, { largeBattery })
  if (fault) return fault
  return order.status === 'shipped' ? onTheWay(order, parcels) : whileWithUs(underWay)
}
