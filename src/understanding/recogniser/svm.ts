import type { Random } from './random.ts'
import { addLines } from './sparse-rows.ts'
import type { SparseRows } from './sparse-rows.ts'

export interface SvmOptions {
  /** Cost of a violated margin. */
  cost: number
  random: Random
}

/** Planes in the making. */
export interface Planes {
  /** `weights[column * classes + k]`. */
  readonly weights: Float32Array
  /** Goes over these rows so many times; may be told more rows later, and goes on from where it is. */
  learn(rows: Int32Array, passes: number): void
}

/** What every margin starts from: a text without a known feature is as far from each class as can be. */
export const marginOffset = -1

/** Moves of a dual variable smaller than this are left for the next pass. */
const leastMove = 4e-3

/**
 * One plane for every class, that class against the rest: linear support vector machines with squared
 * hinge loss, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan: A dual coordinate
 * descent method for large-scale linear SVM, ICML 2008), of all classes in one walk over the rows.
 * The offset is fixed at −1, where a class's negatives begin without violation, so that few of a
 * row's planes move. `truths[r]` are the classes of row r.
 */
export function createPlanes(
  data: SparseRows,
  truths: readonly (readonly number[])[],
  classes: number,
  { cost, random }: SvmOptions,
): Planes {
  const { starts, column, value, rows } = data
  const weights = new Float32Array(data.columns * classes)
  const alpha = new Float32Array(rows * classes)
  const ridge = 0.5 / cost
  const margins = new Float64Array(classes)
  const signs = new Float64Array(classes)
  const moved = new Int32Array(classes)
  const moves = new Float64Array(classes)

  function visit(row: number): void {
    const from = starts[row] as number
    const to = starts[row + 1] as number
    margins.fill(marginOffset)
    addLines(margins, weights, { column, value, from, to })
    const moving = chooseMoves(row, squareOf(value, from, to) + ridge)
    for (let p = from; p < to; p++) {
      const line = (column[p] as number) * classes
      const v = value[p] as number
      for (let i = 0; i < moving; i++) {
        const at = line + (moved[i] as number)
        weights[at] = (weights[at] as number) + (moves[i] as number) * v
      }
    }
  }

  /** Lists the planes that this row moves, and how far; returns how many. */
  function chooseMoves(row: number, curvature: number): number {
    signs.fill(-1)
    for (const k of truths[row] ?? []) signs[k] = 1
    let moving = 0
    for (let k = 0; k < classes; k++) {
      const a = alpha[row * classes + k] as number
      const gradient = (signs[k] as number) * (margins[k] as number) - 1 + ridge * a
      if (a === 0 && gradient >= 0) continue
      const next = Math.max(a - gradient / curvature, 0)
      if (Math.abs(next - a) < leastMove) continue
      alpha[row * classes + k] = next
      moved[moving] = k
      moves[moving++] = (next - a) * (signs[k] as number)
    }
    return moving
  }

  return {
    weights,
    learn(among, passes) {
      const order = among.slice()
      for (let pass = 0; pass < passes; pass++) {
        random.shuffle(order)
        for (const row of order) visit(row)
      }
    },
  }
}

function squareOf(value: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let p = from; p < to; p++) sum += (value[p] as number) ** 2
  return sum
}
