import { blocks, featureHash } from './feature-bag.ts'
import { longestWord, mostUnits, tellPieces } from './features.ts'
import type { TellWord } from './features.ts'
import type { OpenBag } from './feature-bag.ts'
import type { HashIndex } from './hash-index.ts'
import { createWordMemory, mostWords } from './word-memory.ts'

/** What of a vocabulary is needed: each column's hash and view. */
interface Columns {
  readonly keys: Uint32Array
  readonly block: Uint8Array
}

/** Lines of 8-bit numbers, one a column; only the first `lines` count. */
export interface LineTable {
  readonly table: Int8Array
  readonly width: number
  readonly lines: number
}

/** What the words of one text come to by their pieces. The arrays are scratch memory: valid until the next text. */
export interface WordSums {
  /** The sums of the lines of all pieces of all words, as often as they occur, in either table. */
  readonly planes: Int32Array
  readonly units: Int32Array
  /** How many known pieces occur once. */
  single: number
  /** The columns of those that occur more often, and how often. */
  readonly repeated: Int32Array
  readonly times: Int32Array
  repeatedSize: number
}

/** Sums up the words of a text. */
export interface WordSummer {
  /** A text begins: the words told from here on are its own. */
  begin(): void
  readonly tell: TellWord
  /** What the words told since `begin` come to. */
  end(): WordSums
}

/** More often than this no piece occurs in one text. */
const mostTimes = mostUnits * 4 * longestWord

/**
 * Most of a text are character n-grams inside its words, and words come again: what those of a word are, and what their lines
 * come to, is worked out once and remembered. These are whole numbers: who remembers reads as who does not.
 */
export function createWordSummer(
  { block, keys }: Columns,
  columnOf: HashIndex['find'],
  { planes, units }: { planes: LineTable; units: LineTable },
): WordSummer {
  const width = planes.width + units.width
  const memory = createWordMemory(width, 4 * (longestWord + 1))
  const { fresh, pieces, piecesFrom } = memory
  /** The remembered words of this text. */
  const told = new Int32Array(mostUnits)
  let toldSize = 0
  /** How often each column occurs in this text, on top of the text's stamp. */
  const occurred = new Int32Array(keys.length)
  let stamp = 0
  const sums = new Int32Array(width)
  const result = {
    planes: sums.subarray(0, planes.width),
    units: sums.subarray(planes.width),
    single: 0,
    repeated: new Int32Array(1 << 15),
    times: new Int32Array(1 << 15),
    repeatedSize: 0,
  }
  let freshSize = 0
  let strays = 0

  /** A hash in so many thousands is by chance that of another view: such a piece goes the way of all other features. */
  const takerOf = (add: OpenBag['add']) => (hash: number) => {
    const column = columnOf(featureHash(hash, blocks.chars))
    if (column < 0) return
    if (block[column] === blocks.chars) fresh[freshSize++] = column
    else if (++strays) add(hash, blocks.chars)
  }

  function count(columns: Int32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const column = columns[i] as number
      const before = Math.max(0, (occurred[column] as number) - stamp)
      occurred[column] = stamp + before + 1
      if (before === 0) result.single++
      if (before !== 1 || result.repeatedSize === result.repeated.length) continue
      result.single--
      result.repeated[result.repeatedSize++] = column
    }
  }

  /** Adds the lines of the fresh pieces to the numbers from `at` on. */
  function addFresh(to: Int16Array | Int32Array, at: number, { table, width, lines }: LineTable) {
    for (let i = 0; i < freshSize; i++) {
      const column = fresh[i] as number
      if (column >= lines) continue
      for (let k = 0; k < width; k++) {
        to[at + k] = (to[at + k] as number) + (table[column * width + k] as number)
      }
    }
  }

  /** Adds what four words come to. */
  function addWords(i: number): void {
    const lineOf = (at: number): number =>
      (at < toldSize ? (told[at] as number) : mostWords) * width
    const [a, b, c, d] = [lineOf(i), lineOf(i + 1), lineOf(i + 2), lineOf(i + 3)]
    const of = memory.sums
    for (let k = 0; k < width; k++) {
      const ab = (of[(a + k) | 0] as number) + (of[(b + k) | 0] as number)
      const cd = (of[(c + k) | 0] as number) + (of[(d + k) | 0] as number)
      sums[k] = (sums[k] as number) + ((ab + cd) | 0)
    }
  }

  return {
    begin() {
      memory.makeRoom()
      toldSize = result.single = result.repeatedSize = 0
      sums.fill(0)
      if (stamp > 2 ** 31 - 3 * mostTimes) {
        occurred.fill(0)
        stamp = 0
      }
      stamp += mostTimes
    },
    tell(text, start, end, hash, add) {
      const known = memory.find(text, start, end, hash)
      if (known >= 0) {
        told[toldSize++] = known
        count(pieces, piecesFrom[known] as number, piecesFrom[known + 1] as number)
        return
      }
      freshSize = strays = 0
      tellPieces(text, start, end, takerOf(add))
      count(fresh, 0, freshSize)
      const kept = strays > 0 ? -1 : memory.keep({ text, start, end, hash }, freshSize)
      const [to, at] = kept < 0 ? [sums, 0] : [memory.sums, kept * width]
      addFresh(to, at, planes)
      addFresh(to, at + planes.width, units)
      if (kept >= 0) told[toldSize++] = kept
    },
    end() {
      for (let i = 0; i < toldSize; i += 4) addWords(i)
      for (let i = 0; i < result.repeatedSize; i++) {
        result.times[i] = (occurred[result.repeated[i] as number] as number) - stamp
      }
      return result
    },
  }
}
