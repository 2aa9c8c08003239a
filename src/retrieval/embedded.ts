import type { PassageIndex } from '../domain/passage.ts'
import { confidenceOf } from './confidence.ts'
import { featuresOf } from './features.ts'
import { createInvertedIndex } from './inverted.ts'
import { readQuery } from './query.ts'

/** How many candidates are looked at closely. */
const candidates = 50

/** A passage index in this process's memory, with no service beside it. Rebuilt from the articles at start. */
export function createEmbeddedIndex(): PassageIndex {
  const inverted = createInvertedIndex()
  return {
    async search(query, filter, limit) {
      const read = readQuery(query)
      const found = inverted.find(read.terms, filter, Math.max(limit, candidates))
      const rarity = {
        idf: (term: string) => inverted.idf(term),
        unknown: Math.log(1 + 2 * inverted.count()),
      }
      const features = featuresOf(read, found, rarity)
      return found.slice(0, limit).map(({ passage, score }, i) => {
        const own = features[i]
        return { passage, score, confidence: own ? confidenceOf(own) : 0 }
      })
    },
    async replace(articleIds, passages) {
      inverted.replace(articleIds, passages)
    },
    async count() {
      return inverted.count()
    },
  }
}
