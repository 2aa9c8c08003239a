import type { PassageFilter } from '../domain/passage.ts'
import type { Rarity } from './coverage.ts'
import { type Features, featuresOf } from './features.ts'
import type { Candidate, InvertedIndex } from './inverted.ts'
import type { Lexicon } from './lexicon.ts'
import { createPassageReader } from './passage-reading.ts'
import { readQuery } from './query.ts'
import { fittedRanking, type RankingModel } from './fitted.ts'

/** A candidate that was looked at closely. */
export interface Ranked extends Candidate {
  features: Features
  /** What the ranking model makes of the features; candidates come in its order. */
  rank: number
}

/** So many candidates are looked at closely; the rest keeps its BM25F order behind them. */
export const lookedAt = 32

/** Reads a query, finds candidates in an index and puts them in order. */
export type Ranker = (
  query: string,
  filter: PassageFilter,
  limit: number,
) => { ranked: Ranked[]; rest: Candidate[] }

export function createRanker(
  index: InvertedIndex,
  lexicon: Lexicon,
  model: RankingModel = fittedRanking,
): Ranker {
  const read = createPassageReader()
  const reading = {
    lexicon,
    knows: (term: string) => index.idf(term) > 0,
    near: (term: string) => index.near(term),
  }
  return (text, filter, limit) => {
    const query = readQuery(text, reading)
    const found = index.find(query.terms, filter, Math.max(limit, lookedAt))
    const rarity: Rarity = {
      idf: (term) => index.idf(term),
      // As if one of twice as many passages said it.
      unknown: Math.log(1 + 2 * index.count()),
    }
    const close = found.slice(0, lookedAt)
    const features = featuresOf(query, close, read, rarity)
    const ranked = close.flatMap((candidate, i) => {
      const own = features[i]
      return own ? [{ ...candidate, features: own, rank: rankOf(own, model) }] : []
    })
    return { ranked: ranked.sort(bestFirst), rest: found.slice(lookedAt) }
  }
}

export function rankOf(features: Features, model: RankingModel): number {
  let rank = 0
  // `for … in`: asked for every candidate of every search, and `Object.entries` makes its arrays anew each time.
  for (const name in model) {
    const feature = name as keyof Features
    rank += (model[feature] ?? 0) * features[feature]
  }
  return rank
}

function bestFirst(a: Ranked, b: Ranked): number {
  return b.rank - a.rank || (a.passage.id < b.passage.id ? -1 : 1)
}
