import { groupOf, type IntentGroup } from '../domain/intent.ts'
import type { Part, Reading } from '../domain/reading.ts'

/** Where one wish ends and another may begin. */
const joints =
  /[;；。\n]+|[.!]\s+|[,，、]+(?:\s*(?:and|also|then|plus|while)\b)?|\s(?:and|also|plus|while)\s|\s&\s|还有|另外|然后|同时/giu
/** Each part is read as surely as this, or the message is of a piece. */
const sureOfPart = 0.5
/** What can be wanted of goods that were bought. */
const ofPurchases: ReadonlySet<IntentGroup> = new Set(['order', 'after_sales', 'billing'])
/** More goods than these are a list. */
const mostParts = 4

interface Span {
  start: number
  end: number
}

/** The goods that a text names, from left to right, the same span once. */
function goodsIn({ entities }: Reading): Span[] {
  const spans = entities
    .filter(({ type }) => type === 'goods' || type === 'product')
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
  return spans.filter(({ start }, i) => spans.slice(0, i).every(({ end }) => end <= start))
}

/** Where the wish for these goods begins, after what was said of those before: the first joint between them. */
function jointBetween(text: string, before: Span, after: Span): Span | null {
  const [joint] = text.slice(before.end, after.start).matchAll(joints)
  if (!joint) return null
  const start = before.end + joint.index
  return { start, end: start + joint[0].length }
}

/**
 * The parts of a message that want different things of different goods: "return the tent, and change the address of the stove
 * order" is a return of one and a change to the other. None where it is of a piece: the same is wanted of all its goods, or a
 * part says alone nothing that is surely wanted.
 */
export function partsOf(text: string, reading: Reading, read: (part: string) => Reading): Part[] {
  const goods = goodsIn(reading)
  if (goods.length < 2 || goods.length > mostParts) return []
  const cuts = goods.slice(1).flatMap((after, i) => {
    const joint = goods[i] && jointBetween(text, goods[i], after)
    return joint ? [joint] : []
  })
  const parts = [...cuts, { start: text.length, end: text.length }].map(({ start }, i) => {
    const part = text.slice(cuts[i - 1]?.end ?? 0, start).trim()
    return { text: part, reading: read(part) }
  })
  const tops = parts.map(({ reading: { intents } }) => intents[0])
  const isWish = (top: (typeof tops)[number]) =>
    top !== undefined && top.probability >= sureOfPart && ofPurchases.has(groupOf(top.name))
  const isOfPiece = new Set(tops.map((top) => top?.name)).size < parts.length
  return parts.length > 1 && tops.every(isWish) && !isOfPiece ? parts : []
}
