import { blocks } from './feature-bag.ts'
import { createExtractor } from './features.ts'
import type { Extractor } from './features.ts'
import type { SparseRows } from './svm.ts'

/** The features seen in training: which column each has, and how much it weighs. */
export interface Vocabulary {
  /** Hash of each column's feature. */
  readonly keys: Uint32Array
  readonly block: Uint8Array
  /** Inverse document frequency; 1 for character n-grams (measured: it hurts there). */
  readonly weight: Float32Array
  /** What a word never seen in training would weigh. */
  readonly unseenWeight: number
}

/** The norm of each block: how much its view counts beside the others. Found by cross-validation. */
const blockNorms = {
  [blocks.words]: 1,
  [blocks.chars]: 1,
  [blocks.pairs]: 0.6,
  [blocks.concepts]: 2,
} as const

/** A pair of words is a feature only when this many texts have it: most pairs are chance. */
const minPairTexts = 2

/** One text as a sparse vector. The arrays are scratch memory: valid until the next text. */
export interface SparseVector {
  size: number
  readonly column: Int32Array
  readonly value: Float32Array
  /** The share of the text's words, by squared weight, that training has seen: 0 none … 1 all. */
  familiarity: number
}

/** Finds the features of the texts, and how rare each is. */
export function learnVocabulary(
  texts: readonly string[],
  extract: Extractor = createExtractor(),
): Vocabulary {
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
  const kept = [...seen].filter(
    ([hash, count]) => count >= minPairTexts || blockOf.get(hash) !== blocks.pairs,
  )
  const keys = new Uint32Array(kept.length)
  const block = new Uint8Array(kept.length)
  const weight = new Float32Array(kept.length)
  kept.forEach(([hash, count], column) => {
    keys[column] = hash
    block[column] = blockOf.get(hash) ?? blocks.words
    const rarity = Math.log((1 + texts.length) / (1 + count)) + 1
    weight[column] = block[column] === blocks.chars ? 1 : rarity
  })
  return { keys, block, weight, unseenWeight: Math.log(1 + texts.length) + 1 }
}

/**
 * Makes the function that turns a folded text into a vector: sublinear term frequency times the
 * column's weight, each block scaled to its norm. Features not in the vocabulary are dropped.
 */
export function createVectoriser(
  vocabulary: Vocabulary,
  extract: Extractor = createExtractor(),
): (folded: string) => SparseVector {
  const columnOf = createLookup(vocabulary.keys)
  const vector: SparseVector = {
    size: 0,
    column: new Int32Array(1 << 15),
    value: new Float32Array(1 << 15),
    familiarity: 0,
  }
  const squares = new Float64Array(4)
  const scales = new Float64Array(4)
  return (folded) => {
    const bag = extract(folded)
    const { column, value } = vector
    let size = 0
    let unseen = 0
    squares.fill(0)
    for (let i = 0; i < bag.size; i++) {
      const c = columnOf(bag.hashes[i] as number)
      if (c < 0) {
        if (bag.block[i] === blocks.words) unseen++
        continue
      }
      const count = bag.counts[i] as number
      const v = (count === 1 ? 1 : 1 + Math.log(count)) * (vocabulary.weight[c] as number)
      const block = bag.block[i] as number
      squares[block] = (squares[block] as number) + v * v
      column[size] = c
      value[size++] = v
    }
    for (const block of Object.values(blocks)) {
      const square = squares[block] as number
      scales[block] = square > 0 ? blockNorms[block] / Math.sqrt(square) : 0
    }
    for (let i = 0; i < size; i++) {
      const block = vocabulary.block[column[i] as number] as number
      value[i] = (value[i] as number) * (scales[block] as number)
    }
    vector.size = size
    const known = squares[blocks.words] as number
    const strange = unseen * vocabulary.unseenWeight ** 2
    vector.familiarity = known > 0 ? known / (known + strange) : 0
    return vector
  }
}

/** All texts as rows, for training. */
export function vectorise(
  vocabulary: Vocabulary,
  texts: readonly string[],
  extract: Extractor = createExtractor(),
): SparseRows {
  const vectorOf = createVectoriser(vocabulary, extract)
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
