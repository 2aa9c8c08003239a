import { expect, it } from 'vitest'
import { fitGrade, type Outcome } from './fit-grade.ts'

/** Numbers that look random and are the same in each run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Leads whose chance is σ(bias + a·ln u + b·ln v + c·ln f). */
function outcomes(count: number, truth: readonly [number, number, number, number]): Outcome[] {
  const random = createRandom(7)
  return Array.from({ length: count }, (_, i) => {
    const [urgency, value, fit] = [
      0.05 + 0.95 * random(),
      0.05 + 0.95 * random(),
      0.05 + 0.95 * random(),
    ]
    const [bias, a, b, c] = truth
    const z = bias + a * Math.log(urgency) + b * Math.log(value) + c * Math.log(fit)
    const converted = random() < 1 / (1 + Math.exp(-z))
    return { at: new Date(1_790_000_000_000 + i * 3_600_000), urgency, value, fit, converted }
  })
}

it('finds the exponents that made the outcomes', () => {
  const fitted = fitGrade(outcomes(6000, [2, 2, 0.5, 1]))
  expect(fitted.urgency).toBeCloseTo(2, 0)
  expect(fitted.value).toBeCloseTo(0.5, 0)
  expect(fitted.urgency / fitted.value).toBeGreaterThan(2.5)
  expect(fitted.ece).toBeLessThan(0.05)
  expect(fitted.auroc).toBeGreaterThan(fitted.aurocOfProduct)
})

it('shows a calibration table of the later leads, in which more likely leads convert more', () => {
  const { table, trainedOn, testedOn } = fitGrade(outcomes(2000, [2, 1, 1, 1]))
  expect([trainedOn, testedOn]).toEqual([1400, 600])
  expect(table.map(({ leads }) => leads)).toEqual([120, 120, 120, 120, 120])
  expect(table[4]?.converted).toBeGreaterThan((table[0]?.converted ?? 1) + 0.3)
  for (const { predicted, converted } of table)
    expect(Math.abs(predicted - converted)).toBeLessThan(0.15)
})

it('stays near the plain product where outcomes are few', () => {
  const { urgency, value, fit } = fitGrade(outcomes(60, [1, 1, 1, 1]))
  for (const exponent of [urgency, value, fit]) expect(Math.abs(exponent - 1)).toBeLessThan(1)
})

it('tests on what came later, never on what it learned from', () => {
  const early = outcomes(700, [2, 2, 1, 1])
  const late = outcomes(300, [2, 2, 1, 1]).map((outcome) => ({
    ...outcome,
    at: new Date(outcome.at.getTime() + 1e11),
    converted: !outcome.converted,
  }))
  expect(fitGrade([...late, ...early]).auroc).toBeLessThan(0.5)
})

it.each([
  ['too few', outcomes(59, [1, 1, 1, 1])],
  [
    'only one kind',
    outcomes(100, [1, 1, 1, 1]).map((outcome) => ({ ...outcome, converted: true })),
  ],
])('refuses %s', (_, given) => expect(() => fitGrade(given)).toThrow(/At least 60 outcomes/))
