import { isCjk } from '../words/analyse.ts'
import { type Rarity, total, weighConcepts, type WeighedConcept } from './coverage.ts'
import { type Expected, expectedOf } from './expected.ts'
import { createListener, type Listener } from './listener.ts'
import { veryWords } from './own-words.ts'
import type { PassageReader } from './passage-reading.ts'
import type { ReadQuery } from '../words/query.ts'
import { stopWords } from '../words/stopwords.ts'
import { mayAskForPast } from '../answering/validity.ts'

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
  listener: Listener
  termPlaces: Int32Array
}

/** Prepares a query; what it is compared with must have been read, so that the reader knows its terms. */
export function prepare(query: ReadQuery, reader: PassageReader, rarity: Rarity): Question {
  const concepts = weighConcepts(query, rarity)
  const listener = createListener(concepts)
  const words = [...new Set(veryWords(query.pieces))]
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
    listener,
    termPlaces: reader.placesOf(listener.terms, 'terms'),
  }
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
