import type { Passage } from '../../domain/passage.ts'
import { keepNewest } from '../../platform/keep-newest.ts'
import { analyse, normalise, piecesOfNormal } from '../words/analyse.ts'
import type { Rarity } from './coverage.ts'
import { type Evidence, rememberedEvidence } from './expected.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { narrowAmong, thingsIn } from './narrow.ts'
import { type Standpoint, standpointOf } from './neighbours.ts'
import { createFirsts, createNumbering } from '../index/numbering.ts'
import { type LetterSieve, sieveOf } from './letter-sieve.ts'
import { isPast, subjectOf } from '../answering/validity.ts'

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
  /** All of them, in their order. */
  order: Int32Array
  /** Headings and text, normalised. */
  letters: string
  sieve: LetterSieve
  standpoint: Standpoint
  chinese: boolean
  /** Whether title or headings tell of a past version. */
  past: boolean
  evidence: Evidence
  version: string
}

/** A title, or the headings below it. */
export interface HeadingReading {
  /** Its terms, and the weights of these. */
  numbers: Int32Array
  weights: Float64Array
  /** The same terms, each once. */
  terms: Int32Array
  /** What it names, and what of that is narrow. */
  things: readonly string[]
  narrow: readonly string[]
}

const noHeading: HeadingReading = {
  numbers: new Int32Array(),
  weights: new Float64Array(),
  terms: new Int32Array(),
  things: [],
  narrow: [],
}

/** Stands behind each sentence; no term has this number. */
export const sentenceEnd = -1

const betweenSentences = /[\n。！？；]|[.!?;]\s/gu

/** Reads passages, remembers the last of them by id and version, and numbers what they say. */
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

/** So many readings are remembered. */
export const readingsRemembered = 12_000

export function createPassageReader(lexicon: Lexicon): PassageReader {
  const known = new Map<string, PassageReading>()
  const numbering = createNumbering()
  const firsts = createFirsts()
  const tables = { terms: new Int32Array(256), words: new Int32Array(256) }
  const used: { terms: readonly string[]; words: readonly string[] } = { terms: [], words: [] }

  /** Each of these once. */
  function distinct(numbers: ArrayLike<number>): Int32Array {
    firsts.clear()
    const found: number[] = []
    // By places, here and below: what reads texts runs before it is compiled, where iterators cost the most.
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] ?? 0
      if (firsts.isFirst(number)) found.push(number)
    }
    return new Int32Array(found)
  }
  function readHeading(text: string, named: string): HeadingReading {
    if (named === '') return noHeading
    const tokens = analyse(text)
    const numbers = new Int32Array(tokens.map(({ term }) => numbering.numberOf(term)))
    const things = thingsIn(named, lexicon)
    return {
      numbers,
      weights: new Float64Array(tokens.map(({ weight }) => weight)),
      terms: distinct(numbers),
      things,
      narrow: narrowAmong(things, lexicon),
    }
  }
  /** What stands above a text, where its title is read without the dates for which it holds. */
  function termsAbove(
    whole: string,
    subject: string,
    title: HeadingReading,
    below: HeadingReading,
  ) {
    if (whole === subject && below === noHeading) return title.terms
    const ofTitle = whole === subject ? title.numbers : readHeading(whole, whole).numbers
    return distinct([...ofTitle, ...below.numbers])
  }

  /** The terms of each sentence, and the words of the whole. */
  function readText(
    text: string,
  ): Pick<PassageReading, 'sentences' | 'words' | 'length' | 'order'> {
    const own: number[] = []
    const sentences: number[] = []
    for (const sentence of text.split('\n')) {
      firsts.clear()
      const from = sentences.length
      let before = ''
      for (const piece of piecesOfNormal(sentence)) {
        const { words, terms } = numbering.pieceOf(piece, before)
        for (let i = 0; i < words.length; i++) own.push(words[i] ?? 0)
        for (let i = 0; i < terms.length; i++) {
          const number = terms[i] ?? 0
          if (firsts.isFirst(number)) sentences.push(number)
        }
        before = piece
      }
      if (sentences.length > from) sentences.push(sentenceEnd)
    }
    const order = new Int32Array(own)
    return {
      sentences: new Int32Array(sentences),
      words: distinct(order),
      length: order.length,
      order,
    }
  }

  function read(passage: Passage): PassageReading {
    const [whole = '', ...others] = passage.headings
    const below = others.join('\n')
    const subject = subjectOf(whole)
    const title = readHeading(subject, whole)
    const headings = readHeading(below, below)
    // Normalised in one go, which is cheaper; the marks between sentences may not survive it.
    const text = normalise(passage.text.replace(betweenSentences, '\n'))
    const above = passage.headings.join(' ')
    const letters = `${normalise(above)} ${text}`
    return {
      title,
      headings,
      above: termsAbove(whole, subject, title, headings),
      ...readText(text),
      letters,
      sieve: sieveOf(letters),
      standpoint: standpointOf(passage),
      chinese: passage.language.startsWith('zh'),
      past: isPast(above),
      evidence: rememberedEvidence(passage.text),
      version: passage.version,
    }
  }

  let idfs = new Float64Array(256).fill(Number.NaN)
  let edition: number | undefined

  return {
    idf(number, rarity) {
      if (edition !== rarity.edition || idfs.length < numbering.count()) {
        if (idfs.length < numbering.count()) idfs = new Float64Array(numbering.count() * 2)
        idfs.fill(Number.NaN)
        edition = rarity.edition
      }
      const before = idfs[number] ?? Number.NaN
      if (!Number.isNaN(before)) return before
      return (idfs[number] = rarity.idf(numbering.said(number)))
    },
    read(passage) {
      const before = known.get(passage.id)
      if (before?.version === passage.version) return before
      return keepNewest(known, passage.id, read(passage), readingsRemembered)
    },
    placesOf(asked, of) {
      if (tables[of].length < numbering.count()) tables[of] = new Int32Array(numbering.count() * 2)
      else for (const term of used[of]) mark(tables[of], term, 0)
      used[of] = asked
      for (let place = 0; place < asked.length; place++)
        mark(tables[of], asked[place] ?? '', place + 1)
      return tables[of]
    },
  }

  function mark(table: Int32Array, term: string, place: number): void {
    const number = numbering.find(term)
    if (number !== undefined) table[number] = place
  }
}
