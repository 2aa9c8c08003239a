import { readDigits, spokenDigits } from '../../domain/numeral.ts'
import { internationalNumber, nationalNumber } from './phone-number.ts'
import type { Span } from './span.ts'
import { spansOf } from './span.ts'

const spokenMobile = new RegExp(
  `(?<![${spokenDigits}])[幺一](?:[${spokenDigits}][\\s,-]?){9}[${spokenDigits}](?![${spokenDigits}])`,
  'g',
)

/** Phone numbers → E.164. A number without country code is taken as Chinese, American or British by its form. */
export function findPhones(text: string): Span[] {
  const plus = (all: string): string => `+${all.replace(/\D/g, '')}`
  return [
    ...spansOf(
      text,
      'phone',
      /(?<![\d\w])(?:\+|00)(?=[1-9])\d{1,3}[\s.-]?(?:\(0\))?(?:\(?\d{1,5}\)?[\s.-]?){1,5}\d{2,5}(?:\s?x\d{1,6})?(?![\w])/g,
      ([all]) => internationalNumber(all),
    ),
    ...spansOf(
      text,
      'phone',
      /(?<![\w])(?:86[\s-]?)?(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?![\w])/g,
      (match) => `+86${(match[1] ?? '').replace(/\D/g, '')}`,
    ),
    ...spansOf(text, 'phone', spokenMobile, ([all]) => {
      const digits = readDigits(all)
      return /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : null
    }),
    ...spansOf(text, 'phone', /(?<![\w-])0\d{2,3}[- ]\d{7,8}(?![\w])/g, ([all]) => {
      const chinese = `+86${all.replace(/\D/g, '').slice(1)}`
      return all.includes('-') || /\p{Script=Han}/u.test(text)
        ? chinese
        : (nationalNumber(all, text) ?? chinese)
    }),
    ...spansOf(
      text,
      'phone',
      /(?<![\w\-+])(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?:x\d{1,5})?(?![\w-])/g,
      ([all]) => plus(`1${all.replace(/x.*/, '')}`),
    ),
    ...spansOf(
      text,
      'phone',
      /(?<![\w])07\d{3}[ -]?\d{3}[ -]?\d{3}(?![\w])/g,
      ([all]) => `+44${all.replace(/\D/g, '').slice(1)}`,
    ),
  ]
}

/**
 * Numbers written in groups, as phones are in most countries, and any number beside a word for one. Where the country
 * cannot be told, the value is the digits alone.
 */
export function findLocalPhones(text: string): Span[] {
  const grouped =
    /(?<![\w+.-])(?:\(0?\d{1,4}\)\s?|0?\d{1,4}[ .-])(?:\d{2,4}[ .-]){0,4}\d{2,4}(?![\w-]|[.]\d)/g
  const cued =
    /(?:phone|tel|call|mobile|cell|fax|desk|hotline|whatsapp|number is|电话|手机|传真|致电)[^\d\n]{0,16}(\d{7,11}|\d{2,4}[ /-]\d{5,8})(?![\d-])/gi
  const valueOf = (written: string): string =>
    nationalNumber(written, text) ?? written.replace(/\D/g, '')
  const withAreaCode = /(?<![\w+.-])0\d{2,4}[ /-]\d{4,8}(?![\w-]|[.]\d)/g
  return [
    ...spansOf(text, 'phone', withAreaCode, ([all]) => nationalNumber(all, text)),
    ...spansOf(text, 'phone', cued, (match) => valueOf(match[1] ?? '')),
    ...spansOf(text, 'phone', grouped, ([all]) => {
      const digits = all.replace(/\D/g, '')
      const isDate = /^(?:19|20)\d{2}[ .-]\d{1,2}[ .-]\d{1,2}$/.test(all)
      return digits.length >= 7 && digits.length <= 12 && !isDate && !otherNumber.test(all)
        ? valueOf(all)
        : null
    }),
  ]
}

/** Addresses of machines, and social security numbers of the United States. */
const otherNumber = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\d{3}-\d{2}-\d{4})$/

const four = `(?:\\d{4}(?!\\d)|[${spokenDigits}]{4}(?![${spokenDigits}]))`
const beforeTail = new RegExp(
  `(?:尾号|尾数|尾數|尾號|末尾|[后後末最][后後]?(?:四|4)位(?:数)?|ending|ends? (?:in|with|on)|\\bends\\b|last (?:four|4)(?: digits?)?)[^\\d${spokenDigits}]{0,16}(${four})`,
  'gi',
)
const afterTail = /(?<!\d)(\d{4})(?!\d)\s*(?:结尾|收尾|尾号|这个尾号|是尾号)/g

/** 「不好意思说错了，是6675」,「不是6657，是6675」, "sorry, it's 6675": what stands before four digits that correct. */
const corrects =
  "(?:(?:不是\\d{4}|(?:it[\u2019']s )?not \\d{4}|but|不对|不是|不好意思|抱歉|等等|等下|[哦噢啊]|我?(?:刚才)?(?:说|打|写|看|记|输)?错了|应该是|其实是|是|sorry|no|wait|oops|my mistake|actually|i meant?|it should be|should be|it is|it[\u2019']s|that[\u2019']s)[，,.。!！\\s]*)*"
const wholeTail = new RegExp(`^\\s*${corrects}(\\d{4})\\s*[。.!,]?\\s*$`, 'gi')

/** The last four digits of a phone, after a cue or as the whole message, be it a correction. */
export function findPhoneTails(text: string): Span[] {
  const value = (match: RegExpExecArray): string => readDigits(match[1] ?? '')
  const whole = spansOf(text, 'phone_tail', wholeTail, value)
  // "VG26111042 8842": asked for both, people write both and nothing else.
  const besideOrder =
    /VG[-\s]?\d{4}[-\s]?\d{4}(?:[\s,，、;；.。和及/]|and|phone|手机|电话|號碼|号码){1,12}(\d{4})(?![\d:：.]|\s*[元块年月点])/gi
  return [
    ...spansOf(text, 'phone_tail', beforeTail, value),
    ...spansOf(text, 'phone_tail', afterTail, value),
    ...spansOf(text, 'phone_tail', besideOrder, value),
    ...whole,
  ]
}

/** E-mail addresses → lower case. */
export function findEmails(text: string): Span[] {
  return spansOf(
    text,
    'email',
    /(?<![\w.+-])[a-z\d][\w.+-]{0,63}@(?:[a-z\d][a-z\d-]{0,62}\.){1,4}[a-z]{2,24}(?![\w])/gi,
    ([all]) => all.toLowerCase(),
  )
}

/** Web addresses, as written but for the punctuation that ends a sentence. */
export function findUrls(text: string): Span[] {
  return spansOf(
    text,
    'url',
    /((?:https?:\/\/|(?<![\w@.])www\.)[\w\-.~:/?#[\]@!$&'()*+,;=%]{3,2000})/gi,
    (match) => match[1]?.replace(/[.,;:!?)\]]+$/, '') ?? null,
  ).map((span) => ({ ...span, end: span.start + span.value.length }))
}
