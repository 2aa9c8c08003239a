import { createHashIndex } from './hash-index.ts'
import type { HashIndex } from './hash-index.ts'

/** So many columns make up most of a text: an index of their own stays in the nearer cache. */
const commonest = 1 << 13

/**
 * Makes the function that finds the column of a hash, −1 where it has none. What is looked up costs what is fetched from far memory: first the commonest
 * columns are asked, then a bit that tells most hashes without a column.
 */
export function createColumnFinder(keys: Uint32Array): HashIndex['find'] {
  const common = createHashIndex(commonest)
  const rare = createHashIndex(keys.length)
  const maybe = new Int32Array(1 << Math.ceil(Math.log2(keys.length / 4 + 1)))
  const last = maybe.length - 1
  keys.forEach((key, c) => {
    if (c < commonest) {
      common.number(key)
      return
    }
    rare.number(key)
    const at = (key >>> 5) & last
    maybe[at] = (maybe[at] as number) | (1 << (key & 31))
  })
  return (hash) => {
    const c = common.find(hash)
    if (c >= 0) return c
    if (((maybe[(hash >>> 5) & last] as number) & (1 << (hash & 31))) === 0) return -1
    const r = rare.find(hash)
    return r < 0 ? -1 : r + commonest
  }
}
