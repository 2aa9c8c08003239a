import { addCounted, createLineCounter } from './line-counter.ts'
import { addLines8 } from './sparse-rows.ts'
import type { SparseVector } from './vectors.ts'

/**
 * A second opinion beside the planes: one hidden layer of rectified units, which can put together
 * what a linear model cannot. Its units are those of several nets trained apart: their average,
 * before the softmax, is again one layer.
 */
export interface HiddenLayer {
  readonly units: number
  readonly classes: number
  /** Only the first columns count here: of what one text alone has, nothing can be put together. */
  readonly columns: number
  /** `into[column * units + u]`, times `intoScale`. */
  readonly into: Int8Array
  readonly intoScale: number
  /** `out[u * classes + k]`. */
  readonly out: Float32Array
  readonly unitBiases: Float32Array
  readonly classBiases: Float32Array
}

type Vector = Pick<SparseVector, 'size' | 'column' | 'value' | 'usual' | 'about'>

/** What a log-probability counts in units of margin: one to two temperatures (measured). */
const counts = 0.33

/** Makes the function that adds the layer's log-probabilities to the margins of a text. */
export function createSecondOpinion(
  layer: HiddenLayer,
): (vector: Vector, margins: Float64Array) => void {
  const { units, columns, classes, into, intoScale, unitBiases, classBiases } = layer
  const out = Float64Array.from(layer.out)
  const active = new Float64Array(units)
  const said = new Float64Array(classes)
  const alike = new Int32Array(1 << 15)
  const grouped = new Int32Array(1 << 15)
  const other = { column: new Int32Array(1 << 15), value: new Float32Array(1 << 15) }
  const counter = createLineCounter(into, units, columns)

  /** What the known columns say to the units. Most have one of two values in common: their lines are counted, and multiplied once. */
  function listen({ size, column, value, usual, about }: Vector): void {
    let same = 0
    let groups = 0
    let to = 0
    for (let i = 0; i < size; i++) {
      const c = column[i] as number
      if (c >= columns) continue
      if (value[i] === usual && counter.fits) alike[same++] = c
      else if (value[i] === about && counter.fits) grouped[groups++] = c
      else {
        other.column[to] = c
        other.value[to++] = value[i] as number
      }
    }
    active.fill(0)
    addCounted(active, usual, counter.sum(alike, same))
    if (groups > 0) addCounted(active, about, counter.sum(grouped, groups))
    addLines8(active, into, { ...other, from: 0, to })
  }

  return (vector, margins) => {
    listen(vector)
    said.set(classBiases)
    for (let u = 0; u < units; u++) {
      const strength = (active[u] as number) * intoScale + (unitBiases[u] as number)
      if (strength <= 0) continue
      const line = u * classes
      for (let k = 0; k < classes; k++) {
        said[k] = (said[k] as number) + strength * (out[line + k] as number)
      }
    }
    softmax(said)
    for (let k = 0; k < classes; k++) {
      margins[k] = (margins[k] as number) + counts * Math.log((said[k] as number) + 1e-9)
    }
  }
}

/** Turns what is said of each class into probabilities, in place. */
export function softmax(values: Float64Array): void {
  let largest = -Infinity
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, values[k] as number)
  let sum = 0
  for (let k = 0; k < values.length; k++) {
    values[k] = Math.exp((values[k] as number) - largest)
    sum += values[k] as number
  }
  for (let k = 0; k < values.length; k++) values[k] = (values[k] as number) / sum
}
