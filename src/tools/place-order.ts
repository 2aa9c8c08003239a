import { z } from 'zod'
import type { Catalog, Product } from '../domain/catalog.ts'
import { formatMoney, Money } from '../domain/money.ts'
import { Basket, type OrderChanges } from '../domain/order-changes.ts'
import type { Option } from '../domain/rule.ts'
import { isPart, namedParts } from './named-parts.ts'
import { Count, ruledOut } from './ruling.ts'
import { defineTool } from './tool.ts'

/** So many articles are named when words fit several. */
const mostNamed = 4

/** The article that words name, or those that come into question; of what is said to be a part, the one that fits the device. */
async function meant(
  catalog: Catalog,
  named: string | undefined,
  said: string,
): Promise<Product | Product[]> {
  const exact = named === undefined ? null : await catalog.get(named)
  if (exact && isPart(exact)) return exact
  const parts = said === '' ? [] : await namedParts(catalog, said, named)
  const [part, ...otherParts] = parts
  if (part) return otherParts.length === 0 ? part : parts
  if (exact) return exact
  const all = await catalog.find(named ?? said, mostNamed)
  // Who asks for a tent does not mean its pegs, unless nothing else is called so.
  const whole = all.filter((product) => !isPart(product))
  const found = whole.length > 0 ? whole : all
  const [first, ...others] = found
  return first && others.length === 0 ? first : found
}

/** A product to choose, by its name; a part with what it fits. */
const optionOf = (product: Product): Option => ({
  value: product.sku,
  label: isPart(product)
    ? {
        zh: `${product.name.zh}（适用 ${product.fits.join('、')}）`,
        en: `${product.name.en} (for ${product.fits.join(', ')})`,
      }
    : product.name,
})

const unclear = (found: readonly Product[], named: string | undefined) =>
  found.length > 0
    ? {
        allowed: false as const,
        because: 'which_product',
        reason: { zh: '有几款都符合。', en: 'There are several that fit.' },
        instead: null,
        source: null,
      }
    : {
        allowed: false as const,
        because: named === undefined ? 'needs_product' : 'no_such_product',
        reason:
          named === undefined
            ? { zh: '请问要买哪一款？', en: 'Which product would you like?' }
            : { zh: `没有找到“${named}”。`, en: `I can't find "${named}".` },
        instead: {
          zh: '请告诉我商品名称或型号，比如 AF-45。',
          en: 'Please tell me its name or model, e.g. AF-45.',
        },
        source: null,
      }

/** What something would cost with postage, before the customer is asked for a yes. */
export const priceBasket = (changes: OrderChanges, catalog: Catalog) =>
  defineTool({
    name: 'price_basket',
    description:
      'What an article would cost with postage for this customer, and whether it can be ordered. Look here before place_order.',
    effect: 'reads',
    input: z.object({
      product: z.string().max(120).optional().describe('Model or name, e.g. AF-45D'),
      words: z
        .string()
        .max(2000)
        .optional()
        .describe("The customer's own words: the product, or the part of it that is wanted"),
      quantity: Count.default(1),
      option: z.string().max(60).optional().describe('Colour or size, where there are several'),
      address: z.string().max(300).optional().describe('Absent: the address on file'),
    }),
    async run(
      { product: named, words: said = '', quantity, option, address },
      { identity, locale },
    ) {
      const product = (named ?? said) === '' ? [] : await meant(catalog, named, said)
      if (Array.isArray(product))
        return ruledOut(unclear(product, named), locale, product.map(optionOf))
      const lines = [{ sku: product.sku, quantity, option: option ?? null }]
      const ruling = await changes.price(identity, { lines, address: address ?? null })
      if (!ruling.allowed) return ruledOut(ruling, locale, product.options)
      const { summary, total, shipping, arrives } = ruling
      return {
        ok: true,
        forModel: `${summary[locale]}; postage ${formatMoney(shipping, locale)}; total ${formatMoney(total, locale)}; ${arrives[locale]}. Order with ${JSON.stringify({ lines, address: ruling.address, total })}.`,
        data: { ...ruling, lines, options: product.options },
      }
    },
  })

export const placeOrder = (changes: OrderChanges) =>
  defineTool({
    name: 'place_order',
    description:
      'Place an unpaid order for the basket that price_basket priced. The system asks the customer first.',
    effect: 'writes',
    input: z.object({
      lines: Basket.shape.lines,
      address: z.string().min(1).max(300),
      total: Money,
    }),
    sameAs: ({ lines, address }) => ({ lines, address }),
    consentQuestion: ({ lines, address, total }, locale) => {
      const what = lines
        .map(({ sku, quantity, option }) => `${sku}${option ? ` ${option}` : ''} × ${quantity}`)
        .join(locale === 'zh' ? '、' : ', ')
      return locale === 'zh'
        ? `为您下单：${what}，寄到 ${address}，合计 ${formatMoney(total, locale)}。现在下单吗？（回复“好的”或“不用”）`
        : `The order: ${what}, to ${address}, ${formatMoney(total, locale)} in all. Shall I place it? (reply "yes" or "no")`
    },
    async run({ lines, address, total }, { identity, idempotencyKey, locale }) {
      const placed = await changes.place(identity, { lines, address }, total, idempotencyKey)
      return {
        ok: true,
        forModel: `Order ${placed.orderNumber} is placed, ${formatMoney(placed.total, locale)}, to be paid by ${placed.payBy.toISOString()} at ${placed.paymentUrl}.`,
        data: placed,
      }
    },
  })
