/** Repeatable randomness: the same seed gives the same numbers on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** Shuffles the first `count` items in place (Fisher–Yates). */
  shuffle(items: Int32Array, count?: number): void
}

/** The generator mulberry32: small, quick, and good enough to shuffle with. */
export function seededRandom(seed: number): Random {
  let state = seed | 0
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    shuffle(items, count = items.length) {
      for (let i = count - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        const kept = items[i] as number
        items[i] = items[j] as number
        items[j] = kept
      }
    },
  }
}
