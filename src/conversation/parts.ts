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

/** 「手表那单」,「充电器退货」: goods that we may not know, by what is to become of them. */
const namedByWish =
  /(?:^|[。；;，,、\n]|还有|另外)\s*(?:还有|另外|我的?|那个|把|请|帮我|麻烦)*(?<name>(?!不|没|都|就|想|要|快|货|钱|款|东西|订单|地址|刚才|之前)[\p{Script=Han}A-Za-z\d-]{2,8}?)(?:我|也|都|要|想|给我|帮我)*(?:那[单个台件]|退货|退掉|退款|取消|换货|改地址|开发票|开票|到哪)/gu

/** The goods that a text names, from left to right, the same span once. */
function goodsIn(text: string, { entities }: Reading): Span[] {
  const byWish = [...text.matchAll(namedByWish)].flatMap((found): Span[] => {
    const name = found.groups?.['name'] ?? ''
    const start = found.index + found[0].indexOf(name)
    return name === '' ? [] : [{ start, end: start + name.length }]
  })
  const named = entities.filter(({ type }) => type === 'goods' || type === 'product')
  const isKnown = ({ start, end }: Span) => named.some((it) => it.start < end && it.end > start)
  const spans = [...named, ...byWish.filter((span) => !isKnown(span))].toSorted(
    (one, other) => one.start - other.start || other.end - one.end,
  )
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
  const goods = goodsIn(text, reading)
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
