import type { ConceptMatcher } from './concepts.ts'
import { blocks, createBag, hashSlice, mix, seeds } from './feature-bag.ts'
import type { FeatureBag, OpenBag } from './feature-bag.ts'
import type { GoodsMask } from './goods.ts'
import type { GroupsOf } from './thesaurus.ts'

/** Units of a text at most. */
export const mostUnits = 4096
/** Words further from the start of a text than this are not paired: the pairs grow with the square. */
const maxPaired = 30

/** Kinds of unit: a word in letters and digits, one ideograph, kana or Hangul, or one other sign. */
const word = 1
const glyph = 2
const sign = 3

export type Extractor = (folded: string) => FeatureBag

/** Is told a word of a text, from `start` to `end`, and its hash; may add features of it to the bag. */
export type TellWord = (
  text: string,
  start: number,
  end: number,
  hash: number,
  add: OpenBag['add'],
) => void

/** Of longer words no pieces are taken. */
export const longestWord = 40

/** What is known of words before any training. */
export interface Meanings {
  matchConcepts?: ConceptMatcher
  maskGoods?: GoodsMask
  groupsOf?: GroupsOf
}

/** Tells the character n-grams of a word with its boundaries (`char_wb` of scikit-learn). */
export function tellPieces(text: string, start: number, end: number, tell: OpenBag['add']): void {
  for (let from = start - 1; from < end; from++) {
    let hash: number = seeds.chars
    for (let at = from; at <= Math.min(end, from + 4); at++) {
      hash = mix(hash, at < start || at >= end ? 32 : text.charCodeAt(at))
      if (at > from) tell(hash, blocks.chars)
    }
  }
}

/**
 * Makes an extractor with its own scratch memory; one per thread is enough. The views: words and
 * neighbouring words, stems, first and last words; character 2–5-grams of words and 2–4-grams of
 * Chinese; pairs of words anywhere in the text, all of the text with its goods masked; and, with a
 * matcher or a thesaurus, what the text is about. Who wants to be told the words gets them in place of their pieces.
 */
export function createExtractor(
  { matchConcepts, maskGoods = (text) => text, groupsOf }: Meanings = {},
  tellWord?: TellWord,
): Extractor {
  const bag = createBag()
  const hashOf = new Uint32Array(mostUnits)
  const kindOf = new Uint8Array(mostUnits)

  return (folded) => {
    bag.empty()
    const text = folded.replace(/['’`]/g, '')
    const units = readUnits(maskGoods(text))
    addUnitGrams(units)
    addPairs(Math.min(units, maxPaired))
    matchConcepts?.(text, (concept) => bag.add(mix(seeds.concept, concept), blocks.concepts))
    return bag
  }

  /** Cuts the text into units, adds what lies within each, and returns how many there are. */
  function readUnits(text: string): number {
    let units = 0
    for (let i = 0; i < text.length && units < mostUnits;) {
      const start = i
      const code = text.charCodeAt(i++)
      if (isWordCode(code)) {
        while (i < text.length && isWordCode(text.charCodeAt(i))) i++
        const hash = hashSlice(seeds.word, text, start, i)
        addWord(text, start, i, hash)
        addGroups(hash)
        hashOf[units] = hash
        kindOf[units++] = word
      } else if (isGlyphCode(code) || code === 63 || code === 33 || code > 0x2600) {
        hashOf[units] = mix(seeds.word, code)
        kindOf[units++] = isGlyphCode(code) ? glyph : sign
      }
    }
    return units
  }

  /** The stem, and the pieces. */
  function addWord(text: string, start: number, end: number, hash: number): void {
    if (end - start > 4)
      bag.add(hashSlice(seeds.stem, text, start, stemEnd(text, start, end)), blocks.words)
    if (end - start > longestWord) return
    if (tellWord) tellWord(text, start, end, hash, bag.add)
    else tellPieces(text, start, end, bag.add)
  }

  function addGroups(hash: number): void {
    const groups = groupsOf?.(hash)
    if (groups === undefined) return
    for (let g = 0; g < groups.length; g++) {
      bag.add(mix(seeds.group, groups[g] as number), blocks.groups)
    }
  }

  function addUnitGrams(units: number): void {
    if (units === 0) return
    bag.add(mix(seeds.first, hashOf[0] as number), blocks.words)
    bag.add(mix(seeds.last, hashOf[units - 1] as number), blocks.words)
    for (let u = 0; u < units; u++) {
      bag.add(hashOf[u] as number, blocks.words)
      if (u + 1 === units) return
      let gram = mix(mix(seeds.neighbours, hashOf[u] as number), hashOf[u + 1] as number)
      bag.add(gram, blocks.words)
      addGroups(gram)
      if (u === 0) bag.add(mix(seeds.first, gram), blocks.words)
      if (kindOf[u] !== glyph || kindOf[u + 1] !== glyph) continue
      bag.add(gram, blocks.chars)
      for (let v = u + 2; v <= u + 3 && v < units && kindOf[v] === glyph; v++) {
        gram = mix(gram, hashOf[v] as number)
        bag.add(gram, blocks.chars)
      }
    }
  }

  /** Every two units, near or far, in whichever order: what a linear model cannot put together itself. */
  function addPairs(units: number): void {
    for (let u = 0; u < units; u++) {
      const one = hashOf[u] as number
      for (let v = u + 1; v < units; v++) {
        const other = hashOf[v] as number
        const pair = mix(mix(seeds.together, Math.min(one, other)), Math.max(one, other))
        bag.add(pair, blocks.pairs)
      }
    }
  }
}

/** Where a word ends without its English ending, of which three letters at least remain before. */
function stemEnd(text: string, start: number, end: number): number {
  for (const ending of ['ing', 'ed', 'es', 'ly', 's', 'e']) {
    const cut = end - ending.length
    if (cut - start >= 3 && text.startsWith(ending, cut)) return cut
  }
  return end
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
