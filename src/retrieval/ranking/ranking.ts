import type { PassageFilter } from '../../domain/passage.ts'
import type { Rarity } from './coverage.ts'
import { type Features, featuresOf } from './features.ts'
import type { Candidate, InvertedIndex } from '../index/inverted.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { createPassageReader, type PassageReader } from './passage-reading.ts'
import { type ReadQuery, readQuery } from '../words/query.ts'
import { fittedRanking, type LinearModel, type RankingModel, rankedBy } from '../fitting/fitted.ts'

/** A candidate that was looked at closely. */
export interface Ranked extends Candidate {
  features: Features
  /** What the ranking model makes of the features; candidates come in its order. */
  rank: number
}

/** So many candidates are looked at closely; the rest keeps its BM25F order behind them. */
export const lookedAt = 32
/** The more a query names, the better its words tell candidates apart already: fewer looks from so many concepts on. */
const fewerLooks = [
  { concepts: 25, looks: 8 },
  { concepts: 15, looks: 16 },
]

/** Of a question of so few concepts, candidates below this share of the best score have never come out on top. */
const plainQuestion = { concepts: 3, share: 0.2 }

function closeLooksFor({ concepts }: ReadQuery): number {
  return fewerLooks.find((it) => concepts.length >= it.concepts)?.looks ?? lookedAt
}

/** Those of what was found, best first, that are worth a close look, and the rest. */
function worthALook(
  query: ReadQuery,
  found: readonly Candidate[],
): { close: Candidate[]; rest: Candidate[] } {
  const looks = closeLooksFor(query)
  const share = query.concepts.length > plainQuestion.concepts ? 0 : plainQuestion.share
  const least = (found[0]?.score ?? 0) * share
  const articles = new Set<string>()
  const close: Candidate[] = []
  const rest: Candidate[] = []
  for (const [place, candidate] of found.entries()) {
    // An article is answered from as a whole, so all of it is looked at when one of its passages is.
    const { articleId } = candidate.passage
    if (place < looks && (candidate.score >= least || articles.has(articleId))) {
      articles.add(articleId)
      close.push(candidate)
    } else rest.push(candidate)
  }
  return { close, rest }
}

/** Reads a query, finds candidates in an index and puts them in order. */
export type Ranker = (
  query: string,
  filter: PassageFilter,
  limit: number,
) => { ranked: Ranked[]; rest: Candidate[] }

/** What is known of the terms of an index, whichever engine holds it. */
export interface TermStatistics {
  /** The inverse document frequency of a term over the whole index; 0 for an unknown one. */
  idf(term: string): number
  /** Changes whenever the passages, and with them the idf of terms, do. */
  edition(): number
  /** Known terms that an unknown one may be a slip of, nearest first. */
  near(term: string): string[]
  /** How many passages there are. */
  count(): number
}

export function createRanker(
  index: InvertedIndex,
  lexicon: Lexicon,
  reader: PassageReader = createPassageReader(lexicon),
): Ranker {
  const lookClosely = createCloseLook(index, reader)
  const read = createQueryReader(index, lexicon)
  return (text, filter, limit) => {
    const query = read(text)
    return lookClosely(
      query,
      index.find(query.terms, filter, Math.max(limit, closeLooksFor(query))),
    )
  }
}

/** Reads queries by what the index knows. */
export function createQueryReader(
  terms: TermStatistics,
  lexicon: Lexicon,
): (text: string) => ReadQuery {
  const reading = {
    lexicon,
    knows: (term: string) => terms.idf(term) > 0,
    near: (term: string) => terms.near(term),
  }
  return (text) => readQuery(text, reading)
}

/** Puts candidates, which come best score first, in the order of the ranking model. */
export function createCloseLook(
  terms: TermStatistics,
  reader: PassageReader,
): (query: ReadQuery, found: readonly Candidate[]) => ReturnType<Ranker> {
  return (query, found) => {
    const rarity: Rarity = {
      idf: (term) => terms.idf(term),
      // As if one of twice as many passages said it.
      unknown: Math.log(1 + 2 * terms.count()),
      edition: terms.edition(),
    }
    const { close, rest } = worthALook(query, found)
    const features = featuresOf(query, close, reader, rarity)
    const ranked = close.flatMap((candidate, i) => {
      const own = features[i]
      if (!own) return []
      const { passage, score, weightsOf } = candidate
      return [{ passage, score, weightsOf, features: own, rank: rankOf(own, fittedRanking) }]
    })
    return { ranked: ranked.sort(bestFirst), rest }
  }
}

export function rankOf(features: Features, model: RankingModel): number {
  return sumOf(features, model[rankedBy(features)])
}

export function sumOf(features: Features, model: LinearModel): number {
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
