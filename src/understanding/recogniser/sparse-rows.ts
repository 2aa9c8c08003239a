/** Rows of numbers, most of them zero (compressed sparse rows). */
export interface SparseRows {
  readonly rows: number
  readonly columns: number
  /** Row r's entries are at `starts[r] … starts[r + 1]`. */
  readonly starts: Int32Array
  readonly column: Int32Array
  readonly value: Float32Array
}

/** Some entries of a sparse row: columns and values from `from` to `to`. */
export interface Entries<Values = Float32Array> {
  readonly column: Int32Array
  readonly value: Values
  readonly from: number
  readonly to: number
}

/**
 * Adds value × the table's line of its column, for every entry, to `sums`: a sparse row times a table
 * of `sums.length` numbers a line. Four lines at a time, because the loads and stores of `sums` are
 * what costs (measured: 1.6 times as fast). In training only: for 8-bit tables there is `addLines8`,
 * apart because a function that meets one type of array runs faster.
 */
export function addLines(sums: Float64Array, table: Float32Array, entries: Entries): void {
  const { column, value, from, to } = entries
  const width = sums.length
  let p = from
  for (; p + 3 < to; p += 4) {
    const a = (column[p] as number) * width
    const b = (column[p + 1] as number) * width
    const c = (column[p + 2] as number) * width
    const d = (column[p + 3] as number) * width
    const va = value[p] as number
    const vb = value[p + 1] as number
    const vc = value[p + 2] as number
    const vd = value[p + 3] as number
    for (let k = 0; k < width; k++) {
      const ab = va * (table[a + k] as number) + vb * (table[b + k] as number)
      const cd = vc * (table[c + k] as number) + vd * (table[d + k] as number)
      sums[k] = (sums[k] as number) + (ab + cd)
    }
  }
  for (; p < to; p++) {
    const a = (column[p] as number) * width
    const va = value[p] as number
    for (let k = 0; k < width; k++) sums[k] = (sums[k] as number) + va * (table[a + k] as number)
  }
}

/** As `addLines`, for tables of 8-bit numbers, in reading. */
export function addLines8(
  sums: Float64Array,
  table: Int8Array,
  entries: Entries<Float64Array>,
): void {
  const { column, value, from, to } = entries
  const width = sums.length
  let p = from
  for (; p + 3 < to; p += 4) {
    const a = (column[p] as number) * width
    const b = (column[p + 1] as number) * width
    const c = (column[p + 2] as number) * width
    const d = (column[p + 3] as number) * width
    const va = value[p] as number
    const vb = value[p + 1] as number
    const vc = value[p + 2] as number
    const vd = value[p + 3] as number
    for (let k = 0; k < width; k++) {
      const ab = va * (table[(a + k) | 0] as number) + vb * (table[(b + k) | 0] as number)
      const cd = vc * (table[(c + k) | 0] as number) + vd * (table[(d + k) | 0] as number)
      sums[k] = (sums[k] as number) + (ab + cd)
    }
  }
  for (; p < to; p++) {
    const a = (column[p] as number) * width
    const va = value[p] as number
    for (let k = 0; k < width; k++) sums[k] = (sums[k] as number) + va * (table[a + k] as number)
  }
}
