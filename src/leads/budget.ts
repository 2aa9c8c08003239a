import { z } from 'zod'
import { isChinese } from './said.ts'
import { numberPattern, valueOf } from './number-words.ts'

/** What someone would spend, in whole minor units; one bound is null where none was said. */
export const Budget = z.object({
  minMinor: z.int().nonnegative(),
  maxMinor: z.int().nonnegative(),
  /** ISO 4217; null when no currency was said. */
  currency: z.string().nullable(),
  /** For one piece or one head, not for all. */
  each: z.boolean(),
})
export type Budget = z.infer<typeof Budget>

/** A budget and where it stands in the text. */
export interface BudgetSpan extends Budget {
  readonly start: number
  readonly end: number
}

const currencies: readonly (readonly [string, RegExp])[] = [
  ['HKD', /^(?:hk\$|hkd|hong kong dollars?|港币|港元|蚊)$/i],
  ['AUD', /^(?:a\$|au\$|aud|aussie dollars?|australian dollars?|澳元|澳币)$/i],
  ['CAD', /^(?:c\$|ca\$|cad|canadian dollars?|加元|加币)$/i],
  ['SGD', /^(?:s\$|sgd|singapore dollars?|新币|新加坡元)$/i],
  ['USD', /^(?:us\$|\$|usd|dollars?|us dollars?|bucks|美元|美金|刀|美刀)$/i],
  ['EUR', /^(?:€|eur|euros?|欧元|欧)$/i],
  ['GBP', /^(?:£|gbp|pounds?(?: sterling)?|quid|英镑)$/i],
  ['JPY', /^(?:jpy|yen|日元)$/i],
  ['CHF', /^(?:chf|francs?|瑞郎)$/i],
  ['CNY', /^(?:¥|￥|cny|rmb|yuan|kuai|人民币|元|块钱?|圆)$/i],
  ['INR', /^(?:₹|rs\.?|inr|indian rupees?|rupees?|卢比)$/i],
  ['AED', /^(?:aed|dirhams?)$/i],
  ['MYR', /^(?:myr|ringgit|rm|马币|林吉特)$/i],
  ['PLN', /^(?:pln|zł|zloty)$/i],
  ['SEK', /^(?:sek|kronor|swedish crowns)$/i],
  ['NOK', /^nok$/i],
  ['DKK', /^dkk$/i],
  ['KRW', /^(?:krw|won|韩元)$/i],
  ['TWD', /^(?:twd|nt\$|新台币|台币)$/i],
  ['THB', /^(?:thb|baht|泰铢)$/i],
  ['MXN', /^(?:mxn|mx\$|pesos?|墨西哥比索)$/i],
  ['BRL', /^(?:brl|r\$|reais|reals?|雷亚尔)$/i],
  ['ZAR', /^(?:zar|rand|兰特)$/i],
  ['TRY', /^(?:try|liras?|里拉)$/i],
  ['RUB', /^(?:rub|rubles?|roubles?|卢布)$/i],
  ['VND', /^(?:vnd|dong|越南盾)$/i],
  ['IDR', /^(?:idr|rupiah|印尼盾)$/i],
  ['PHP', /^(?:php|菲律宾比索)$/i],
  ['SAR', /^(?:sar|riyals?|沙特里亚尔)$/i],
  ['CZK', /^(?:czk|kč|koruna|czech crowns)$/i],
  ['HUF', /^(?:huf|forints?)$/i],
  ['NZD', /^(?:nzd|nz\$|new zealand dollars?|新西兰元|纽币)$/i],
  ['ILS', /^(?:ils|₪|shekels?)$/i],
]
const sign = String.raw`(?:(?:hk|us|au|a|c|ca|s|nt|nz|mx|r)\$|[¥￥$€£₹₪]|(?<![a-z])(?:rs\.?|rmb|cny|usd|eur|gbp|hkd|aud|cad|chf|sgd|jpy|inr|aed|myr|rm|pln|sek|nok|dkk|krw|twd|thb|mxn|brl|zar|rub|vnd|idr|php|sar|czk|huf|nzd)(?![a-z])|人民币|港币|美元|美金|欧元|英镑)`
const unit = String.raw`(?:块钱|人民币|元|块(?!儿|地|屏|电|布|手|[一二三四五六七八九\d]{1,2}[千百万])|圆|美元|美金|美刀|刀(?!片|具|头)|欧元|欧(?!洲)|英镑|港币|港元|日元|澳元|加元|新币|马币|泰铢|新台币|比索|卢布|越南盾|兰特|里拉|[€£¥]|(?:rmb|cny|yuan|kuai|usd|(?:us|australian|aussie|canadian|singapore|hong kong|new zealand) dollars?|dollars?|bucks|eur|euros?|gbp|pounds?|quid|hkd|aud|cad|chf|sgd|jpy|yen|inr|(?:indian )?rupees?|aed|dirhams?|myr|ringgit|pln|zloty|sek|kronor|nok|dkk|krw|twd|thb|mxn|brl|zar|rub|vnd|idr|php|sar|czk|huf|nzd|pesos?|reais|rand|liras?|rubles?|roubles?|dong|rupiah|riyals?|koruna|forints?|shekels?)(?![a-z]))`
const about = String.raw`(?:多|来|几|左右|上下|出头|-?ish| odd)?`
const amount = new RegExp(
  String.raw`(?:(${sign})\s?)?(${numberPattern})\s?${about}\s?(,?\s?${unit})?(?:\s?(?:-|–|—|~|～|\\.\\.|到|至|to|and|or)\s?(?:(${sign})\s?)?(${numberPattern})\s?${about}(,?\s?${unit})?)?`,
  'giu',
)

const cue =
  /预算|盘子|经费|总共|一共|合计|(?<![公])共(?=\d|[一二两三四五六七八九十])|封顶|价位|价格|拿货价|单价|总价|人均|每[台个份套人件辆]|一[台个份套件辆]|以内|以下|不超过|别超过|不要超过|不高于|低于|加起来|拿下|顶天|最多|控制在|压到|左右|上限|\b(?:budget|spend|up to|at most|no more than|not more than|under|below|max(?:imum)?|less than|around|about|roughly|set aside|approved|a head|each|per (?:unit|piece|person|head)|price|tops|all in|between)\b/i
const budgetWord = /预算|盘子|经费|人均|拿货价|单价不超过|控制在|\b(?:budget|spend|set aside)\b/i
const perPiece =
  /人均|每[台个份套人件辆]|一[台个份套件辆](?!左右)|单价|拿货价|\b(?:each|a head|per (?:unit|piece|person|head|item|bike|set)|apiece|a piece)\b/i
/** 每个不超过80: a bound for each piece needs no currency. */
const eachAtMost =
  /[每一单][个台份套人件辆只把支条][^，。,\d]{0,4}(?:不超过|别超过|最多|不高于|控制在|顶多)[^，。,\d]{0,2}$|每[个台份套人件辆只把支条](?:大概|大约|约)?$/
/** What makes a number no money: it counts things, days, or is part of a date, a phone or a model. */
const counted =
  /^\s?(?:多|来|几)?(?:台|个(?!人预算)|件|辆|份|套|箱|顶|只|支|条|盒|张|批|组|吨|部|把|瓶|双|床|枚|副|间|家|人|位|天|周|月|年|号|日|点|楼|层|单|顶|样|种|类|项|次|扇|%|x\b|×|people|staff|units?|pcs|pieces?|sets?\b(?! aside)|rooms?|days?|weeks?|months?|years?|guests?|employees|machines?|bikes?|tents?|-?inch|kg|kwh?|wh?\b)/i

/** What bounds a sum that stands at the head of a clause, and a clause that is a sum of ten thousands and nothing else. */
const bounded = /^\s?(?:左右|上下|以内|之内|以下|封顶)/
const alone = { before: /(?:^|[，,。；;、\s])$/, after: /^(?:$|[，,。；;!！])/ }

/** 四五千吧 and 8千到1万, and nothing behind it that is counted. */
const softly = /^(?:块钱?|元)?(?:的?样子|吧|左右)?(?:$|[，,。;；!！])/
const toAnother = /^\s?(?:到|至|-|~|～)\s?[\d一二三四五六七八九十.]+(?:千|万|百)(?:$|[，,。;；!！])/

/** Whether a number is a sum by where it stands: …，1200左右, …，四五千吧, …，8千到1万 or …，13万，… */
function standsForMoney(before: string, number: string, after: string): boolean {
  const value = valueOf(number) ?? 0
  if (!alone.before.test(before)) return false
  return (
    (value >= 100 && bounded.test(after)) ||
    (/[万wW]$/.test(number.trim()) && alone.after.test(after)) ||
    (pairOf(number) !== null && softly.test(after)) ||
    (/[千百万]$/.test(number.trim()) && toAnother.test(after))
  )
}

const minorOf = (value: number): number => Math.round(value * 100)
const currencyOf = (text: string | undefined): string | null =>
  text === undefined
    ? null
    : (currencies.find(([, form]) => form.test(text.replace(/^[,\s]+/, '').trim()))?.[0] ?? null)

/** 2到3万 is 20,000 to 30,000: a first number without a scale takes the second's. */
function sameScale(first: string, second: string): number | null {
  const value = valueOf(first)
  const scaled =
    /(?:百万|千万|万|千|百|亿|k|w|m|hundred|thousand|grand|million|lakhs?|crores?)\s*$/i.exec(
      second.trim(),
    )?.[0]
  const own =
    /(?:百万|千万|万|千|百|亿|k|w|m|hundred|thousand|grand|million|lakhs?|crores?)\s*$/i.test(
      first.trim(),
    )
  if (value === null || scaled === undefined || own || value >= 1000) return value
  return valueOf(`${value}${/^[a-z]{2}/i.test(scaled) ? ' ' : ''}${scaled}`) ?? value
}

/** 三四千 is 3,000 to 4,000, 七八万 70,000 to 80,000; null for any other number. */
function pairOf(text: string): readonly [number, number] | null {
  // 一千五六 is 1,500 to 1,600.
  const [, head = '', one = '', other = ''] =
    /^([一二两三四五六七八九][百千万])([一二三四五六七八])([二三四五六七八九])$/.exec(
      text.trim(),
    ) ?? []
  if (head !== '') {
    const tenth = (valueOf(`一${head.slice(-1)}`) ?? 0) / 10
    const [from, to] = [valueOf(one) ?? 0, valueOf(other) ?? 0]
    return to === from + 1
      ? [(valueOf(head) ?? 0) + from * tenth, (valueOf(head) ?? 0) + to * tenth]
      : null
  }
  const [, low = '', high = '', scaled = ''] =
    /^([一二两三四五六七八])([二三四五六七八九])([十百千万]+)$/.exec(text.trim()) ?? []
  const [min, max] = [valueOf(`${low}${scaled}`), valueOf(`${high}${scaled}`)]
  const units = [valueOf(low), valueOf(high)]
  return min !== null && max !== null && units[1] === (units[0] ?? 0) + 1 ? [min, max] : null
}

/**
 * Every sum in a text that reads as what someone would spend. A sum needs a currency or a word that makes it one;
 * `asked` means that the question before was about money, so that a bare number is enough.
 */
export function findBudgets(text: string, asked = false): BudgetSpan[] {
  const spans: BudgetSpan[] = []
  for (const match of text.matchAll(amount)) {
    const [all, signA, first = '', unitA, signB, second, unitB] = match
    const end = match.index + all.trimEnd().length
    const before = text.slice(0, match.index)
    const after = text.slice(end)
    if (/[\w+#@.\-/]$/.test(before) && !signA) continue
    if (/^(?:\d|[-./]\d|@)/.test(after) || counted.test(after)) continue
    const said = currencyOf(unitB) ?? currencyOf(signB) ?? currencyOf(unitA) ?? currencyOf(signA)
    const currency = said ?? currencyBefore(before)
    const near = `${before.slice(-14)}${all}${after.slice(0, 10)}`
    if (
      currency === null &&
      !asked &&
      !standsForMoney(before, first, text.slice(match.index + first.length)) &&
      !(
        cue.test(near) &&
        (budgetWord.test(text) ||
          /[万kK]|以内|grand|thousand/.test(all + after.slice(0, 4)) ||
          (/[百千]/.test(first) && (perPiece.test(near) || /^的(?:$|[就样,，。])/.test(after))) ||
          /(?:总共|一共|合计|共)$/.test(before) ||
          eachAtMost.test(before) ||
          (/(?:不要?|别|不能|不得)(?:超过|高于)(?:个)?$|(?:最多|顶多|控制在|低于|压到)$/.test(
            before,
          ) &&
            (valueOf(first) ?? 0) >= 50) ||
          /^\s(?:each|apiece|a piece),? (?:max|tops|at most)\b/i.test(after) ||
          (/\b(?:max(?:imum)?|at most|up to|no more than)(?: of)? $/i.test(before) &&
            /^\s(?:each|apiece|a piece|per \w+)\b/i.test(after))) &&
        !/^\d{2,6}(?:一|每|\/)[台个份套件辆只顶把支条]/.test(`${first}${after}`)
      )
    )
      continue
    if (
      currency === null &&
      /^\s(?!each|a |per|apiece|max|tops|all|total|in |or |to |for |is |and )[a-z]{3,}/i.test(after)
    )
      continue
    if (currency === null && /^(?:an?|one|一)$|dozen$/i.test(first.trim())) continue
    const pair = second === undefined ? pairOf(first) : null
    const stretched = second === undefined ? stretchedTo(first, after) : null
    const max = stretched?.most ?? pair?.[1] ?? valueOf(second ?? first)
    const min = pair?.[0] ?? (second === undefined ? valueOf(first) : sameScale(first, second))
    if (min === null || max === null || max <= 0 || min > max) continue
    // The stretch belongs to this sum and is none of its own.
    if (spans.some((other) => match.index < other.end)) continue
    spans.push({
      minMinor: minorOf(min),
      maxMinor: minorOf(max),
      currency,
      each: perPiece.test(
        `${before.slice(-12).replace(/^.*[,，;；]/, '')}${all}${after.slice(0, 14).replace(/[,，;；].*$/, '')}`,
      ),
      start: match.index,
      end: end + (stretched?.length ?? 0),
    })
  }
  return spans
}

const stretch = new RegExp(
  String.raw`^[^.。;；!?！？\d]{0,14}?(?:stretch(?:ing|ed)? (?:it )?to|go(?:ing)? (?:up |as high as )?to|push (?:it )?to|(?:最多|顶多|顶天|可以|也能|还能)(?:能|可以)?(?:到|加到|涨到|放宽到|给到))\s?(?:${sign})?\s?(${numberPattern})`,
  'iu',
)

/** Forty grand, could stretch to forty-five: the most that would be spent; null where nobody stretches. */
function stretchedTo(first: string, after: string): { most: number; length: number } | null {
  const [all = '', said] = stretch.exec(after) ?? []
  const [least, most] = [valueOf(first), valueOf(said ?? '')]
  if (said === undefined || least === null || most === null) return null
  if (most > least) return { most, length: all.length }
  // Without a scale it takes that of the first.
  const scaled = sameScale(said, first)
  return scaled !== null && scaled > least ? { most: scaled, length: all.length } : null
}

/** 港币4万, 预算美金 3000: the currency may stand before with words between. */
function currencyBefore(text: string): string | null {
  return currencyOf(/(人民币|港币|美元|美金|欧元|英镑)\s?(?:约|大概|大约)?$/.exec(text)?.[1])
}

/** A budget as one would write it down again, from a label or a form; null when there is no sum in it. */
export function parseBudget(text: string): Budget | null {
  const trimmed = text.trim()
  const coded = /^([A-Z]{3}) ([\d.]+)(?:-([\d.]+))?$/.exec(trimmed)
  if (coded) {
    const [, currency = '', min = '', max = min] = coded
    return {
      minMinor: minorOf(Number(min)),
      maxMinor: minorOf(Number(max)),
      currency,
      each: false,
    }
  }
  const [first] = findBudgets(trimmed, true)
  return first ? { ...first, currency: first.currency ?? currencySomewhere(trimmed) } : null
}

function currencySomewhere(text: string): string | null {
  const found = new RegExp(`${sign}|${unit}`, 'iu').exec(text)
  return currencyOf(found?.[0])
}

const figures = (minor: number): string =>
  minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2)

/** `EUR 4000-5000`, `CNY 30000`, or the bare numbers where no currency was said. */
export function formatBudget({ minMinor, maxMinor, currency }: Budget): string {
  const numbers =
    minMinor === maxMinor ? figures(maxMinor) : `${figures(minMinor)}-${figures(maxMinor)}`
  return currency === null ? numbers : `${currency} ${numbers}`
}

/** Whose money it is when no currency is said: in Chinese the yuan, else not known. */
export const usualCurrency = (text: string): string | null => (isChinese(text) ? 'CNY' : null)
