import { describe, expect, it } from 'vitest'
import { fitSureness, fitTemperature, soften } from './calibrate.ts'

const softened = (probabilities: number[], power: number): number[] => {
  const values = Float64Array.from(probabilities)
  soften(values, 0, power)
  return [...values]
}

describe('Softened probabilities', () => {
  it('sum to one, and keep the first class first and the order of the others', () => {
    for (const before of [
      [0.98, 0.015, 0.005],
      [0.51, 0.489, 0.001],
      [0.3, 0.29, 0.21, 0.2],
    ]) {
      const after = softened(before, 0.6)
      expect(after.reduce((sum, p) => sum + p)).toBeCloseTo(1)
      expect(after.toSorted((a, b) => b - a)).toEqual(after)
    }
  })

  it('are nearer to one half for the first class', () => {
    expect(softened([0.95, 0.05], 0.5)[0]).toBeCloseTo(Math.sqrt(19) / (1 + Math.sqrt(19)))
    expect(softened([0.3, 0.25, 0.25, 0.2], 0.5)[0]).toBeGreaterThan(0.3)
  })

  it('stand for a class that is as sure as can be', () => {
    const [first = 0, second = 0] = softened([1, 0], 0.5)
    expect(first).toBeGreaterThan(0.9999)
    expect(first).toBeLessThan(1)
    expect(second).toBeGreaterThanOrEqual(0)
  })
})

describe('The sureness', () => {
  /** Ten doubtful texts, as often right as they say, and forty plain ones, of which so many were labelled wrongly. */
  const heldOut = (mistaken: number) => {
    const margins = [
      ...Array.from({ length: 10 }, () => Float64Array.of(0.1, 0)),
      ...Array.from({ length: 40 }, () => Float64Array.of(2, 0)),
    ]
    return { margins, truths: margins.map((_, i) => [i < 3 || i >= 50 - mistaken ? 1 : 0]) }
  }

  it('is less where plain texts turn out wrong more often than they should', () => {
    const [noisy, clean] = [heldOut(4), heldOut(0)].map((texts) => fitSureness(texts, 0.1))
    expect(noisy).toBeLessThan(0.5)
    expect(clean).toBeGreaterThan(0.8)
  })

  it('is one where nothing was held out', () => {
    expect(
      fitSureness({ margins: [], truths: [] }, fitTemperature({ margins: [], truths: [] })),
    ).toBe(1)
  })
})
