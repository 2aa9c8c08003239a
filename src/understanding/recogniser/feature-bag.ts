/** Which view of a text a feature belongs to; each is weighed and normalised apart. */
export const blocks = { words: 0, chars: 1, pairs: 2, concepts: 3, groups: 4 } as const
export type Block = (typeof blocks)[keyof typeof blocks]

/** Hashed features of one text. The arrays are reused for the next one: read them at once. */
export interface FeatureBag {
  size: number
  /** 32-bit hashes, distinct within the bag; the block is part of what is hashed. */
  readonly hashes: Uint32Array
  readonly counts: Float32Array
  readonly block: Uint8Array
}

/** A bag that can be emptied at no cost and counts what is added twice. */
export interface OpenBag extends FeatureBag {
  empty(): void
  add(hash: number, block: Block): void
}

const maxFeatures = 1 << 15
/** Slots that nearly every text does with: they stay in the nearest cache. */
const fewSlots = 1 << 11

/** Starts a hash: features of different kinds start from different seeds. */
export const seeds = {
  word: 0x811c9dc5,
  chars: 0x3c6ef372,
  neighbours: 0x1b873593,
  together: 0x6a09e667,
  first: 0x510e527f,
  last: 0x1f83d9ab,
  stem: 0x5be0cd19,
  concept: 0x3b67ae85,
  group: 0x428a2f98,
} as const

/** One FNV-1a step over a whole number instead of a byte: enough mixing, once the bag has finished it. */
export function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) ^ (value >>> 16)
}

/** The hash of the signs of a text from `start` to `end`. */
export function hashSlice(seed: number, text: string, start: number, end: number): number {
  let hash = seed
  for (let i = start; i < end; i++) hash = mix(hash, text.charCodeAt(i))
  return hash
}

/** An empty bag, by open addressing; a slot belongs to the current text when it bears its stamp. It grows with its texts. */
export function createBag(): OpenBag {
  let slots = fewSlots
  let table = new Int32Array(slots)
  let stamps = new Uint32Array(slots)
  const hashes = new Uint32Array(maxFeatures)
  const counts = new Float32Array(maxFeatures)
  const block = new Uint8Array(maxFeatures)
  let stamp = 0

  function grow(): void {
    slots *= 4
    table = new Int32Array(slots)
    stamps = new Uint32Array(slots)
    for (let at = 0; at < bag.size; at++) {
      let slot = (hashes[at] as number) & (slots - 1)
      while (stamps[slot] === stamp) slot = (slot + 1) & (slots - 1)
      stamps[slot] = stamp
      table[slot] = at
    }
  }

  const bag: OpenBag = {
    size: 0,
    hashes,
    counts,
    block,
    empty() {
      stamp++
      bag.size = 0
    },
    add(hash, of) {
      const h = featureHash(hash, of)
      let slot = h & (slots - 1)
      while (stamps[slot] === stamp) {
        const at = table[slot] as number
        if (hashes[at] === h) {
          counts[at] = (counts[at] as number) + 1
          return
        }
        slot = (slot + 1) & (slots - 1)
      }
      if (bag.size === maxFeatures) return
      stamps[slot] = stamp
      table[slot] = bag.size
      hashes[bag.size] = h
      counts[bag.size] = 1
      block[bag.size] = of
      bag.size++
      if (bag.size * 2 > slots) grow()
    },
  }
  return bag
}

/** The hash by which a feature is known: its block is part of it. */
export function featureHash(hash: number, block: Block): number {
  return finish(hash + Math.imul(block, 0x9e3779b9))
}

/** The finaliser of MurmurHash3, so that low bits are as good as high ones; no two numbers come to the same. */
export function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
