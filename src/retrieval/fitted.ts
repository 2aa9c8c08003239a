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
  score: 3.944,
  strength: -1.724,
  coverage: 0.88,
  strongCoverage: 2.98,
  missingMost: 0.69,
  missingCodes: -0.75,
  sentence: 3.404,
  letters: 0.537,
  title: 2.875,
  heading: 0.769,
  foreign: 0.245,
  past: -0.75,
  expected: 0.524,
  lacking: -0.422,
}

export const fittedConfidence: ConfidenceModel = {
  bias: 0.844,
  weights: {
    strongCoverage: 1.481,
    missingMost: -1.743,
    unsaid: -1.817,
    title: 1.798,
    few: -2.53,
    bestCoverage: 1.388,
  },
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.53
