import { plain, spoken } from '../../../domain/plain-text.ts'
import type { Locale } from '../../../domain/locale.ts'
import type { Option } from '../../../domain/rule.ts'
import { isOpen, patternOf } from '../../playbooks/wordings.ts'
import { Chinese, numeralIn } from './numerals.ts'

/** The words of a fixed choice, by its key. */
export type ChoiceWords = Readonly<Record<string, Record<Locale, readonly string[]>>>

/** A word to look for: as it is compared, whether it counts only as a whole word, and its pattern where it leaves something open. */
interface Sought {
  word: string
  whole: boolean
  pattern: RegExp | null
}

/** The words of a choice made ready, once for each choice: a playbook's choices are looked for in every message. */
const ready = new WeakMap<ChoiceWords, readonly { key: string; words: readonly Sought[] }[]>()

/** The plain form without apostrophes, which people in a hurry leave out: "dont need it". */
const bareOf = (text: string) => plain(text).replaceAll(/['’]/g, '')

function wordsSought(choice: ChoiceWords) {
  const known = ready.get(choice)
  if (known) return known
  const made = Object.entries(choice).map(([key, { zh, en }]) => ({
    key,
    words: [...zh, ...en].map((word) => {
      const folded = bareOf(word)
      const pattern = isOpen(word) ? new RegExp(patternOf(word), 'u') : null
      return { word: folded, whole: !/\p{Script=Han}/u.test(folded), pattern }
    }),
  }))
  ready.set(choice, made)
  return made
}

const letterBefore = /[\p{L}\p{N}]$/u
const letterAfter = /^[\p{L}\p{N}]/u

/** Whether a text says a word: anywhere in Chinese, as a whole word in Latin script. */
function says(text: string, { word, whole, pattern }: Sought): boolean {
  if (pattern) return pattern.test(spoken(text))
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!whole) return true
    const end = at + word.length
    if (!letterBefore.test(text.slice(0, at)) && !letterAfter.test(text.slice(end))) return true
  }
  return false
}

/**
 * The key of a fixed choice that a text names, or null. The longest wording wins, so 「没拆封」 is not 「拆封」; two keys by
 * equally long wordings are no answer.
 */
export function pickChoice(text: string, choice: ChoiceWords): string | null {
  const folded = bareOf(text)
  const named = wordsSought(choice)
    .map(({ key, words }) => {
      const heard = words.filter((sought) => says(sought.pattern ? text : folded, sought))
      return { key, length: Math.max(0, ...heard.map(({ word }) => word.length)) }
    })
    .filter(({ length }) => length > 0)
    .toSorted((one, other) => other.length - one.length)
  const [first, second] = named
  return first && first.length !== second?.length ? first.key : null
}

const escape = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Words that stand in labels and answers alike and tell no option from another. */
const glue = new Set(
  'and or the of to in on at for with from by as is it its be my me you that this those these one ones please can will would'.split(
    ' ',
  ),
)

/** What a text holds that could name a thing: Latin words and model names, numbers, and pairs of Chinese characters. */
export function wordsOf(text: string): Set<string> {
  const folded = plain(text)
  const latin = folded.match(/[a-z0-9][a-z0-9:-]+|\d+/g) ?? []
  const han = folded.match(/\p{Script=Han}+/gu) ?? []
  return new Set([
    ...latin.filter((word) => !glue.has(word)),
    ...han.flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))),
  ])
}

/** Words that say which in a list: 「第二个」, "the last one", a bare number. One-based; −1 is the last. */
function placeIn(text: string): number | null {
  const folded = plain(text).trim()
  if (/最后一?[个项件单场]|\b(?:the )?last(?: one)?\b/.test(folded)) return -1
  const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']
  const said = ordinals.findIndex((word) => new RegExp(`\\b${word}\\b`).test(folded))
  if (said >= 0) return said + 1
  const counted = new RegExp(
    `第\\s*(\\d{1,2}|${Chinese})|(?:选|要|number|no\\.?|option|#)\\s*(\\d{1,2})(?!\\d)`,
  )
  const match = counted.exec(folded)
  const bare = /^(\d{1,2})[.。、)]?$/.exec(folded)
  const numeral = match?.[1] ?? match?.[2] ?? bare?.[1]
  return numeral === undefined ? null : numeralIn(numeral)
}

/** Whether a text says which in a list, by its place. */
export const saysPlace = (text: string): boolean => placeIn(text) !== null

/** Whether a text says a value itself, were it one letter: "L", 「L 码」, but not the m of "I'm". */
const namesValue = (text: string, value: string): boolean =>
  new RegExp(
    `(?<![\\p{Script=Latin}\\p{N}'’-])${escape(plain(value))}(?![\\p{Script=Latin}\\p{N}'’-])`,
    'u',
  ).test(plain(text))

/** Times of day as `15:00`, so that 「下午三点」 and "3pm" find the slot that is labelled so. */
function clockTimesIn(text: string, times: readonly string[]): string[] {
  return [...times, ...(plain(text).match(/\b\d{1,2}:\d{2}\b/g) ?? [])].map((time) =>
    time.padStart(5, '0'),
  )
}

/**
 * Which of the options that were offered a text means: by its place in the list, by a time of day, or by the words of
 * its label; null when it fits none or several alike. `times` are the times of day that were read in the text (`15:00`).
 */
export function pickOption(
  text: string,
  options: readonly Option[],
  times: readonly string[] = [],
): Option | null {
  const place = placeIn(text)
  if (place !== null) return options.at(place === -1 ? -1 : place - 1) ?? null
  const named = options.filter(({ value }) => namesValue(text, value))
  if (named.length === 1) return named[0] ?? null
  const clock = clockTimesIn(text, times)
  const atTime = options.filter(({ label }) => clock.some((time) => label.zh.includes(time)))
  if (atTime.length === 1) return atTime[0] ?? null
  const among = atTime.length > 0 ? atTime : options
  const said = wordsOf(text)
  const fit = among.map(({ value, label }) => {
    const words = wordsOf(`${value} ${label.zh} ${label.en}`)
    return [...said].filter((word) => words.has(word)).length
  })
  const best = Math.max(0, ...fit)
  const fitting = among.filter((_, i) => fit[i] === best)
  return best > 0 && fitting.length === 1 ? (fitting[0] ?? null) : null
}
