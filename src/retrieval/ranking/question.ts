import { isCjk } from '../words/analyse.ts'
import { type Rarity, total, weighConcepts, type WeighedConcept } from './coverage.ts'
import { type Expected, expectedOf } from './expected.ts'
import { createListener, type Listener } from './listener.ts'
import { veryWords } from './own-words.ts'
import type { PassageReader } from './passage-reading.ts'
import type { ReadQuery } from '../words/query.ts'
import { stopWords } from '../words/stopwords.ts'
import { mayAskForPast } from '../answering/validity.ts'
import { type WordPairs, wordPairsOf } from './word-pairs.ts'

/** A query made ready to be compared with many candidates that were read before. */
export interface Question {
  reader: PassageReader
  rarity: Rarity
  concepts: WeighedConcept[]
  mass: number
  /** The mass of what is no code. */
  plainMass: number
  expected: Expected
  asksPast: boolean
  grams: string[]
  /** How many different words it has. */
  words: number
  wordPlaces: Int32Array
  pairs: WordPairs
  listener: Listener
  termPlaces: Int32Array
}

/** Prepares a query; what it is compared with must have been read, so that the reader knows its terms. */
export function prepare(query: ReadQuery, reader: PassageReader, rarity: Rarity): Question {
  const concepts = weighConcepts(query, rarity)
  const listener = createListener(concepts)
  const sequence = veryWords(query.pieces)
  const words = [...new Set(sequence)]
  return {
    reader,
    rarity,
    concepts,
    mass: total(concepts.map(({ mass }) => mass)) || 1,
    plainMass: total(concepts.map(({ code, mass }) => (code ? 0 : mass))),
    expected: expectedOf(query.text),
    asksPast: mayAskForPast(query.text),
    grams: gramsOf(query.pieces),
    words: words.length,
    wordPlaces: reader.placesOf(words, 'words'),
    pairs: query.chinese ? pairsOf(sequence, words) : noPairs,
    listener,
    termPlaces: reader.placesOf(listener.terms, 'terms'),
  }
}

const noPairs = wordPairsOf([], 0)

function pairsOf(sequence: readonly string[], words: readonly string[]): WordPairs {
  const places = new Map(words.map((word, place) => [word, place]))
  return wordPairsOf(
    sequence.map((word) => places.get(word) ?? 0),
    words.length,
  )
}

const maxGrams = 40

function gramsOf(pieces: readonly string[]): string[] {
  const grams = new Set<string>()
  for (const piece of pieces) {
    const length = isCjk(piece) ? 2 : 4
    if (stopWords.has(piece)) continue
    for (let at = 0; at + length <= piece.length; at++) grams.add(piece.slice(at, at + length))
  }
  return [...grams].slice(0, maxGrams)
}
