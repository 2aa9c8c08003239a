import { numeralSigns } from '../../domain/numeral.ts'
import { spoken } from '../../domain/plain-text.ts'
import type { Playbook } from '../../domain/playbook.ts'

/** What may stand at `…`: some words, of the same sentence. */
const gap = String.raw`[^。？！?!;；\n]{0,24}?`
/** What may stand at `#`: a number. */
const numeral = String.raw`(?:\d{1,5}|[${numeralSigns}]{1,5}|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a dozen)(?![a-z]))`

const letter = String.raw`[\p{Script=Latin}\p{N}]`
const isLatin = (sign: string | undefined) =>
  sign !== undefined && new RegExp(letter, 'u').test(sign)
/** As it stands; an apostrophe, which people in a hurry leave out, may be missing. */
const escape = (words: string) =>
  words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/['’]/g, "['’]?")

/**
 * The pattern of a wording in a playbook: in Latin script only whole words, in Chinese anywhere; `…` leaves room for some
 * words, `#` stands for a number. It is looked for in the plain form of a text (`spoken`).
 */
export function patternOf(wording: string): string {
  // Split first: the plain form of … is three dots.
  const parts = wording.split(/\s*(…|#)\s*/)
  return parts
    .map((open) => {
      const part = /^[…#]$/.test(open) ? open : spoken(open)
      if (part === '…') return gap
      if (part === '#') return String.raw`\s*${numeral}\s*`
      const before = isLatin(part.at(0)) ? `(?<!${letter})` : ''
      const after = isLatin(part.at(-1)) ? `(?!${letter})` : ''
      return `${before}${escape(part)}${after}`
    })
    .join('')
}

/** Whether a wording leaves anything open. */
export const isOpen = (wording: string): boolean => /[…#]/.test(wording)

/** The cues of a playbook made ready, once for each: every message is asked. */
const ready = new WeakMap<NonNullable<Playbook['cues']>, RegExp>()

/** Makes the test whether a text says the wish of a playbook in wordings that mean nothing else, whatever else they read like. */
export function cuesIn(text: string): (playbook: Pick<Playbook, 'cues'>) => boolean {
  const heard = spoken(text)
  return ({ cues }) => {
    if (!cues) return false
    let pattern = ready.get(cues)
    if (!pattern) {
      pattern = new RegExp([...cues.zh, ...cues.en].map(patternOf).join('|'), 'u')
      ready.set(cues, pattern)
    }
    return pattern.test(heard)
  }
}
