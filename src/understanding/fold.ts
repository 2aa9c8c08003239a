import { simplify } from '../domain/plain-text.ts'

/** Cyrillic and Greek letters that look like Latin ones; folded only inside words that hold Latin letters too. */
const lookalikes = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    α: 'a',
    ο: 'o',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
  }),
)

const ignorable = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const mixedWord = /[\p{L}\p{M}]*[a-z][\p{L}\p{M}]*/gu

function foldLookalikes(word: string): string {
  if (!/[\u0370-\u04ff]/.test(word)) return word
  return Array.from(word, (char) => lookalikes.get(char) ?? char).join('')
}

/**
 * The one form in which texts are compared: NFKC, lower case, simplified Chinese, no control or
 * zero-width characters (tab and line breaks become spaces), lookalike letters inside Latin words
 * turned into Latin. The length may change; for offsets use `alignText`.
 */
export function foldText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  let folded = text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
  folded = folded.replace(ignorable, '')
  if (/[\u0370-\u04ff]/.test(folded)) folded = folded.replace(mixedWord, foldLookalikes)
  return simplify(folded)
}

/** A text made plain for patterns, and the way back to the original's UTF-16 offsets. */
export interface AlignedText {
  readonly text: string
  /** Original offset of each character of `text`, plus one entry for the end. */
  readonly offsets: Int32Array
}

/**
 * Full-width forms become ASCII, zero-width characters vanish, everything else stays in place, so
 * that patterns see plain text and spans can still be given in the original.
 */
export function alignText(original: string): AlignedText {
  const offsets = new Int32Array(original.length + 1)
  let text = ''
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i)
    if (isInvisible(code)) continue
    offsets[text.length] = i
    if (code >= 0xff01 && code <= 0xff5e) text += String.fromCharCode(code - 0xfee0)
    else if (code === 0x3000 || code === 0xa0 || code < 0x20) text += ' '
    else text += original.charAt(i)
  }
  offsets[text.length] = original.length
  return { text, offsets: offsets.subarray(0, text.length + 1) }
}

function isInvisible(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff ||
    code === 0xad
  )
}
