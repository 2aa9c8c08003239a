import { plain } from '../domain/plain-text.ts'
import type { Catalog, Product } from '../domain/catalog.ts'
import { formatMoney } from '../domain/money.ts'
import type { Locale } from '../domain/locale.ts'
import type { Words } from '../domain/rule.ts'
import { createGoodsFinder } from '../understanding/goods.ts'
import { foldText } from '../understanding/fold.ts'

/** The most products that one message is taken to be about. */
const mostLooked = 12

/** A SKU as people write it, with or without spaces and hyphens, and not as a part of a longer one. */
function skuPattern(sku: string): RegExp {
  const runs = sku.toLowerCase().match(/[a-z]+|\d+/g) ?? []
  return new RegExp(`(?<![a-z0-9])${runs.join(String.raw`[\s\p{Pd}]*`)}(?![a-z0-9])`, 'u')
}

const isPart = ({ category }: Product) => category === 'part' || category === 'consumable'
const singular = (word: string) => word.replace(/s$/, '')

const goodsIn = createGoodsFinder()

/** Whether words name what a product is in general: an air fryer, a tent, or a vacuum where robot vacuums are all there are. */
function namesKind(text: string, { kind }: Product): boolean {
  const en = singular(plain(kind.en))
  const flat = (name: string) => name.replaceAll(/[\s-]/g, '')
  const folded = foldText(text)
  const [goods] = goodsIn(folded)
  const said = goods ? flat(singular(folded.slice(goods.start, goods.end))) : ''
  return (
    text.includes(plain(kind.zh)) || text.includes(en) || (said !== '' && flat(en).endsWith(said))
  )
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
  const at = found
    .map((product) => ({ product, match: skuPattern(product.sku).exec(text) }))
    .flatMap(({ product, match }) =>
      match ? [{ product, start: match.index, end: match.index + match[0].length }] : [],
    )
  const models = at
    .filter((one) => !at.some((other) => other.start === one.start && other.end > one.end))
    .toSorted((a, b) => a.start - b.start)
    .map(({ product }) => product)
  if (models.length > 0) return models
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
