import type { FittedGrade, Outcome } from './fit-grade.ts'
import { productOf } from './grade.ts'
import { parseWeights, type GradeWeights } from './grade-weights.ts'

/** Not below and not above what the schema of the weights takes. */
const bounded = (exponent: number): number =>
  Math.round(Math.min(10, Math.max(0, exponent)) * 1000) / 1000

/**
 * Weights with what outcomes taught: the exponents, and bounds of the grades moved so that as many leads are hot and warm
 * as before. Who answers within minutes has so many minutes; which leads they go to is what is learned.
 */
export function learnedWeights(
  weights: GradeWeights,
  fitted: FittedGrade,
  outcomes: readonly Outcome[],
): GradeWeights {
  const exponents = {
    urgency: bounded(fitted.urgency),
    value: bounded(fitted.value),
    fit: bounded(fitted.fit),
  }
  const before = outcomes.map((outcome) => productOf(outcome, weights))
  const now = outcomes.map((outcome) => productOf(outcome, { exponents })).toSorted((a, b) => b - a)
  const bound = (old: number): number => {
    const above = before.filter((score) => score >= old).length
    // Halfway between the last lead inside and the first outside.
    return ((now[above - 1] ?? 1) + (now[above] ?? 0)) / 2
  }
  const warm = Math.min(0.98, Math.max(0.0001, bound(weights.grades.warm)))
  const hot = Math.min(0.999, Math.max(warm + 0.0001, bound(weights.grades.hot)))
  const until = new Date(Math.max(...outcomes.map(({ at }) => at.getTime()))).toISOString()
  return parseWeights({
    ...weights,
    version: weights.version + 1,
    exponents,
    grades: { hot, warm },
    learned: {
      trainedOn: fitted.trainedOn,
      testedOn: fitted.testedOn,
      until,
      auroc: fitted.auroc,
      aurocOfProduct: fitted.aurocOfProduct,
      ece: fitted.ece,
    },
  })
}
