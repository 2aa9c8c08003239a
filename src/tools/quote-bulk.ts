import { z } from 'zod'
import type { Catalog, ProductCategory } from '../domain/catalog.ts'
import type { Words } from '../domain/rule.ts'
import type { Cite } from './find-product.ts'
import { namedProducts } from './named-products.ts'
import { defineTool } from './tool.ts'

interface Terms {
  name: Words
  /** Quantity from which each discount holds, in per cent, smallest first; the first is the minimum order. */
  tiers: readonly (readonly [from: number, percent: number])[]
  called: RegExp
}

/** Minimum orders and discounts: articles kb-zh-077 and kb-en-036. */
const groups: Record<'small_appliance' | 'outdoor' | 'ebike', Terms> = {
  small_appliance: {
    name: { zh: '小家电', en: 'small appliances' },
    tiers: [
      [50, 10],
      [200, 15],
      [500, 20],
    ],
    called: /家电|appliance/i,
  },
  outdoor: {
    name: { zh: '户外装备', en: 'outdoor gear' },
    tiers: [
      [100, 10],
      [300, 15],
      [1000, 20],
    ],
    called: /户外|露营|outdoor|camping/i,
  },
  ebike: {
    name: { zh: '电动自行车', en: 'e-bikes' },
    tiers: [
      [10, 10],
      [30, 15],
      [100, 20],
    ],
    called: /电动自行车|电动车|e-?bikes?/i,
  },
}
const groupOf: Partial<Record<ProductCategory, keyof typeof groups>> = {
  small_appliance: 'small_appliance',
  outdoor: 'outdoor',
  clothing: 'outdoor',
  ebike: 'ebike',
}
const article = { zh: 'kb-zh-077', en: 'kb-en-036' }
const specialInvoices = 'kb-zh-074'
/** Selling abroad has a page of its own, in English: kb-en-037. */
const abroad = 'kb-en-037'
const sellsAbroad = /出口|外贸|海外|国外|\b(?:export|fob|cif|overseas|abroad)\b/i

const tierWords = ({ tiers }: Terms): Words => ({
  zh: tiers.map(([from, percent]) => `${from} 起 ${(100 - percent) / 10} 折`).join('，'),
  en: tiers.map(([from, percent]) => `${percent}% off from ${from}`).join(', '),
})

export const quoteBulk = (catalog: Pick<Catalog, 'find'>, cite: Cite) =>
  defineTool({
    name: 'quote_bulk',
    description:
      'Wholesale terms for a product or group and a quantity: discount, unit price and total, or the minimum order and what can be done below it. Never name another discount.',
    effect: 'reads',
    input: z.object({
      words: z.string().trim().min(1).max(4000),
      product: z.string().max(200).optional(),
      quantity: z.number().int().positive().max(10_000_000).optional(),
    }),
    async run({ words, product: told, quantity }, { locale }) {
      const text = `${told ?? ''} ${words}`
      const [product] = [
        ...(await namedProducts(catalog, words)),
        ...(told === undefined ? [] : await namedProducts(catalog, told)),
      ]
      const citations = [
        cite(article[locale]),
        ...(locale === 'en' || sellsAbroad.test(text) ? [cite(abroad)] : []),
      ].filter((one) => one !== null)
      const invoicing = [cite(specialInvoices)].filter((one) => one !== null)
      const shared = {
        citations,
        invoicing,
        sellsAbroad: sellsAbroad.test(text) || locale === 'en',
      }
      if (product?.category === 'car')
        return {
          ok: true,
          forModel: 'The V5 is not sold wholesale.',
          data: { state: 'not_wholesale', ...shared },
        }
      const key =
        (product && groupOf[product.category]) ??
        (Object.keys(groups) as (keyof typeof groups)[]).find((it) => groups[it].called.test(text))
      if (!key && !product && told !== undefined)
        return {
          ok: true,
          forModel: `These are none of our goods: we wholesale small appliances, outdoor gear and e-bikes.`,
          data: { state: 'unknown_goods', ...shared },
        }
      if (!key)
        return {
          ok: true,
          forModel: product
            ? `${product.name.en} has no wholesale table; sales quotes it. Capture the lead.`
            : 'Which goods are meant was not said.',
          data: { state: product ? 'on_request' : 'needs_product', name: product?.name, ...shared },
        }
      const terms = groups[key]
      const name = product?.name ?? terms.name
      const [least] = terms.tiers
      const data = {
        ...shared,
        name,
        group: terms.name,
        minimum: least?.[0] ?? 0,
        tiers: tierWords(terms),
        quantity: quantity ?? null,
      }
      if (quantity === undefined)
        return {
          ok: true,
          forModel: `Ask how many. ${data.tiers[locale]}`,
          data: { state: 'needs_quantity', ...data },
        }
      const tier = terms.tiers.findLast(([from]) => quantity >= from)
      if (!tier)
        return {
          ok: true,
          forModel: `Below the minimum of ${data.minimum}. Drop shipping has no minimum (88% of retail); samples are sold at retail, 2 per model.`,
          data: { state: 'below_minimum', ...data },
        }
      const [, percent] = tier
      const retail = product?.prices.find(({ currency }) => currency === 'CNY')
      const unit = retail && {
        minor: Math.round((retail.minor * (100 - percent)) / 100),
        currency: 'CNY',
      }
      const total = unit && { minor: unit.minor * quantity, currency: 'CNY' }
      return {
        ok: true,
        forModel: `${percent}% off${unit ? `: ¥${unit.minor / 100} each, ¥${(unit.minor * quantity) / 100} in total` : ''}, including 13% VAT, without freight, valid 14 days.`,
        data: {
          state: unit ? 'quoted' : 'discount_only',
          ...data,
          discount: { zh: `${(100 - percent) / 10} 折`, en: `${percent}% off` },
          retail: retail ?? null,
          unit: unit ?? null,
          total: total ?? null,
        },
      }
    },
  })
