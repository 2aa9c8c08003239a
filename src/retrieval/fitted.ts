import type { Features } from './features.ts'

/** A linear model over features. */
export type RankingModel = Partial<Record<keyof Features, number>>

/** What a confidence is worked out from: a hit's features and how it stands among the others. */
export interface Standing extends Features {
  /** The best strong coverage of any of the ten best hits. */
  bestCoverage: number
}

/** A logistic model over standings. */
export interface ConfidenceModel {
  bias: number
  weights: Partial<Record<keyof Standing, number>>
}

/** The constants below come from `baton eval retrieval --fit`; how well they do stands in docs/decisions/retrieval.md. */
export const fittedRanking: RankingModel = {
  score: 3.885,
  strength: -1.715,
  coverage: 0.611,
  strongCoverage: 3.436,
  missingMost: 0.692,
  missingCodes: -0.73,
  sentence: 3.258,
  letters: 0.572,
  title: 2.874,
  heading: 0.757,
  foreign: 0.262,
  past: -0.757,
  expected: 0.504,
  lacking: -0.441,
}

export const fittedConfidence: ConfidenceModel = {
  bias: 0.596,
  weights: {
    strongCoverage: 1.16,
    missingMost: -1.704,
    unsaid: -1.681,
    title: 1.896,
    few: -2.565,
    bestCoverage: 1.991,
  },
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.53
