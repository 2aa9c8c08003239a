import { BatonError } from '../domain/error.ts'
import { expectedCalibrationError } from '../measure/calibration.ts'
import { seeded } from '../measure/random.ts'
import { auroc } from '../measure/separation.ts'
import { productOf } from './grade.ts'

/** A lead that was graded, and what became of it. */
export interface Outcome {
  readonly at: Date
  readonly urgency: number
  readonly value: number
  readonly fit: number
  readonly converted: boolean
}

/** One row of the calibration table: leads that were given such a chance, and how many converted. */
export interface CalibrationRow {
  readonly from: number
  readonly to: number
  readonly leads: number
  readonly predicted: number
  readonly converted: number
}

/** What the outcomes teach: the exponents of the three factors, and how well they tell on later leads. */
export interface FittedGrade {
  /** Chance of conversion = σ(bias + urgency·ln u + value·ln v + fit·ln f): exponents of 1 are the plain product. */
  readonly bias: number
  readonly urgency: number
  readonly value: number
  readonly fit: number
  /** Measured on the later part only. */
  readonly auroc: number
  /** Of the product with the exponents in use, on the same leads. */
  readonly aurocOfProduct: number
  /** In what share of resamples of the later leads it tells better than the weights in use. */
  readonly surely: number
  readonly ece: number
  readonly table: readonly CalibrationRow[]
  readonly trainedOn: number
  readonly testedOn: number
}

const leastOutcomes = 60
/** The earlier share of the leads teaches, the later tests: a random split would let the future tell on the past. */
const earlierShare = 0.7
const ridge = 1
const steps = 30
const floor = 0.02

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const featuresOf = ({ urgency, value, fit }: Outcome): number[] => [
  1,
  Math.log(Math.max(floor, urgency)),
  Math.log(Math.max(floor, value)),
  Math.log(Math.max(floor, fit)),
]
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

/**
 * Learns from outcomes how much urgency, value and fit count: logistic regression on their logarithms by Newton's
 * method with a ridge towards the plain product, so that few outcomes change little. Throws `invalid` for fewer than 60
 * outcomes, or where either part has only one kind.
 */
export function fitGrade(
  outcomes: readonly Outcome[],
  inUse = { urgency: 1, value: 1, fit: 1 },
): FittedGrade {
  const sorted = outcomes.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const cut = Math.floor(sorted.length * earlierShare)
  const [earlier, later] = [sorted.slice(0, cut), sorted.slice(cut)]
  const isOneSided = [earlier, later].some(
    (part) => new Set(part.map(({ converted }) => converted)).size < 2,
  )
  if (sorted.length < leastOutcomes || isOneSided) {
    throw new BatonError(
      'invalid',
      `At least ${leastOutcomes} outcomes are needed, converted and not, early and late; there are ${sorted.length}.`,
    )
  }
  const weights = newton(earlier)
  const judged = later.map((outcome) => ({
    outcome,
    chance: sigmoid(dot(weights, featuresOf(outcome))),
  }))
  const inUseOf = ({ outcome }: Judged): number => productOf(outcome, { exponents: inUse })
  const [bias = 0, urgency = 1, value = 1, fit = 1] = weights
  return {
    bias,
    urgency,
    value,
    fit,
    auroc: aurocOf(judged, ({ chance }) => chance),
    aurocOfProduct: aurocOf(judged, inUseOf),
    surely: surelyBetter(judged, ({ chance }) => chance, inUseOf),
    ece: expectedCalibrationError(
      judged.map(({ outcome, chance }) => ({
        probability: Math.max(chance, 1 - chance),
        right: chance >= 0.5 === outcome.converted,
      })),
      10,
    ),
    table: tableOf(judged.map(({ outcome, chance }) => ({ chance, converted: outcome.converted }))),
    trainedOn: earlier.length,
    testedOn: later.length,
  }
}

interface Judged {
  readonly outcome: Outcome
  readonly chance: number
}
type Score = (row: Judged) => number

const aurocOf = (judged: readonly Judged[], score: Score): number =>
  auroc(
    judged.filter(({ outcome }) => outcome.converted).map(score),
    judged.filter(({ outcome }) => !outcome.converted).map(score),
  )

const resamples = 300

/** How often one score tells better than another when the leads are drawn again. */
function surelyBetter(judged: readonly Judged[], one: Score, other: Score): number {
  const random = seeded(1)
  let better = 0
  for (let i = 0; i < resamples; i++) {
    const drawn = judged
      .map(() => judged[Math.floor(random() * judged.length)])
      .filter((row) => row !== undefined)
    if (aurocOf(drawn, one) > aurocOf(drawn, other)) better += 1
  }
  return better / resamples
}

/** Where the ridge pulls to: no bias, the plain product. */
const prior = [0, 1, 1, 1]

function newton(outcomes: readonly Outcome[]): number[] {
  let weights = [...prior]
  const rows = outcomes.map((outcome) => ({
    x: featuresOf(outcome),
    y: outcome.converted ? 1 : 0,
  }))
  for (let step = 0; step < steps; step++) {
    // The bias is free: how often leads convert is for the data to say.
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * (weight - (prior[i] ?? 0))))
    const hessian = weights.map((_, i) =>
      weights.map((__, j): number => (i === j ? (i === 0 ? 1e-9 : ridge) : 0)),
    )
    for (const { x, y } of rows) {
      const p = sigmoid(dot(weights, x))
      for (const [i, xi] of x.entries()) {
        gradient[i] = (gradient[i] ?? 0) + (p - y) * xi
        const row = hessian[i]
        if (row) for (const [j, xj] of x.entries()) row[j] = (row[j] ?? 0) + p * (1 - p) * xi * xj
      }
    }
    const move = solve(hessian, gradient)
    const along = (share: number): number[] =>
      weights.map((weight, i) => weight - share * (move[i] ?? 0))
    // Far from the end a whole step may overshoot: it is halved until the loss falls.
    let share = 1
    while (share > 1e-6 && lossOf(rows, along(share)) > lossOf(rows, weights)) share /= 2
    weights = along(share)
    if (move.every((part) => Math.abs(part) < 1e-9)) break
  }
  return weights
}

/** Negative log-likelihood with the ridge. */
function lossOf(
  rows: readonly { x: readonly number[]; y: number }[],
  weights: readonly number[],
): number {
  const pull = weights.reduce(
    (sum, weight, i) => sum + (i === 0 ? 0 : (ridge / 2) * (weight - (prior[i] ?? 0)) ** 2),
    0,
  )
  return rows.reduce((sum, { x, y }) => {
    const z = dot(weights, x)
    // ln(1 + eᶻ) without overflow.
    return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z
  }, pull)
}

/** Solves a small positive-definite system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const size = rows.length
  for (let i = 0; i < size; i++) {
    const pivot = rows[i] ?? []
    for (let k = i + 1; k < size; k++) {
      const row = rows[k] ?? []
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      for (let j = i; j <= size; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  }
  const solution = Array.from({ length: size }, () => 0)
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] ?? []
    let sum = row[size] ?? 0
    for (let j = i + 1; j < size; j++) sum -= (row[j] ?? 0) * (solution[j] ?? 0)
    solution[i] = sum / (row[i] ?? 1)
  }
  return solution
}

const bins = 5

/** Five rows of equal numbers of leads, from the least likely to the likeliest. */
function tableOf(judged: readonly { chance: number; converted: boolean }[]): CalibrationRow[] {
  const sorted = judged.toSorted((a, b) => a.chance - b.chance)
  return Array.from({ length: bins }, (_, i) => {
    const part = sorted.slice(
      Math.floor((i * sorted.length) / bins),
      Math.floor(((i + 1) * sorted.length) / bins),
    )
    const mean = (of: (row: (typeof part)[number]) => number) =>
      part.reduce((sum, row) => sum + of(row), 0) / Math.max(1, part.length)
    return {
      from: part[0]?.chance ?? 0,
      to: part.at(-1)?.chance ?? 0,
      leads: part.length,
      predicted: mean(({ chance }) => chance),
      converted: mean(({ converted }) => Number(converted)),
    }
  })
}
