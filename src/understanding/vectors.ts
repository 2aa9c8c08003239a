import { blocks, createExtractor } from './features.ts'
import type { SparseRows } from './svm.ts'

/** The features seen in training: which column each has, and how much it weighs. */
export interface Vocabulary {
  /** Hash of each column's feature. */
  readonly keys: Uint32Array
  readonly block: Uint8Array
  /** Inverse document frequency for words; 1 for character n-grams (measured: idf hurts there). */
  readonly weight: Float32Array
}

/** How much each view counts in the dot product; the norms of the two blocks. */
export const blockNorms = { words: 1, chars: 1 } as const

/** One text as a sparse vector. The arrays are scratch memory: valid until the next text. */
export interface SparseVector {
  size: number
  readonly column: Int32Array
  readonly value: Float32Array
}

/** Finds the features that at least `minCount` of the texts have. */
export function learnVocabulary(texts: readonly string[], minCount = 1): Vocabulary {
  const extract = createExtractor()
  const seen = new Map<number, number>()
  const blockOf = new Map<number, number>()
  for (const text of texts) {
    const bag = extract(text)
    for (let i = 0; i < bag.size; i++) {
      const hash = bag.hashes[i] as number
      const count = seen.get(hash)
      if (count === undefined) blockOf.set(hash, bag.block[i] as number)
      seen.set(hash, (count ?? 0) + 1)
    }
  }
  const kept = [...seen].filter(([, count]) => count >= minCount)
  const keys = new Uint32Array(kept.length)
  const block = new Uint8Array(kept.length)
  const weight = new Float32Array(kept.length)
  kept.forEach(([hash, count], column) => {
    keys[column] = hash
    block[column] = blockOf.get(hash) ?? blocks.words
    weight[column] =
      block[column] === blocks.words ? Math.log((1 + texts.length) / (1 + count)) + 1 : 1
  })
  return { keys, block, weight }
}

/**
 * Makes the function that turns a folded text into a vector: sublinear term frequency times the
 * column's weight, each block scaled to its norm. Features not in the vocabulary are dropped.
 */
export function createVectoriser(vocabulary: Vocabulary): (folded: string) => SparseVector {
  const extract = createExtractor()
  const columnOf = createLookup(vocabulary.keys)
  const vector: SparseVector = {
    size: 0,
    column: new Int32Array(1 << 15),
    value: new Float32Array(1 << 15),
  }
  return (folded) => {
    const bag = extract(folded)
    const { column, value } = vector
    let size = 0
    let words = 0
    let chars = 0
    for (let i = 0; i < bag.size; i++) {
      const c = columnOf(bag.hashes[i] as number)
      if (c < 0) continue
      const count = bag.counts[i] as number
      const v = (count === 1 ? 1 : 1 + Math.log(count)) * (vocabulary.weight[c] as number)
      if (vocabulary.block[c] === blocks.words) words += v * v
      else chars += v * v
      column[size] = c
      value[size++] = v
    }
    const wordScale = words > 0 ? blockNorms.words / Math.sqrt(words) : 0
    const charScale = chars > 0 ? blockNorms.chars / Math.sqrt(chars) : 0
    for (let i = 0; i < size; i++) {
      const scale = vocabulary.block[column[i] as number] === blocks.words ? wordScale : charScale
      value[i] = (value[i] as number) * scale
    }
    vector.size = size
    return vector
  }
}

/** All texts as rows, for training. */
export function vectorise(vocabulary: Vocabulary, texts: readonly string[]): SparseRows {
  const vectorOf = createVectoriser(vocabulary)
  const starts = new Int32Array(texts.length + 1)
  let column = new Int32Array(1 << 16)
  let value = new Float32Array(1 << 16)
  let used = 0
  texts.forEach((text, row) => {
    const vector = vectorOf(text)
    if (used + vector.size > column.length) {
      const room = Math.max(2 * column.length, used + vector.size)
      column = grow(column, new Int32Array(room))
      value = grow(value, new Float32Array(room))
    }
    column.set(vector.column.subarray(0, vector.size), used)
    value.set(vector.value.subarray(0, vector.size), used)
    used += vector.size
    starts[row + 1] = used
  })
  return { rows: texts.length, columns: vocabulary.keys.length, starts, column, value }
}

function grow<A extends Int32Array | Float32Array>(from: A, to: A): A {
  to.set(from)
  return to
}

/** An open-addressing table from hash to column; −1 for hashes it does not hold. */
function createLookup(keys: Uint32Array): (hash: number) => number {
  let size = 16
  while (size < keys.length * 2) size *= 2
  const mask = size - 1
  const columns = new Int32Array(size).fill(-1)
  keys.forEach((key, column) => {
    let slot = key & mask
    while (columns[slot] !== -1) slot = (slot + 1) & mask
    columns[slot] = column
  })
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const column = columns[slot] as number
      if (column === -1 || keys[column] === hash) return column
    }
  }
}
