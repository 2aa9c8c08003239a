import { describe, expect, it } from 'vitest'
import { expectedCalibrationError } from './calibration.ts'
import { accuracy, macroF1, microF1 } from './classification.ts'
import { auroc, quantile } from './separation.ts'
import { mcNemar } from './significance.ts'

describe('classification', () => {
  const decisions = [
    { truth: 'a', guess: 'a' },
    { truth: 'a', guess: 'b' },
    { truth: 'b', guess: 'b' },
    { truth: 'c', guess: 'b' },
  ]

  it('counts right decisions', () => expect(accuracy(decisions)).toBe(0.5))

  it('averages F1 over the classes, a class never guessed counting as nothing', () => {
    // a: 2·1/(2+1), b: 2·1/(1+3), c: 0
    expect(macroF1(decisions)).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3)
  })

  it('pools single decisions where several classes hold', () => {
    const sets = [
      { truths: ['a', 'b'], guesses: ['a'] },
      { truths: ['c'], guesses: ['c', 'd'] },
    ]
    expect(microF1(sets)).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 })
  })
})

describe('calibration', () => {
  it('is zero when confidence is accuracy, and the gap when it is not', () => {
    const fair = Array.from({ length: 100 }, (_, i) => ({ probability: 0.8, right: i % 5 !== 0 }))
    expect(expectedCalibrationError(fair, 5)).toBeCloseTo(0)
    const proud = fair.map(({ right }) => ({ probability: 1, right }))
    expect(expectedCalibrationError(proud, 5)).toBeCloseTo(0.2)
  })
})

describe('separation', () => {
  it('counts pairs in the right order, ties by half', () => {
    expect(auroc([2, 3], [1, 1])).toBe(1)
    expect(auroc([1, 3], [1, 2])).toBe((0.5 + 0 + 1 + 1) / 4)
    expect(auroc([0], [1])).toBe(0)
  })

  it('finds the value below which a share lies', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.4)).toBe(3)
  })
})

describe('significance', () => {
  it('gives the exact two-sided p of McNemar', () => {
    // 1 against 5: 2 · (C(6,0) + C(6,1)) / 2⁶
    const first = [true, false, false, false, false, false, true]
    const second = [false, true, true, true, true, true, true]
    expect(mcNemar(first, second)).toEqual({
      onlyFirst: 1,
      onlySecond: 5,
      p: expect.closeTo(14 / 64, 10),
    })
    expect(mcNemar([true, false], [false, true]).p).toBe(1)
  })
})
