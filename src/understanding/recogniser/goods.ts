import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { foldText } from '../fold.ts'

/** Kinds of goods, each with its Chinese names, parted by blanks, and its English ones, parted by `|`. */
export const GoodsFile = z.record(z.string(), z.strictObject({ zh: z.string(), en: z.string() }))
export type GoodsFile = z.infer<typeof GoodsFile>

/** All names of a goods file, in the form of folded text. */
export function goodsNames(file: GoodsFile): string[] {
  return Object.values(file).flatMap(({ zh, en }) => [
    ...zh.split(/\s+/).filter(Boolean),
    ...en
      .split('|')
      .map((name) => name.trim().replaceAll('-', ' '))
      .filter(Boolean),
  ])
}

/** The goods that come with the product, as written. */
export const goodsSource = () => readFileSync(join(import.meta.dirname, 'goods.yaml'), 'utf8')

/** Makes the finder of goods in a folded text, parts of goods apart. */
export function createGoodsFinder(source = goodsSource()): GoodsFinder {
  const { parts: _, ...whole } = GoodsFile.parse(parse(source))
  return finderOf(goodsNames(whole))
}

/** Makes the finder of goods in a text as it was written; none are found where folding moves its letters. */
export function createGoodsSpotter(source = goodsSource()): GoodsFinder {
  const find = createGoodsFinder(source)
  return (text) => {
    const folded = foldText(text)
    return folded.length === text.length ? find(folded) : []
  }
}

/** Makes the finder of whatever a firm may ask for in a text as it was written: these goods, parts of them apart, and those of the trade. */
export function createWishedGoodsSpotter(): GoodsFinder {
  const trade = readFileSync(join(import.meta.dirname, 'trade-goods.yaml'), 'utf8')
  const { parts: _, ...whole } = GoodsFile.parse(parse(goodsSource()))
  const find = finderOf([whole, GoodsFile.parse(parse(trade))].flatMap(goodsNames))
  return (text) => {
    const folded = foldText(text)
    return folded.length === text.length ? find(folded) : []
  }
}

/** Makes the test whether a folded text names goods, parts of goods apart. */
export function createGoodsTest(source = goodsSource()): (folded: string) => boolean {
  const find = createGoodsFinder(source)
  return (folded) => find(folded).length > 0
}

/** The one sign that stands for whatever goods a message names: an ideograph that nobody writes. */
export const goodsSign = '\u4e5b'

/** Puts one sign in the place of goods that a folded text names. */
export type GoodsMask = (folded: string) => string

/** Makes the mask for these names, so that the wish decides and not the goods: 「净化器给我寄哪去了」 and 「壶给我寄哪去了」 are one. */
export function createGoodsMask(names: readonly string[]): GoodsMask {
  const find = finderOf(names)
  return (text) => {
    const found = find(text)
    if (found.length === 0) return text
    let masked = ''
    let copied = 0
    for (const { start, end } of found) {
      masked += text.slice(copied, start) + goodsSign
      copied = end
    }
    return masked + text.slice(copied)
  }
}

/** Where a folded text names goods, in order; UTF-16 offsets. */
export type GoodsFinder = (folded: string) => { start: number; end: number }[]

/** The longest names win; English ones are found in the plural too, and with a hyphen or a blank between their words. */
function finderOf(names: readonly string[]): GoodsFinder {
  const known = new Set(names)
  /** The longest name that begins with a sign, or how many words the longest has that begins with a word. */
  const longest = new Map<string, number>()
  for (const name of names) {
    const [first, length] = isLatin(name.charCodeAt(0))
      ? [name.split(' ')[0] ?? '', name.split(' ').length]
      : [name.charAt(0), name.length]
    longest.set(first, Math.max(longest.get(first) ?? 0, length))
  }
  // Most signs and words begin no name; that must be known at once.
  const begins = new Uint8Array(1 << 16)
  for (const first of longest.keys()) begins[beginningOf(first, 0)] = 1

  /** Where the goods end that begin here; −1 where none do. */
  function endOfWords(text: string, start: number): number {
    let best = -1
    let end = wordEnd(text, start)
    const most =
      longest.get(text.slice(start, end)) ?? longest.get(singular(text.slice(start, end)))
    for (let words = 1; words <= (most ?? 0); words++) {
      const name = text.slice(start, end).replaceAll('-', ' ')
      if (known.has(name) || known.has(singular(name)) || known.has(name.replace(/es$/, '')))
        best = end
      if (text[end] !== ' ' && text[end] !== '-') break
      end = wordEnd(text, end + 1)
    }
    return best
  }

  function endOfSigns(text: string, start: number): number {
    const most = Math.min(longest.get(text.charAt(start)) ?? 0, text.length - start)
    for (let length = most; length > 0; length--) {
      if (known.has(text.slice(start, start + length))) return start + length
    }
    return -1
  }

  return (text) => {
    const found: { start: number; end: number }[] = []
    for (let at = 0; at < text.length;) {
      const latin = isLatin(text.charCodeAt(at))
      let end = -1
      if (begins[beginningOf(text, at)] === 1)
        end = latin ? endOfWords(text, at) : endOfSigns(text, at)
      if (end > at) found.push({ start: at, end })
      at = Math.max(end, latin ? wordEnd(text, at) : at + 1)
    }
    return found
  }
}

/** What tells beginnings apart: a sign by itself, a word by its first two letters (or one, where it has no more). */
function beginningOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (!isLatin(code)) return code
  const second = text.charCodeAt(at + 1)
  return isLatin(second) ? (code - 47) * 76 + second - 47 : code
}

const singular = (word: string): string => (word.endsWith('s') ? word.slice(0, -1) : word)

function wordEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && isLatin(text.charCodeAt(end))) end++
  return end
}

/** A letter or digit of a word; past the end of a text (NaN) there is none. */
export function isLatin(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}
