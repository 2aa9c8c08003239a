import { createHashIndex } from './hash-index.ts'

/** Words that were read before, each by a number: its pieces, and what their lines come to. */
export interface WordMemory {
  /** The number of the word that a text holds from `start` to `end`, −1 where it is not remembered. */
  find(text: string, start: number, end: number, hash: number): number
  /** Keeps a word and as many of these columns, and returns its number; −1 where there is no room. */
  keep(word: { text: string; start: number; end: number; hash: number }, size: number): number
  /** The columns that `keep` keeps. */
  readonly fresh: Int32Array
  /** The columns of all words; those of word n from `piecesFrom[n]` to `piecesFrom[n + 1]`. */
  readonly pieces: Int32Array
  readonly piecesFrom: Int32Array
  /** The sums of word n from `n * width` on; those of word `mostWords` are nothing. */
  readonly sums: Int16Array
  /** Forgets all words if there was no room for another. */
  makeRoom(): void
}

/** Words that are remembered at once: more than people use every day. */
export const mostWords = 1 << 13
/** Their signs and pieces. */
const [mostSigns, mostPieces] = [1 << 16, 1 << 18]

/** A memory of no words, with `width` sums for each; `longest` is how many pieces a word may have. */
export function createWordMemory(width: number, longest: number): WordMemory {
  let index = createHashIndex(mostWords)
  let full = false
  const signs = new Uint16Array(mostSigns)
  const signsFrom = new Int32Array(mostWords + 1)
  const pieces = new Int32Array(mostPieces)
  const piecesFrom = new Int32Array(mostWords + 1)
  const sums = new Int16Array((mostWords + 1) * width)
  const fresh = new Int32Array(longest)

  return {
    fresh,
    pieces,
    piecesFrom,
    sums,
    find(text, start, end, hash) {
      const number = index.find(hash)
      if (number < 0) return -1
      const from = signsFrom[number] as number
      if ((signsFrom[number + 1] as number) - from !== end - start) return -1
      for (let i = start; i < end; i++) {
        if (signs[from + i - start] !== text.charCodeAt(i)) return -1
      }
      return number
    },
    keep({ text, start, end, hash }, size) {
      const number = index.size
      const [signsAt, piecesAt] = [signsFrom[number] as number, piecesFrom[number] as number]
      if (index.find(hash) >= 0) return -1
      full ||=
        number === mostWords || signsAt + end - start > mostSigns || piecesAt + size > mostPieces
      if (full) return -1
      index.number(hash)
      for (let i = start; i < end; i++) signs[signsAt + i - start] = text.charCodeAt(i)
      for (let i = 0; i < size; i++) pieces[piecesAt + i] = fresh[i] as number
      signsFrom[number + 1] = signsAt + end - start
      piecesFrom[number + 1] = piecesAt + size
      sums.fill(0, number * width, (number + 1) * width)
      return number
    },
    makeRoom() {
      if (!full) return
      index = createHashIndex(mostWords)
      full = false
    },
  }
}
