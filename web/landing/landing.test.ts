import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { products } from './products.ts'
import { landingWords } from './words.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const articles = new Map(
  read('../../knowledge/voyager-goods.jsonl')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; body: string })
    .map(({ id, body }) => [id, body]),
)

/** The row of an article's table that gives the price. */
const priceRow = (id: string) =>
  articles
    .get(id)
    ?.split('\n')
    .find((line) => /售价|Price/.test(line)) ?? ''

/** Amounts with their currency, however it is written: `¥599`, `599 元`. */
const amounts = (text: string) =>
  [...text.matchAll(/([¥€£]?)([\d,]+) ?(元|欧元)?/g)].map(
    ([, sign, amount, word]) => `${word === '元' ? '¥' : word === '欧元' ? '€' : sign}${amount}`,
  )

describe('the landing page', () => {
  it('has words for every place that asks for them, and a place for every word', () => {
    const asked = [
      ...read('../index.html').matchAll(/data-(?:phrase|label|question)="(\w+)"/g),
    ].map(([, name]) => name)
    const elsewhere = ['title', 'description', 'heroPicture', 'ask']
    expect(new Set([...asked, ...elsewhere])).toEqual(new Set(Object.keys(landingWords.zh)))
  })

  it('names the prices that stand in the knowledge base', () => {
    for (const { id, words, articles } of products)
      for (const locale of ['zh', 'en'] as const) {
        const printed = amounts(priceRow(articles[locale]))
        const { price, note } = words[locale]
        const shown = amounts(`${price}; ${note}`)
        expect(shown.length, `${id} has a price in ${locale}`).toBeGreaterThan(0)
        expect(printed, `${id} in ${locale}`).toEqual(expect.arrayContaining(shown))
      }
  })

  it('fetches all its modules at once instead of one behind the other', () => {
    const needed = new Set<string>()
    const visit = (path: string) => {
      const source = read(path)
      for (const [, from = ''] of source.matchAll(/^import (?!type)[^']*from '(\.[^']+)'/gm)) {
        const next = new URL(from, new URL(path, 'file:///web/landing/')).pathname
        if (needed.has(next)) continue
        needed.add(next)
        visit(`../../${next.slice(1)}`)
      }
    }
    visit('../landing.ts')
    const preloaded = read('../index.html').matchAll(/rel="modulepreload" href="([^"]+)"/g)
    expect(new Set([...preloaded].map(([, path]) => path))).toEqual(needed)
  })

  it('keeps to the content security policy: no script, style or handler inside the page', () => {
    const page = read('../index.html')
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i)
    expect(page.match(/<script[^>]*>[^<]*/g)).toEqual([
      '<script type="module" src="/web/landing.ts">',
    ])
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  })
})
