import { coreOf, goodsWithin, type Span } from './need-goods.ts'
import type { Quantity } from './quantity.ts'
import { clausesOf, isChinese, type Clause } from './said.ts'

/** Goods that a message counts, in its own words: 25顶帐篷, 32 office chairs. */
export interface CountedGoods {
  readonly phrase: string
  readonly goods: string
  readonly quantity: Quantity
}

/** What stands between goods and the number that follows them: 小床大概六十张, office chairs, qty 32. */
const beforeNumber =
  /^(?:[\s,，:：x×(（]|数量|大概|大约|一共|总共|共|约|差不多|各|来|要|买|订|拿|就|得|需要|我要|我们要|qty\.?|quantity|pcs|about|around|say|maybe)*$/i

/** Every number of goods with the goods that it counts, whichever comes first, in the same clause or in one beside it. */
export function countedGoods(
  text: string,
  goods: readonly Span[],
  quantities: readonly Quantity[],
): CountedGoods[] {
  const clauses = clausesOf(text)
  const taken = new Set<Span>()
  const found: CountedGoods[] = listed(text, goods)
  if (found.length > 1) return found
  for (const [i, quantity] of quantities.entries()) {
    const clause = clauses.find(
      ({ start, text: words }) => quantity.start >= start && quantity.end <= start + words.length,
    )
    if (!clause) continue
    const until = quantities[i + 1]?.start ?? Infinity
    const span =
      following(clause, goods, quantity, until) ??
      preceding(text, goods, quantity) ??
      alone(text, clauses, clause, goods, quantity, until)
    if (!span || taken.has(span)) continue
    taken.add(span)
    const name = described(text, clauses, goods, span, quantity)
    const number = quantity.words.trim()
    found.push({
      phrase: isChinese(name) ? `${number}${name}` : `${number} ${name}`,
      goods: name,
      quantity,
    })
  }
  return found
}

/** 帐篷100，睡袋200: a list in which each number stands right behind its goods. */
function listed(text: string, goods: readonly Span[]): CountedGoods[] {
  return goods.flatMap(({ start, end }) => {
    const match = /^\s?[x×*:：]?\s?(\d{1,5})(?=\s*(?:$|[，,、;；。\n]))/.exec(text.slice(end))
    const [all, words = ''] = match ?? []
    const name = text.slice(start, end)
    return all === undefined
      ? []
      : [
          {
            phrase: `${name}${words}`,
            goods: name,
            quantity: {
              value: Number(words),
              words,
              start: end + all.length - words.length,
              end: end + all.length,
            },
          },
        ]
  })
}

/** Six big tents, 三台商用的咖啡机. */
function following(
  clause: Clause,
  goods: readonly Span[],
  quantity: Quantity,
  until: number,
): Span | null {
  const end = clause.start + clause.text.length
  const next = goods.find(({ start }) => start >= quantity.end && start < Math.min(until, end))
  if (!next) return null
  const far = isChinese(clause.text.slice(next.start - clause.start)) ? 10 : 34
  return next.start - quantity.end <= far ? next : null
}

function preceding(text: string, goods: readonly Span[], quantity: Quantity): Span | null {
  const before = goods.findLast(({ end }) => end <= quantity.start)
  if (!before) return null
  return beforeNumber.test(text.slice(before.end, quantity.start)) ? before : null
}

/** 露营灯，200个: a clause that is a number and nothing else counts what the clause before or after names. */
function alone(
  text: string,
  clauses: readonly Clause[],
  clause: Clause,
  goods: readonly Span[],
  quantity: Quantity,
  until: number,
): Span | null {
  const rest = clause.text
    .replace(quantity.words.trim(), '')
    .replace(/[的吧啊呢了要就得,，.\s]/g, '')
  if (rest.length > 3 || until < clause.start + clause.text.length) return null
  const at = clauses.indexOf(clause)
  const beside = [clauses[at - 1], clauses[at + 1]].flatMap((one) =>
    one === undefined
      ? []
      : goods
          .filter(({ start, end }) => start >= one.start && end <= one.start + one.text.length)
          .slice(-1),
  )
  const [only] = beside
  return only !== undefined && text.slice(only.start, only.end).trim() !== '' ? only : null
}

/** Goods with what describes them, in their clause. */
function described(
  text: string,
  clauses: readonly Clause[],
  goods: readonly Span[],
  span: Span,
  quantity: Quantity,
): string {
  const clause = clauses.find(
    ({ start, text: words }) => span.start >= start && span.end <= start + words.length,
  )
  const bare = text.slice(span.start, span.end)
  if (!clause) return bare
  const from =
    quantity.end <= span.start && quantity.start >= clause.start ? quantity.end : clause.start
  const within = { text: text.slice(from, clause.start + clause.text.length).trimStart(), start: 0 }
  within.start = clause.start + clause.text.length - within.text.length
  const only = goods.filter(({ start }) => start >= span.start)
  return goodsWithin(within, only).length === 0 ? bare : (coreOf(within, only, null, 0) ?? bare)
}
