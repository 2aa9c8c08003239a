import { plain } from '../../domain/plain-text.ts'
import { productOf, sampleProducts } from './products.ts'
import type { SampleProduct } from './products/product.ts'

/** Letters, digits and Chinese characters only. */
const bare = (text: string) => plain(text).replace(/[^\p{L}\p{N}]/gu, '')

/** Words that name nothing: "the V5" is no home charger that "comes with the V5". */
const glue = new Set(['the', 'with', 'for', 'and', 'of', 'in', 'on', 'to', 'is', 'it', 'come'])

/** English words without their plural, those that name nothing aside. */
const englishWords = (text: string) =>
  (plain(text).match(/[a-z]{2,}/g) ?? [])
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .filter((word) => !glue.has(word))

/** The letters and digits of a SKU as people write them: with or without spaces and hyphens, but not as a part of another. */
function skuPattern(sku: string): RegExp {
  const runs = sku.toLowerCase().match(/[a-z]+|\d+/g) ?? []
  return new RegExp(`(?<![a-z0-9])${runs.join('[\\s\\p{Pd}]*')}(?![a-z0-9])`, 'u')
}

interface Indexed {
  product: SampleProduct
  sku: { pattern: RegExp; plain: string }
  names: { text: string; chinese: boolean; words: string[] }[]
  fits: RegExp[]
}

const index: readonly Indexed[] = sampleProducts.map((product) => ({
  product,
  sku: { pattern: skuPattern(product.sku), plain: bare(product.sku) },
  names: [product.kind.zh, product.kind.en, product.name.en, ...product.aliases].map((name) => ({
    text: bare(name),
    chinese: /\p{Script=Han}/u.test(name),
    words: englishWords(name),
  })),
  fits: product.fits.map(skuPattern),
}))

/** Whether one insertion, deletion, replacement or swap of neighbours makes `a` of `b`. */
export function oneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

const score = { sku: 1000, slip: 500, kind: 100, fits: 300, mention: 20 }

/** How well the common names of a product are met: by all that the words hold, less by what holds the words. */
function nameScore({ names }: Indexed, text: string, words: ReadonlySet<string>): number {
  const held = new Set<string>()
  let mention = 0
  for (const name of names) {
    if (name.chinese) {
      if (text.includes(name.text)) held.add(name.text)
      else if (text.length > 1 && name.text.includes(text))
        mention = Math.max(mention, score.mention + text.length)
    } else if (name.words.length > 0) {
      const met = name.words.filter((word) => words.has(word)).length
      if (met === name.words.length) held.add(name.words.join(' '))
      else mention = Math.max(mention, (score.mention * met) / name.words.length)
    }
  }
  // 净化器 says nothing more beside 空气净化器.
  const said = [...held].filter(
    (name) => ![...held].some((other) => other !== name && other.includes(name)),
  )
  if (said.length === 0) return mention
  return said.reduce(
    (sum, name) => sum + 6 * (/[a-z]/.test(name) ? name.split(' ').length : name.length),
    score.kind,
  )
}

function scoreOf(entry: Indexed, query: string, tokens: readonly string[]): number {
  const text = bare(query)
  const named = nameScore(entry, text, new Set(englishWords(query)))
  const { sku, product } = entry
  if (sku.pattern.test(query)) return score.sku + sku.plain.length + named / 1000
  const slipped = sku.plain.length >= 4 && tokens.some((token) => oneSlipApart(token, sku.plain))
  const isPart = product.category === 'part' || product.category === 'consumable'
  if (!isPart) return (slipped ? score.slip : 0) + named
  // A part is meant when its kind is said, and the model beside it tells which: its basket comes before the fryer itself.
  const fits = entry.fits.some((pattern) => pattern.test(query))
  if (named >= score.kind) return fits ? score.sku + score.fits + named : named
  if (slipped) return score.slip / 2
  return (fits ? score.mention : named) / 2
}

/** Runs of letters and digits as typed and joined over spaces and hyphens: `af 45 d` is `af45d`. */
function skuTokens(query: string): string[] {
  const runs = query.match(/[a-z0-9]+(?:[\s\p{Pd}]+[a-z0-9]+)*/gu) ?? []
  return runs.flatMap((run) => [run.replace(/[^a-z0-9]/g, ''), ...run.split(/[\s]+/).map(bare)])
}

/** The products that words mean, best first: by SKU with or without a slip, by kind and common names in both languages. */
export function searchProducts(query: string, limit: number): SampleProduct[] {
  if (bare(query) === '') return []
  const exact = productOf(query)
  const lower = plain(query)
  const tokens = skuTokens(lower).filter((token) => /\d/.test(token))
  const scored = index
    .map((entry) => ({ product: entry.product, score: scoreOf(entry, lower, tokens) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ product }) => product)
  return [...new Set(exact ? [exact, ...scored] : scored)].slice(0, limit)
}
