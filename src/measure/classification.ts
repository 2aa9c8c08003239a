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

/** How one class came out: of those that were it (`support`), and of those that were taken for it. */
export interface ClassScore {
  readonly name: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
}

/** One row per class that occurs as truth or guess, by name. Precision of a class never guessed is 0. */
export function perClass(decisions: readonly Decision[]): ClassScore[] {
  const counts = new Map<string, { both: number; truths: number; guesses: number }>()
  const of = (name: string) => {
    const known = counts.get(name) ?? { both: 0, truths: 0, guesses: 0 }
    counts.set(name, known)
    return known
  }
  for (const { truth, guess } of decisions) {
    of(truth).truths++
    of(guess).guesses++
    if (truth === guess) of(truth).both++
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { both, truths, guesses }]) => ({
      name,
      precision: guesses === 0 ? 0 : both / guesses,
      recall: truths === 0 ? 0 : both / truths,
      f1: truths + guesses === 0 ? 0 : (2 * both) / (truths + guesses),
      support: truths,
    }))
}

/** Who was taken for whom: `counts[truth][guess]` by the places of `names`, which are sorted. */
export interface Confusion {
  readonly names: readonly string[]
  readonly counts: readonly (readonly number[])[]
}

export function confusion(decisions: readonly Decision[]): Confusion {
  const names = [...new Set(decisions.flatMap(({ truth, guess }) => [truth, guess]))].sort()
  const place = new Map(names.map((name, i) => [name, i]))
  const counts = names.map(() => names.map(() => 0))
  for (const { truth, guess } of decisions) {
    const row = counts[place.get(truth) ?? 0]
    const column = place.get(guess) ?? 0
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  return { names, counts }
}

/**
 * Cohen's κ between two raters of the same items: agreement beyond what their habits alone would give; 1 is perfect,
 * 0 is chance (J. Cohen, Educational and Psychological Measurement 1960).
 */
export function kappa(decisions: readonly Decision[]): number {
  if (decisions.length === 0) return 0
  const share = (count: number) => count / decisions.length
  const byChance = perClass(decisions).reduce((sum, { name, support }) => {
    const guessed = decisions.filter(({ guess }) => guess === name).length
    return sum + share(support) * share(guessed)
  }, 0)
  return byChance === 1 ? 1 : (accuracy(decisions) - byChance) / (1 - byChance)
}
