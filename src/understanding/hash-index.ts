/** Numbers 32-bit hashes in the order in which they come, by open addressing. */
export interface HashIndex {
  /** The number of a hash, −1 where it has none. */
  find(hash: number): number
  /** The number of a hash, a new one where it has none. */
  number(hash: number): number
  readonly size: number
}

/** An index with room for `expected` hashes; it grows as needed. */
export function createHashIndex(expected = 1024): HashIndex {
  let capacity = 16
  while (capacity < expected * 2) capacity *= 2
  let keys = new Uint32Array(capacity)
  let numbers = new Int32Array(capacity).fill(-1)
  let size = 0

  function slotOf(hash: number): number {
    let slot = hash & (capacity - 1)
    while (numbers[slot] !== -1 && keys[slot] !== hash) slot = (slot + 1) & (capacity - 1)
    return slot
  }

  function grow(): void {
    const [oldKeys, oldNumbers] = [keys, numbers]
    capacity *= 2
    keys = new Uint32Array(capacity)
    numbers = new Int32Array(capacity).fill(-1)
    oldNumbers.forEach((number, old) => {
      if (number === -1) return
      const slot = slotOf(oldKeys[old] as number)
      keys[slot] = oldKeys[old] as number
      numbers[slot] = number
    })
  }

  return {
    get size() {
      return size
    },
    find: (hash) => numbers[slotOf(hash)] as number,
    number(hash) {
      let slot = slotOf(hash)
      if (numbers[slot] !== -1) return numbers[slot] as number
      if (size * 2 >= capacity) {
        grow()
        slot = slotOf(hash)
      }
      keys[slot] = hash
      numbers[slot] = size
      return size++
    },
  }
}
