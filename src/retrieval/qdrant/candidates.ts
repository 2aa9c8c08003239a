import type { PassageFilter } from '../../domain/passage.ts'
import { bestFirst, type Candidate } from '../inverted.ts'
import { heaviestTerms, type TermWeights } from '../sparse.ts'
import type { QdrantConnection } from './connection.ts'
import { visible } from './filter.ts'
import { passageFields, readPoint, sparseVector } from './points.ts'

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

/**
 * The best passages by BM25F that the filter lets through, best first, equal scores by passage id. Qdrant finds them;
 * the scores are worked out again from their vectors, because its document frequencies may still count points that were
 * deleted a moment ago, and because it breaks ties as it likes.
 */
export async function findCandidates(
  { connection, collection, idf }: CandidateSource,
  query: TermWeights,
  filter: PassageFilter,
  wanted: number,
): Promise<Candidate[]> {
  const terms = heaviestTerms(query, idf)
  if (terms.length === 0) return []
  const vector = sparseVector(terms.map(({ term, weight }) => [term, weight] as const))
  for (let limit = wanted + spare; ; limit *= 4) {
    const asked = Math.min(limit, most)
    const { points } = await connection.call((client) =>
      client.query(collection, {
        query: vector,
        using: 'sparse',
        filter: visible(filter),
        limit: asked,
        with_payload: passageFields,
        with_vector: ['sparse'],
      }),
    )
    const edge = points[wanted - 1]?.score ?? 0
    const last = points.at(-1)?.score ?? 0
    const tiesGoOn = points.length === asked && last >= edge * (1 - sameScore)
    if (tiesGoOn && asked < most) continue
    return points
      .map((point): Candidate => {
        const { passage, weightOf } = readPoint(point)
        let score = 0
        for (const { term, boost } of terms) score += boost * weightOf(term)
        return { passage, score: Math.fround(score), weightOf }
      })
      .sort(bestFirst)
      .slice(0, wanted)
  }
}
