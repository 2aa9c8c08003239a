import type { Features } from './features.ts'

/** A linear model over features. */
export type RankingModel = Partial<Record<keyof Features, number>>

/** What a confidence is worked out from: a hit's features and how it stands among the others. */
export interface Standing extends Features {
  /** The rank, by the ranking model, over 20. */
  rank: number
  /** How far the rank stands above the next article's, over 3, between 0 and 1. */
  margin: number
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
  score: 3.908,
  strength: -1.495,
  coverage: -0.266,
  strongCoverage: 2.874,
  missingMost: 0.041,
  missingCodes: -0.621,
  sentence: 4.169,
  letters: 1.013,
  title: 2.555,
  heading: 0.253,
  foreign: 0.519,
  past: -0.97,
  expected: 0.532,
  lacking: -0.473,
}

export const fittedConfidence: ConfidenceModel = {
  bias: 0.613,
  weights: {
    strength: 0.413,
    coverage: 0.166,
    strongCoverage: 1.25,
    missingMost: -1.537,
    missingCodes: -0.757,
    sentence: 0.017,
    unsaid: -1.725,
    letters: -0.331,
    title: 1.542,
    heading: 0.451,
    lacking: -0.036,
    few: -2.942,
    rank: 0.467,
    margin: -0.081,
    bestCoverage: 1.63,
  },
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.63
