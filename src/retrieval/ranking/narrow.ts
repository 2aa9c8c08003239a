import { isCjk, isCode, piecesOf, stemOf } from '../words/analyse.ts'
import type { Lexicon } from '../words/lexicon.ts'

/** Titles and headings are the same for many passages and every search, so the last ones read are remembered. */
const remembered = new WeakMap<Lexicon, Map<string, readonly string[]>>()
const mostRemembered = 5000

/** The things that a title or heading names, by their keys: phrases of the lexicon, longest first, and model numbers. */
export function thingsIn(text: string, lexicon: Lexicon): readonly string[] {
  if (text === '') return []
  let known = remembered.get(lexicon)
  if (!known) remembered.set(lexicon, (known = new Map<string, readonly string[]>()))
  const before = known.get(text)
  if (before) return before
  const things = readThings(text, lexicon)
  if (known.size >= mostRemembered) known.clear()
  known.set(text, things)
  return things
}

function readThings(text: string, lexicon: Lexicon): string[] {
  const found = new Set<string>()
  let words: string[] = []
  const closeWords = () => {
    for (let at = 0; at < words.length;) {
      const count = lexicon.longestWords(words, at)
      const key = words.slice(at, at + Math.max(1, count)).join(' ')
      if (count > 0 || isCode(key)) found.add(key)
      at += Math.max(1, count)
    }
    words = []
  }
  for (const piece of piecesOf(text)) {
    if (!isCjk(piece)) {
      const stem = stemOf(piece)
      if (stem !== null) words.push(stem)
      continue
    }
    closeWords()
    for (let at = 0; at < piece.length;) {
      const phrase = lexicon.chineseAt(piece, at).at(-1) ?? ''
      if (phrase) found.add(phrase)
      at += Math.max(1, phrase.length)
    }
  }
  closeWords()
  return [...found]
}

/** Of these things the narrow ones: kinds of goods, places, feasts, groups of customers, and model numbers. */
export function narrowAmong(things: readonly string[], lexicon: Lexicon): string[] {
  return things.filter((key) => lexicon.isNarrow(key) || isCode(key))
}

/** Whether these narrow things are all beside a question that, under any name, names what is in `named`. */
export function isBeside(narrow: readonly string[], named: ReadonlySet<string>): boolean {
  return narrow.length > 0 && !narrow.some((key) => named.has(key))
}

/** The share of these things that a question names under any name. */
export function namedShare(things: readonly string[], named: ReadonlySet<string>): number {
  if (things.length === 0) return 0
  return things.filter((key) => named.has(key)).length / things.length
}
