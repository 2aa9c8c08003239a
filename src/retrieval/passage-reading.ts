import type { Passage } from '../domain/passage.ts'
import { keepNewest } from '../platform/keep-newest.ts'
import { analyse, analysePieces, normalise, piecesOfNormal, type Token } from './analyse.ts'
import type { Rarity } from './coverage.ts'
import { evidenceIn, type Expected } from './expected.ts'
import type { Lexicon } from './lexicon.ts'
import { narrowAmong, thingsIn } from './narrow.ts'
import { type Standpoint, standpointOf } from './neighbours.ts'
import { veryWords } from './own-words.ts'
import { type LetterSieve, sieveOf } from './letter-sieve.ts'
import { isPast, subjectOf } from './validity.ts'

/** A passage as it is looked at closely. Terms and words are kept by their numbers, which are those of its reader. */
export interface PassageReading {
  /** The title's, without the dates for which its rule holds, and those of the headings below it. */
  title: HeadingReading
  headings: HeadingReading
  /** The terms of title and headings. */
  above: Int32Array
  /** The terms of each sentence, list item or table row, each with `sentenceEnd` behind it; those without terms are left out. */
  sentences: Int32Array
  /** The words of the text as they are, each once, and how many there are. */
  words: Int32Array
  length: number
  /** Headings and text, normalised. */
  letters: string
  sieve: LetterSieve
  standpoint: Standpoint
  chinese: boolean
  /** Whether title or headings tell of a past version. */
  past: boolean
  /** What the text has of a kind that a question may ask for. */
  evidence(expected: Asked): readonly string[]
}

/** A title, or the headings below it. */
export interface HeadingReading {
  tokens: readonly Token[]
  /** The terms of its tokens, and the weights of these. */
  numbers: Int32Array
  weights: Float64Array
  /** The same terms, each once. */
  terms: Int32Array
  /** What it names, and what of that is narrow. */
  things: readonly string[]
  narrow: readonly string[]
}

type Asked = Exclude<Expected, null>

/** Stands behind each sentence; no term has this number. */
export const sentenceEnd = -1

const betweenSentences = /[\n。！？；]|[.!?;]\s/u

/** Reads passages, remembers the last `limit` of them by id and version, and numbers what they say. */
export interface PassageReader {
  read(passage: Passage): PassageReading
  /**
   * A table from the number of a term or word to its place among these, from 1; 0 for all others. It holds for what was
   * read until now, and until the next call.
   */
  placesOf(asked: readonly string[], of: 'terms' | 'words'): Int32Array
  /** How rare the term of a number is, looked up once an edition. */
  idf(number: number, rarity: Rarity): number
}

export function createPassageReader(lexicon: Lexicon, limit = 12_000): PassageReader {
  const known = new Map<string, PassageReading>()
  const numbers = new Map<string, number>()
  const tables = { terms: new Int32Array(256), words: new Int32Array(256) }
  const used: { terms: readonly string[]; words: readonly string[] } = { terms: [], words: [] }

  function numberOf(term: string): number {
    const before = numbers.get(term)
    if (before !== undefined) return before
    const number = terms.push(term) - 1
    numbers.set(term, number)
    return number
  }
  const numbersOf = (terms: Iterable<string>) => Int32Array.from(new Set(terms), numberOf)
  const readHeading = (text: string, named: string): HeadingReading => {
    const tokens = analyse(text)
    const things = thingsIn(named, lexicon)
    return {
      tokens,
      numbers: Int32Array.from(tokens, ({ term }) => numberOf(term)),
      weights: Float64Array.from(tokens, ({ weight }) => weight),
      terms: numbersOf(tokens.map(({ term }) => term)),
      things,
      narrow: narrowAmong(things, lexicon),
    }
  }

  let idfs = new Float64Array(256).fill(Number.NaN)
  let edition: number | undefined
  const terms: string[] = []

  function idfOf(number: number, rarity: Rarity): number {
    if (edition !== rarity.edition || idfs.length < terms.length) {
      if (idfs.length < terms.length) idfs = new Float64Array(terms.length * 2)
      idfs.fill(Number.NaN)
      edition = rarity.edition
    }
    const known = idfs[number] ?? Number.NaN
    if (!Number.isNaN(known)) return known
    return (idfs[number] = rarity.idf(terms[number] ?? ''))
  }

  function read(passage: Passage): PassageReading {
    const [title = '', ...others] = passage.headings
    const below = others.join('\n')
    const headings = readHeading(below, below)
    const own: string[] = []
    const sentences: number[] = []
    const seenIn = new Map<number, number>()
    let place = 0
    // Normalised in one go, which is cheaper; the marks between sentences may not survive it.
    const text = normalise(passage.text.split(betweenSentences).join('\n'))
    for (const sentence of text.split('\n')) {
      const pieces = piecesOfNormal(sentence)
      own.push(...veryWords(pieces))
      const before = sentences.length
      for (const { term } of analysePieces(pieces)) {
        const number = numberOf(term)
        if (seenIn.get(number) === place) continue
        seenIn.set(number, place)
        sentences.push(number)
      }
      if (sentences.length > before) sentences.push(sentenceEnd)
      place += 1
    }
    const found = new Map<Asked, readonly string[]>()
    const letters = `${normalise(passage.headings.join(' '))} ${text}`
    return {
      title: readHeading(subjectOf(title), title),
      headings,
      above: numbersOf([...analyse(title), ...headings.tokens].map(({ term }) => term)),
      sentences: Int32Array.from(sentences),
      words: numbersOf(own),
      length: own.length,
      letters,
      sieve: sieveOf(letters),
      standpoint: standpointOf(passage),
      chinese: passage.language.startsWith('zh'),
      past: isPast(passage.headings.join(' ')),
      evidence(expected) {
        const known = found.get(expected)
        if (known) return known
        const now = evidenceIn(passage.text, expected)
        found.set(expected, now)
        return now
      },
    }
  }

  return {
    idf: idfOf,
    read(passage) {
      const key = `${passage.id} ${passage.version}`
      const before = known.get(key)
      if (before) return before
      return keepNewest(known, key, read(passage), limit)
    },
    placesOf(asked, of) {
      if (tables[of].length < numbers.size) tables[of] = new Int32Array(numbers.size * 2)
      else
        for (const term of used[of]) {
          const number = numbers.get(term)
          if (number !== undefined) tables[of][number] = 0
        }
      used[of] = asked
      const table = tables[of]
      for (const [place, term] of asked.entries()) {
        const number = numbers.get(term)
        if (number !== undefined) table[number] = place + 1
      }
      return table
    },
  }
}
