import { softmax } from './hidden.ts'
import type { HiddenLayer } from './hidden.ts'
import { createMean, joinNets, newNet } from './hidden-net.ts'
import type { HiddenOptions, Net } from './hidden-net.ts'
import type { Random } from './random.ts'
import { addLines } from './sparse-rows.ts'
import type { Entries, SparseRows } from './sparse-rows.ts'

/** A layer in the making. */
export interface HiddenTraining {
  /**
   * Goes over these rows so many times, at a pace that falls from one to another (1 is the full step); may be told more
   * rows later, and goes on from where it is.
   */
  learn(rows: Int32Array, passes: number, pace?: Pace): void
  /** The layer as it was on average after the last passes: the mean of several good guesses is a better one. */
  layer(): HiddenLayer
}

/** Shares of inputs and of units that a lesson does without, and how soft a truth is. */
const [withoutInputs, withoutUnits, soft] = [0.3, 0.3, 0.1]

/** Steps of Adagrad, into and out of the layer, and of the biases. */
const steps = { into: 0.05, out: 0.05, bias: 0.005 }

/** How large the steps are in the first and the last pass, and the mean of how many passes is kept. */
export interface Pace {
  readonly from: number
  readonly to: number
  readonly meanOf: number
}

/** Steps do not become small: what they leave to chance, the mean of the second half takes away. */
const fullPace = (passes: number): Pace => ({ from: 1, to: 0.3, meanOf: Math.ceil(passes / 2) })

/** What the first of several truths counts; the others share the rest. */
const firstCounts = 0.6

/**
 * Trains by Adagrad (Duchi, Hazan, Singer, JMLR 2011), one step size for each column and class, with dropout of
 * inputs and units (Srivastava et al., JMLR 2014): few examples, many words, so no word may be relied on.
 */
export function createHidden(
  data: SparseRows,
  truths: readonly (readonly number[])[],
  classes: number,
  options: HiddenOptions,
): HiddenTraining {
  const { columns, random } = options
  const nets = Array.from({ length: options.nets }, () => newNet(classes, options))
  const learners = nets.map((net) => {
    return { mean: createMean(net), learn: createLearner(net, data, columns, random) }
  })
  return {
    layer: () =>
      joinNets(
        learners.map(({ mean }) => mean.net),
        classes,
        options,
      ),
    learn(rows, passes, { from, to, meanOf } = fullPace(passes)) {
      for (const { mean, learn } of learners) {
        mean.empty()
        const order = rows.slice()
        for (let pass = 0; pass < passes; pass++) {
          random.shuffle(order)
          const pace = from + ((to - from) * pass) / passes
          for (const row of order) learn(row, truths[row] ?? [], pace)
          if (pass >= passes - meanOf) mean.add()
        }
      }
    },
  }
}

/** Makes the function that takes one step on one row. */
function createLearner(net: Net, data: SparseRows, columns: number, random: Random) {
  const { into, out, unitBiases, classBiases } = net
  const [units, classes] = [unitBiases.length, classBiases.length]
  const intoSquares = new Float64Array(columns).fill(1e-3)
  const outSquares = new Float64Array(classes).fill(1e-3)
  const kept = { column: new Int32Array(1 << 15), value: new Float32Array(1 << 15), from: 0, to: 0 }
  const strides = new Float64Array(1 << 15)
  const sums = new Float64Array(units)
  const errors = new Float64Array(classes)
  const outMoves = new Float64Array(classes)
  /** The units that take part, how strongly, and how much each is to blame. */
  const active = new Int32Array(units)
  const strength = new Float64Array(units)
  const blame = new Float64Array(units)

  return (row: number, truths: readonly number[], pace: number): void => {
    keepInputs(row)
    sums.set(unitBiases)
    addLines(sums, into, kept)
    const count = activate()
    softmax(errors)
    subtractTruths(errors, truths)
    const blamed = learnOut(count, pace * steps.out)
    learnInto(into, kept, intoStrides(blamed, pace * steps.into), active, blame, count, units)
    for (let k = 0; k < classes; k++) {
      classBiases[k] = (classBiases[k] as number) - pace * steps.bias * (errors[k] as number)
    }
    for (let j = 0; j < count; j++) {
      const u = active[j] as number
      unitBiases[u] = (unitBiases[u] as number) - pace * steps.bias * (blame[j] as number)
    }
  }

  /** Leaves out some entries of the row, and makes up for them. */
  function keepInputs(row: number): void {
    let inputs = 0
    for (let p = data.starts[row] as number; p < (data.starts[row + 1] as number); p++) {
      const column = data.column[p] as number
      if (column >= columns || random.next() < withoutInputs) continue
      kept.column[inputs] = column
      kept.value[inputs++] = (data.value[p] as number) / (1 - withoutInputs)
    }
    kept.to = inputs
  }

  /** Lists the units that take part and writes what they say of the classes into `errors`. */
  function activate(): number {
    let count = 0
    errors.set(classBiases)
    for (let u = 0; u < units; u++) {
      const sum = sums[u] as number
      if (sum <= 0 || random.next() < withoutUnits) continue
      const strong = sum / (1 - withoutUnits)
      strength[count] = strong
      active[count++] = u
      const line = u * classes
      for (let k = 0; k < classes; k++) {
        errors[k] = (errors[k] as number) + strong * (out[line + k] as number)
      }
    }
    return count
  }

  /** Corrects what the units say of the classes; returns the mean square of their blame. */
  function learnOut(count: number, step: number): number {
    let strong = 0
    for (let j = 0; j < count; j++) strong += (strength[j] as number) ** 2
    for (let k = 0; k < classes; k++) {
      const error = errors[k] as number
      const square = (outSquares[k] as number) + (error * error * strong) / (count || 1)
      outSquares[k] = square
      outMoves[k] = (step * error) / Math.sqrt(square)
    }
    let squares = 0
    for (let j = 0; j < count; j++) {
      const line = (active[j] as number) * classes
      const strongly = strength[j] as number
      let sum = 0
      for (let k = 0; k < classes; k++) {
        const weight = out[line + k] as number
        sum += (errors[k] as number) * weight
        out[line + k] = weight - strongly * (outMoves[k] as number)
      }
      blame[j] = sum / (1 - withoutUnits)
      squares += (blame[j] as number) ** 2
    }
    return count === 0 ? 0 : squares / count
  }

  /** How far each kept input goes, by how much its column has moved before. */
  function intoStrides(blamed: number, step: number): Float64Array {
    for (let i = 0; i < kept.to; i++) {
      const column = kept.column[i] as number
      const value = kept.value[i] as number
      const square = (intoSquares[column] as number) + blamed * value * value
      intoSquares[column] = square
      strides[i] = (step * value) / Math.sqrt(square)
    }
    return strides
  }
}

/** Corrects what the inputs say to the units that took part. Half of all training is spent here, hence plain arguments. */
function learnInto(
  into: Float32Array,
  { column, to }: Entries,
  strides: Float64Array,
  active: Int32Array,
  blame: Float64Array,
  count: number,
  units: number,
): void {
  for (let i = 0; i < to; i++) {
    const stride = strides[i] as number
    const line = (column[i] as number) * units
    for (let j = 0; j < count; j++) {
      const at = line + (active[j] as number)
      into[at] = (into[at] as number) - stride * (blame[j] as number)
    }
  }
}

/** Less what would have been right: a soft share for every class, the rest for the truths, most for the first. */
function subtractTruths(probabilities: Float64Array, truths: readonly number[]): void {
  for (let k = 0; k < probabilities.length; k++) {
    probabilities[k] = (probabilities[k] as number) - soft / probabilities.length
  }
  truths.forEach((k, at) => {
    const share =
      truths.length === 1 ? 1 : at === 0 ? firstCounts : (1 - firstCounts) / (truths.length - 1)
    probabilities[k] = (probabilities[k] as number) - (1 - soft) * share
  })
}
