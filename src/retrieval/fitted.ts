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
  score: 3.919,
  strength: -1.84,
  coverage: 0.324,
  strongCoverage: 3.29,
  missingMost: 0.212,
  missingCodes: -0.554,
  sentence: 3.668,
  letters: 0.739,
  title: 2.534,
  heading: 0.665,
  foreign: 0.36,
  past: -0.794,
  expected: 0.496,
  lacking: -0.432,
}

export const fittedConfidence: ConfidenceModel = {
  bias: 0.011,
  weights: {
    strength: 0.028,
    coverage: -0.552,
    strongCoverage: 1.163,
    missingMost: -1.432,
    missingCodes: 0.009,
    sentence: 0.699,
    unsaid: -1.106,
    letters: 0.127,
    title: 1.515,
    heading: 0.478,
    lacking: 0.04,
    few: -3.343,
    rank: 0.721,
    margin: -0.097,
    bestCoverage: 2.254,
  },
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.54
