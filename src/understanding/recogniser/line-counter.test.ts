import { expect, it } from 'vitest'
import { createLineCounter } from './line-counter.ts'

const width = 5
const lines = 40

it.each([
  ['small numbers', 63, 31],
  ['numbers too far apart for a byte', 101, 50],
])('sums lines of %s as one by one, however many', (_, span, lowest) => {
  const table = Int8Array.from({ length: width * lines }, (_, i) => ((i * 7) % span) - lowest)
  const countLines = createLineCounter(table, width, lines)
  for (const count of [0, 1, 3, 4, 7, 5000]) {
    const chosen = Int32Array.from({ length: count }, (_, i) => (i * 3) % lines)
    const expected = Array.from({ length: width }, (_, k) =>
      chosen.reduce((sum, line) => sum + table[line * width + k]!, 0),
    )
    expect(Array.from(countLines(chosen, count).subarray(0, width))).toEqual(expected)
  }
})
