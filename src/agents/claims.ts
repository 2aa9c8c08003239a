import { claimsInChinese } from './claims-zh.ts'
import { claimsInEnglish } from './claims-en.ts'

/**
 * Whether a text says, in Chinese or English, that we have done something for the customer: issued, refunded, urged,
 * cancelled, changed. Offers, questions, conditions, refusals, what was merely looked up and what a record shows are
 * no claims. Words that claim are held back until a tool result stands behind them, so it leans towards yes.
 */
export function claimsEffect(text: string): boolean {
  return sentencesOf(normalise(text)).some(
    (sentence) => claimsInChinese(sentence) || claimsInEnglish(sentence),
  )
}

/** Full-width forms and invisible characters must not carry a claim past the patterns. */
const normalise = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('’', "'")
    .toLowerCase()

const sentencesOf = (text: string) =>
  text.match(/[^。！!?\n;.]+(?:[。！!?\n;]+|\.(?!\d))*|\./g) ?? []
