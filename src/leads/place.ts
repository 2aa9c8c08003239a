import type { Entity } from '../domain/reading.ts'
import { isChinese, type Clause } from './said.ts'

/** A place or a sales channel as it was said, and how plainly it was said to be one. */
export interface PlaceFound {
  readonly value: string
  /** 3 asked for or named as where it goes, 2 where the customer is or sells, 1 merely named. */
  readonly strength: 1 | 2 | 3
}

const channels =
  /(亚马逊(?:[\u4e00-\u9fff]{1,3}站)?|天猫|淘宝|京东|拼多多|抖音|快手|小红书|视频号|速卖通|虾皮|独立站|闲鱼|得物|唯品会|美团|1688|小程序|B站|\bTemu\b|\bSHEIN\b|\bWalmart\b|\bTwitch\b|\bYouTube\b|\bAmazon(?: (?:UK|US|USA|DE|EU|Germany|France|Spain|Italy|Japan|FBA))?\b|\bShopify(?: store)?\b|\beBay\b|\bEtsy\b|\bTikTok(?: Shop)?\b|\bShopee\b|\bLazada\b|\bInstagram\b)/i

/** Where someone saw us is not where they sell. */
const saw =
  /(?:看到|刷到|搜到|看见|种草)|\b(?:saw|seen|found|came across|spotted)\b[^.]{0,40}\bon\b/i

/** A platform that we are measured against is not where they sell: 比京东贵, "cheaper on Amazon". */
const compared =
  /比(?:起)?[^，。]{0,6}(?:京东|天猫|淘宝|拼多多|抖音|亚马逊|唯品会)|(?:京东|天猫|淘宝|拼多多|抖音|亚马逊|唯品会)[^，。]{0,8}(?:便宜|更低|才卖|只要|只卖|同款)|\b(?:than|cheaper|less|priced?|costs?|saw)\b[^.,]{0,24}\b(?:amazon|ebay|walmart|temu|etsy)\b|\b(?:amazon|ebay|walmart|temu)\b[^.,]{0,12}\b(?:is|are|has it|sells it|price)\b/i

const goesZh =
  /(?:送货?到|送去|送往|寄到|寄往|发到|发往|发货到|运到|运往|交货到|到货|(?:之前|前|号|日|内)到|搬到|搬去|落户|坐落在|位于|送|(?:^|[，。\s])发(?=[\u4e00-\u9fff]{2,3}(?:$|[，。\s]))|地点|城市|地址|收货地?|卖到|卖去|销往|出口到|装柜，?)(?:是|在|:|：|\s)*(?:我们|咱们|我)?(?:在|的)?(?:老家[ ，,]?)?((?!的|货|请|麻烦|客|顾|朋友|工|领导|亲|样|给|礼|一|两|几|员工|客户|人|我|她|他|上门|付|达|赠|不|什|哪|了|来|多)[\u4e00-\u9fff]{2,12})/
const isAtZh =
  /(?:店|人|公司|我们|我|厂|仓库|项目|单位|工地|都|位)在\s?((?!这|那|哪|你|网|线|考|做|用|卖|找|等|看|开|搞|一)[\u4e00-\u9fff]{2,10})|^在([\u4e00-\u9fff]{2,10})/
const cutZh =
  /(?:的|吗|这边|那边|这里|附近|有|做|开|用|要|吧|呢|啊|哈|了|，|卖|提车|完成|自提|市内|门店|和|装柜|客户|一共|大概|可以|就|收货|仓(?=$)).*$/

const cap = "[A-Z\\u00c0-\\u00de][\\p{L}'’-]+"
const capPlace = `${cap}(?:[ -](?:${cap}|am|upon|on|of|de|la))*(?:, ${cap}(?: ${cap})*)?`
const goesEn = new RegExp(
  `(?:\\b|^)(?:(?<=^\\s*)to|deliver(?:ed|y)?(?: (?:it|them|address|would be))?(?: is)?(?: to| in|:)|ship(?:ped|ping)?(?: (?:it|them))? to|shipping .{0,24}? to|send (?:it|them)? ?to|goes to|to our (?:\\w+ )?(?:depot|warehouse|office|site|store|shop) in|(?:warehouse|depot|office|site|store|shop|showroom|branch) in|[Cc]ity\\s*[:：]|[Ll]ocation\\s*[:：])\\s*(?:the )?(${capPlace})`,
  'u',
)
const isAtEn = new RegExp(
  `\\b(?:(?:in|at|to) our(?= \\p{Lu})|based (?:in|near)|located in|I'm in|We're in|we're in|we are in|I live in|(?<=, )from|[Ww]e(?:'re| are) from|i'm in|in|near|around|across|throughout)\\s+(?:the )?(${capPlace})`,
  'u',
)
const notPlaces =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q[1-4]|I|English|Chinese|German|French|USD|EUR|GBP|Advance|Christmas|New Year|Spring|Summer|Autumn|Winter|We|Our|CE|PDF)\b/

/** Places that a reader found, as they were written, longer by what belongs to them: 苏州 + 工业园区, 河南 + 信阳. */
function readPlaces(text: string, entities: readonly Entity[]): { value: string; start: number }[] {
  const joined: { start: number; end: number }[] = []
  for (const { type, start, end } of entities) {
    if (type !== 'place') continue
    const last = joined.at(-1)
    const gap = last ? text.slice(last.end, start) : null
    if (last && gap !== null && /^(?:,? ?|省|市)$/.test(gap)) last.end = end
    else joined.push({ start, end })
  }
  return joined.map(({ start, end }) => {
    const district =
      /^(?:市|省|县|区)?(?:[，, ]?(?=[\u4e00-\u9fff]{2,4}(?:新区|开发区|园区|区|县|镇)(?:$|[，。,！这那的])))?(?:(?![有没的是])[\u4e00-\u9fff]){0,4}?(?:园区|开发区|新区|软件园|光谷|科技园|港|区|县|镇|路|旗舰店|门店|店|仓|商圈|广场|大厦)(?![\u4e00-\u9fff]*公司)/.exec(
        text.slice(end),
      )?.[0] ?? ''
    return { value: text.slice(start, end) + district.replace(/^[，, ]/, ''), start }
  })
}

/** The first place that something goes to; 之前到就行 names none. */
const placesTo = (text: string): string | undefined =>
  [...text.matchAll(new RegExp(goesZh, 'g'))]
    .map(([, place = '']) => place.replace(cutZh, ''))
    .find((place) => place.length >= 2 && !family.test(place))

const family =
  /^(?:我)?(?:妈|爸|老婆|老公|爱人|丈母|岳|婆|爷|奶|姥|外公|外婆|女儿|儿子|孩子|哥|姐|弟|妹|闺蜜|对象|媳妇|女朋友|男朋友|同学|老师|长辈|父母)/

/** Ship-to: 4400 Elm St, Dayton OH. */
const labelled =
  /\b(?:[Ss]hip(?:ping)?|[Dd]eliver(?:y|s)?|[Ss]end)[- ]?(?:to|address|location)\s*[:：]\s*([^.;\n]{3,60})/

/** Where goods go, where the customer is, or on which platform they sell: the plainest in this text, or none. */
export function findPlace(
  text: string,
  {
    entities,
    asked,
    clauses,
    company,
  }: {
    entities: readonly Entity[]
    asked: boolean
    clauses: readonly Clause[]
    company: string | null
  },
): PlaceFound | null {
  const companyAt = company === null ? -1 : text.indexOf(company)
  const isCompany = (at: number) =>
    company !== null && companyAt >= 0 && at >= companyAt && at < companyAt + company.length
  const read = readPlaces(text, entities).filter(({ start }) => !isCompany(start))
  const goes = placesTo(text)
  const known = (words: string): string =>
    read.find(({ value }) => words.startsWith(value) || value.startsWith(words))?.value ?? ''
  if (goes !== undefined && goes.length >= 2) {
    const place = known(goes)
    return {
      value:
        place.length > goes.length ? place : goes.length - place.length > 6 && place ? place : goes,
      strength: 3,
    }
  }
  const address = labelled.exec(text)?.[1]?.trim()
  if (address !== undefined) return { value: address, strength: 3 }
  const goesTo = goesEn.exec(text)?.[1]
  if (goesTo !== undefined && !notPlaces.test(goesTo)) return { value: goesTo, strength: 3 }
  const channel = saw.test(text) || compared.test(text) ? undefined : channels.exec(text)?.[1]
  if (asked) {
    const [first] = read
    if (channel !== undefined && first && channel.includes(first.value))
      return { value: channel, strength: 3 }
    if (first) {
      const whole = answeredPlace(
        clauses.filter(({ text: clause }) => clause.includes(first.value)),
      )
      return {
        value: whole !== null && isChinese(whole) && whole.length <= 14 ? whole : first.value,
        strength: 3,
      }
    }
    if (channel !== undefined) return { value: channel, strength: 3 }
    const answered = answeredPlace(
      clauses.filter(({ text: clause }) => company === null || !clause.includes(company)),
    )
    if (answered !== null) return { value: answered, strength: 3 }
  }
  const at = isAtZh.exec(text)
  const here = (at?.[1] ?? at?.[2])?.replace(cutZh, '')
  if (
    here !== undefined &&
    here.length >= 2 &&
    (known(here) !== '' || /[市县区镇村路]$/.test(here))
  )
    return { value: known(here).length > here.length ? known(here) : here, strength: 2 }
  const atEn = isAtEn.exec(text)
  if (
    atEn?.[1] !== undefined &&
    !notPlaces.test(atEn[1]) &&
    !isCompany(atEn.index + atEn[0].length - 1)
  )
    return { value: atEn[1], strength: 2 }
  const [named] = read
  if (named) return { value: named.value, strength: 1 }
  if (channel !== undefined) return { value: channel, strength: 1 }
  return null
}

const lead =
  /^(?:yes|we'?re|it'?s|it is|we are|i'?m|in|at|to|the|our|送到|送|到|在|发到|寄到|我们在|我在|就|是|那|嗯|[,，\s])+(?=[\p{L}])(?<![\p{L}](?=[a-z]))/iu
const noAnswer =
  /[?？吗呢]|不|没|还|等|\d{3,}|@|\b(?:not|no|don't|later|yet|depends|sure|thanks|what|why|how)\b/i

/** The place in an answer to "where": the first clause that holds little else. */
function answeredPlace(clauses: readonly Clause[]): string | null {
  for (const { text } of clauses.slice(0, 2)) {
    const bare = text
      .replace(lead, '')
      .replace(/(?:吧|啊|哈|呢|的)$/, '')
      .trim()
    if (bare === '' || noAnswer.test(bare)) continue
    if (
      /^[\u4e00-\u9fff]{2,14}$/.test(bare) ||
      (/^\p{Lu}[\p{L}'’ -]{2,30}$/u.test(bare) && bare.split(' ').length <= 4)
    )
      return bare
  }
  return null
}
