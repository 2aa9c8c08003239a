import { array, assert, integer, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { appendPosting, emptyPostings, type Postings } from './postings.ts'
import { createScratch, scan, type WeightedPostings } from './scan.ts'

const slotCount = 60

const list = record({
  boost: integer({ min: 1, max: 50 }),
  weights: array(integer({ min: 0, max: 8 }), {
    minLength: slotCount,
    maxLength: slotCount,
  }),
}).map(({ boost, weights }): WeightedPostings => {
  const postings: Postings = emptyPostings()
  for (const [slot, weight] of weights.entries())
    if (weight > 4) appendPosting(postings, slot, weight / 4)
  return { postings, boost }
})

/** The sum that the scan must equal, worked out without any shortcut. */
function exhaustive(
  lists: readonly WeightedPostings[],
  isVisible: (slot: number) => boolean,
  limit: number,
): number[] {
  const scores = Array.from({ length: slotCount }, () => 0)
  for (const { postings, boost } of lists) {
    for (let i = 0; i < postings.length; i++)
      scores[postings.slots[i]!]! += boost * postings.weights[i]!
  }
  return scores
    .filter((score, slot) => score > 0 && isVisible(slot))
    .toSorted((a, b) => b - a)
    .slice(0, limit)
}

it('finds exactly the best scores, however early it stops looking at whole lists', () => {
  const scratch = createScratch(slotCount)
  assert(
    property(
      array(list, { maxLength: 12 }),
      integer({ min: 1, max: 10 }),
      integer({ min: 1, max: 3 }),
      (lists, limit, step) => {
        const isVisible = (slot: number) => slot % step === 0
        const found = scan(lists, isVisible, limit, scratch)
        expect(found.every(({ slot }) => isVisible(slot))).toBe(true)
        const scores = found
          .map(({ score }) => score)
          .toSorted((a, b) => b - a)
          .slice(0, limit)
        expect(scores).toEqual(exhaustive(lists, isVisible, limit))
      },
    ),
    { numRuns: 500 },
  )
  expect(scratch.scores.every((score) => score === 0)).toBe(true)
})
