import { describe, expect, it } from 'vitest'
import { seededRandom } from './random.ts'
import { addLines, addLines8 } from './sparse-rows.ts'
import type { SparseRows } from './sparse-rows.ts'
import { createPlanes, marginOffset } from './svm.ts'
import { emptyVector, plainVector } from './text-vector.ts'
import { createPlaneScorer, packWeights } from './weights.ts'

/** Six rows of one column each; rows 4 and 5 have both classes. */
const data: SparseRows = {
  rows: 6,
  columns: 3,
  starts: Int32Array.from({ length: 7 }, (_, row) => row),
  column: Int32Array.of(0, 0, 1, 1, 2, 2),
  value: new Float32Array(6).fill(1),
}
const truths = [[0], [0], [1], [1], [0, 1], [0, 1]]
const all = Int32Array.of(0, 1, 2, 3, 4, 5)

function trainPlanes(cost: number, ...lessons: [rows: Int32Array, passes: number][]): Float32Array {
  const planes = createPlanes(data, truths, 2, { cost, random: seededRandom(1) })
  for (const lesson of lessons) planes.learn(...lesson)
  return planes.weights
}
const weights = trainPlanes(100, [all, 50])

function marginsOf(column: number): number[] {
  const margins = new Float64Array(2)
  const one = plainVector({
    column: Int32Array.of(column),
    value: Float32Array.of(1),
    from: 0,
    to: 1,
  })
  createPlaneScorer(packWeights(weights, 2))(one, margins)
  return Array.from(margins)
}

describe('the planes', () => {
  it('put every row on the right side of each class, with a margin of one', () => {
    const [mine = 0, other = 0] = marginsOf(0)
    expect(mine).toBeCloseTo(1, 1)
    expect(other).toBeCloseTo(-1, 1)
    for (const margin of marginsOf(2)) expect(margin).toBeCloseTo(1, 1)
  })

  it('leave a text of unknown words at the offset', () => {
    const margins = new Float64Array(2)
    createPlaneScorer(packWeights(weights, 2))(emptyVector(), margins)
    expect(Array.from(margins)).toEqual([marginOffset, marginOffset])
  })

  it('come to the same when some rows are told of later', () => {
    const later = trainPlanes(100, [all.subarray(0, 4), 5], [all, 50])
    later.forEach((weight, at) => expect(weight).toBeCloseTo(weights[at] ?? 0, 1))
  })

  it('are the least of those that would do: a large margin costs weight', () => {
    const soft = trainPlanes(0.1, [all, 50])
    expect(Math.abs(soft[0] ?? 0)).toBeLessThan(Math.abs(weights[0] ?? 0))
  })
})

it('adds lines four at a time as it would one by one, in either width of table', () => {
  const table = Float32Array.from({ length: 27 }, (_, i) => (i * 7) % 11)
  const column = Int32Array.of(0, 1, 2, 3, 4, 5, 8)
  const value = Float32Array.of(1, -2, 0.5, 3, 1, -1, 2)
  for (let to = 0; to <= column.length; to++) {
    const expected = [0, 1, 2].map((k) =>
      [...column.subarray(0, to)].reduce((sum, c, i) => sum + value[i]! * table[c * 3 + k]!, 0),
    )
    const sums = new Float64Array(3)
    addLines(sums, table, { column, value, from: 0, to })
    expect(Array.from(sums)).toEqual(expected)
    const sums8 = new Float64Array(3)
    addLines8(sums8, Int8Array.from(table), {
      column,
      value: Float64Array.from(value),
      from: 0,
      to,
    })
    expect(Array.from(sums8)).toEqual(expected)
  }
})
