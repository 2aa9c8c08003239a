import { isCjk, tokensOf } from '../words/analyse.ts'

/** What a piece of a text says, by numbers: its very words, and its terms. */
export interface NumberedPiece {
  words: readonly number[]
  terms: readonly number[]
}

/** Gives terms and words numbers, from 0 on, in the order in which they are met. */
export interface Numbering {
  numberOf(term: string): number
  /** The number of what was met before. */
  find(term: string): number | undefined
  /** What a number stands for. */
  said(number: number): string
  count(): number
  /** The numbers of a piece that comes behind another. */
  pieceOf(piece: string, before: string): NumberedPiece
}

/** Texts repeat their words; what a plain one says is looked up once. */
const maxRemembered = 50_000
/** A long word is seldom met again. */
const longestRemembered = 24
const digit = /\d/

export function createNumbering(): Numbering {
  const numbers = new Map<string, number>()
  const all: string[] = []
  const plainPieces = new Map<string, NumberedPiece>()

  function numberOf(term: string): number {
    const before = numbers.get(term)
    if (before !== undefined) return before
    const number = all.push(term) - 1
    numbers.set(term, number)
    return number
  }
  function readPiece(piece: string, before: string): NumberedPiece {
    return {
      words: isCjk(piece) ? Array.from(piece, numberOf) : [numberOf(piece)],
      terms: tokensOf(piece, before).map(({ term }) => numberOf(term)),
    }
  }

  return {
    numberOf,
    find: (term) => numbers.get(term),
    said: (number) => all[number] ?? '',
    count: () => all.length,
    pieceOf(piece, before) {
      const known = plainPieces.get(piece)
      if (known) return known
      const read = readPiece(piece, before)
      // A code may belong to what stands before it, and a run of Chinese is seldom met again.
      if (piece.length > longestRemembered || digit.test(piece) || isCjk(piece)) return read
      if (plainPieces.size >= maxRemembered) plainPieces.clear()
      plainPieces.set(piece, read)
      return read
    },
  }
}

/** Tells which numbers come for the first time. */
export interface Firsts {
  /** Forgets all that came. */
  clear(): void
  isFirst(number: number): boolean
}

export function createFirsts(): Firsts {
  let rounds = new Int32Array(256)
  let round = 1
  return {
    clear() {
      round += 1
    },
    isFirst(number) {
      if (number >= rounds.length) {
        const before = rounds
        rounds = new Int32Array(number * 2)
        rounds.set(before)
      }
      if (rounds[number] === round) return false
      rounds[number] = round
      return true
    },
  }
}
