import { expect, it } from 'vitest'
import { createLineCounter } from './line-counter.ts'

const width = 5
const lines = 40
const table = Int8Array.from({ length: width * lines }, (_, i) => ((i * 7) % 63) - 31)

it('sums lines of small numbers as one by one, however many', () => {
  const counter = createLineCounter(table, width, lines)
  expect(counter.fits).toBe(true)
  for (const count of [0, 1, 3, 4, 7, 5000]) {
    const chosen = Int32Array.from({ length: count }, (_, i) => (i * 3) % lines)
    const expected = Array.from({ length: width }, (_, k) =>
      chosen.reduce((sum, line) => sum + table[line * width + k]!, 0),
    )
    expect(Array.from(counter.sum(chosen, count).subarray(0, width))).toEqual(expected)
  }
})

it('says so when the numbers are too far apart for a byte', () => {
  expect(createLineCounter(Int8Array.of(-40, 40), 1, 2).fits).toBe(false)
})
