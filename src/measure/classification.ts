/** One decision and what would have been right. */
export interface Decision {
  readonly truth: string
  readonly guess: string
}

/** The share of right decisions, 0–1; 0 for none at all. */
export function accuracy(decisions: readonly Decision[]): number {
  if (decisions.length === 0) return 0
  return decisions.filter(({ truth, guess }) => truth === guess).length / decisions.length
}

/** F1 averaged over the classes that occur as a truth, each counting the same. */
export function macroF1(decisions: readonly Decision[]): number {
  const classes = new Set(decisions.map(({ truth }) => truth))
  if (classes.size === 0) return 0
  let sum = 0
  for (const name of classes) sum += f1Of(decisions, name)
  return sum / classes.size
}

function f1Of(decisions: readonly Decision[], name: string): number {
  let both = 0
  let either = 0
  for (const { truth, guess } of decisions) {
    if (truth === name) either++
    if (guess === name) either++
    if (truth === name && guess === name) both++
  }
  return either === 0 ? 0 : (2 * both) / either
}

/** Several classes may hold for one item: those that do, and those that were said to. */
export interface SetDecision {
  readonly truths: readonly string[]
  readonly guesses: readonly string[]
}

/** Precision, recall and F1 over all single (item, class) decisions together, 0–1. */
export function microF1(decisions: readonly SetDecision[]): {
  precision: number
  recall: number
  f1: number
} {
  let said = 0
  let held = 0
  let both = 0
  for (const { truths, guesses } of decisions) {
    said += new Set(guesses).size
    held += new Set(truths).size
    both += new Set(guesses.filter((guess) => truths.includes(guess))).size
  }
  return {
    precision: said === 0 ? 0 : both / said,
    recall: held === 0 ? 0 : both / held,
    f1: said + held === 0 ? 0 : (2 * both) / (said + held),
  }
}
