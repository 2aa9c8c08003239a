/** Which view of a text a feature belongs to; each is weighed and normalised apart. */
export const blocks = { words: 0, chars: 1 } as const

/**
 * Hashed n-grams of one text. The arrays are reused by the next extraction: read them at once.
 */
export interface FeatureBag {
  size: number
  /** 32-bit hashes, distinct within the bag; the block is part of what is hashed. */
  readonly hashes: Uint32Array
  readonly counts: Float32Array
  readonly block: Uint8Array
}

const maxFeatures = 1 << 15
const slots = 1 << 16
const maxUnits = 4096

/** Kinds of unit: a word in letters and digits, one ideograph, kana or Hangul, or one other sign. */
const word = 1
const glyph = 2
const sign = 3

/** Makes an extractor with its own scratch memory; one per thread is enough. */
export function createExtractor(): (folded: string) => FeatureBag {
  const table = new Int32Array(slots)
  const stamps = new Uint32Array(slots)
  let stamp = 0
  const bag: FeatureBag = {
    size: 0,
    hashes: new Uint32Array(maxFeatures),
    counts: new Float32Array(maxFeatures),
    block: new Uint8Array(maxFeatures),
  }
  const unitHash = new Uint32Array(maxUnits)
  const unitKind = new Uint8Array(maxUnits)

  function add(hash: number, block: number): void {
    const h = finish(block === blocks.words ? hash : hash ^ 0x9e3779b9)
    let slot = h & (slots - 1)
    while (stamps[slot] === stamp) {
      const at = table[slot] as number
      if (bag.hashes[at] === h) {
        bag.counts[at] = (bag.counts[at] as number) + 1
        return
      }
      slot = (slot + 1) & (slots - 1)
    }
    if (bag.size === maxFeatures) return
    stamps[slot] = stamp
    table[slot] = bag.size
    bag.hashes[bag.size] = h
    bag.counts[bag.size] = 1
    bag.block[bag.size] = block
    bag.size++
  }

  /** Character 3–5-grams of a word with its boundaries, as `char_wb` of scikit-learn takes them. */
  function addWordPieces(text: string, start: number, end: number): void {
    for (let from = start - 1; from <= end - 2; from++) {
      let hash = charSeed
      for (let length = 1; length <= 5; length++) {
        const at = from + length - 1
        if (at > end) break
        hash = step(hash, at < start || at >= end ? 32 : text.charCodeAt(at))
        if (length >= 3) add(hash, blocks.chars)
      }
    }
  }

  function extract(folded: string): FeatureBag {
    stamp++
    bag.size = 0
    let units = 0
    let i = 0
    while (i < folded.length && units < maxUnits - 1) {
      const code = folded.charCodeAt(i)
      if (isWordCode(code)) {
        const start = i
        let hash = wordSeed
        while (i < folded.length && isWordCode(folded.charCodeAt(i))) {
          hash = step(hash, folded.charCodeAt(i++))
        }
        if (i - start <= 40) addWordPieces(folded, start, i)
        unitHash[units] = hash
        unitKind[units++] = word
      } else if (isGlyphCode(code)) {
        unitHash[units] = step(wordSeed, code)
        unitKind[units++] = glyph
        i++
      } else {
        if (code === 63 || code === 33 || code > 0x2600) {
          unitHash[units] = step(wordSeed, code)
          unitKind[units++] = sign
        }
        i++
      }
    }
    addUnitGrams(units)
    return bag
  }

  function addUnitGrams(units: number): void {
    for (let u = 0; u < units; u++) {
      const first = unitHash[u] as number
      add(first, blocks.words)
      if (u + 1 === units) return
      const second = unitHash[u + 1] as number
      const pair = step(step(pairSeed, first), second)
      add(pair, blocks.words)
      if (unitKind[u] !== glyph || unitKind[u + 1] !== glyph) continue
      add(pair, blocks.chars)
      let longer = pair
      for (let more = 2; more <= 3 && u + more < units && unitKind[u + more] === glyph; more++) {
        longer = step(longer, unitHash[u + more] as number)
        add(longer, blocks.chars)
      }
    }
  }

  return extract
}

const wordSeed = 0x811c9dc5
const charSeed = 0x3c6ef372
const pairSeed = 0x1b873593

/** One FNV-1a step over a whole number instead of a byte: enough mixing, once `finish` has run. */
function step(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) ^ (value >>> 16)
}

/** The finaliser of MurmurHash3, so that low bits are as good as high ones. */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function isGlyphCode(code: number): boolean {
  return (code >= 0x3040 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af)
}

function isWordCode(code: number): boolean {
  if (code < 0x80) {
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
  }
  return code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7
}
