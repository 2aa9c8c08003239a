import { readDigits, spokenDigits } from '../domain/numeral.ts'
import { plans } from './phone-plans.ts'
import { isChinese } from './said.ts'

/** An address at which someone can be reached, in its normal form, and where it stands in the text. */
export interface Contact {
  readonly kind: 'phone' | 'email' | 'chat'
  /** E.164, lower-case address, or the id of a messenger. */
  readonly value: string
  readonly start: number
  readonly end: number
}

/**
 * A national number as E.164: by its own form where that tells (Chinese mobiles, British 07… and 020, Australian 04…, groups of 3-3-4), else by
 * what is said of a place, a currency or a kind of company; null for a number that no plan allows.
 */
function national(digits: string, written: string, clues: string): string | null {
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`
  if (/^0\d{2,3}[\s-]?\d{7,8}$/.test(written.trim()) && isChinese(clues))
    return `+86${digits.slice(1)}`
  if (/^\(?[2-9]\d{2}\)?[\s.-]{1,2}[2-9]\d{2}[\s.-]\d{4}$/.test(written.trim()))
    return `+1${digits}`
  const clued = plans.find(({ clue }) => clue.test(clues))
  if (clued) {
    const rest =
      clued.trunk && digits.startsWith(clued.trunk) ? digits.slice(clued.trunk.length) : digits
    return rest.length >= clued.lengths[0] && rest.length <= clued.lengths[1]
      ? `+${clued.code}${rest}`
      : null
  }
  if (/^0\d{2,3}-\d{7,8}$/.test(written.trim())) return `+86${digits.slice(1)}`
  if (/^07\d{9}$/.test(digits) || /^020 [378]\d{3} \d{4}$/.test(written.trim()))
    return `+44${digits.slice(1)}`
  if (/^04\d\d \d{3} \d{3}$/.test(written.trim())) return `+61${digits.slice(1)}`
  if (/^01[567]\d{8,9}$/.test(digits)) return `+49${digits.slice(1)}`
  if (/^0[67]\d{8}$/.test(digits) && /^0\d(?:[ .]\d\d){4}$/.test(written.trim()))
    return `+33${digits.slice(1)}`
  if (/^1?[2-9]\d{2}[2-9]\d{6}$/.test(digits)) return `+1${digits.slice(-10)}`
  return null
}

const international = /(?<![\d\w])(?:\+\s?|00)(?=[1-9])\d{1,3}(?:[\s.\-()/]{0,2}\d){6,13}(?!\d)/g
const grouped = /(?<![\w+.@/-])\(?\d(?:[\s.\-()/]{0,2}\d){6,12}(?![\w@]|[.,]\d)/g
const spoken = new RegExp(
  `(?<![${spokenDigits}])[幺一](?:[\\s,，-]?[${spokenDigits}]){10}(?![${spokenDigits}台个套])`,
  'g',
)
const email = /(?<![\w.+-])[a-z\d][\w.+-]{0,63}@(?:[a-z\d][a-z\d-]{0,62}\.){1,4}[a-z]{2,24}(?!\w)/gi
const spokenEmail =
  /\b([a-z\d][\w.+-]{1,40}) (?:at|\(at\)|\[at\]) ([a-z\d-]{2,40}) (?:dot|\(dot\)|\[dot\]) ([a-z]{2,10})(?: dot ([a-z]{2}))?\b/gi
const weChatId = /(?<![\w@])wxid_\w{4,20}/gi
const chat =
  /(?:微信号?(?:是|:|：)?(?=[a-z])|微信号?|wechat|whatsapp|line|telegram|qq)(?:号|\s?id)?(?:(?<=微信号?)|(?:是|吧|[:：，,]|\s){1,3})([a-z][\w-]{4,19}|\d{5,11})(?![\w@])/gi

/**
 * Phones, e-mail addresses and messenger ids. A phone without a country gets the one that `clues` (all that the customer
 * has said) speak for. Numbers that no plan allows are left out.
 */
export function findContacts(text: string, clues: string): Contact[] {
  const found: Contact[] = []
  const add = (kind: Contact['kind'], value: string | null, start: number, length: number) => {
    const end = start + length
    if (value === null || found.some((other) => start < other.end && other.start < end)) return
    found.push({ kind, value, start, end })
  }
  for (const m of text.matchAll(email)) add('email', m[0].toLowerCase(), m.index, m[0].length)
  for (const m of text.matchAll(spokenEmail)) {
    const [all, who = '', host = '', top = '', country] = m
    add(
      'email',
      `${who}@${host}.${top}${country ? `.${country}` : ''}`.toLowerCase(),
      m.index,
      all.length,
    )
  }
  for (const m of text.matchAll(international)) {
    const digits = m[0].replace(/\(0\)/, '').replace(/\D/g, '').replace(/^00/, '')
    add('phone', validInternational(digits), m.index, m[0].length)
  }
  for (const m of text.matchAll(spoken)) {
    const digits = readDigits(m[0])
    add('phone', /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : null, m.index, m[0].length)
  }
  for (const m of text.matchAll(grouped)) {
    if (isNoPhone(m[0], text, m.index)) continue
    const digits = m[0].replace(/\D/g, '')
    add(
      'phone',
      national(digits.replace(/^86(?=1[3-9]\d{9}$)/, ''), m[0], clues),
      m.index,
      m[0].length,
    )
  }
  for (const m of text.matchAll(chat)) add('chat', (m[1] ?? '').toLowerCase(), m.index, m[0].length)
  for (const m of text.matchAll(weChatId)) add('chat', m[0].toLowerCase(), m.index, m[0].length)
  return found.sort((a, b) => a.start - b.start)
}

/** Length by the plan where the country is known; 8 to 15 figures by E.164 otherwise. */
function validInternational(digits: string): string | null {
  if (digits.length < 8 || digits.length > 15) return null
  const plan = plans
    .filter(({ code }) => digits.startsWith(code))
    .toSorted((a, b) => b.code.length - a.code.length)[0]
  if (!plan) return `+${digits}`
  const rest = digits.slice(plan.code.length).replace(/^0/, '')
  return rest.length >= plan.lengths[0] && rest.length <= plan.lengths[1]
    ? `+${plan.code}${rest}`
    : null
}

/** Dates, order numbers, ranges and sums are written in groups too. */
function isNoPhone(written: string, text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start)
  return (
    /^(?:19|20)\d{2}[\s./-]\d{1,2}[\s./-]\d{1,2}$/.test(written.trim()) ||
    /(?:vg|order|订单|单号|税号|vat|账号|no\.)\s*[:：#]?\s*$/i.test(before) ||
    /[$€£¥￥]\s?$/.test(before) ||
    (/^\d{1,6}\s?-\s?\d{1,6}$/.test(written.trim()) && written.replace(/\D/g, '').length < 9) ||
    /^\s?(?:元|块|台|万|eur|usd|gbp|euros?|dollars?)/i.test(text.slice(start + written.length))
  )
}

/** A contact as a label or a form writes it, in its normal form; null when it is none. */
export function parseContact(text: string, clues = text): string[] {
  const found = findContacts(text, clues)
  return found.map(({ value }) => value)
}
