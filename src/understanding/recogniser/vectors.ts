import { blocks } from './feature-bag.ts'
import type { FeatureRows } from './feature-rows.ts'
import type { Extractor } from './features.ts'
import { createColumnFinder } from './column-finder.ts'
import { createHashIndex } from './hash-index.ts'
import type { HashIndex } from './hash-index.ts'
import type { SparseRows } from './sparse-rows.ts'
import { createSorter, emptyVector } from './text-vector.ts'
import type { TextVector } from './text-vector.ts'
import type { WordSummer, WordSums } from './word-sums.ts'

/** The features seen in training: which column each has, and how much it weighs. */
export interface Vocabulary {
  /** Hash of each column's feature. */
  readonly keys: Uint32Array
  readonly block: Uint8Array
  /** Inverse document frequency; 1 for character n-grams (measured: it hurts there). */
  readonly weight: Float32Array
  /** What a word never seen in training would weigh. */
  readonly unseenWeight: number
  readonly norms: BlockNorms
}

/** How many columns, counted from the first, are features of several texts. */
export function sharedColumns({ block, weight, unseenWeight }: Vocabulary): number {
  const single = unseenWeight - Math.LN2 - 1e-4
  const first = block.findIndex((of, c) => of === blocks.words && (weight[c] ?? 0) > single)
  return first < 0 ? block.length : first
}

/** The norm of each block, in the order of `blocks`: how much its view counts beside the others. */
export type BlockNorms = readonly number[]

/** Norms for anybody's data, found by cross-validation. */
export const generalNorms: BlockNorms = [1, 1, 0.6, 0, 1]

/** The same where examples are few. */
export const normsWithoutPairs: BlockNorms = [1, 1, 0, 0, 1]

/** The same for who is to know nothing of what words are about. */
export const plainNorms: BlockNorms = [1, 1, 0.6, 0, 0]

/** What fewer texts have is no feature, words apart: rarer pieces and pairs are chance (measured: no loss). */
const minTexts = 2

/** Columns at most, so that a model stays within four megabytes; words of a single text go first. */
const mostColumns = 1 << 18

/** Finds the features of the rows, and how rare each is among them. */
export function learnVocabulary(rows: FeatureRows, norms: BlockNorms = generalNorms): Vocabulary {
  const all = rows.starts.length - 1
  const index = createHashIndex(1 << 16)
  const hashes: number[] = []
  const block: number[] = []
  const texts: number[] = []
  for (let i = 0; i < (rows.starts[all] as number); i++) {
    const hash = rows.hashes[i] as number
    const number = index.number(hash)
    if (number === hashes.length) {
      hashes.push(hash)
      block.push(rows.block[i] as number)
      texts.push(0)
    }
    texts[number] = (texts[number] as number) + 1
  }
  // The commonest first: training and reading touch them most, so they should share cache lines. Of those that are
  // alike in this by their hash, so that a model file need only say how far each is from the last.
  const commonest = (a: number, b: number): number =>
    (texts[b] as number) - (texts[a] as number) || (hashes[a] as number) - (hashes[b] as number)
  const kept = Int32Array.from(hashes.keys())
    .filter((n) => (texts[n] as number) >= minTexts || block[n] === blocks.words)
    .sort(commonest)
    .subarray(0, mostColumns)
  return {
    keys: Uint32Array.from(kept, (n) => hashes[n] as number),
    block: Uint8Array.from(kept, (n) => block[n] as number),
    weight: Float32Array.from(kept, (n) =>
      countsAlike(block[n]) ? 1 : rarity(all, texts[n] as number),
    ),
    unseenWeight: rarity(all, 0),
    norms,
  }
}

/** Pieces of characters and groups of words count the same, however rare they are. */
function countsAlike(block: number | undefined): boolean {
  return block === blocks.chars || block === blocks.groups
}

/** Smoothed inverse document frequency, as scikit-learn has it. */
function rarity(all: number, having: number): number {
  return Math.log((1 + all) / (1 + having)) + 1
}

/** One text as a sparse vector. The arrays are scratch memory: valid until the next text. */
interface SparseVector {
  size: number
  readonly column: Int32Array
  readonly value: Float32Array
  /** What a piece of characters that occurs once counts. */
  pieceScale: number
  /** The value of every group of words. */
  about: number
  familiarity: number
}

/** Features as extracted, from one text's bag or one of many rows. */
type Features = Pick<FeatureRows, 'hashes' | 'counts' | 'block'>
type Weigh = (features: Features, from: number, to: number, pieces?: number) => SparseVector

/**
 * Makes the function that turns features into a vector: sublinear term frequency times the column's
 * weight, each block scaled to its norm. Features not in the vocabulary, or not yet seen, are dropped.
 */
function createWeigher(
  vocabulary: Vocabulary,
  columnOf: HashIndex['find'],
  seen?: Uint8Array,
): Weigh {
  const vector: SparseVector = {
    size: 0,
    column: new Int32Array(1 << 15),
    value: new Float32Array(1 << 15),
    pieceScale: 0,
    about: 0,
    familiarity: 0,
  }
  const { column, value } = vector
  const blockOf = new Uint8Array(1 << 15)
  const squares = new Float64Array(5)
  const scales = new Float64Array(5)
  return ({ hashes, counts, block }, from, to, pieces = 0) => {
    let size = 0
    let unseen = 0
    squares.fill(0)
    squares[blocks.chars] = pieces
    for (let i = from; i < to; i++) {
      const of = block[i] as number
      const c = columnOf(hashes[i] as number)
      if (c < 0 || seen?.[c] === 0) {
        if (of === blocks.words) unseen++
        continue
      }
      const count = counts[i] as number
      const known = vocabulary.block[c] as number
      const weight = countsAlike(known) ? 1 : (vocabulary.weight[c] as number)
      const v = (count === 1 || known === blocks.groups ? 1 : 1 + Math.log(count)) * weight
      squares[of] = (squares[of] as number) + v * v
      column[size] = c
      blockOf[size] = known
      value[size++] = v
    }
    for (let of = 0; of < squares.length; of++) {
      const square = squares[of] as number
      scales[of] = square > 0 ? (vocabulary.norms[of] ?? 0) / Math.sqrt(square) : 0
    }
    for (let i = 0; i < size; i++) {
      value[i] = (value[i] as number) * (scales[blockOf[i] as number] as number)
    }
    vector.size = size
    vector.pieceScale = scales[blocks.chars] as number
    vector.about = Math.fround(scales[blocks.groups] as number)
    const known = squares[blocks.words] as number
    vector.familiarity = known > 0 ? known / (known + unseen * vocabulary.unseenWeight ** 2) : 0
    return vector
  }
}

/** Makes the function that turns a folded text into a vector; the extractor tells `words` the words. */
export function createVectoriser(
  vocabulary: Vocabulary,
  columnOf: HashIndex['find'],
  words: WordSummer,
  extract: Extractor,
): (folded: string) => TextVector {
  const weigh = createWeigher(vocabulary, columnOf)
  const vector = emptyVector()
  const sort = createSorter(vector)
  const { others } = vector

  /** All pieces of words are summed as if each occurrence counted one; of those that occur again it is less. */
  function addRepeated({ repeated, times, repeatedSize }: WordSums, scale: number): void {
    const one = Math.fround(scale)
    for (let i = 0; i < repeatedSize && others.to < others.column.length; i++) {
      const count = times[i] as number
      others.column[others.to] = repeated[i] as number
      // Rounded as where no words are remembered.
      others.value[others.to++] =
        Math.fround(Math.fround(1 + Math.log(count)) * scale) - count * one
    }
  }

  return (folded) => {
    words.begin()
    const bag = extract(folded)
    const told = words.end()
    const weighed = weigh(bag, 0, bag.size, squareOf(told))
    const { size, column, value, pieceScale, about, familiarity } = weighed
    vector.words = told
    vector.pieces.value = Math.fround(pieceScale)
    vector.groups.value = about
    vector.familiarity = familiarity
    sort(column, value, size)
    addRepeated(told, pieceScale)
    return vector
  }
}

/** The squared norm of what the pieces of words count. */
function squareOf({ single, times, repeatedSize }: WordSums): number {
  let square = single
  for (let i = 0; i < repeatedSize; i++) square += (1 + Math.log(times[i] as number)) ** 2
  return square
}

/** Which columns would be in a vocabulary of these rows alone: 1 or 0 for each. */
export function columnsSeen(
  { block }: Vocabulary,
  data: SparseRows,
  among: Int32Array,
): Uint8Array {
  const texts = new Uint32Array(data.columns)
  for (const row of among) {
    for (let p = data.starts[row] as number; p < (data.starts[row + 1] as number); p++) {
      const c = data.column[p] as number
      texts[c] = (texts[c] as number) + 1
    }
  }
  return Uint8Array.from(texts, (count, c) =>
    Number(count >= (block[c] === blocks.words ? 1 : minTexts)),
  )
}

/** The chosen rows as vectors, in order; with `seen`, as they look to who knows only those columns. */
export function vectorise(
  vocabulary: Vocabulary,
  rows: FeatureRows,
  chosen: Int32Array,
  seen?: Uint8Array,
): SparseRows & { familiarity: Float64Array } {
  const weigh = createWeigher(vocabulary, createColumnFinder(vocabulary.keys), seen)
  const starts = new Int32Array(chosen.length + 1)
  let most = 0
  for (const row of chosen) most += (rows.starts[row + 1] as number) - (rows.starts[row] as number)
  const column = new Int32Array(most)
  const value = new Float32Array(most)
  const familiarity = new Float64Array(chosen.length)
  let used = 0
  chosen.forEach((row, at) => {
    const vector = weigh(rows, rows.starts[row] as number, rows.starts[row + 1] as number)
    column.set(vector.column.subarray(0, vector.size), used)
    value.set(vector.value.subarray(0, vector.size), used)
    familiarity[at] = vector.familiarity
    used += vector.size
    starts[at + 1] = used
  })
  return {
    rows: chosen.length,
    columns: vocabulary.keys.length,
    starts,
    column,
    value,
    familiarity,
  }
}
