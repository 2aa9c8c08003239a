import { type ConfidenceModel, fittedConfidence, type Standing } from './fitted.ts'
import type { Ranked } from './ranking.ts'

const rankScale = 20
const marginScale = 3
const bestHits = 10

/** Where each of the ranked candidates, best first, stands among the others. */
export function standingsOf(ranked: readonly Ranked[]): Standing[] {
  const [best] = ranked
  const second = ranked.find(({ passage }) => passage.articleId !== best?.passage.articleId)
  const bestCoverage = Math.max(
    0,
    ...ranked.slice(0, bestHits).map(({ features }) => features.strongCoverage),
  )
  return ranked.map(({ features, passage, rank }) => {
    const rival = passage.articleId === best?.passage.articleId ? second : best
    const margin = rival ? (rank - rival.rank) / marginScale : 1
    return {
      ...features,
      rank: rank / rankScale,
      margin: Math.min(1, Math.max(0, margin)),
      bestCoverage,
    }
  })
}

/** An estimate, 0–1, that a hit of this standing answers the query. */
export function confidenceOf(
  standing: Standing,
  model: ConfidenceModel = fittedConfidence,
): number {
  let logit = model.bias
  for (const [name, weight] of Object.entries(model.weights))
    logit += weight * standing[name as keyof Standing]
  return 1 / (1 + Math.exp(-logit))
}
