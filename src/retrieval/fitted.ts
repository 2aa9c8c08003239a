import type { Features } from './features.ts'

/** A linear model over features. */
export type RankingModel = Partial<Record<keyof Features, number>>

/** What a confidence is worked out from: a hit's features and how it stands among the others. */
export interface Standing extends Features {
  /** The best strong coverage of any of the ten best hits. */
  bestCoverage: number
  /** What the ranking model makes of it. */
  rank: number
}

/** A logistic model over standings. */
export interface ConfidenceModel {
  bias: number
  weights: Partial<Record<keyof Standing, number>>
}

/** The constants below come from `baton eval retrieval --fit`; how well they do stands in docs/decisions/retrieval.md. */
export const fittedRanking: RankingModel = {
  score: 2.4,
  strength: 1.625,
  coverage: 1.736,
  strongCoverage: 2.611,
  missingMost: 0.409,
  missingCodes: -0.062,
  sentence: 2.975,
  letters: 0.66,
  title: 2.898,
  heading: 0.472,
  foreign: 0.801,
  past: -0.56,
  expected: 0.632,
  lacking: -0.473,
  before: 0.198,
  after: 0.367,
  beforeAdds: 2.885,
  aroundAdds: 4.868,
  words: 1.591,
}

export const fittedConfidence: ConfidenceModel = {
  bias: -4.239,
  weights: {
    strongCoverage: 1.41,
    missingMost: -2.602,
    unsaid: -1.064,
    title: 1.794,
    few: -0.402,
    bestCoverage: 1.424,
    rank: 0.254,
    many: 4.13,
  },
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.5
