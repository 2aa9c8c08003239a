import type { Order } from '../../domain/shop.ts'

/** Amounts that words name, in minor units. */
export interface NamedAmounts {
  minors: readonly number[]
  /** Whether the words say that an order is meant by its amount, "the one for 299", and not only that money is spoken of. */
  choosing: boolean
}

const number = String.raw`(?<![\w.,-])\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\w]|\.\d)|(?<![\w.,-])\d{1,6}(?:\.\d{1,2})?(?![\d]|[.,]\d)`
const currency = String.raw`[¥￥€$£]|\b(?:rmb|cny|usd|eur|gbp)\b`
const unit = String.raw`块(?:钱)?|元|欧元|美元|美金|英镑|(?:yuan|rmb|cny|euros?|eur|dollars?|usd|pounds?|gbp|bucks)\b`
/** An order that is pointed at behind its amount: 299 那单, 299 块的订单; not 3 个. */
const pointedAt = String.raw`的?(?:那|这)一?(?:单|笔|个|件)|的(?:那|单子?|订单)`
/** What may follow an amount where it is not a number of things: "the one for 20 people". */
const over = String.raw`(?=\s*(?:${unit})?\s*(?:$|[.,;:!?)，。？！]|\b(?:please|is|was|has|hasn|and|or|from|that|which|i|my|where|when|can|not)\b))`

/** "the one for 299", "299 那单", "the 299 order": the number is of an order, with or without a currency. */
const choosing = new RegExp(
  [
    String.raw`\b(?:one|order|purchase)\s+(?:i\s+paid|(?:that|which)\s+(?:cost|was|came\s+to)|for|of|at|worth|costing)\s+(?:about\s+)?(?:${currency})?\s*(?<one>${number})${over}`,
    String.raw`(?:${currency})?\s*(?<two>${number})\s*(?:${unit})?\s*(?:${pointedAt})`,
    String.raw`\bthe\s+(?:${currency})?\s*(?<three>${number})\s*(?:${unit})?[\s-]+(?:one|order|purchase)\b`,
  ].join('|'),
  'giu',
)
const money = new RegExp(
  String.raw`(?:(?:${currency})\s*(?<one>${number}))|(?:(?<two>${number})\s*(?:${unit}))`,
  'giu',
)

const minorsIn = (words: string, pattern: RegExp): number[] =>
  [...words.matchAll(pattern)].flatMap(({ groups = {} }) => {
    const said = groups['one'] ?? groups['two'] ?? groups['three']
    return said === undefined ? [] : [Math.round(Number(said.replaceAll(',', '')) * 100)]
  })

/** What amounts the words name; null when none. */
export function amountsIn(words: string): NamedAmounts | null {
  const chosen = minorsIn(words, choosing)
  if (chosen.length > 0) return { minors: chosen, choosing: true }
  const spokenOf = minorsIn(words, money)
  return spokenOf.length > 0 ? { minors: spokenOf, choosing: false } : null
}

/** The orders of one of these amounts: what was paid in all, or for one kind of goods. "299" is also 299.50. */
export function ordersOf({ minors }: NamedAmounts, orders: readonly Order[]): Order[] {
  const amounts = ({ total, lines }: Order) => [
    total.minor,
    ...lines.flatMap(({ price, quantity }) => [price.minor, price.minor * quantity]),
  ]
  const fits = (fit: (amount: number, named: number) => boolean) =>
    orders.filter((order) =>
      amounts(order).some((amount) => minors.some((named) => fit(amount, named))),
    )
  const exact = fits((amount, named) => amount === named)
  if (exact.length > 0) return exact
  return fits((amount, named) => named % 100 === 0 && Math.floor(amount / 100) * 100 === named)
}
