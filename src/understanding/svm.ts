import type { Random } from './random.ts'

/** Rows of numbers, most of them zero (compressed sparse rows). */
export interface SparseRows {
  readonly rows: number
  readonly columns: number
  /** Row r's entries are at `starts[r] … starts[r + 1]`. */
  readonly starts: Int32Array
  readonly column: Int32Array
  readonly value: Float32Array
}

export interface SvmOptions {
  /** Cost of a violated margin. */
  cost: number
  /** Passes over the data at most. */
  maxPasses: number
  /** Stops when the largest violation of optimality falls below this. */
  tolerance: number
  random: Random
  /** `squaredNorms(data)`, so that many classes of the same rows share it. */
  squares: Float64Array
}

/** A hyperplane: one weight per column and a bias. */
export interface Plane {
  readonly weights: Float32Array
  readonly bias: number
}

/**
 * A linear support vector machine with squared hinge loss, trained by dual coordinate descent with
 * shrinking (Hsieh, Chang, Lin, Keerthi, Sundararajan: A dual coordinate descent method for
 * large-scale linear SVM, ICML 2008, algorithm 3). `positive[r]` is 1 where row r is of the class.
 */
export function trainSvm(data: SparseRows, positive: Uint8Array, options: SvmOptions): Plane {
  const { starts, column, value } = data
  const weights = new Float32Array(data.columns)
  let bias = 0
  const alpha = new Float64Array(data.rows)
  const { squares } = options
  const ridge = 0.5 / options.cost
  const active = Int32Array.from({ length: data.rows }, (_, row) => row)
  let activeCount = data.rows
  let highest = Infinity

  for (let pass = 0; pass < options.maxPasses; pass++) {
    options.random.shuffle(active, activeCount)
    let passHighest = -Infinity
    let passLowest = Infinity
    for (let s = 0; s < activeCount; s++) {
      const row = active[s] as number
      const sign = positive[row] === 1 ? 1 : -1
      const from = starts[row] as number
      const to = starts[row + 1] as number
      let margin = bias
      for (let p = from; p < to; p++) {
        margin += (weights[column[p] as number] as number) * (value[p] as number)
      }
      const a = alpha[row] as number
      const gradient = sign * margin - 1 + ridge * a
      let projected = gradient
      if (a === 0) {
        if (gradient > highest) {
          activeCount--
          active[s] = active[activeCount] as number
          active[activeCount] = row
          s--
          continue
        }
        projected = Math.min(gradient, 0)
      }
      if (projected > passHighest) passHighest = projected
      if (projected < passLowest) passLowest = projected
      if (Math.abs(projected) < 1e-12) continue
      const next = Math.max(a - gradient / ((squares[row] as number) + ridge), 0)
      const move = (next - a) * sign
      alpha[row] = next
      bias += move
      for (let p = from; p < to; p++) {
        const c = column[p] as number
        weights[c] = (weights[c] as number) + move * (value[p] as number)
      }
    }
    if (passHighest - passLowest <= options.tolerance) {
      if (activeCount === data.rows) break
      // Converged on what was left: look at every row once more before believing it.
      activeCount = data.rows
      highest = Infinity
      continue
    }
    highest = passHighest <= 0 ? Infinity : passHighest
  }
  return { weights, bias }
}

/** |x|² of every row, with 1 more for the bias. */
export function squaredNorms({ rows, starts, value }: SparseRows): Float64Array {
  const squares = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let sum = 1
    for (let p = starts[row] as number; p < (starts[row + 1] as number); p++) {
      sum += (value[p] as number) ** 2
    }
    squares[row] = sum
  }
  return squares
}
