import type { ChangeTerms, OrderChange } from '../../../domain/order-changes.ts'
import type { Option, RuledOut, Ruling } from '../../../domain/rule.ts'
import type { Order } from '../../../domain/shop.ts'
import type { UnderWay } from './address.ts'
import { paidFor } from './matter.ts'
import { both, no, shown } from './ruling.ts'

/** Only in Chinese. */
export const source = both('kb-zh-017', 'kb-zh-017')

/** Whether goods, size, colour or number may still be touched: only under review. */
export function tooLate({ status }: Order): RuledOut | null {
  switch (status) {
    case 'unpaid':
    case 'paid':
      return null
    case 'packed':
      return no(
        'packed',
        both(
          '订单已经打包，颜色、尺码和数量都不能改了。',
          'The order is packed, so colour, size and quantity can no longer be changed.',
        ),
        both(
          '可以取消后重新下单，或者收到后换货。',
          'You can cancel and order again, or exchange it after delivery.',
        ),
        source,
      )
    case 'shipped':
      return no(
        'shipped',
        both(
          '包裹已经发出，内容不能改了。',
          'The parcel has been dispatched, so its contents cannot be changed.',
        ),
        both('收到后可以申请换货或退货。', 'After delivery I can open an exchange or a return.'),
        source,
      )
    case 'delivered':
      return no(
        'delivered',
        both(
          '订单已经签收，不能再改了。',
          'The order has been delivered, so it cannot be changed.',
        ),
        both(
          '可以申请换货或退货，我来帮您看。',
          'An exchange or a return may be possible; I can look.',
        ),
        source,
      )
    case 'cancelled':
    case 'returned':
    case 'refunded':
    case 'partly_refunded':
      return no(
        'closed',
        both('这个订单已经结束，不能修改。', 'This order is closed and cannot be changed.'),
        null,
        source,
      )
    default:
      return status satisfies never
  }
}

/** Terms that cost nothing and give nothing back, unless they are said to. */
export const terms = (
  given: Partial<ChangeTerms> & Pick<ChangeTerms, 'note'>,
): Ruling<ChangeTerms> => ({
  allowed: true,
  fee: null,
  refund: null,
  certain: true,
  source,
  ...given,
})

const lineIn = (order: Order, sku: string) =>
  order.lines.find((line) => line.sku.toUpperCase() === sku.toUpperCase())

const notInOrder = no(
  'not_in_order',
  both('这个订单里没有这件商品。', 'That article is not in this order.'),
  both('请再核对一下商品。', 'Could you check which one you mean?'),
  null,
)

/** The option that words name: its value, or its label in either language. */
export function optionNamed(options: readonly Option[], words: string): Option | undefined {
  const said = words.normalize('NFKC').trim().toLowerCase()
  const names = ({ value, label }: Option) =>
    [value, label.zh, label.en].map((it) => it.toLowerCase())
  return (
    options.find((option) => names(option).includes(said)) ??
    options.find((option) => names(option).some((name) => name.length > 1 && said.includes(name)))
  )
}

/** Another colour or size of the same article, under review, once, at the same price: kb-zh-017. */
export function ruleOption(
  { order, before }: UnderWay,
  { sku, option }: Extract<OrderChange, { kind: 'option' }>,
  options: readonly Option[],
): Ruling<ChangeTerms> {
  const late = tooLate(order)
  if (late) return late
  const line = lineIn(order, sku)
  if (!line) return notInOrder
  const wanted = optionNamed(options, option)
  if (!wanted) {
    const listed = (locale: 'zh' | 'en') =>
      options.map(({ label }) => label[locale]).join(locale === 'zh' ? '、' : ', ')
    return options.length === 0
      ? no(
          'no_options',
          both(
            `${line.name.zh}只有一种款式，没有别的颜色或尺码。`,
            `The ${line.name.en} comes in one version only.`,
          ),
          both(
            '要换成别的商品，请取消后重新下单。',
            'For another article, cancel this order and place a new one.',
          ),
          source,
        )
      : no(
          'no_such_option',
          both(
            `${line.name.zh}没有这个颜色或尺码。`,
            `The ${line.name.en} does not come in that colour or size.`,
          ),
          both(`可以选：${listed('zh')}。`, `It comes in: ${listed('en')}.`),
          source,
        )
  }
  if (line.option?.value === wanted.value)
    return no(
      'same',
      both(
        `订单里本来就是${wanted.label.zh}，不用改。`,
        `It is ${wanted.label.en} already, so there is nothing to change.`,
      ),
      null,
      source,
    )
  if (before.includes('option'))
    return no(
      'changed_before',
      both(
        '颜色或尺码只能改一次，这个订单已经改过了。',
        'Colour or size can be changed once, and this order has had its change.',
      ),
      both('可以取消后重新下单。', 'You can cancel and order again.'),
      source,
    )
  return terms({
    note: both(
      `改成${wanted.label.zh}，价格不变。`,
      `It will be ${wanted.label.en}, at the same price.`,
    ),
  })
}

/** Fewer of an article, under review; more is a new order: kb-zh-017. */
export function ruleQuantity(
  { order }: UnderWay,
  { sku, quantity }: Extract<OrderChange, { kind: 'quantity' }>,
): Ruling<ChangeTerms> {
  const late = tooLate(order)
  if (late) return late
  const line = lineIn(order, sku)
  if (!line) return notInOrder
  if (quantity === line.quantity)
    return no(
      'same',
      both(`订单里本来就是 ${quantity} 件，不用改。`, `The order has ${quantity} already.`),
      null,
      source,
    )
  if (quantity > line.quantity)
    return no(
      'more',
      both('原订单上不能增加数量。', 'More cannot be added to an order that is placed.'),
      both(
        `多要的 ${quantity - line.quantity} 件请另下一单，我可以帮您下；两单不合并运费。`,
        `Please order the other ${quantity - line.quantity} separately; I can place that for you. Postage is not combined.`,
      ),
      source,
    )
  const paid = paidFor(order, line)
  const refund = {
    minor: Math.round((paid.minor * (line.quantity - quantity)) / line.quantity),
    currency: paid.currency,
  }
  return order.status === 'unpaid'
    ? terms({
        note: both(
          `改成 ${quantity} 件，按新的金额付款。`,
          `It will be ${quantity}, and you pay the new amount.`,
        ),
      })
    : terms({
        refund,
        note: both(
          `改成 ${quantity} 件，差额 ${shown(refund).zh} 24 小时内退回。`,
          `It will be ${quantity}; ${shown(refund).en} goes back to you within 24 hours.`,
        ),
      })
}
