import { plain } from '../domain/plain-text.ts'
import { z } from 'zod'
import type { Catalog, Product } from '../domain/catalog.ts'
import type { Words } from '../domain/rule.ts'
import type { AdviceBook, AdviceGroup } from './advice-book.ts'
import { citedBy, type Cite } from './find-product.ts'
import { lines, priceWords } from './named-products.ts'
import { defineTool } from './tool.ts'

const mostRecommended = 3
/** A little over the budget is still worth a look; more is not. */
const stretch = 1.1

const whatFor: Words = {
  zh: '想看哪一类呢？我们有厨房小家电、扫地机器人、空气净化器、露营装备、户外电源和电动自行车；也可以说说给谁用、预算多少。',
  en: 'What kind of thing are you thinking of? We have kitchen appliances, robot vacuums, air purifiers, camping gear, power stations and e-bikes; tell me who it is for and the budget, too.',
}

const held = (text: string, words: readonly string[]) =>
  words.filter((word) => text.includes(plain(word)))

function groupIn(book: AdviceBook, text: string): AdviceGroup | null {
  const named = book
    .map((group) => {
      const words = held(text, [...group.called.zh, ...group.called.en])
      return { group, length: Math.max(0, ...words.map(({ length }) => length)) }
    })
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => Number(a.group.broad) - Number(b.group.broad) || b.length - a.length)
  return named[0]?.group ?? null
}

/** What a product costs in the currency of a budget; null when it is not sold in it. */
const priceIn = ({ prices }: Product, currency: string) =>
  prices.find((price) => price.currency === currency)?.minor ?? null

/** `CNY 500.00`, as the reader writes money. */
function budgetOf(money: string | undefined): { currency: string; minor: number } | null {
  const [, currency, amount] = /^([A-Z]{3}) (\d+(?:\.\d+)?)$/.exec(money ?? '') ?? []
  return currency && amount ? { currency, minor: Math.round(Number(amount) * 100) } : null
}

export const recommendProducts = (book: AdviceBook, catalog: Pick<Catalog, 'get'>, cite: Cite) =>
  defineTool({
    name: 'recommend_products',
    description:
      'Two or three products of a kind with the reason for each, those first that suit the use or number of people told, within the budget. Pass the customer’s words.',
    effect: 'reads',
    input: z.object({
      words: z.string().max(4000),
      use: z.string().max(1000).optional().describe('Use, people or place, where it was asked for'),
      budget: z.string().max(40).optional().describe('Currency and amount, e.g. CNY 500'),
    }),
    async run({ words, use = '', budget: money }, { locale }) {
      const text = plain(`${words} ${use}`)
      const group = groupIn(book, text)
      if (!group && use === '' && money === undefined && !/[a-z]\d|[a-z]-\d/i.test(words))
        return {
          ok: true,
          forModel: `Ask once: ${whatFor[locale]}`,
          data: { state: 'needs_use', ask: whatFor },
        }
      if (!group)
        return {
          ok: true,
          forModel: 'What kind of thing they want was not said. Search the knowledge base or ask.',
          data: { state: 'unknown' },
        }
      const budget = budgetOf(money)
      const looked = await Promise.all(
        group.products.map(async ({ sku, suits, when }) => ({
          product: await catalog.get(sku),
          suits,
          fit: held(text, [...when.zh, ...when.en]).length,
        })),
      )
      const all = looked.flatMap(({ product, ...rest }) => (product ? [{ product, ...rest }] : []))
      const affordable = all.filter(({ product }) => {
        const price = budget && priceIn(product, budget.currency)
        return budget === null || (price !== null && price <= budget.minor * stretch)
      })
      const suits = affordable.some(({ fit }) => fit > 0)
      // One question at most, and only while nothing tells them apart.
      if (!suits && budget === null && use === '')
        return {
          ok: true,
          forModel: `Ask once: ${group.ask[locale]}`,
          data: { state: 'needs_use', ask: group.ask },
        }
      const chosen = (affordable.length > 0 ? affordable : all)
        .toSorted((a, b) => b.fit - a.fit)
        .slice(0, mostRecommended)
      const table = lines(
        chosen.map(({ product, suits: why }): Words => {
          const price = priceWords(product)
          return {
            zh: `· ${product.name.zh}（${price.zh}）：${why.zh}`,
            en: `· ${product.name.en} (${price.en}): ${why.en}`,
          }
        }),
      )
      return {
        ok: true,
        forModel: `${affordable.length === 0 ? 'Nothing is within the budget; the nearest:\n' : ''}${table[locale]}`,
        data: {
          state: affordable.length === 0 ? 'over_budget' : 'found',
          table,
          first: chosen[0]?.product.name ?? null,
          isClear: suits && chosen.length > 1,
          citations: citedBy(
            chosen.map(({ product }) => product),
            locale,
            cite,
          ),
        },
      }
    },
  })
