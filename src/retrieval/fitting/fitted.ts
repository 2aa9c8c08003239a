import type { LinearDraftModel } from '../answering/draft.ts'
import type { Features } from '../ranking/features.ts'

/** A linear model over features. */
export type LinearModel = Partial<Record<keyof Features, number>>

/**
 * How candidates are put in order: a question that names one or two things leaves it to titles and headings what a
 * longer one says in its own words. Of long ones in Chinese, whose words are not marked off, the characters tell more.
 */
export interface RankingModel {
  short: LinearModel
  long: LinearModel
  longChinese: LinearModel
}

/** A question of at most two concepts is short; `few` is one over their number. */
const isShort = (few: number) => few > 0.4

/** By which of the models the candidates of a question are put in order; all of them have the same. */
export function rankedBy({ few, chinese }: Pick<Features, 'few' | 'chinese'>): keyof RankingModel {
  if (isShort(few)) return 'short'
  return chinese > 0 ? 'longChinese' : 'long'
}

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
  short: {
    score: 3.703,
    strength: 0.514,
    coverage: 1.075,
    strongCoverage: 2.495,
    missingMost: 0.822,
    missingCodes: -5.058,
    sentence: 0.206,
    letters: 2.235,
    title: 1.16,
    heading: 2.528,
    titleSays: 2.702,
    headingSays: -1.956,
    titleFocus: 2.271,
    headingFocus: -0.469,
    titleNames: -0.197,
    narrowTitle: -0.905,
    narrowHeading: -0.072,
    foreign: -4.213,
    past: -4.632,
    expected: 0.261,
    lacking: -0.139,
    before: -0.137,
    after: 0.493,
    beforeAdds: 2.405,
    aroundAdds: 4.784,
    words: 0.126,
  },
  long: {
    score: 2.522,
    strength: 0.78,
    coverage: 0.387,
    strongCoverage: 2.931,
    missingMost: 1.24,
    missingCodes: -0.03,
    sentence: 3.968,
    letters: 0.843,
    title: 1.037,
    heading: -0.535,
    titleSays: 0.598,
    headingSays: 1.097,
    titleFocus: 0.909,
    headingFocus: 0.795,
    titleNames: 0.3,
    narrowTitle: -0.869,
    narrowHeading: -1.634,
    foreign: 0.744,
    past: -1.365,
    expected: 0.416,
    lacking: -0.318,
    before: 0.328,
    after: 0.286,
    beforeAdds: 2.563,
    aroundAdds: 4.576,
    words: 1.74,
  },
  longChinese: {
    score: 0.74,
    strength: -0.086,
    coverage: 0.352,
    strongCoverage: 3.171,
    missingMost: 1.233,
    missingCodes: -0.161,
    sentence: 3.713,
    letters: 0.47,
    title: 1.731,
    heading: -0.771,
    titleSays: 0.769,
    headingSays: 1.018,
    titleFocus: 0.944,
    headingFocus: 1.254,
    titleNames: 0.279,
    narrowTitle: -0.84,
    narrowHeading: -2.133,
    foreign: 0.744,
    past: -1.331,
    expected: 0.692,
    lacking: -0.59,
    before: 0.016,
    after: 0.202,
    beforeAdds: 2.245,
    aroundAdds: 3.8,
    bestNear: 1.657,
    rarestPair: 0.9,
    pairsNear: 0.858,
    words: 2.348,
  },
}

export const fittedConfidence: ConfidenceModel = {
  bias: -5.968,
  weights: {
    strongCoverage: -2.638,
    missingMost: 3.116,
    leftOpen: -2.488,
    leftOpenMost: -7.222,
    expected: -0.652,
    lacking: -1.388,
    unsaid: -2.143,
    title: 0.74,
    titleSays: -0.148,
    titleNames: -0.212,
    narrowTitle: -0.57,
    few: 7.447,
    bestCoverage: 3.745,
    rank: 0.314,
    many: 10.731,
  },
}

/** Which draft answers; fitted by hand-run scripts that are lost. What `--fit --answers` makes anew does worse unseen. */
export const fittedDrafting: LinearDraftModel = {
  headingFocusBehind: 0.021,
  headingSettledBehind: -2.49,
  headingOpenBehind: 1.387,
  fullBehind: -2.545,
  anyKindBehind: 0.017,
  columnsBehind: -0.523,
  article: 1.816,
  score: 0.654,
  settled: -1.882,
  titleFocus: 0.555,
  narrowTitle: -0.233,
  first: 0.481,
  firstSettled: 1.954,
  table: 1.323,
  list: 0.516,
  aside: -0.234,
  narrowHeading: -1.838,
  headingOpen: 0.052,
  headingSettled: -1.648,
  headingFocus: 1.013,
  columns: 0.549,
  single: -3.502,
  singleSettled: 0.534,
  singleKind: -0.153,
  full: 2.943,
  alone: -0.687,
  aloneInside: -2.796,
  kind: 1.839,
  anyKind: 0.777,
  beside: -0.388,
  price: 2.021,
  singlePrice: 2.042,
  cut: -1.15,
  long: -0.341,
}

/** Below this confidence the honest answer is "I don't know". */
export const confidenceFloor = 0.39
