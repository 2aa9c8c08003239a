import type { Span } from './span.ts'

/** Whether a word is known otherwise: who writes a known word means that word. */
export type KnownWord = (word: string) => boolean

/** The least that a name must have for one typo in it to be forgiven: letters, or Chinese signs. */
const [leastLetters, leastSigns] = [5, 4]

/** A product's name as it is compared: small letters, digits and Chinese signs without what stands between them. */
interface Named {
  readonly name: string
  readonly key: string
  readonly pieces: number
}

/**
 * Makes the finder of product names with one typo: in English names of five letters a letter too many, too few, wrong or in
 * its neighbour's place, never the first; in Chinese ones of four signs one wrong or missing. Digits forgive nothing: they
 * tell one model from the next. Names are found by what is left of them without one letter (as SymSpell does).
 */
export function createMisspeltFinder(
  products: readonly string[],
  isKnown: KnownWord,
): (text: string) => Span[] {
  const named = products.map((name): Named => {
    const pieces = name.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? []
    return { name, key: pieces.join(''), pieces: pieces.length }
  })
  const latin = named.filter(
    ({ key }) => /^[a-z\d]+$/.test(key) && key.replace(/\d/g, '').length >= leastLetters,
  )
  const chinese = named.filter(
    ({ key }) => /^[\u4e00-\u9fff]+$/.test(key) && key.length >= leastSigns,
  )
  const finders = [
    ...(latin.length > 0 ? [latinFinder(latin, isKnown)] : []),
    ...(chinese.length > 0 ? [chineseFinder(chinese)] : []),
  ]
  return (text) => finders.flatMap((find) => find(text))
}

function latinFinder(names: readonly Named[], isKnown: KnownWord): (text: string) => Span[] {
  const index = indexOf(names, (key) => shortened(key, (sign) => sign > '9'))
  const most = Math.max(...names.map(({ pieces }) => pieces))
  const figures = new Set(names.map(({ key }) => figuresOf(key)))
  const shapes = new Set(names.flatMap(({ key }) => [-1, 0, 1].map((d) => shapeOf(key, d))))

  /** The one name that these words misspell, if there is one. */
  function meant(words: readonly string[]): string | undefined {
    const key = words.join('').toLowerCase()
    if (!figures.has(figuresOf(key)) || !shapes.has(shapeOf(key, 0))) return undefined
    const near = new Set(
      [key, ...shortened(key, (sign) => sign > '9')].flatMap((piece) => index.get(piece) ?? []),
    )
    const [only, ...others] = [...near].filter((name) => isOneEdit(key, name.key))
    if (!only || others.length > 0) return undefined
    return words.every((word) => /^\d/.test(word) || isKnown(word)) ? undefined : only.name
  }

  return (text) => {
    const spans: Span[] = []
    const words = [...text.matchAll(/[a-z]+|\d+/gi)]
    for (let i = 0; i < words.length; i++) {
      const start = words[i]?.index ?? 0
      if (/[\w-]/.test(text.charAt(start - 1))) continue
      for (let j = i; j < Math.min(words.length, i + most); j++) {
        const end = (words[j]?.index ?? 0) + (words[j]?.[0].length ?? 0)
        if (j > i && !/^[\s-]?$/.test(text.slice(endOf(words[j - 1]), words[j]?.index))) break
        if (/\w/.test(text.charAt(end))) continue
        const value = meant(words.slice(i, j + 1).map(([word]) => word))
        if (value !== undefined) spans.push({ type: 'product', value, start, end })
      }
    }
    return spans
  }
}

function chineseFinder(names: readonly Named[]): (text: string) => Span[] {
  const index = indexOf(names, (key) => shortened(key, () => true))
  const keys = new Set(names.map(({ key }) => key))
  const lengths = [...new Set(names.map(({ key }) => key.length))].toSorted((a, b) => b - a)
  const begins = new Set(names.flatMap(({ key }) => [key.charCodeAt(0), key.charCodeAt(1)]))

  /** The one name that the text from `start` to `end` misspells: one sign of it wrong, or missing. */
  function meant(part: string): string | undefined {
    const near = new Set(
      [part, ...shortened(part, () => true)].flatMap((piece) => index.get(piece) ?? []),
    )
    const [only, ...others] = [...near].filter(
      ({ key }) => key !== part && key.length >= part.length && isOneEdit(part, key),
    )
    return others.length > 0 ? undefined : only?.name
  }

  return (text) => {
    const spans: Span[] = []
    for (let start = 0; start < text.length; start++) {
      if (!begins.has(text.charCodeAt(start)) && !begins.has(text.charCodeAt(start + 1))) continue
      const right = lengths.find((length) => keys.has(text.slice(start, start + length)))
      if (right !== undefined) {
        start += right - 1
        continue
      }
      for (const length of lengths.flatMap((whole) => [whole, whole - 1])) {
        const end = start + length
        const part = text.slice(start, end)
        if (!/^[\u4e00-\u9fff]+$/.test(part) || part.length < length) continue
        const value = meant(part)
        if (value !== undefined) spans.push({ type: 'product', value, start, end })
      }
    }
    return spans
  }
}

const endOf = (word: RegExpExecArray | undefined): number =>
  (word?.index ?? 0) + (word?.[0].length ?? 0)

const figuresOf = (key: string): string => key.replace(/\D+/g, ' ')

/** First sign and length, the cheapest that two spellings of a name have in common. */
const shapeOf = (key: string, longer: number): number =>
  key.charCodeAt(0) * 256 + key.length + longer

/** The names by themselves and by what is left without one sign. */
function indexOf(
  names: readonly Named[],
  without: (key: string) => string[],
): Map<string, readonly Named[]> {
  const index = new Map<string, readonly Named[]>()
  for (const name of names) {
    for (const piece of new Set([name.key, ...without(name.key)]))
      index.set(piece, [...(index.get(piece) ?? []), name])
  }
  return index
}

/** What is left of a key without one of the signs that may be left out. */
function shortened(key: string, mayGo: (sign: string) => boolean): string[] {
  return Array.from(key, (sign, at) =>
    mayGo(sign) ? key.slice(0, at) + key.slice(at + 1) : '',
  ).filter((left) => left !== '')
}

/** Whether one sign too many, missing, wrong or in its neighbour's place makes one of the other; they are not the same. */
function isOneEdit(a: string, b: string): boolean {
  if (a === b) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}
