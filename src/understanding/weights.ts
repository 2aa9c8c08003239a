import type { Plane } from './svm.ts'
import type { SparseVector } from './vectors.ts'

/**
 * The planes of all classes in one table, a row per feature, 8 bits per weight: a quarter of the
 * memory, so that it stays in cache, at no measurable loss of accuracy.
 */
export interface WeightTable {
  readonly classes: number
  /** `weights[column * classes + k]`, times `scales[k]`. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly biases: Float32Array
}

/** Rounds the planes of the classes to 8 bits, each class by its own scale. */
export function packWeights(planes: readonly Plane[], columns: number): WeightTable {
  const classes = planes.length
  const weights = new Int8Array(columns * classes)
  const scales = new Float32Array(classes)
  const biases = new Float32Array(classes)
  planes.forEach((plane, k) => {
    let largest = 0
    for (const weight of plane.weights) largest = Math.max(largest, Math.abs(weight))
    const scale = largest === 0 ? 1 : largest / 127
    scales[k] = scale
    biases[k] = plane.bias
    for (let column = 0; column < columns; column++) {
      weights[column * classes + k] = Math.round((plane.weights[column] as number) / scale)
    }
  })
  return { classes, weights, scales, biases }
}

/** Writes the margin of every class into `margins`. */
export function scoreClasses(
  table: WeightTable,
  vector: Pick<SparseVector, 'size' | 'column' | 'value'>,
  margins: Float64Array,
): void {
  const { classes, weights, scales, biases } = table
  margins.fill(0)
  for (let i = 0; i < vector.size; i++) {
    const from = (vector.column[i] as number) * classes
    const value = vector.value[i] as number
    for (let k = 0; k < classes; k++) {
      margins[k] = (margins[k] as number) + value * (weights[from + k] as number)
    }
  }
  for (let k = 0; k < classes; k++) {
    margins[k] = (margins[k] as number) * (scales[k] as number) + (biases[k] as number)
  }
}
