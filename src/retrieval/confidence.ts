import type { Features } from './features.ts'

/** A logistic model over the features of a hit. */
export interface ConfidenceModel {
  bias: number
  weights: Features
}

/** Fitted on the dev queries of the bilingual shop knowledge base; how well it does stands in docs/decisions/retrieval.md. */
export const fittedConfidence: ConfidenceModel = {
  bias: -2.1,
  weights: {
    coverage: 1.39,
    strongCoverage: 1.66,
    strength: 1.51,
    unknown: -0.45,
    missingCodes: -0.07,
    margin: 1.92,
  },
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.35

/** An estimate, 0–1, that a hit with these features answers the query. */
export function confidenceOf(
  features: Features,
  model: ConfidenceModel = fittedConfidence,
): number {
  let logit = model.bias
  for (const name of Object.keys(model.weights) as (keyof Features)[]) {
    logit += model.weights[name] * features[name]
  }
  return 1 / (1 + Math.exp(-logit))
}
