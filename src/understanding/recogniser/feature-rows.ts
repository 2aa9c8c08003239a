import type { Extractor } from './features.ts'

/** The features of many texts, extracted once; text r's are at `starts[r] … starts[r + 1]`. */
export interface FeatureRows {
  readonly starts: Int32Array
  readonly hashes: Uint32Array
  readonly counts: Float32Array
  readonly block: Uint8Array
}

/** Extracts the features of all texts. */
export function extractRows(texts: readonly string[], extract: Extractor): FeatureRows {
  const starts = new Int32Array(texts.length + 1)
  let hashes = new Uint32Array(1 << 16)
  let counts = new Float32Array(1 << 16)
  let block = new Uint8Array(1 << 16)
  let used = 0
  texts.forEach((text, row) => {
    const bag = extract(text)
    if (used + bag.size > hashes.length) {
      const room = Math.max(2 * hashes.length, used + bag.size)
      hashes = copied(hashes, new Uint32Array(room))
      counts = copied(counts, new Float32Array(room))
      block = copied(block, new Uint8Array(room))
    }
    hashes.set(bag.hashes.subarray(0, bag.size), used)
    counts.set(bag.counts.subarray(0, bag.size), used)
    block.set(bag.block.subarray(0, bag.size), used)
    used += bag.size
    starts[row + 1] = used
  })
  return { starts, hashes, counts, block }
}

function copied<A extends Uint32Array | Float32Array | Uint8Array>(from: A, to: A): A {
  to.set(from)
  return to
}
