import type { Quantity } from './quantity.ts'
import { isChinese, type Clause } from './said.ts'
import { tokenF1 } from './same-fact.ts'

/** A stretch of a message. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Goods that stand within a clause, counted from its beginning. */
export function goodsWithin({ text, start }: Clause, goods: readonly Span[]): Span[] {
  return goods
    .filter((span) => span.start >= start && span.end <= start + text.length)
    .map((span) => ({ start: span.start - start, end: span.end - start }))
}

/** Between goods that are wanted together. */
const together =
  /^(?:的)?\s?(?:和|及|跟|与|或者?|、|,|and|&|or|plus)?\s?(?:an? |the |[一两二三四五\d]{1,3}[台个只件套把张辆部条顶])?$/i

/** What is done with goods and belongs to the wish: a quote for them, a demonstration, dealing in them. */
const actBeforeZh =
  /(?:代理|加盟|经销|批发|试用|试驾|试骑|试坐|试穿|试戴|演示|体验|租赁?|定制|回收|以旧换新|预约|参观)(?:一下|下)?(?=[^，。]{0,6}$)/
const actAfterZh =
  /^(?:的)?(?:报价单?|价格表|样品|样机|试用|演示|代理|加盟|经销|批发|团购|租赁|定制|(?:企业)?(?:采购|合作|报价)?方案)/
const actBeforeEn =
  /\b(?:(?:contract|(?:monthly |regular )?supply|wholesale(?: prices?| pricing)?|bulk (?:prices?|pricing|order)|discounts?)\s(?:of|for|on)\s(?:[a-z]+ )?)?(?:quotes?|quotation|contract|(?:monthly |regular )?supply|wholesale(?: prices?| pricing)?|bulk (?:prices?|pricing|order)|demo(?:nstration)?|samples?|trial|test (?:drive|ride)|(?:becom\w+ )?(?:a |an )?(?:reseller|distributor|dealer|stockist|agent)|price list|catalogue|rental|lease)\s(?:of|for|on|with)\s(?:[a-z0-9-]+ ){0,4}$/i
const actAfterEn =
  /^ (?:demo(?:nstration)?|samples?|trial|quote|rental|distributor(?:ship)?|dealership|price list)\b/i

/** Where what describes goods ends, going back from them. */
const beforeModifierZh =
  /^.*(?:买|要|订|换成?|入手?|配|给|想|看看?|求购?|找|约|把|了|和|在|有|到|来|[台个款件套把张只辆部条顶双箱批些]|是|用|咨询|推荐|问|下|你们家?|咱们?|我们?|进|拿|做|装|添|上|适合|采购|考虑|需要|几|新家|能|会|你家|你们|咱家|换个|帮[公司我]*)/
const notModifierEn =
  /^(?:an?|the|your|our|my|some|any|these|those|this|that|of|for|to|in|on|at|by|with|from|and|or|is|are|was|i|we|you|they|it|buy|get|need|want|order|take|sell|have|has|do|does|would|like|love|looking|after|interested|purchase|stock|about|how|much|which|what|browsing|just|new|more|another|if|can|could|please|couple|few|pair|see|considering|thinking|replace|replacing|offer|supply|hi|hello|ok|then|still|only|really|quote|price|on|me|us|there|where|when|compare|between|recommend|find|also|want|wanted|needs|sells|into|getting|buying|ordering|trying|planning|hoping|their|his|her|every|each|all|no|not|first|second|third|firstly|secondly|next|also|plus)$/i

/** The goods of a clause that are wanted, with their number and what describes them, and nothing else; null where it names none. */
export function coreOf(
  clause: Clause,
  goods: readonly Span[],
  quantity: Quantity | null,
  wishEnd: number,
): string | null {
  const known = goodsWithin(clause, goods)
  const found = known.length > 0 || wishEnd === 0 ? known : guessedZh(clause.text)
  const counted = quantity === null ? -1 : quantity.end - clause.start
  const after = (place: number) => found.findIndex(({ start }) => start >= place)
  const first = [after(counted), after(wishEnd), 0].find((at) => at >= 0) ?? 0
  const head = found[first]
  if (head === undefined) return null
  const { text } = clause
  let { end } = head
  for (const next of found.slice(first + 1)) {
    if (!together.test(text.slice(end, next.start))) break
    end = next.end
  }
  const before = text.slice(0, head.start)
  const rest = text.slice(end)
  const chinese = isChinese(text.slice(head.start, end))
  const number =
    quantity !== null &&
    counted >= 0 &&
    counted <= head.start &&
    head.start - counted <= (chinese ? 12 : 40)
      ? quantity.start - clause.start
      : null
  if (chinese) {
    const act = actBeforeZh.exec(before)?.[0].replace(/一?下$/, '') ?? ''
    const from = number ?? head.start - modifierZh(before).length
    return `${act}${text.slice(from, end)}${act === '' ? (actAfterZh.exec(rest)?.[0] ?? '') : ''}`.trim()
  }
  // vacuum robots: what is named goes on.
  if (!/s$/i.test(text.slice(head.start, end)))
    end +=
      /^ (?!is\b|was\b|has\b|does\b|needs\b|works\b|this\b|plus\b|as\b|us\b|looks\b)[a-z]+s\b/i.exec(
        rest,
      )?.[0].length ?? 0
  const act = actBeforeEn.exec(before)
  const from = act?.index ?? number ?? head.start - modifierEn(before).length
  return `${text.slice(from, end)}${actAfterEn.exec(text.slice(end))?.[0] ?? ''}`.trim()
}

/** Goods that no list has, by what Chinese goods end in: 碎纸机, 电子班牌. */
export function guessedZh(text: string): Span[] {
  const match =
    /([\u4e00-\u9fff]{1,4})(?:机|器|仪|灯|椅|桌|柜|箱|锅|壶|杯|毯|屏|牌|帐篷|床|垫|炉|扇|泵|棚|礼盒|设备|器材|系统|软件|套装|装备)(?![\u4e00-\u9fff]{0,2}(?:子|场|关|会|票|厂|店|人|公司))/.exec(
      text,
    )
  if (
    !match ||
    /(?:邮|信)箱|手机|司机|飞机|[时商危契]机|品牌|招牌|车牌|样机|同桌|起床|临床|冷水壶$/.test(
      match[0],
    )
  )
    return []
  const own = (match[1] ?? '').replace(beforeModifierZh, '').replace(/^的/, '')
  const end = match.index + match[0].length
  const head = match[0].length - (match[1] ?? '').length
  return own === '' ? [] : [{ start: end - head - own.length, end }]
}

const subjective = /(?:好一?点|便宜一?点?|合适|不错|靠谱|实惠|耐用|好用|好|便宜)的/

/** 白色的雨伞, 商用洗碗机: a short description right before the goods. */
function modifierZh(before: string): string {
  const bare = /([^的]{1,5}的)?([^的]{0,8})$/.exec(before)
  const near = (bare?.[2] ?? '').replace(beforeModifierZh, '')
  if (near.length > 6 || /[^\u4e00-\u9fffa-z0-9.-]/i.test(near)) return ''
  const far = near === (bare?.[2] ?? '') ? (bare?.[1] ?? '').replace(beforeModifierZh, '') : ''
  return far.length > 1 && far.length <= 5 && !subjective.test(far) ? `${far}${near}` : near
}

/** Up to three words that describe the goods and are nothing else. */
function modifierEn(before: string): string {
  const words = /(?:[\p{L}\d'’-]+ ){0,3}$/u.exec(before)?.[0] ?? ''
  let kept = ''
  for (const word of words.trim().split(' ').toReversed()) {
    if (word === '' || notModifierEn.test(word) || /['’]/.test(word)) break
    kept = `${word} ${kept}`
  }
  return kept
}

/** A wish in the customer's words, or only its core where the words say much that is not wanted, or little that is. */
export function toCore(phrase: string, core: string | null): string {
  if (core === null || core.length < 2) return phrase
  // 35间套房换咖啡机, a robot vac and a dishwasher: what is counted or wanted beside it belongs to it.
  const beside = phrase.replace(core, '‖')
  if (
    beside.includes('‖') &&
    /\d|[一两二三四五六七八九十百]{1,3}[间家户人位层]|[和或与、]‖|\b(?:and|or|plus) (?:an? )?‖/i.test(
      beside,
    )
  )
    return phrase
  // 送女朋友一个音箱: for whom it is says nothing of what it is.
  if (/^(?:送|给|帮|替|为)/.test(phrase) && phrase.includes(core)) return core
  return tokenF1(phrase, core) >= (isChinese(core) ? 0.6 : 0.5) ? phrase : core
}

const bareZh =
  /^(?:[入来要买订拿配带整弄就选添])*(?:[一两二三\d]*[台个款只件套把张辆部])?(?:那|这)?(?:种|款|个|台)?(?:手)?$/
const likeZh =
  /^(?!.*(?:什么|怎么|报价|合作|加盟|代理|样品|试用|演示))[\u4e00-\u9fffa-z0-9.]{1,5}$/i
const pronounEn = /\b(?:ones?|it|that|them|this|those|these|some|a few|a couple|the same)\b.*$/i

/** A wish that names no goods, about the goods last spoken of: "the green one", 要5升的, 怎么在上面买. */
export function aboutGoods(phrase: string, spoken: string | null, counted: boolean): string {
  if (spoken === null || phrase.includes(spoken)) return phrase
  if (isChinese(spoken)) {
    const act =
      /(?:试用|试驾|试骑|试坐|试穿|试戴|演示|体验|代理|加盟|经销|批发|租赁|定制|参观)/.exec(
        phrase,
      )?.[0]
    if (act !== undefined && phrase.length <= 12) return `${act}${spoken}`
    if (/怎么|在哪|哪里/.test(phrase)) return spoken
    const counting =
      /(?:装|买|要|换|来|拿|配|订|搞|弄|添|入)([一两二三\d]+[台个款只件套把张辆部])$/.exec(phrase)
    if (counting) return `${counting[1]}${spoken}`
    if (bareZh.test(phrase))
      return `${phrase.replace(/^[入来要买订拿配带整弄就选添了]+/, '').replace(/[那这].*$/, '')}${spoken}`
    return !counted && likeZh.test(phrase) && isChinese(phrase) ? `${phrase}${spoken}` : phrase
  }
  if (isChinese(phrase)) return phrase
  // I'd like two then.
  const number =
    /^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?= (?:then|please|of (?:them|those|these))$|$)/i.exec(
      phrase,
    )?.[0]
  if (number !== undefined) return `${number} ${spoken}`
  if (!pronounEn.test(phrase)) return phrase
  return `${phrase.replace(pronounEn, '')}${spoken}`.trim()
}
