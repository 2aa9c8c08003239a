import type { Confidence } from './calibration.ts'

/** Answering only when sure enough: what share is answered, and what share of those is wrong. */
export interface RiskAtCoverage {
  /** The least confidence that is answered. */
  readonly threshold: number
  readonly coverage: number
  readonly risk: number
}

/**
 * The risk–coverage curve, surest first: one point per distinct confidence
 * (R. El-Yaniv and Y. Wiener, JMLR 2010). Empty for no guesses.
 */
export function riskCoverage(guesses: readonly Confidence[]): RiskAtCoverage[] {
  const sorted = [...guesses].sort((a, b) => b.probability - a.probability)
  const curve: RiskAtCoverage[] = []
  let wrong = 0
  for (const [i, { probability, right }] of sorted.entries()) {
    if (!right) wrong++
    // Equal confidences are answered together or not at all.
    if (sorted[i + 1]?.probability === probability) continue
    curve.push({
      threshold: probability,
      coverage: (i + 1) / sorted.length,
      risk: wrong / (i + 1),
    })
  }
  return curve
}

/** Area under the risk–coverage curve, 0–1, less is better: the mean risk over all guesses as the coverage grows. */
export function areaUnderRiskCoverage(guesses: readonly Confidence[]): number {
  let before = 0
  let area = 0
  for (const { coverage, risk } of riskCoverage(guesses)) {
    area += (coverage - before) * risk
    before = coverage
  }
  return area
}

/** What outcomes cost, in any one unit. A right answer costs nothing. */
export interface Costs {
  readonly wrong: number
  /** Not answered: asked back, or passed to a person. */
  readonly abstained: number
}

export interface CostAtThreshold {
  /** The least confidence that is answered; above every confidence, nothing is. */
  readonly threshold: number
  /** Per case. */
  readonly cost: number
}

/** What a case costs on average at each threshold that changes anything, lowest first, and the cheapest (the lowest of equals). */
export function costCurve(
  guesses: readonly Confidence[],
  { wrong, abstained }: Costs,
): { curve: CostAtThreshold[]; best: CostAtThreshold | null } {
  if (guesses.length === 0) return { curve: [], best: null }
  const answered = riskCoverage(guesses).map(({ threshold, coverage, risk }) => ({
    threshold,
    cost: coverage * risk * wrong + (1 - coverage) * abstained,
  }))
  const silent = { threshold: Number.POSITIVE_INFINITY, cost: abstained }
  const curve = [...answered.reverse(), silent]
  const best = curve.reduce((least, point) => (point.cost < least.cost ? point : least))
  return { curve, best }
}
