import { readFileSync } from 'node:fs'
import { analyse, isCjk, normalise, piecesOf, stemOf, type Token } from './analyse.ts'

/** One way of naming something, and its terms. */
export interface Phrase {
  text: string
  /** The name under which it is known. */
  key: string
  chinese: boolean
  terms: Token[]
}

/** Synonyms and translations: phrases that may stand for each other when articles are searched. */
export interface Lexicon {
  /** The other phrases for this one; empty when it is not known. */
  others(phrase: string): readonly Phrase[]
  /** Whether there are others for this key. */
  knows(key: string): boolean
  /** Whether it names a kind of goods, a place, a feast, a group: what a rule may be for, and other rules are not. */
  isNarrow(key: string): boolean
  /** The known Chinese phrases of two characters and more that start at this place, the longest last. */
  chineseAt(run: string, start: number): string[]
  /** How many of the words from this place on make the longest known phrase; 0 when none does. */
  longestWords(words: readonly string[], start: number): number
}

const longestPhraseWords = 4

/** The name under which a phrase is known: its Chinese characters, or its stems without function words. */
export function phraseKey(phrase: string): string {
  if (isCjk(phrase)) return normalise(phrase)
  return keyOfWords(piecesOf(phrase))
}

/** The same of words: their stems without function words. */
export function keyOfWords(words: readonly string[]): string {
  const stems: string[] = []
  for (let i = 0; i < words.length; i++) {
    const stem = stemOf(words[i] ?? '')
    if (stem !== null) stems.push(stem)
  }
  return stems.join(' ')
}

/**
 * Reads a lexicon: a line is one group, Chinese phrases separated by spaces, a bar, English phrases separated by
 * semicolons. What stands before a `>` is also called what stands after it, and nothing else on that line. A `*` in front
 * says that the phrases name something narrow. `#` starts a comment.
 */
export function parseLexicon(text: string): Lexicon {
  const byKey = new Map<string, Map<string, Phrase>>()
  const narrowKeys = new Set<string>()
  let longestChinese = 0
  /** How many words the longest English phrase has that begins with this one. */
  const longestFrom = new Map<string, number>()
  for (const line of text.split('\n')) {
    const [, star, said = ''] = /^(\*?)([^#]*)/.exec(line) ?? []
    const [named = '', broad] = said.split('>')
    const phrases = phrasesIn(named)
    const others = broad === undefined ? phrases : phrasesIn(broad)
    for (const phrase of phrases) {
      if (star) narrowKeys.add(phrase.key)
      const known = byKey.get(phrase.key) ?? new Map<string, Phrase>()
      for (const other of others) if (other.key !== phrase.key) known.set(other.key, other)
      if (known.size === 0) continue
      byKey.set(phrase.key, known)
      if (phrase.chinese) longestChinese = Math.max(longestChinese, phrase.key.length)
      const [first = '', ...more] = phrase.key.split(' ')
      longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, 1 + more.length))
    }
  }
  const others = new Map([...byKey].map(([key, phrases]) => [key, [...phrases.values()]]))
  return {
    others: (phrase) => others.get(phraseKey(phrase)) ?? [],
    knows: (key) => byKey.has(key),
    isNarrow: (key) => narrowKeys.has(key),
    chineseAt(run, start) {
      const found: string[] = []
      const most = Math.min(longestChinese, run.length - start)
      for (let length = 2; length <= most; length++) {
        const phrase = run.slice(start, start + length)
        if (byKey.has(phrase)) found.push(phrase)
      }
      return found
    },
    longestWords(words, start) {
      const most = Math.min(longestFrom.get(words[start] ?? '') ?? 0, longestPhraseWords)
      for (let count = Math.min(most, words.length - start); count > 0; count--) {
        if (byKey.has(words.slice(start, start + count).join(' '))) return count
      }
      return 0
    },
  }
}

function phrasesIn(side: string): Phrase[] {
  const [chinese = '', english = ''] = side.split('|')
  return [...chinese.trim().split(/\s+/), ...english.split(';')].flatMap((raw) => {
    const text = raw.trim()
    const key = phraseKey(text)
    return key ? [{ text, key, chinese: isCjk(text), terms: analyse(text) }] : []
  })
}

let shop: Lexicon | undefined

/** The lexicon that comes with Baton, `knowledge/lexicon.txt`, read once. */
export function shopLexicon(): Lexicon {
  shop ??= parseLexicon(
    readFileSync(new URL('../../../knowledge/lexicon.txt', import.meta.url), 'utf8'),
  )
  return shop
}
