import { plain } from '../domain/plain-text.ts'
import type { Catalog, Product } from '../domain/catalog.ts'
import { formatMoney } from '../domain/money.ts'
import type { Locale } from '../domain/locale.ts'
import type { Words } from '../domain/rule.ts'
import { createGoodsFinder } from '../understanding/recogniser/goods.ts'
import { foldText } from '../understanding/fold.ts'
import { modelPattern } from './model-pattern.ts'
import { isPart, namedParts } from './named-parts.ts'

/** The most products that one message is taken to be about. */
const mostLooked = 12

const singular = (word: string) => word.replace(/s$/, '')

const goodsIn = createGoodsFinder()

/** Whether words name what a product is in general: an air fryer, a tent, or a vacuum where robot vacuums are all there are. */
function namesKind(text: string, { kind }: Product): boolean {
  const en = singular(plain(kind.en))
  const flat = (name: string) => name.replaceAll(/[\s-]/g, '')
  const folded = foldText(text)
  const [goods] = goodsIn(folded)
  const said = goods ? flat(singular(folded.slice(goods.start, goods.end))) : ''
  // 热水壶 is how people call 电热水壶, and 扫地机 the 扫地机器人.
  const isPlain = said.length > 1 && plain(kind.zh).includes(said)
  return (
    text.includes(plain(kind.zh)) ||
    text.includes(en) ||
    isPlain ||
    (said !== '' && flat(en).endsWith(said))
  )
}

/** Whether words name the family that a model is of, without its number: "20 more E-City". */
function namesFamily(text: string, { sku }: Product): boolean {
  const family = /^[a-z-]+?(?=-?\d)/.exec(sku.toLowerCase())?.[0] ?? ''
  return family.replaceAll('-', '').length > 3 && modelPattern(family).test(text)
}

/**
 * The products that words are surely about: those whose model is named, in the order of the words; a part whose kind is
 * said beside its model; or else all of the kind that the best match is. None when nothing is named.
 */
export async function namedProducts(
  catalog: Pick<Catalog, 'find'>,
  words: string,
): Promise<Product[]> {
  const text = plain(words)
  const found = await catalog.find(words.slice(0, 400), mostLooked)
  const [best] = found
  if (!best) return []
  if (isPart(best) && namesKind(text, best)) return [best]
  const parts = await namedParts(catalog, words)
  if (parts.length > 0) return parts
  const at = found
    .map((product) => ({ product, match: modelPattern(product.sku).exec(text) }))
    .flatMap(({ product, match }) =>
      match ? [{ product, start: match.index, end: match.index + match[0].length }] : [],
    )
  const models = at
    .filter((one) => !at.some((other) => other.start === one.start && other.end > one.end))
    .toSorted((a, b) => a.start - b.start)
    .map(({ product }) => product)
  if (models.length > 0) return models
  const family = found.filter((product) => !isPart(product) && namesFamily(text, product))
  if (family.length > 0) return family
  const kinds = found.filter((product) => !isPart(product) && namesKind(text, product))
  const [first] = kinds
  return first ? kinds.filter(({ kind }) => kind.zh === first.kind.zh) : []
}

/** A product's prices as people of a locale read them, its own currency first: `¥599`, `€129 / ¥899`. */
export function priceWords({ prices }: Product): Words {
  const show = (locale: Locale) => {
    const cny = prices.filter(({ currency }) => currency === 'CNY')
    const other = prices.filter(({ currency }) => currency !== 'CNY')
    return (locale === 'zh' ? [...cny, ...other] : [...other, ...cny])
      .map((price) => formatMoney(price, locale).replace(/\.00$/, ''))
      .join(' / ')
  }
  return { zh: show('zh'), en: show('en') }
}

/** Words in both languages, joined line by line. */
export function lines(all: readonly Words[]): Words {
  return { zh: all.map(({ zh }) => zh).join('\n'), en: all.map(({ en }) => en).join('\n') }
}
