import type { Schemas } from '@qdrant/js-client-rest'
import type { PassageFilter } from '../../domain/passage.ts'
import { fusionK } from '../ranking/fuse.ts'
import { bestFirst, type Candidate } from '../index/inverted.ts'
import { heaviestTerms, type TermWeights } from '../index/sparse.ts'
import type { QdrantConnection } from './connection.ts'
import { visible } from './filter.ts'
import { passageFields, readPoint, type SparseVector, sparseVector } from './points.ts'

export interface CandidateSource {
  connection: QdrantConnection
  collection: string
  idf(term: string): number
}

/** So many more than wanted are asked for at first, and so many at most, when scores tie where the list ends. */
const spare = 16
const most = 1024
/** Scores that differ by less, as a share, may be the same sum taken in another order. */
const sameScore = 1e-4

/** Candidates, best BM25F score first; `order` is that of the fusion of words and meaning, by passage id. */
export interface Found {
  candidates: Candidate[]
  order: string[] | null
}

/**
 * The best passages that the filter lets through, best first, equal scores by passage id. Qdrant finds them; the scores
 * are worked out again from their vectors, because its document frequencies may still count points that were deleted a
 * moment ago, and because it breaks ties as it likes. With the vector of the query's meaning, the best of the fusion of
 * both are the candidates.
 */
export async function findCandidates(
  { connection, collection, idf }: CandidateSource,
  query: { terms: TermWeights; meaning: readonly number[] | null },
  filter: PassageFilter,
  wanted: number,
): Promise<Found> {
  const terms = heaviestTerms(query.terms, idf)
  const words = sparseVector(terms.map(({ term, weight }) => [term, weight] as const))
  const ask = async (limit: number) => {
    const body = requestFor(words, query.meaning, visible(filter), limit)
    const { points } = await connection.call((client) => client.query(collection, body))
    return points
  }
  const read = (point: unknown): Candidate => {
    const { passage, weightOf } = readPoint(point)
    let score = 0
    for (const { term, boost } of terms) score += boost * weightOf(term)
    return {
      passage,
      score: Math.fround(score),
      weightsOf: (asked) => asked.map(weightOf),
    }
  }
  if (query.meaning) {
    const fused = (await ask(wanted)).map(read)
    return { candidates: fused.toSorted(bestFirst), order: fused.map(({ passage }) => passage.id) }
  }
  if (terms.length === 0) return { candidates: [], order: null }
  const cap = Math.max(most, wanted + spare)
  for (let limit = wanted + spare; ; limit = Math.min(limit * 4, cap)) {
    const points = await ask(limit)
    const edge = points[wanted - 1]?.score ?? 0
    const last = points.at(-1)?.score ?? 0
    const tiesGoOn = points.length === limit && last >= edge * (1 - sameScore)
    if (tiesGoOn && limit < cap) continue
    return { candidates: points.map(read).sort(bestFirst).slice(0, wanted), order: null }
  }
}

function requestFor(
  words: SparseVector,
  meaning: readonly number[] | null,
  filter: Schemas['Filter'],
  limit: number,
): Schemas['QueryRequest'] {
  const returned = { limit, filter, with_payload: passageFields, with_vector: ['sparse'] }
  if (!meaning) return { ...returned, query: words, using: 'sparse' }
  const byMeaning = { query: [...meaning], using: 'dense' }
  if (words.indices.length === 0) return { ...returned, ...byMeaning }
  return {
    ...returned,
    prefetch: [
      { query: words, using: 'sparse', filter, limit },
      { ...byMeaning, filter, limit },
    ],
    query: { rrf: { k: fusionK } },
  }
}
