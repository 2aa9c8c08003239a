/** Numbers 32-bit hashes in the order in which they come, by open addressing. */
export interface HashIndex {
  /** The number of a hash, −1 where it has none. */
  find(hash: number): number
  /** The number of a hash, a new one where it has none. */
  number(hash: number): number
  readonly size: number
}

/** An index with room for `expected` hashes; it grows as needed. Hash and number (from 1) lie side by side, in one cache line. */
export function createHashIndex(expected = 1024): HashIndex {
  let capacity = 16
  while (capacity * 3 < expected * 4) capacity *= 2
  let pairs = new Int32Array(2 * capacity)
  let size = 0

  /** Where the hash is, or the free place where it belongs. */
  function placeOf(hash: number): number {
    const key = hash | 0
    let place = 2 * (hash & (capacity - 1))
    while (pairs[place + 1] !== 0 && pairs[place] !== key) {
      place = (place + 2) & (2 * capacity - 1)
    }
    return place
  }

  function grow(): void {
    const old = pairs
    capacity *= 2
    pairs = new Int32Array(2 * capacity)
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue
      const place = placeOf(old[from] as number)
      pairs[place] = old[from] as number
      pairs[place + 1] = old[from + 1] as number
    }
  }

  return {
    get size() {
      return size
    },
    find: (hash) => (pairs[placeOf(hash) + 1] as number) - 1,
    number(hash) {
      let place = placeOf(hash)
      if (pairs[place + 1] !== 0) return (pairs[place + 1] as number) - 1
      if (size * 4 >= capacity * 3) {
        grow()
        place = placeOf(hash)
      }
      pairs[place] = hash | 0
      pairs[place + 1] = ++size
      return size - 1
    },
  }
}
