import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationCurve, expectedCalibrationError } from './calibration.ts'
import { confusion, kappa, macroF1, perClass } from './classification.ts'
import { seeded } from './random.ts'
import { passPower } from './reliability.ts'
import { bootstrapMean, pairedDifference, wilson } from './resampling.ts'
import { areaUnderRiskCoverage, costCurve, riskCoverage } from './selective.ts'
import { holm } from './significance.ts'

describe('classes', () => {
  const decisions = [
    { truth: 'a', guess: 'a' },
    { truth: 'a', guess: 'b' },
    { truth: 'b', guess: 'b' },
    { truth: 'c', guess: 'b' },
  ]

  it('scores every class, also one that was never guessed', () => {
    expect(perClass(decisions)).toEqual([
      { name: 'a', precision: 1, recall: 0.5, f1: 2 / 3, support: 2 },
      { name: 'b', precision: 1 / 3, recall: 1, f1: 0.5, support: 1 },
      { name: 'c', precision: 0, recall: 0, f1: 0, support: 1 },
    ])
  })

  it('agrees with the macro-F1 over the classes that occur as truth', () => {
    const label = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(fc.record({ truth: label, guess: label }), { minLength: 1 }), (all) => {
        const occurring = perClass(all).filter(({ support }) => support > 0)
        const mean = occurring.reduce((sum, { f1 }) => sum + f1, 0) / occurring.length
        expect(macroF1(all)).toBeCloseTo(mean)
      }),
    )
  })

  it('counts who was taken for whom', () => {
    expect(confusion(decisions)).toEqual({
      names: ['a', 'b', 'c'],
      counts: [
        [1, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
      ],
    })
  })

  it('measures agreement beyond chance', () => {
    // The textbook's example: 20 and 15 agreed of 50, κ = 0.4.
    const raters = [
      ...Array.from({ length: 20 }, () => ({ truth: 'yes', guess: 'yes' })),
      ...Array.from({ length: 5 }, () => ({ truth: 'yes', guess: 'no' })),
      ...Array.from({ length: 10 }, () => ({ truth: 'no', guess: 'yes' })),
      ...Array.from({ length: 15 }, () => ({ truth: 'no', guess: 'no' })),
    ]
    expect(kappa(raters)).toBeCloseTo(0.4)
    expect(kappa([{ truth: 'yes', guess: 'yes' }])).toBe(1)
  })
})

describe('confidence', () => {
  const guesses = [
    { probability: 0.9, right: true },
    { probability: 0.9, right: false },
    { probability: 0.6, right: true },
    { probability: 0.2, right: false },
  ]

  it('draws a curve whose weighted gaps are the calibration error', () => {
    const curve = calibrationCurve(guesses, 2)
    expect(curve).toEqual([
      { confidence: 0.4, accuracy: 0.5, count: 2 },
      { confidence: 0.9, accuracy: 0.5, count: 2 },
    ])
    const gaps = curve.reduce(
      (sum, bin) => sum + (bin.count / 4) * Math.abs(bin.confidence - bin.accuracy),
      0,
    )
    expect(expectedCalibrationError(guesses, 2)).toBeCloseTo(gaps)
  })

  it('answers equal confidences together', () => {
    expect(riskCoverage(guesses)).toEqual([
      { threshold: 0.9, coverage: 0.5, risk: 0.5 },
      { threshold: 0.6, coverage: 0.75, risk: 1 / 3 },
      { threshold: 0.2, coverage: 1, risk: 0.5 },
    ])
    expect(areaUnderRiskCoverage(guesses)).toBeCloseTo(0.5 * 0.5 + 0.25 / 3 + 0.25 * 0.5)
  })

  it('finds the cheapest threshold, and silence where every answer is dearer', () => {
    const { curve, best } = costCurve(guesses, { wrong: 4, abstained: 1 })
    expect(curve.map(({ cost }) => cost)).toEqual([2, 1.25, 1.5, 1])
    expect(best?.threshold).toBe(Number.POSITIVE_INFINITY)
    expect(costCurve(guesses, { wrong: 2, abstained: 1 }).best?.threshold).toBe(0.6)
    expect(costCurve([], { wrong: 1, abstained: 1 }).best).toBeNull()
  })
})

describe('resampling', () => {
  it('gives an interval even where all cases passed', () => {
    expect(wilson(10, 10)).toMatchObject({
      value: 1,
      high: expect.closeTo(1, 9),
      low: expect.closeTo(0.7225, 3),
    })
    expect(wilson(0, 0)).toEqual({ value: 0, low: 0, high: 1 })
  })

  it('repeats by its seed and covers the true mean as often as it says', () => {
    const random = seeded(7)
    let covered = 0
    for (let round = 0; round < 200; round++) {
      const sample = Array.from({ length: 100 }, () => (random() < 0.3 ? 1 : 0))
      const { low, high } = bootstrapMean(sample, { resamples: 400, seed: round })
      if (low <= 0.3 && 0.3 <= high) covered++
    }
    expect(covered / 200).toBeGreaterThan(0.9)
    const values = [1, 2, 3]
    expect(bootstrapMean(values, { seed: 3 })).toEqual(bootstrapMean(values, { seed: 3 }))
  })

  it('sees a difference between pairs, and none where there is none', () => {
    const first = Array.from({ length: 60 }, (_, i) => (i % 2) / 2)
    expect(pairedDifference(first, first).p).toBe(1)
    const better = first.map((value, i) => value + (i % 3 === 0 ? 0.2 : 0))
    const { value, low, p } = pairedDifference(first, better)
    expect(value).toBeCloseTo(0.2 / 3)
    expect(low).toBeGreaterThan(0)
    expect(p).toBeLessThan(0.01)
    expect(() => pairedDifference([1], [])).toThrow(RangeError)
  })
})

describe('many tests at once', () => {
  it('corrects step by step and never reorders', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06])
    expect(holm([])).toEqual([])
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
        const corrected = holm(ps)
        for (const [i, p] of ps.entries()) expect(corrected[i]).toBeGreaterThanOrEqual(p)
      }),
    )
  })
})

describe('trials', () => {
  it('asks that every one of k trials succeeds', () => {
    const cases = [
      { successes: 4, trials: 4 },
      { successes: 2, trials: 4 },
    ]
    expect(passPower(cases, 1)).toBe(0.75)
    expect(passPower(cases, 2)).toBeCloseTo((1 + 1 / 6) / 2)
    expect(passPower(cases, 4)).toBe(0.5)
    expect(passPower(cases, 5)).toBeNaN()
  })
})
