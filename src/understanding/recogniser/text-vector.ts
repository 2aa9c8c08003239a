import type { Entries } from './sparse-rows.ts'

/** Columns that all count the same. */
export interface Alike {
  value: number
  readonly columns: Int32Array
  /** So many of them are common columns; these come first. */
  common: number
  size: number
}

/** One text's columns and values, sorted by how they are summed. The arrays are scratch memory: valid until the next text. */
export interface TextVector {
  /** Pieces of characters that occur once, and are of no word that is told below. */
  readonly pieces: Alike
  /** The pieces of all words, each counting what `pieces` do: what their lines come to in the planes and in the hidden layer. */
  words: { readonly planes: Int32Array; readonly units: Int32Array } | null
  /** Groups of words. */
  readonly groups: Alike
  readonly others: Entries<Float32Array | Float64Array> & { to: number }
  /** The share of the text's words, by squared weight, that training has seen: 0 none … 1 all. */
  familiarity: number
}

/** The columns below this are common: the first are the commonest. */
export const commonColumns = 1 << 14

const mostEntries = 1 << 15

/** A vector with room for any text. */
export function emptyVector(): TextVector {
  const none = (): Alike => ({
    value: 0,
    columns: new Int32Array(mostEntries),
    common: 0,
    size: 0,
  })
  return {
    pieces: none(),
    groups: none(),
    words: null,
    others: {
      column: new Int32Array(mostEntries),
      value: new Float64Array(mostEntries),
      from: 0,
      to: 0,
    },
    familiarity: 0,
  }
}

/** A vector whose entries are all summed one by one. */
export function plainVector(others: Entries): TextVector {
  const none: Alike = { value: 0, columns: new Int32Array(0), common: 0, size: 0 }
  return { pieces: none, groups: none, words: null, others, familiarity: 0 }
}

/** Makes the function that sorts the first `size` entries into a vector whose `pieces` and `groups` have their values. */
export function createSorter(vector: TextVector) {
  const { pieces, groups, others } = vector
  const rare = [new Int32Array(mostEntries), new Int32Array(mostEntries)] as const
  return (column: Int32Array, value: Float32Array, size: number): void => {
    let [common, commonGroups, rarePieces, rareGroups, to] = [0, 0, 0, 0, 0]
    for (let i = 0; i < size; i++) {
      const c = column[i] as number
      const v = value[i] as number
      if (v === pieces.value) {
        if (c < commonColumns) pieces.columns[common++] = c
        else rare[0][rarePieces++] = c
      } else if (v === groups.value) {
        if (c < commonColumns) groups.columns[commonGroups++] = c
        else rare[1][rareGroups++] = c
      } else {
        others.column[to] = c
        others.value[to++] = v
      }
    }
    others.to = to
    append(pieces, common, rare[0], rarePieces)
    append(groups, commonGroups, rare[1], rareGroups)
  }
}

function append(alike: Alike, common: number, rare: Int32Array, count: number): void {
  alike.common = common
  alike.size = common + count
  for (let i = 0; i < count; i++) alike.columns[common + i] = rare[i] as number
}
