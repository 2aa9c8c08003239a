import { addCounted, createLineCounter } from './line-counter.ts'
import { addLines8 } from './sparse-rows.ts'
import type { Alike, TextVector } from './text-vector.ts'

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

/** What a log-probability counts in units of margin: one to two temperatures (measured). */
const counts = 0.33

/** So many units speak at a time. */
const atOnce = 6
type Three = [number, number, number]

/** Makes the function that adds the layer's log-probabilities to the margins of a text. */
export function createSecondOpinion(
  layer: HiddenLayer,
): (vector: TextVector, margins: Float64Array) => void {
  const { units, columns, classes, into, intoScale, unitBiases, classBiases } = layer
  const out = Float64Array.from(layer.out)
  const active = new Float64Array(units)
  const said = new Float64Array(classes)
  const powers = new Float64Array(classes)
  const strengths = new Float64Array(units + atOnce)
  const lines = new Int32Array(units + atOnce)
  const kept = new Int32Array(1 << 15)
  const other = {
    column: new Int32Array(1 << 15),
    value: new Float64Array(1 << 15),
    from: 0,
    to: 0,
  }
  const countLines = createLineCounter(into, units, columns)

  /** What the known columns say to the units. Of most the lines are counted, and multiplied once. */
  function listen({ pieces, groups, words, others }: TextVector): void {
    active.fill(0)
    addAlike(pieces)
    addAlike(groups)
    if (words) addCounted(active, pieces.value, words.units)
    let to = 0
    for (let i = others.from; i < others.to; i++) {
      const c = others.column[i] as number
      if (c >= columns) continue
      other.column[to] = c
      other.value[to++] = others.value[i] as number
    }
    other.to = to
    addLines8(active, into, other)
  }

  function addAlike({ value, columns: alike, size }: Alike): void {
    let count = 0
    for (let i = 0; i < size; i++) {
      const c = alike[i] as number
      if (c < columns) kept[count++] = c
    }
    if (count > 0) addCounted(active, value, countLines(kept, count))
  }

  /** What the units that are active say of the classes, six of them at a time: the sums are fetched and put back less often. */
  function speak(speaking: number): void {
    // Those that would be missing in the last round say nothing.
    strengths.fill(0, speaking, speaking + atOnce - 1)
    lines.fill(0, speaking, speaking + atOnce - 1)
    for (let j = 0; j < speaking; j += atOnce) {
      const [a, b, c] = [strengths[j], strengths[j + 1], strengths[j + 2]] as Three
      const [d, e, f] = [strengths[j + 3], strengths[j + 4], strengths[j + 5]] as Three
      const [la, lb, lc] = [lines[j], lines[j + 1], lines[j + 2]] as Three
      const [ld, le, lf] = [lines[j + 3], lines[j + 4], lines[j + 5]] as Three
      for (let k = 0; k < classes; k++) {
        const abc =
          a * (out[(la + k) | 0] as number) +
          b * (out[(lb + k) | 0] as number) +
          c * (out[(lc + k) | 0] as number)
        const def =
          d * (out[(ld + k) | 0] as number) +
          e * (out[(le + k) | 0] as number) +
          f * (out[(lf + k) | 0] as number)
        said[k] = (said[k] as number) + (abc + def)
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
