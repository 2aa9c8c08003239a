import { describe, expect, it } from 'vitest'
import { ndcgAt, recallAt, reciprocalRankAt } from './ranking.ts'

const grades = new Map([
  ['a', 2],
  ['b', 2],
  ['c', 1],
])

describe('recall', () => {
  it('is the share of the best items found in time', () => {
    expect(recallAt(['x', 'a', 'c', 'b'], grades, 1)).toBe(0)
    expect(recallAt(['x', 'a', 'c', 'b'], grades, 2)).toBe(0.5)
    expect(recallAt(['x', 'a', 'c', 'b'], grades, 4)).toBe(1)
  })

  it('has no value without a relevant item', () => {
    expect(() => recallAt(['a'], new Map(), 5)).toThrow(RangeError)
    expect(() => recallAt(['a'], new Map([['a', 0]]), 5)).toThrow(RangeError)
  })
})

describe('reciprocal rank', () => {
  it('counts from the first best item, not from one that only helps', () => {
    expect(reciprocalRankAt(['c', 'x', 'b', 'a'], grades, 10)).toBeCloseTo(1 / 3)
    expect(reciprocalRankAt(['c', 'x', 'b', 'a'], grades, 2)).toBe(0)
  })
})

describe('nDCG', () => {
  it('is 1 for the ideal order and less for any other', () => {
    expect(ndcgAt(['b', 'a', 'c'], grades, 10)).toBe(1)
    expect(ndcgAt(['c', 'b', 'a'], grades, 10)).toBeLessThan(1)
    expect(ndcgAt(['x', 'y'], grades, 10)).toBe(0)
  })

  it('equals the textbook sum', () => {
    const ideal = 2 + 2 / Math.log2(3) + 1 / 2
    expect(ndcgAt(['a', 'x', 'c'], grades, 10)).toBeCloseTo((2 + 1 / 2) / ideal)
  })

  it('lets an item that is ranked twice gain once', () => {
    expect(ndcgAt(['a', 'a', 'a'], grades, 10)).toBe(ndcgAt(['a'], grades, 10))
  })
})
