import type { Product, ProductCategory } from '../../../domain/catalog.ts'
import type { Option, Words } from '../../../domain/rule.ts'
import type { Site } from '../../../domain/shop.ts'

/** A product with the other names that people have for it. */
export interface SampleProduct extends Product {
  readonly aliases: readonly string[]
  /** The options that a site sells, where not every site sells all: plugs. */
  readonly optionsOf: Partial<Record<Site, readonly string[]>>
}

/** Name and value, each in Chinese and English. */
export type Spec = readonly [nameZh: string, nameEn: string, valueZh: string, valueEn: string]

export interface ProductEntry {
  sku: string
  zh: string
  en: string
  kind: readonly [zh: string, en: string]
  category: ProductCategory
  /** Whole units of each currency it is sold in. */
  price: { cny?: number; eur?: number; gbp?: number; usd?: number }
  specs?: readonly Spec[]
  options?: readonly Option[]
  optionsOf?: SampleProduct['optionsOf']
  fits?: readonly string[]
  /** Ids of its articles without the language: `038` is kb-zh-038. */
  zhArticle?: string
  enArticle?: string
  aliases?: readonly string[]
}

const markets = [
  ['cny', 'CNY', 'cn'],
  ['eur', 'EUR', 'eu'],
  ['gbp', 'GBP', 'uk'],
  ['usd', 'USD', 'us'],
] as const

export const words = (zh: string, en: string): Words => ({ zh, en })
export const option = (value: string, zh: string, en: string): Option => ({
  value,
  label: { zh, en },
})

/** An entry of the catalogue in the shape of the port: it is sold where it has a price. */
export function product(entry: ProductEntry): SampleProduct {
  const sold = markets.flatMap(([key, currency, site]) => {
    const units = entry.price[key]
    return units === undefined ? [] : [{ price: { minor: units * 100, currency }, site }]
  })
  return {
    sku: entry.sku,
    name: words(entry.zh, entry.en),
    category: entry.category,
    kind: words(...entry.kind),
    prices: sold.map(({ price }) => price),
    options: [...(entry.options ?? [])],
    optionsOf: entry.optionsOf ?? {},
    specs: (entry.specs ?? []).map(([nameZh, nameEn, zh, en]) => ({
      name: words(nameZh, nameEn),
      value: words(zh, en),
    })),
    sites: sold.map(({ site }) => site),
    fits: [...(entry.fits ?? [])],
    articles: {
      zh: entry.zhArticle ? `kb-zh-${entry.zhArticle}` : null,
      en: entry.enArticle ? `kb-en-${entry.enArticle}` : null,
    },
    aliases: entry.aliases ?? [],
  }
}
