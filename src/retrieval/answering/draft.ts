import type { Passage } from '../../domain/passage.ts'

/** What speaks for a draft and against it. Masses are shares of what the question names; shares lie between 0 and 1. */
export interface DraftFeatures {
  /** The article's best score, less that of the best article. */
  article: number
  /** The score of the passage, less the article's best. */
  score: number
  /** Mass that the article's title says, by whatever name: it is settled, the rest is open. */
  settled: number
  /** Share of the things that the title names that the question names too. */
  titleFocus: number
  /** 1 when the title names narrow things, and the question none of them. */
  narrowTitle: number
  /** 1 for the first part of the article that was found. */
  first: number
  /** `first`, as far as the title settles the question and no other part's heading repeats it. */
  firstSettled: number
  /** 1 for a table. */
  table: number
  /** 1 for a list. */
  list: number
  /** 1 when the heading says that this is said in passing. */
  aside: number
  narrowHeading: number
  /** Mass of the open that the heading says. */
  headingOpen: number
  /** Mass of the settled that the heading says again. */
  headingSettled: number
  /** Share of the things that the heading names that the question names too. */
  headingFocus: number
  /** Mass that heading and column names say. */
  columns: number
  /** 1 for single statements, 0 for all of a part. */
  single: number
  /** `single`, as far as the title settles the question. */
  singleSettled: number
  /** Mass of the open that the best of its statements says, with what stands above it. */
  full: number
  /** The same without what stands above it: for single statements, and for all of a part. */
  alone: number
  aloneInside: number
  /** Share of its statements that have what the question expects: an amount, a time, steps. */
  kind: number
  singleKind: number
  /** 1 when one of them has. */
  anyKind: number
  /** Share of its statements that name narrow things, of which the question names none. */
  beside: number
  /** Share of its statements that begin with a price, when one is asked for. */
  price: number
  singlePrice: number
  /** 1 when statements were left out for length. */
  cut: number
  /** Its length, in units of 400 characters. */
  long: number
  /** By how much another draft of the article is ahead in a feature. */
  headingFocusBehind: number
  headingSettledBehind: number
  headingOpenBehind: number
  fullBehind: number
  anyKindBehind: number
  columnsBehind: number
}

/** A linear model over the features of drafts. */
export type LinearDraftModel = Partial<Record<keyof DraftFeatures, number>>

/** One way of answering a question out of one article. */
export interface Draft {
  /** The passage it stands in, or begins in. */
  from: Passage
  /** All passages that its lines stand in. */
  stoodIn: readonly Passage[]
  confidence: number
  /** One statement a line; whole, in the article's order. */
  lines: string[]
  /** Whether it is all of a part and not single statements of it. */
  overview: boolean
  /** How many statements of the part were left out for length. */
  left: number
  /** Whether its rule is no longer in force, and the question is not about a former one. */
  past: boolean
  /** Whether it is not in the customer's language. */
  foreign: boolean
  /** Whether the article is for something that the question does not name, so that its title has to be said. */
  scoped: boolean
  features: DraftFeatures
}

/** What is compared within an article. */
const compared = [
  'headingFocus',
  'headingSettled',
  'headingOpen',
  'full',
  'anyKind',
  'columns',
] as const satisfies readonly (keyof DraftFeatures)[]

/** Tells each of the drafts of one article how far it is behind the others, in its features. */
export function compareDrafts(drafts: Draft[]): Draft[] {
  for (const name of compared) {
    let most = 0
    for (const { features } of drafts) most = Math.max(most, features[name])
    for (const { features } of drafts) features[`${name}Behind`] = most - features[name]
  }
  for (const { features } of drafts) {
    const { first, settled, headingSettledBehind } = features
    features.firstSettled = first * settled * Math.max(0, 1 - headingSettledBehind)
  }
  return drafts
}

/** A title that says this share of a question leaves little of it to be answered. */
const settledEnough = 0.8
/**
 * Whether a draft says no more than its title, where more was asked: all the measures of the kettle, to a question after its
 * colour.
 */
export const isBesideTheQuestion = ({ overview, features }: Draft): boolean =>
  overview && features.table === 1 && features.full === 0 && features.settled < settledEnough

/** What counts against a former rule, and against another language, however well it fits. */
const against = { past: 4, foreign: 4 }

/** What the model makes of a draft. */
export function valueOf({ features, past, foreign }: Draft, model: LinearDraftModel): number {
  let value = -(past ? against.past : 0) - (foreign ? against.foreign : 0)
  // `for … in`: asked for every draft of every answer, and `Object.entries` makes its arrays anew each time.
  for (const name in model) {
    const feature = name as keyof DraftFeatures
    value += (model[feature] ?? 0) * features[feature]
  }
  return value
}
