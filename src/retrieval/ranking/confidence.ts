import { type ConfidenceModel, fittedConfidence, type Standing } from '../fitting/fitted.ts'
import type { Ranked } from './ranking.ts'

const bestHits = 10

/** Where the first `count` of the ranked candidates, best first, stand among the others. */
export function standingsOf(ranked: readonly Ranked[], count = ranked.length): Standing[] {
  const first = ranked.slice(0, bestHits)
  const bestCoverage = Math.max(0, ...first.map(({ features }) => features.strongCoverage))
  return ranked.slice(0, count).map(({ features, rank }) => ({ ...features, rank, bestCoverage }))
}

/** An estimate, 0–1, that a hit of this standing answers the query. */
export function confidenceOf(
  standing: Standing,
  model: ConfidenceModel = fittedConfidence,
): number {
  let logit = model.bias
  for (const name in model.weights) {
    const feature = name as keyof Standing
    logit += (model.weights[feature] ?? 0) * standing[feature]
  }
  return 1 / (1 + Math.exp(-logit))
}
