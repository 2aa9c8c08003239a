import type { Span } from './span.ts'
import { spansOf } from './span.ts'

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

/** Resident identity cards of China whose date and check digit hold (GB 11643-1999). */
export function findIdCards(text: string): Span[] {
  return spansOf(
    text,
    'id_card',
    /(?<!\d)\d{6}[\s-]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s-]?\d{3}[\dx](?![\da-z])/gi,
    ([all]) => {
      const id = all.replace(/[\s-]/g, '').toUpperCase()
      return idCheckDigit(id) === id.at(-1) ? id : null
    },
  )
}

function idCheckDigit(id: string): string | undefined {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(id.charAt(i)) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11]
}

/** How cards shorter than 16 digits begin: Maestro and JCB. American Express and Diners pass as they are. */
const shortCards = /^(?:5018|5020|5038|5[68]|6304|67|1800|2131)/

/** Payment cards: 12–19 digits, spaced in groups or not, that pass Luhn's test. */
export function findBankCards(text: string): Span[] {
  const form = /(?<![\d+a-z])[1-6]\d{3}(?:[ -]?\d{2,7}){2,5}(?![\da-z])/gi
  return spansOf(text, 'bank_card', form, ([all]) => {
    const digits = all.replace(/\D/g, '')
    const least = shortCards.test(digits) ? 12 : digits.startsWith('1') ? 20 : 13
    return digits.length >= least && digits.length <= 19 && passesLuhn(digits) ? digits : null
  })
}

/** Luhn's test (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i))
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return digits.length > 0 && sum % 10 === 0
}

/** Passports of China by their form, others beside the word. */
export function findPassports(text: string): Span[] {
  return [
    ...spansOf(
      text,
      'passport',
      /(?<![a-z\d])(?:e[a-hj-np-z]\d{7}|[eg]\d{8})(?![a-z\d])/gi,
      ([all]) => all.toUpperCase(),
    ),
    ...spansOf(
      text,
      'passport',
      /(?:passport(?: number| no\.?)?|护照号?码?)\s*(?:is|:|：|是|#)*\s*([a-z]{0,2}\d{6,9})(?![a-z\d])/gi,
      (match) => (match[1] ?? '').toUpperCase(),
    ),
  ]
}

const plate = new RegExp(
  `[${provinces}][A-HJ-NP-Z][·\\s-]?[A-HJ-NP-Z\\d]{5,6}(?![A-Za-z\\d])`,
  'gi',
)

/** Number plates of China. */
export function findPlates(text: string): Span[] {
  return spansOf(text, 'plate', plate, ([all]) =>
    /\d/.test(all.slice(2)) ? all.replace(/[·\s-]/g, '').toUpperCase() : null,
  )
}
