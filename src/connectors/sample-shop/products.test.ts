import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Product } from '../../domain/catalog.ts'
import { productOf, sampleProducts } from './products.ts'

/** The catalogue is held to the words of the 140 articles. */

const Article = z.object({
  id: z.string(),
  lang: z.enum(['zh', 'en']),
  title: z.string(),
  body: z.string(),
})
const articles = new Map(
  readFileSync(join(import.meta.dirname, '../../../knowledge/voyager-goods.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Article.parse(JSON.parse(line)))
    .map((article) => [article.id, article]),
)
const textOf = ({ articles: { zh, en } }: Product) =>
  [zh, en].map((id) => (id ? `${articles.get(id)?.title} ${articles.get(id)?.body}` : '')).join(' ')

/** Numbers as values: no thousands separators, one kind of minus. */
const numbersIn = (text: string) =>
  (text.replaceAll(/(\d),(?=\d{3})/g, '$1').match(/\d+(?:\.\d+)?/g) ?? []).map(Number)

const rowsOf = (id: string) =>
  (articles.get(id)?.body ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
const priceIn = (product: Product, currency: string) => {
  const price = product.prices.find((each) => each.currency === currency)
  return price === undefined ? null : price.minor / 100
}

const described = sampleProducts.filter(({ specs }) => specs.length > 0)

it('is whole: one SKU once, every entry in the shape of the port, articles that exist in their language', () => {
  expect(new Set(sampleProducts.map(({ sku }) => sku)).size).toBe(sampleProducts.length)
  for (const product of sampleProducts) {
    Product.parse(product)
    for (const lang of ['zh', 'en'] as const) {
      const id = product.articles[lang]
      if (id) expect(articles.get(id)?.lang).toBe(lang)
    }
    expect(product.articles.zh ?? product.articles.en).not.toBeNull()
    for (const sku of product.fits)
      expect(productOf(sku), `${product.sku} fits ${sku}`).not.toBeNull()
  }
})

describe('measures', () => {
  it.each(described.map((product) => [product.sku, product] as const))(
    '%s: every number stands in its articles, and is the same in both languages',
    (_sku, product) => {
      const there = new Set(numbersIn(textOf(product)))
      for (const { name, value } of product.specs) {
        const said = numbersIn(value.zh).filter((number) => !there.has(number))
        expect(said, `${name.zh}: ${value.zh}`).toEqual([])
        const ofSome = value.en.match(/\b(?:one|two|three|five)\b/i) === null
        if (ofSome)
          expect(
            numbersIn(value.en).toSorted((a, b) => a - b),
            `${name.en}: ${value.en}`,
          ).toEqual(numbersIn(value.zh).toSorted((a, b) => a - b))
      }
    },
  )

  it.each(
    sampleProducts
      .filter(({ options }) => options.length > 0)
      .map((product) => [product.sku, product] as const),
  )('%s: the articles name its options', (_sku, product) => {
    const there = new Set(numbersIn(textOf(product)))
    for (const { label } of product.options)
      for (const number of numbersIn(label.zh)) expect(there.has(number), label.zh).toBe(true)
  })
})

describe('prices', () => {
  it('are those of the product pages, in every currency that a page names', () => {
    const signs = { '¥': 'CNY', '€': 'EUR', '£': 'GBP' } as const
    const pages = [...articles.values()].filter(({ body }) =>
      /^\| (?:售价|Price) \| [^|]* \|$/m.test(body),
    )
    expect(pages.length).toBeGreaterThanOrEqual(26)
    for (const { id, body } of pages) {
      const product = sampleProducts.find(
        ({ articles: { zh, en }, specs, fits }) =>
          (zh === id || en === id) && specs.length > 0 && fits.length === 0,
      )
      expect(product, `${id} is in the catalogue`).toBeDefined()
      const words = /^\| (?:售价|Price) \| (.*) \|/m.exec(body)?.[1] ?? ''
      const said = [
        ...[...words.matchAll(/([¥€£])([\d,]+)/g)].map(
          ([, sign, amount]) =>
            [signs[sign as keyof typeof signs], numbersIn(String(amount))[0]] as const,
        ),
        ...[...words.matchAll(/([\d,]+) (元|欧元)/g)].map(
          ([, amount, unit]) =>
            [unit === '元' ? 'CNY' : 'EUR', numbersIn(String(amount))[0]] as const,
        ),
      ]
      expect(said.length, `${id}: ${words}`).toBeGreaterThan(0)
      for (const [currency, amount] of said)
        expect(product && priceIn(product, currency), `${id} in ${currency}`).toBe(amount)
    }
  })

  it.each([
    ['kb-zh-066', 'CNY', 14],
    ['kb-zh-067', 'CNY', 10],
    ['kb-en-031', 'EUR', 10],
  ])('every row of the price list %s is a part at that price', (id, currency, rows) => {
    const listed = rowsOf(id)
    expect(listed).toHaveLength(rows)
    const parts = sampleProducts.filter(({ articles: { zh, en } }) => zh === id || en === id)
    for (const [name, fits, price] of listed) {
      const amount = numbersIn(price ?? '')[0]
      const same = parts.filter((part) => priceIn(part, currency) === amount)
      // By the model it fits where the row names one, or else by its name.
      const models = sampleProducts.filter(({ sku }) => fits?.replaceAll(' ', '-') === sku)
      const fitting = same.filter((part) => models.every(({ sku }) => part.fits.includes(sku)))
      expect(
        fitting.map(({ sku }) => sku),
        `${name} for ${fits} at ${price}`,
      ).not.toEqual([])
    }
    expect(parts.filter((part) => priceIn(part, currency) !== null).length).toBeGreaterThanOrEqual(
      rows,
    )
  })

  it('agree with the comparisons and with the other pages that name one', () => {
    const said = (sku: string, currency = 'CNY') => {
      const product = productOf(sku)
      return product && priceIn(product, currency)
    }
    expect(
      rowsOf('kb-zh-079')
        .at(-1)
        ?.slice(1, 3)
        .map((cell) => numbersIn(cell)[0]),
    ).toEqual([said('AF-45'), said('AF-45D')])
    expect(
      rowsOf('kb-zh-080')
        .at(-1)
        ?.slice(1, 3)
        .map((cell) => numbersIn(cell)[0]),
    ).toEqual([said('E-City-20'), said('E-City-20-Lite')])
    const stations = rowsOf('kb-en-038').find(([name]) => name === 'Price')
    expect(stations?.slice(1, 3).map((cell) => numbersIn(cell)[0])).toEqual([
      said('PS-1200'),
      said('PS-1200E', 'EUR'),
    ])
    const v5 = rowsOf('kb-zh-057').find(([name]) => name === '指导价')
    expect(v5?.slice(1).map((cell) => numbersIn(cell)[0])).toEqual([said('V5'), said('V5-LR')])
    expect(articles.get('kb-en-016')?.body).toContain(`€${said('EB-1200', 'EUR')}`)
    expect(articles.get('kb-en-022')?.body).toContain(
      `¥${said('SJ-3L')} / €${said('SJ-3L', 'EUR')}`,
    )
    expect(articles.get('kb-zh-048')?.body).toContain(`地布另售，${said('RG-GS2')} 元`)
    expect(articles.get('kb-zh-049')?.body).toContain(`${said('RG-SNOW6')} 元一组`)
    expect(articles.get('kb-zh-067')?.body).toContain(`整套锁具，${said('EB-LOCK')} 元`)
    expect(articles.get('kb-zh-084')?.body).toContain(`转接线（${said('EB-CAB')} 元`)
  })
})
