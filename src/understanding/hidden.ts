import type { Random } from './random.ts'
import type { SparseRows } from './svm.ts'
import type { SparseVector } from './vectors.ts'

/**
 * A second opinion beside the planes: one hidden layer of rectified units, which can put together
 * what a linear model cannot. Weights in 8 bits, one scale for each layer.
 */
export interface HiddenLayer {
  readonly units: number
  readonly classes: number
  /** Only the commonest columns count here: of what one text alone has, nothing can be put together. */
  readonly columns: number
  /** `into[column * units + u]`, times `intoScale`. */
  readonly into: Int8Array
  readonly intoScale: number
  /** `out[u * classes + k]`. */
  readonly out: Float32Array
  readonly unitBiases: Float32Array
  readonly classBiases: Float32Array
}

export interface HiddenOptions {
  units: number
  columns: number
  passes: number
  random: Random
}

/** Step of Adagrad, shares of inputs and of units that a lesson does without, and how soft a truth is. */
const [step, withoutInputs, withoutUnits, soft] = [0.05, 0.3, 0.3, 0.1]

/** What the first of several truths counts; the others share the rest. */
const firstCounts = 0.6

interface Net {
  readonly units: number
  readonly columns: number
  readonly classes: number
  readonly into: Float32Array
  readonly out: Float32Array
  readonly unitBiases: Float32Array
  readonly classBiases: Float32Array
}

/**
 * Trains by Adagrad (Duchi, Hazan, Singer, JMLR 2011) with dropout of inputs and units (Srivastava et
 * al., JMLR 2014): few examples, many words, so no word may be relied on.
 */
export function trainHidden(
  data: SparseRows,
  truths: readonly (readonly number[])[],
  classes: number,
  { units, columns, passes, random }: HiddenOptions,
): HiddenLayer {
  const spread = (size: number, width: number): Float32Array =>
    Float32Array.from({ length: size }, () => (random.next() - 0.5) * width)
  const net: Net = {
    units,
    columns,
    classes,
    into: spread(columns * units, 0.2),
    out: spread(units * classes, 2 / Math.sqrt(units)),
    unitBiases: new Float32Array(units),
    classBiases: new Float32Array(classes),
  }
  const learn = createLearner(net, random)
  const order = Int32Array.from({ length: data.rows }, (_, row) => row)
  for (let pass = 0; pass < passes; pass++) {
    random.shuffle(order)
    for (const row of order) {
      const [from, to] = [data.starts[row] as number, data.starts[row + 1] as number]
      learn(data.column.subarray(from, to), data.value.subarray(from, to), truths[row] ?? [])
    }
  }
  let largest = 1e-9
  for (const weight of net.into) largest = Math.max(largest, Math.abs(weight))
  const intoScale = largest / 127
  return { ...net, into: Int8Array.from(net.into, (w) => Math.round(w / intoScale)), intoScale }
}

/** Makes the function that takes one step on one text. */
function createLearner(net: Net, random: Random) {
  const { units, columns, classes, into, out, unitBiases, classBiases } = net
  const intoSquares = new Float32Array(into.length).fill(1e-3)
  const outSquares = new Float32Array(out.length).fill(1e-3)
  const active = new Float32Array(units)
  const blame = new Float32Array(units)
  const errors = new Float32Array(classes)

  return (column: Int32Array, value: Float32Array, truths: readonly number[]): void => {
    const kept: number[] = []
    active.set(unitBiases)
    for (let i = 0; i < column.length; i++) {
      if ((column[i] as number) >= columns || random.next() < withoutInputs) continue
      kept.push(i)
      addRow(
        active,
        into,
        (column[i] as number) * units,
        (value[i] as number) / (1 - withoutInputs),
      )
    }
    for (let u = 0; u < units; u++) {
      const raw = active[u] as number
      active[u] = raw <= 0 || random.next() < withoutUnits ? 0 : raw / (1 - withoutUnits)
    }
    errors.set(classBiases)
    for (let u = 0; u < units; u++) addRow(errors, out, u * classes, active[u] as number)
    softmax(errors)
    subtractTruths(errors, truths)
    for (let u = 0; u < units; u++) blame[u] = active[u] === 0 ? 0 : learnOut(u)
    for (let k = 0; k < classes; k++) {
      classBiases[k] = (classBiases[k] as number) - step * 0.1 * (errors[k] as number)
    }
    for (const i of kept) learnInto((column[i] as number) * units, value[i] as number)
  }

  /** Corrects what a unit says of the classes; returns how much the unit itself is to blame. */
  function learnOut(u: number): number {
    const strength = active[u] as number
    let sum = 0
    for (let k = 0; k < classes; k++) {
      const at = u * classes + k
      const gradient = (errors[k] as number) * strength
      sum += (errors[k] as number) * (out[at] as number)
      outSquares[at] = (outSquares[at] as number) + gradient * gradient
      out[at] = (out[at] as number) - (step * gradient) / Math.sqrt(outSquares[at])
    }
    return sum / (1 - withoutUnits)
  }

  function learnInto(from: number, value: number): void {
    const scaled = value / (1 - withoutInputs)
    for (let u = 0; u < units; u++) {
      const gradient = (blame[u] as number) * scaled
      if (gradient === 0) continue
      const at = from + u
      intoSquares[at] = (intoSquares[at] as number) + gradient * gradient
      into[at] = (into[at] as number) - (step * gradient) / Math.sqrt(intoSquares[at])
    }
  }
}

/** Less what would have been right: a soft share for every class, the rest for the truths, most for the first. */
function subtractTruths(probabilities: Float32Array, truths: readonly number[]): void {
  for (let k = 0; k < probabilities.length; k++) {
    probabilities[k] = (probabilities[k] as number) - soft / probabilities.length
  }
  truths.forEach((k, at) => {
    const share =
      truths.length === 1 ? 1 : at === 0 ? firstCounts : (1 - firstCounts) / (truths.length - 1)
    probabilities[k] = (probabilities[k] as number) - (1 - soft) * share
  })
}

function addRow(
  to: Float32Array | Float64Array,
  table: Float32Array | Int8Array,
  from: number,
  times: number,
): void {
  if (times === 0) return
  for (let i = 0; i < to.length; i++) {
    to[i] = (to[i] as number) + times * (table[from + i] as number)
  }
}

function softmax(values: Float32Array): void {
  let largest = -Infinity
  for (const value of values) largest = Math.max(largest, value)
  let sum = 0
  for (let k = 0; k < values.length; k++) {
    values[k] = Math.exp((values[k] as number) - largest)
    sum += values[k] as number
  }
  for (let k = 0; k < values.length; k++) values[k] = (values[k] as number) / sum
}

/** What a log-probability counts in units of margin: about one temperature, so that both opinions weigh the same. */
const counts = 0.22

/** Makes the function that adds the layer's log-probabilities to the margins of a text. */
export function createSecondOpinion(
  layer: HiddenLayer,
): (vector: Pick<SparseVector, 'size' | 'column' | 'value'>, margins: Float64Array) => void {
  const { units, columns, classes, into, intoScale, out, unitBiases, classBiases } = layer
  const active = new Float32Array(units)
  const said = new Float32Array(classes)
  return (vector, margins) => {
    active.fill(0)
    for (let i = 0; i < vector.size; i++) {
      const column = vector.column[i] as number
      if (column < columns) addRow(active, into, column * units, vector.value[i] as number)
    }
    said.set(classBiases)
    for (let u = 0; u < units; u++) {
      const strength = (active[u] as number) * intoScale + (unitBiases[u] as number)
      if (strength > 0) addRow(said, out, u * classes, strength)
    }
    softmax(said)
    for (let k = 0; k < classes; k++) {
      margins[k] = (margins[k] as number) + counts * Math.log((said[k] as number) + 1e-9)
    }
  }
}
