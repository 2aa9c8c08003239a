import type { Claim, ClaimTerms } from '../../../domain/after-sales.ts'
import type { Money } from '../../../domain/money.ts'
import type { Ruling } from '../../../domain/rule.ts'
import type { Order, OrderLine, Parcel } from '../../../domain/shop.ts'
import { both, no } from './ruling.ts'

/** A claim that was made before. */
export interface EarlierClaim {
  readonly reference: string
  readonly orderNumber: string
  readonly kind: Claim['kind']
  readonly sku: string | null
  readonly because: Claim['because']
  readonly at: Date
}

/** All that the rules of after-sales look at. */
export interface Matter {
  readonly order: Order
  readonly now: Date
  readonly parcels: readonly Parcel[]
  /** Returns that membership still pays for this year. */
  readonly freeReturns: number
  /** Claims of this customer, on any order. */
  readonly earlier: readonly EarlierClaim[]
}

export type ClaimRuled = Ruling<ClaimTerms>

/**
 * What was paid for a line: a discount on the whole order is shared out by price (kb-zh-028), so that of ¥300 + ¥100 with
 * ¥40 off the second line is worth ¥90. Postage in the total is not part of it.
 */
export function paidFor({ lines, total }: Pick<Order, 'lines' | 'total'>, line: OrderLine): Money {
  const worth = ({ price, quantity }: OrderLine) => price.minor * quantity
  const all = lines.reduce((sum, each) => sum + worth(each), 0)
  const share = all === 0 ? 1 : Math.min(1, total.minor / all)
  return { minor: Math.round(worth(line) * share), currency: line.price.currency }
}

/** The line a claim is about, or the question which it is. */
export function lineOf(
  order: Order,
  sku: string | null,
): { line: OrderLine } | { ruled: Exclude<ClaimRuled, { allowed: true }> } {
  const [only, ...others] = order.lines
  const line =
    sku === null
      ? others.length === 0
        ? only
        : undefined
      : order.lines.find((each) => each.sku.toUpperCase() === sku.toUpperCase())
  if (line) return { line }
  const names = (locale: 'zh' | 'en') =>
    order.lines.map(({ name }) => name[locale]).join(locale === 'zh' ? '、' : ', ')
  return {
    ruled: no(
      'needs_item',
      both('请告诉我是订单里的哪一件商品：', 'Which article of the order is it:'),
      both(`${names('zh')}。`, `${names('en')}?`),
      null,
    ),
  }
}
