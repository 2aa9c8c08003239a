import { business, cancels, looksAt, nothing, service, wishes } from './need-words.ts'
import { findQuantities, type Quantity } from './quantity.ts'
import type { Asked } from './question.ts'
import { clausesOf, type Clause } from './said.ts'

/** A stretch of a message. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One message of the customer, as far as it may say what is wanted. */
export interface WishMessage {
  /** The customer's own words; every other fact is blanked out, so that what is left is the wish. */
  readonly text: string
  /** The same with all facts. */
  readonly own: string
  /** Where the message names goods. */
  readonly goodsAt: readonly Span[]
  /** What our words before it asked for, and the goods that they named. */
  readonly asked: ReadonlySet<Asked>
  readonly offered: readonly string[]
  /** The message takes back something that was said. */
  readonly corrects: boolean
  /** The other facts that it gives. */
  readonly gives: readonly string[]
}

/** A word, or goods or a number of goods, which are never cut. */
export interface NeedToken extends Span {
  readonly word: string
  readonly kind: 'goods' | 'number' | 'word'
  readonly clause: number
  /** Before, in or after the words of wishing in its clause; none where it has none. */
  readonly place: 'before' | 'wish' | 'after' | 'none'
}

/** A message cut into tokens, and what each of its clauses is like. */
export interface NeedTokens {
  readonly tokens: readonly NeedToken[]
  readonly clauses: readonly (readonly string[])[]
  readonly quantities: readonly Quantity[]
}

/** Nobody says what they want in more words; the rest is not looked at. */
const mostTokens = 240
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Cuts a message into words, goods and numbers. */
export function needTokens({ text, own, goodsAt, asked }: WishMessage): NeedTokens {
  const quantities = findQuantities(text, asked.has('quantity'))
  const numbers = quantities.filter((one) => goodsAt.every((goods) => !overlap(goods, one)))
  const units = [
    ...goodsAt.map((span) => ({ ...span, kind: 'goods' as const })),
    ...numbers.map(({ start, end }) => ({ start, end, kind: 'number' as const })),
  ]
  const tokens: NeedToken[] = []
  const found = clausesOf(text)
  for (const [clause, { text: words, start }] of found.entries()) {
    const wish = wishes.exec(words) ?? looksAt.exec(words)
    const from = start + (wish?.index ?? 0)
    const to = from + (wish?.[0].length ?? 0)
    const push = (span: Span, kind: NeedToken['kind']): void => {
      const place = !wish
        ? 'none'
        : span.end <= from
          ? 'before'
          : span.start < to
            ? 'wish'
            : 'after'
      tokens.push({ ...span, word: text.slice(span.start, span.end), kind, clause, place })
    }
    for (const span of cut(text, { start, end: start + words.length }, units)) push(span, span.kind)
    if (tokens.length > mostTokens) break
  }
  return {
    tokens: tokens.slice(0, mostTokens),
    clauses: found.map((clause, i) => clauseTraits(clause, i, own)),
    quantities,
  }
}

const overlap = (one: Span, other: Span): boolean => one.end > other.start && one.start < other.end

/** Units whole, and the words between them. */
function cut<Kind extends string>(
  text: string,
  { start, end }: Span,
  units: readonly (Span & { kind: Kind })[],
): (Span & { kind: Kind | 'word' })[] {
  const cuts: (Span & { kind: Kind | 'word' })[] = []
  for (let at = start; at < end;) {
    const unit = units
      .filter((one) => one.start <= at && one.end > at)
      .reduce<(Span & { kind: Kind }) | null>((a, b) => (a && a.end >= b.end ? a : b), null)
    if (unit) {
      cuts.push({ start: at, end: unit.end, kind: unit.kind })
      at = unit.end
      continue
    }
    const from = at
    at = Math.min(end, ...units.map((one) => one.start).filter((place) => place > from))
    for (const { segment, index } of segmenter.segment(text.slice(from, at)))
      if (/[\p{L}\p{N}]/u.test(segment))
        cuts.push({ start: from + index, end: from + index + segment.length, kind: 'word' })
  }
  return cuts
}

/** What a clause is like as a whole. */
function clauseTraits({ text, start }: Clause, i: number, own: string): string[] {
  const traits: [string, boolean][] = [
    ['wish', wishes.test(text)],
    ['nowish', !wishes.test(text)],
    ['trade', business.test(text)],
    ['service', service.test(text)],
    ['nothing', nothing.test(text)],
    ['cancels', cancels.test(text)],
    ['looks', looksAt.test(text)],
    ['first', i === 0],
    ['later', i > 0],
    ['asks', /[?？]/.test(own[start + text.length] ?? '') || /[吗呢么]$/.test(text)],
  ]
  return traits.flatMap(([trait, holds]) => (holds ? [trait] : []))
}
