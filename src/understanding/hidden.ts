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
  const powers = new Float64Array(classes)
  const strengths = new Float64Array(units + 2)
  const lines = new Int32Array(units + 2)
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

  /** What the units that are active say of the classes, three of them at a time: the sums are fetched and put back less often. */
  function speak(speaking: number): void {
    // Those that would be missing in the last round say nothing.
    strengths.fill(0, speaking, speaking + 2)
    lines.fill(0, speaking, speaking + 2)
    for (let j = 0; j < speaking; j += 3) {
      const [a, b, c] = [
        strengths[j] as number,
        strengths[j + 1] as number,
        strengths[j + 2] as number,
      ]
      const [la, lb, lc] = [lines[j] as number, lines[j + 1] as number, lines[j + 2] as number]
      for (let k = 0; k < classes; k++) {
        said[k] =
          (said[k] as number) +
          a * (out[la + k] as number) +
          b * (out[lb + k] as number) +
          c * (out[lc + k] as number)
      }
    }
  }

  return (vector, margins) => {
    listen(vector)
    said.set(classBiases)
    let speaking = 0
    for (let u = 0; u < units; u++) {
      const strength = (active[u] as number) * intoScale + (unitBiases[u] as number)
      if (strength <= 0) continue
      strengths[speaking] = strength
      lines[speaking++] = u * classes
    }
    speak(speaking)
    addLogs(said, powers, margins)
  }
}

/** No class is less likely than this. */
const leastLikely = 1e-9

/**
 * Adds the logarithms of the probabilities, each with `leastLikely` on top. That of a power is known before it is taken: only
 * for what is next to nothing is one computed.
 */
function addLogs(said: Float64Array, powers: Float64Array, margins: Float64Array): void {
  let largest = -Infinity
  for (let k = 0; k < said.length; k++) largest = Math.max(largest, said[k] as number)
  let sum = 0
  for (let k = 0; k < said.length; k++) {
    const power = Math.exp((said[k] as number) - largest)
    powers[k] = power
    sum += power
  }
  const whole = largest + Math.log(sum)
  for (let k = 0; k < said.length; k++) {
    const more = (leastLikely * sum) / (powers[k] as number)
    const log =
      more < 1e-4
        ? (said[k] as number) - whole + more - (more * more) / 2
        : Math.log((powers[k] as number) / sum + leastLikely)
    margins[k] = (margins[k] as number) + counts * log
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
