import { numeralSigns, readNumber } from '../../domain/numeral.ts'
import type { Span } from './span.ts'
import { spansOf } from './span.ts'

const currencies: Record<string, string> = {
  '¥': 'CNY',
  '￥': 'CNY',
  元: 'CNY',
  块: 'CNY',
  块钱: 'CNY',
  人民币: 'CNY',
  rmb: 'CNY',
  cny: 'CNY',
  yuan: 'CNY',
  蚊: 'HKD',
  kuai: 'CNY',
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  美元: 'USD',
  美金: 'USD',
  刀: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  欧: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  英镑: 'GBP',
  hk$: 'HKD',
  hkd: 'HKD',
  港币: 'HKD',
  港元: 'HKD',
  日元: 'JPY',
  jpy: 'JPY',
  yen: 'JPY',
  韩元: 'KRW',
  aud: 'AUD',
  cad: 'CAD',
  chf: 'CHF',
  sgd: 'SGD',
}

const figure = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?`
const before = new RegExp(
  String.raw`((?:us\$|hk\$|[¥￥$€£]|(?<![a-z])(?:rmb|cny|usd|eur|gbp|hkd|aud|cad|chf|sgd))\s?(?:${figure})\s?(?:万|千|k(?![a-z]))?)`,
  'gi',
)
const after = new RegExp(
  String.raw`(?<![\d.,a-z])((?:${figure}|[${numeralSigns}]{1,8})\s?(?:万|千|k)?\s?(?:多|来)?(?:块钱|元|块(?!儿|地方|屏|电池|布|手表|肥皂)|人民币|rmb|cny|yuan|kuai|美元|美金|刀(?!片|具|头)|欧元|英镑|港币|港元|日元|韩元|蚊(?!子|帐|香)|(?:usd|dollars?|bucks|eur|euros?|gbp|pounds?|quid|hkd|jpy|yen|€|£)(?![a-z])))`,
  'gi',
)

/** Money with its currency → `CNY 12.50`. */
export function findMoney(text: string): Span[] {
  return [...spansOf(text, 'money', before, moneyOf), ...spansOf(text, 'money', after, moneyOf)]
}

function moneyOf([all]: RegExpExecArray): string | null {
  const plain = all.toLowerCase().replace(/[多来\s]/g, '')
  const number = new RegExp(`(?:[\\d.,]+|[${numeralSigns}]+)(?:万|千|k)?`).exec(plain)
  if (!number) return null
  const sign = plain.replace(number[0], '')
  const amount = readNumber(number[0])
  const currency = currencies[sign]
  return amount === null || currency === undefined ? null : `${currency} ${amount.toFixed(2)}`
}

const measureWords =
  '件|个(?!月|小时|多|人|问题|星期|礼拜)|台|箱|套|双|只(?![要有是能会])|条|辆|份|瓶|盒|把|部(?!分|门)|批|包|片|支|根|顶|口|块(?=电池|屏)|张'
const quantityZh = new RegExp(
  `(?<![\\d.第${numeralSigns}])((?:\\d{1,7}|[${numeralSigns}]{1,6})\\s?(?:多|来|几)?(?:${measureWords}))`,
  'g',
)
const quantityEn =
  /(?<![\d.,\w])((?:\d{1,3}(?:,\d{3})+|\d{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|dozen)\s?(?:x|pcs|pieces?|units?|sets?|boxes|box|cartons?|pairs?|items?|packs?|pallets?|tents?|bikes?|cars?|machines?|fryers?))(?![a-z])/gi
const quantityTimes = /(?<![\w])(?:x|×|\*)\s?(\d{1,6})(?![\w])/gi

const words: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
  'a dozen': 12,
}

/** How many of something → the bare number, `300`. */
export function findQuantities(text: string): Span[] {
  const valueOf = (match: RegExpExecArray): string | null => {
    const written = match[1] ?? ''
    const english = /^(a dozen|[a-z]+)/i.exec(written)?.[1]?.toLowerCase().replace(/x$/, '')
    const number =
      english === undefined || english === ''
        ? readNumber(new RegExp(`^(?:[\\d,]+|[${numeralSigns}]+)`).exec(written)?.[0] ?? '')
        : (words[english] ?? null)
    return number === null || number === 0 ? null : String(number)
  }
  return [
    ...(/[\u4e00-\u9fff]/.test(text) ? spansOf(text, 'quantity', quantityZh, valueOf) : []),
    ...(/[a-z]/i.test(text) ? spansOf(text, 'quantity', quantityEn, valueOf) : []),
    ...spansOf(text, 'quantity', quantityTimes, valueOf),
  ]
}
