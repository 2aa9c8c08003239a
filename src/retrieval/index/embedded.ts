import type { PassageHit, PassageIndex } from '../../domain/passage.ts'
import { confidenceOf, standingsOf } from '../ranking/confidence.ts'
import { createInvertedIndex } from './inverted.ts'
import { type Lexicon, shopLexicon } from '../words/lexicon.ts'
import { createPassageReader, readingsRemembered } from '../ranking/passage-reading.ts'
import { createRanker, type Ranked } from '../ranking/ranking.ts'
import type { Candidate } from './inverted.ts'

/** A passage index in this process's memory, with no service beside it. Rebuilt from the articles at start. */
export function createEmbeddedIndex({
  lexicon = shopLexicon(),
}: { lexicon?: Lexicon } = {}): PassageIndex {
  const inverted = createInvertedIndex()
  const reader = createPassageReader(lexicon)
  const rank = createRanker(inverted, lexicon, reader)
  return {
    async search(query, filter, limit) {
      const { ranked, rest } = rank(query, filter, limit)
      return hitsOf(ranked, rest, limit)
    },
    async replace(articleIds, passages) {
      inverted.replace(articleIds, passages)
      // Read now, they keep no question waiting. More than are remembered are read as they are found.
      if (inverted.count() > readingsRemembered) return
      for (const passage of passages) reader.read(passage)
    },
    async count() {
      return inverted.count()
    },
  }
}

/** The best `limit`: what was looked at closely first; the rest below it, no surer than the least sure. */
export function hitsOf(
  ranked: readonly Ranked[],
  rest: readonly Candidate[],
  limit: number,
): PassageHit[] {
  const standings = standingsOf(ranked, limit)
  const hits = standings.flatMap((standing, i): PassageHit[] => {
    const passage = ranked[i]?.passage
    return passage ? [{ passage, score: standing.rank, confidence: confidenceOf(standing) }] : []
  })
  const last = hits.at(-1)
  const [first] = rest
  if (!last || !first || hits.length >= limit) return hits
  const least = Math.min(...hits.map(({ confidence }) => confidence))
  const below = rest.slice(0, limit - hits.length).map(({ passage, score }) => ({
    passage,
    score: last.score - 1 + score / first.score,
    confidence: least,
  }))
  return [...hits, ...below]
}
