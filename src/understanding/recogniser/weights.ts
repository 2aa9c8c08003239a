import { addCounted, createLineCounter } from './line-counter.ts'
import { addLines8 } from './sparse-rows.ts'
import { marginOffset } from './svm.ts'
import { commonColumns } from './text-vector.ts'
import type { Alike, TextVector } from './text-vector.ts'

/**
 * The planes of all classes in one table, a row per feature, 8 bits per weight: a quarter of the
 * memory, at no measurable loss of accuracy.
 */
export interface WeightTable {
  readonly classes: number
  /** `weights[column * classes + k]`, times `scales[k]`. */
  readonly weights: Int8Array
  readonly scales: Float32Array
}

/** Steps up and down of a weight: as good as 127 (measured), and half the size on disk. */
const levels = 31

/** Writes the margin of every class of a text into `margins`. */
export type PlaneScorer = (vector: TextVector, margins: Float64Array) => void

/** Rounds the planes of the classes (`weights[column * classes + k]`), each class by its own scale. */
export function packWeights(weights: Float32Array, classes: number): WeightTable {
  const scales = new Float32Array(classes)
  for (let at = 0; at < weights.length;) {
    for (let k = 0; k < classes; k++, at++) {
      scales[k] = Math.max(scales[k] as number, Math.abs(weights[at] as number))
    }
  }
  for (let k = 0; k < classes; k++) scales[k] = (scales[k] as number) / levels || 1
  const packed = new Int8Array(weights.length)
  for (let at = 0; at < weights.length;) {
    for (let k = 0; k < classes; k++, at++) {
      packed[at] = Math.round((weights[at] as number) / (scales[k] as number))
    }
  }
  return { classes, weights: packed, scales }
}

/** Of a column with weights for a larger share of the classes the whole line is read: several lines at a time, that is faster (measured). */
const fullFrom = 0.2

/**
 * Makes the function that writes the margin of every class. Nine weights of ten are zero, for most columns are rare: of those
 * only the others are read, each with its class; of common columns that count alike, whole lines are summed.
 */
export function createPlaneScorer({ classes, weights, scales }: WeightTable): PlaneScorer {
  const { starts, entries } = withoutZeros(weights, classes)
  const common = Math.min(commonColumns, starts.length - 1)
  const countLines = createLineCounter(weights, classes, common)
  const whole = {
    column: new Int32Array(1 << 15),
    value: new Float64Array(1 << 15),
    from: 0,
    to: 0,
  }
  const full = classes * fullFrom

  function addEntries(c: number, v: number, margins: Float64Array): void {
    const end = starts[c + 1] as number
    for (let at = starts[c] as number; at < end; at++) {
      const entry = entries[at] as number
      const k = entry >> 8
      margins[k] = (margins[k] as number) + v * ((entry & 255) - lifted)
    }
  }

  function addAlike(alike: Alike, margins: Float64Array): void {
    for (let i = alike.common; i < alike.size; i++) {
      addEntries(alike.columns[i] as number, alike.value, margins)
    }
    if (alike.common === 0) return
    addCounted(margins, alike.value, countLines(alike.columns, alike.common))
  }

  return ({ pieces, groups, words, others }, margins) => {
    margins.fill(0)
    let to = 0
    for (let i = others.from; i < others.to; i++) {
      const c = others.column[i] as number
      const v = others.value[i] as number
      if ((starts[c + 1] as number) - (starts[c] as number) > full) {
        whole.column[to] = c
        whole.value[to++] = v
      } else addEntries(c, v, margins)
    }
    whole.to = to
    addLines8(margins, weights, whole)
    addAlike(groups, margins)
    addAlike(pieces, margins)
    if (words) addCounted(margins, pieces.value, words.planes)
    for (let k = 0; k < classes; k++) {
      margins[k] = (margins[k] as number) * (scales[k] as number) + marginOffset
    }
  }
}

/** Weights are kept without a sign. */
const lifted = 128

/** The weights that are not zero, each after its class; those of column c from `starts[c]` to `starts[c + 1]`. */
function withoutZeros(weights: Int8Array, classes: number) {
  const columns = weights.length / classes
  const starts = new Int32Array(columns + 1)
  let used = 0
  for (let at = 0; at < weights.length; at++) if (weights[at] !== 0) used++
  const entries = classes <= 256 ? new Uint16Array(used) : new Uint32Array(used)
  used = 0
  for (let c = 0; c < columns; c++) {
    for (let k = 0; k < classes; k++) {
      const weight = weights[c * classes + k] as number
      if (weight !== 0) entries[used++] = (k << 8) | (weight + lifted)
    }
    starts[c + 1] = used
  }
  return { starts, entries }
}
