import type { Entity } from '../domain/reading.ts'
import { contentOf, joinNeeds, withOthersListed, withQuantity, type Need } from './need.ts'
import { aboutGoods, coreOf, goodsWithin, toCore, type Span } from './need-goods.ts'
import { atJoints, named as withNamed, toThePoint, withChoice } from './need-phrase.ts'
import {
  business,
  cancels,
  looksAt,
  namesPost,
  nothing,
  opensWish,
  service,
  wishes,
} from './need-words.ts'
import { findQuantities, type Quantity } from './quantity.ts'
import { clausesOf, isChinese, type Clause } from './said.ts'

/** What surrounds a clause and tells what it may be. */
export interface NeedContext {
  readonly entities: readonly Entity[]
  /** The question before was about goods or numbers. */
  readonly asked: { readonly need: boolean; readonly quantity: boolean }
  /** What the customer wanted before this message. */
  readonly before: Need | null
  /** Where the message names goods, and the goods spoken of before it. */
  readonly goodsAt: readonly Span[]
  readonly spoken: string | null
  /** Goods that our question named. */
  readonly goods: string | null
  /** The message takes back something that was said. */
  readonly corrects: boolean
}

/**
 * What the customer wants after this message: a new need, the old one with another number, or the old one as it was.
 * `text` has every other fact blanked out, so that what is left is the wish.
 */
export function hearNeed(text: string, context: NeedContext): Need | null {
  const { before, asked } = context
  const quantities = findQuantities(
    withoutProducts(text, context.entities),
    asked.quantity || context.corrects,
  )
  const found = candidates(text, quantities, context)
  const best = found.toSorted((a, b) => b.weight - a.weight)[0] ?? null
  const last = quantities.at(-1)
  if (before && last && (!best || isNumberOnly(best, last))) return withQuantity(before, last)
  if (!before && best && last && !best.concrete && context.goods !== null)
    return withQuantity(ofGoods(context.goods), last)
  if (!best) return before
  const listed = context.corrects ? best : withOthersListed(best, found)
  const counted =
    listed.quantity === null && last && listed.weight > 1 ? countedBy(listed, last, found) : listed
  return before ? joinNeeds(before, counted, context.corrects) : counted
}

/** A wish with the number that another clause names: with the goods that stand beside it, if any do. */
function countedBy(wish: Need, last: Quantity, found: readonly Need[]): Need {
  const beside = found.find(
    ({ phrase, quantity, concrete }) =>
      concrete && quantity === last.value && contentOf(phrase, last).length > 1,
  )
  if (!beside) return withQuantity(wish, last)
  const phrase = `${beside.phrase}${isChinese(beside.phrase) ? '' : ' '}${wish.phrase}`
  return { ...beside, phrase: phrase.slice(0, 60).trim(), weight: wish.weight }
}

/** Goods that only we have named. */
const ofGoods = (goods: string): Need => ({
  phrase: goods,
  quantity: null,
  quantityWords: null,
  concrete: true,
  weight: 3,
})

/** Figures inside product names count nothing. */
function withoutProducts(text: string, entities: readonly Entity[]): string {
  let masked = text
  for (const { type, start, end } of entities)
    if (type === 'product')
      masked = masked.slice(0, start) + 'P'.repeat(end - start) + masked.slice(end)
  return masked
}

function candidates(
  text: string,
  quantities: readonly Quantity[],
  { entities, asked, corrects, goodsAt, spoken }: NeedContext,
): Need[] {
  const clauses = clausesOf(text).flatMap(atJoints)
  return clauses.flatMap((clause, i): Need[] => {
    if (namesPost(clause.text) || opensWish(clause.text)) return []
    const goodsHere = goodsWithin(clause, goodsAt)
    if (service.test(clause.text) || cancels.test(clause.text)) return []
    if (/^(?:i|we) (?:sell|make|bake|import|manufacture|produce) /i.test(clause.text)) return []
    if (nothing.test(clause.text) && goodsHere.length === 0) return []
    const end = clause.start + clause.text.length
    const product = entities.some(
      (e) => e.type === 'product' && e.start >= clause.start && e.end <= end,
    )
    const quantity = quantities.find((q) => q.start >= clause.start && q.end <= end) ?? null
    const wished =
      wishes.exec(clause.text) ?? (goodsHere.length > 0 ? looksAt.exec(clause.text) : null)
    const wish = wished !== null
    const trade = business.test(clause.text)
    const answers = asked.need && i === 0 && text.trim().length < 60
    const weight =
      (product ? 3 : 0) +
      (quantity ? 3 : 0) +
      (wish ? 2 : 0) +
      (trade ? 2 : 0) +
      (answers ? 3 : 0) +
      (goodsHere.length > 0 && wish ? 1 : 0)
    const earlier = clauses.slice(0, i).findLast((one) => goodsWithin(one, goodsAt).length > 0)
    const pointed = toThePoint(withChoice(clause.text, clauses[i + 1]?.text))
    const words =
      earlier !== undefined && isChinese(clause.text)
        ? pointed
        : withNamed(
            pointed,
            clauses
              .slice(0, i)
              .findLast(({ text: before }) => !/^(?:我|咱)们?在|^(?:i'm|we're) in/i.test(before))
              ?.text,
          )
    const core = coreOf(clause, goodsAt, quantity, wished ? wished.index + wished[0].length : 0)
    const named = earlier === undefined ? spoken : coreOf(earlier, goodsAt, null, 0)
    const phrase =
      core === null && !product ? aboutGoods(words, named, quantity !== null) : toCore(words, core)
    const says = contentOf(phrase, quantity)
    const goodsBefore = says === '' && wish && quantity === null ? goodsOf(clauses[i - 1]) : null
    if (goodsBefore !== null) return [{ ...ofGoods(goodsBefore), weight: 3 }]
    if (weight < 2 || (weight === 3 && product && !answers && !wish) || says === '') {
      // 300台 and nothing else: the number of what the clause before or after names.
      const goods = says === '' && quantity ? goodsBeside(clauses, i) : null
      if (goods !== null && quantity)
        return [{ ...withQuantity(ofGoods(goods), quantity), weight: 4 }]
      return quantity && (says === '' || corrects)
        ? [
            {
              phrase: quantity.words,
              quantity: quantity.value,
              quantityWords: quantity.words,
              concrete: false,
              weight: 1,
            },
          ]
        : []
    }
    const isQuestion = /起订量|最低|多少$|\bmoq\b/i.test(says)
    const isShort = /^(?:顺便)?(?:演示|报价|合作|采购|试用)$/.test(says)
    const vague =
      /^(?:货|东西|产品|价格?|quote|price|order|one|it|them|that|this|things?|stuff|help|(?:are |is )?the terms.*|什么政策|information|info|something|more|know|yes|no)$/i.test(
        says,
      )
    return [
      {
        phrase,
        quantity: quantity?.value ?? null,
        quantityWords: quantity ? quantity.words : null,
        namesGoods: core !== null || product,
        concrete: !vague && (product || quantity !== null || trade || wish || answers),
        weight: vague ? 1 : isQuestion || isShort ? weight - 2 : weight,
      },
    ]
  })
}

/** 夜市摆摊用的户外电源, 推荐哪款: what the clause before names, where the wish alone names nothing. */
function goodsOf(clause: Clause | undefined): string | null {
  if (clause === undefined || nothing.test(clause.text) || service.test(clause.text)) return null
  const goods = toThePoint(clause.text)
  return isChinese(goods) &&
    goods.length >= 2 &&
    goods.length <= 16 &&
    !/[吗呢]|不|我在/.test(goods)
    ? goods
    : null
}

/** 75 pieces, camping lanterns: goods that stand alone beside their number. */
function goodsBeside(clauses: readonly Clause[], i: number): string | null {
  const beside = [clauses[i + 1], clauses[i - 1]].map((clause) => clause?.text.trim() ?? '')
  return (
    beside.find(
      (text) => /^(?:[a-z][a-z-]+ ){0,3}[a-z][a-z-]{2,}s$/i.test(text) && !notGoods.test(text),
    ) ?? null
  )
}

const notGoods =
  /^(?:yes|thanks|cheers|regards|pounds|dollars|euros|units|pieces|.*\b(?:is|are|was|needs|wants|has|as|us|this)\b)/i

const isNumberOnly = (need: Need, quantity: Quantity): boolean =>
  contentOf(need.phrase, quantity).length <= (isChinese(need.phrase) ? 1 : 3)
