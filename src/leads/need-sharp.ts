import { countedGoods, type CountedGoods } from './counted-goods.ts'
import { atJoints, inPlural } from './need-phrase.ts'
import type { Need } from './need.ts'
import { coreOf, goodsWithin, guessedZh, type Span } from './need-goods.ts'
import { nothing, service } from './need-words.ts'
import { numberPattern, valueOf } from './number-words.ts'
import { tokenF1 } from './same-fact.ts'
import { findQuantities, type Quantity } from './quantity.ts'
import { clausesOf, isChinese } from './said.ts'

/** What a message and the ones before it say of goods. */
export interface GoodsHeard {
  /** The message without its other facts. */
  readonly text: string
  readonly goodsAt: readonly Span[]
  /** Every name of goods that anybody has used so far, in lower case. */
  readonly known: ReadonlySet<string>
  /** The goods last spoken of before this message. */
  readonly spoken: string | null
  readonly asked: { readonly need: boolean; readonly quantity: boolean }
  /** The question asks for more. */
  readonly asksForMore: boolean
}

/** What is done with goods, where a phrase says that and not of which. */
const act =
  /供货|代理|加盟|经销|批发|合作|代发|拿货|进货|样品|样机|试用|演示|报价|租赁?|\b(?:wholesale|supply|distribut\w+|stocking|demo|samples?|trial|leasing|rental|quote|dropship\w*)\b/i
const more =
  /另外|还要|还得|还有|再来|再加|再要|以及|顺便|其次|\b(?:also|plus|as well|second(?:ly)?|another thing|and then|on top)\b/i

/**
 * A wish put right by the goods that are named: phrases cut from clauses miss what stands in the clause beside, or before.
 * `before` is the wish before the message, `now` the one after it.
 */
export function sharpened(before: Need | null, now: Need | null, heard: GoodsHeard): Need | null {
  const need = byGoods(before, now, heard)
  if (need === null || need === before) return need
  const phrase = fromNumber(need.phrase, need.quantityWords)
  return phrase === need.phrase || phrase.length < 2 ? need : { ...need, phrase }
}

/** My manager told me to find out what 70 ergonomic mice: what leads far up to the number says nothing of what is wanted. */
function fromNumber(phrase: string, number: string | null): string {
  const at = number === null ? -1 : phrase.indexOf(number.trim())
  if (at <= 0 || isChinese(phrase)) return phrase
  const before = phrase.slice(0, at).trim().split(/\s+/)
  const after = phrase.slice(at + (number ?? '').trim().length).trim()
  return before.length > 4 && /\p{L}{3}/u.test(after) ? phrase.slice(at) : phrase
}

function byGoods(before: Need | null, now: Need | null, heard: GoodsHeard): Need | null {
  const named = heard.goodsAt.filter(({ start, end }) => heard.text.slice(start, end).trim() !== '')
  const goodsAt = named.length > 0 ? named : guessedZh(heard.text)
  const quantities = findQuantities(heard.text, heard.asked.quantity)
  // 发一份报价 counts no goods.
  const counted = countedGoods(heard.text, goodsAt, quantities).filter(
    ({ quantity: { value, words } }) => value > 1 || !words.includes('份'),
  )
  if (now === null) return counted.length > 1 ? ofCounted(listOnly, counted) : null
  const names = (phrase: string): boolean =>
    [...heard.known].some((goods) => phrase.toLowerCase().includes(goods))
  if (now === before) {
    const core = heard.asked.need || heard.asksForMore ? coreIn(heard.text, goodsAt) : null
    if (core !== null && heard.asksForMore && !now.phrase.includes(core) && names(now.phrase))
      return listing(now, [now.phrase, counted[0]?.phrase ?? core])
    // 50台那个单子 – which product? – 户外电源啊
    if (core === null || names(now.phrase)) return now
    return now.quantityWords === null ? withAct(now, core) : withGoods(now, core)
  }
  if (counted.length > 0) {
    const added =
      before !== null &&
      before.quantity !== null &&
      names(before.phrase) &&
      (heard.asksForMore || more.test(heard.text))
    const fresh = counted.filter(({ goods }) => before === null || !before.phrase.includes(goods))
    if (added && before && fresh.length > 0)
      return listing(now, [before.phrase, ...fresh.map(({ phrase }) => phrase)])
    const whole = counted.every(
      ({ goods, quantity }) =>
        now.phrase.includes(goods) && now.phrase.includes(quantity.words.trim()),
    )
    const [only] = counted
    // What was taken for a wish before names no goods: now it is told.
    if (
      before !== null &&
      !names(before.phrase) &&
      before.quantity === null &&
      !act.test(before.phrase)
    )
      return ofCounted(now, counted)
    if (!whole) return ofCounted(now, counted)
    return only && counted.length === 1 ? cutToGoods(now, only.goods) : now
  }
  const core = coreIn(heard.text, goodsAt)
  const list = enumerated(heard.text, goodsAt)
  if (list !== null && !now.phrase.includes(list.last) && now.quantity === null)
    return { ...now, phrase: list.phrase, namesGoods: true }
  if (names(now.phrase)) return core === null ? now : cutToGoods(now, core)
  const wanted = wishedIn(heard.text, goodsAt)
  if (wanted !== null && now.quantityWords === null)
    return { ...now, phrase: wanted, namesGoods: true }
  if (core !== null)
    return now.quantityWords !== null && now.phrase.includes(now.quantityWords.trim())
      ? withGoods(now, core)
      : withAct(now, core)
  if (heard.spoken !== null && takesOne.test(heard.text))
    return { ...now, phrase: heard.spoken, namesGoods: true }
  const last = quantities.at(-1) ?? pointedAt(heard.text)
  const answersHowMany = heard.asked.quantity && heard.text.trim().length < 30
  return heard.spoken !== null &&
    last !== undefined &&
    (answersHowMany || standsAlone(heard.text, last))
    ? withGoods({ ...now, quantity: last.value, quantityWords: last.words }, heard.spoken)
    : now
}

/** Who lists goods with their numbers wants them. */
const listOnly: Need = {
  phrase: '',
  quantity: null,
  quantityWords: null,
  concrete: true,
  weight: 4,
}

/** Between goods that are told one after another. */
const goesOn =
  /^(?:s|es)?\s*(?:[,，、;；和跟及与]|以及|还有|\band\b|\bor\b|\bplus\b|&)+\s*(?:and |还要|再加)?(?:an? (?:couple of |few |pair of )?|the |some |one |two |three |\d{1,3} |[一两二三四五六七八九十]{1,2}[台个只件套把张辆部条顶])?(?:[\p{L}-]+ ){0,2}$/iu

/** A coffee machine, a dishwasher and a couple of fridges: goods told one after another; null for fewer than two. */
function enumerated(
  text: string,
  goodsAt: readonly Span[],
): { phrase: string; last: string } | null {
  const [first, ...others] = goodsAt
  if (first === undefined) return null
  let { end } = first
  let last = first
  for (const next of others) {
    if (!goesOn.test(text.slice(end, next.start))) break
    last = next
    end = next.end
  }
  if (last === first) return null
  const phrase = text.slice(first.start, end)
  return phrase.length > (isChinese(phrase) ? 30 : 90)
    ? null
    : { phrase, last: text.slice(last.start, last.end) }
}

/** The goods of a clause that wishes for them: 9800块要花掉，想买些户外椅子. */
function wishedIn(text: string, goodsAt: readonly Span[]): string | null {
  const clause = clausesOf(text)
    .flatMap(atJoints)
    .find(
      (one) => goodsWithin(one, goodsAt).length > 0 && buys.test(one.text) && !sells.test(one.text),
    )
  const wish = clause && buys.exec(clause.text)
  return clause && wish ? coreOf(clause, goodsAt, null, wish.index + wish[0].length) : null
}
const buys =
  /想[买要换订配租进添]|要[买换订]|购买|采购|需要|\b(?:need|want|looking (?:for|to (?:buy|get|order))|buy|order|purchase|after|would like|['’]d like)\b/i
const sells = /^(?:i|we) (?:sell|make|bake|import|produce)\b|做.{1,6}(?:直播|生意)|卖/i

/** A phrase that runs on far beyond its goods, as spoken words do, cut to them. */
function cutToGoods(need: Need, core: string): Need {
  const number = need.quantityWords?.trim() ?? ''
  const counted = number !== '' && need.phrase.includes(number)
  const short = counted ? `${number}${isChinese(core) ? '' : ' '}${core}` : core
  const runsOn = isChinese(need.phrase)
    ? need.phrase.length > 14
    : need.phrase.split(' ').length > 8
  const beside = need.phrase.replace(number, '').replace(core, '')
  if (!runsOn || /[，、和及]|\b(?:and|or)\b|\d|[一二两三四五六七八九十百][间家人户层]/.test(beside))
    return need
  const does = act.exec(beside)?.[0]
  if (does !== undefined)
    return isChinese(core) ? { ...need, phrase: `${short}${does}`, namesGoods: true } : need
  return tokenF1(need.phrase, short) < 0.5 ? { ...need, phrase: short, namesGoods: true } : need
}

/** What is done with goods that are named elsewhere: 谈谈供货 about 帐篷. */
function withAct(need: Need, core: string): Need {
  const does = act.exec(need.phrase)?.[0]
  const beside = need.phrase
    .replace(does ?? '', '')
    .replace(/谈谈|聊聊|[你们跟和想做来的一下个\s]/g, '')
  if (does === undefined || beside.length > 2 || act.test(core)) return need
  return {
    ...need,
    phrase: isChinese(core) ? `${core}${does}` : `${does} ${core}`,
    namesGoods: true,
  }
}

/** Can you get one to Manchester: what was spoken of. */
const takesOne =
  /\b(?:get|take|have|order|buy|want|need|send|deliver|ship)(?: me| us)? (?:one|it|that one|this one)\b|(?:要|来|拿|买|订|寄|发|送)(?:一个|一台|这个|这款|那款|那个|它)(?=$|[，。,！!吧给到])/i

/** Three of them. */
function pointedAt(text: string): Quantity | undefined {
  const match = new RegExp(`(?<![\\w.])(${numberPattern}) of (?:them|those|these)\\b`, 'i').exec(
    text,
  )
  const value = valueOf(match?.[1] ?? '')
  return match && value !== null && value > 0
    ? {
        value,
        words: match[1] ?? '',
        start: match.index,
        end: match.index + (match[1] ?? '').length,
      }
    : undefined
}

/** The goods that a message names last and wants, with what describes them. */
function coreIn(text: string, goodsAt: readonly Span[]): string | null {
  const clause = clausesOf(text).findLast(
    (one) =>
      goodsWithin(one, goodsAt).length > 0 && !service.test(one.text) && !nothing.test(one.text),
  )
  return clause === undefined ? null : coreOf(clause, goodsAt, null, 0)
}

/** 买六个放店里, "beat that on a dozen?": a number that names no goods of its own. */
function standsAlone(text: string, { end }: Quantity): boolean {
  const after = text.slice(end)
  return /^\s*(?:$|[，。,.;!?！？]|放|给|就|左右|吧|的话|那个|这个|够|多|of (?:them|those|these|it)\b|for (?:us|me|now)\b|then\b|please\b|or so\b)/i.test(
    after,
  )
}

function withGoods(need: Need, goods: string): Need {
  const number = need.quantityWords?.trim() ?? ''
  const many = (need.quantity ?? 1) > 1
  const phrase = isChinese(goods)
    ? `${number}${goods}`
    : `${number} ${many ? inPlural(goods) : goods}`
  return { ...need, phrase: phrase.trim(), concrete: true, namesGoods: true }
}

function ofCounted(need: Need, counted: readonly CountedGoods[]): Need {
  const [first] = counted
  if (first === undefined) return need
  const listed = listing(
    need,
    counted.map(({ phrase }) => phrase),
  )
  const largest = counted.reduce(
    (most, one) => (one.quantity.value > most.quantity.value ? one : most),
    first,
  )
  return { ...listed, quantity: largest.quantity.value, quantityWords: largest.quantity.words }
}

function listing(need: Need, phrases: readonly string[]): Need {
  const phrase = phrases.join(isChinese(phrases.join('')) ? '，' : ' and ')
  return {
    ...need,
    phrase: isChinese(phrase) ? phrase.slice(0, 40) : phrase.split(/\s+/).slice(0, 14).join(' '),
    concrete: true,
    namesGoods: true,
  }
}
