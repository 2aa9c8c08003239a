import { plain } from '../domain/plain-text.ts'
import { z } from 'zod'
import type { Catalog, Product, Stock } from '../domain/catalog.ts'
import type { Locale } from '../domain/locale.ts'
import type { Words } from '../domain/rule.ts'
import { lines, namedProducts } from './named-products.ts'
import { defineTool } from './tool.ts'

/** So many or fewer are told as a number. */
const fewLeft = 10
/** A store no further away than this is where the customer is. */
const nearKm = 60
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const dayOf = (at: Date): Words => {
  const china = new Date(at.getTime() + 8 * 3_600_000)
  const [month, day] = [china.getUTCMonth(), china.getUTCDate()]
  return { zh: `${month + 1}月${day}日`, en: `${day} ${months[month]}` }
}

/** What one place has of a product: in stock, a few left, or sold out until when. */
function placeLine(rows: readonly Stock[]): Words {
  const [first] = rows
  if (!first) return { zh: '', en: '' }
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  const next = rows
    .flatMap(({ restockAt }) => restockAt ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())[0]
  const name = first.placeName
  if (count > fewLeft) return { zh: `· ${name.zh}：有货`, en: `· ${name.en}: in stock` }
  if (count > 0) return { zh: `· ${name.zh}：仅剩 ${count} 件`, en: `· ${name.en}: ${count} left` }
  const when = next && dayOf(next)
  return when
    ? {
        zh: `· ${name.zh}：缺货，预计 ${when.zh} 到货`,
        en: `· ${name.en}: sold out, more expected on ${when.en}`,
      }
    : { zh: `· ${name.zh}：缺货，到货时间未定`, en: `· ${name.en}: sold out, no date yet` }
}

/** The option of a product that words name, by its label. */
function optionIn({ options }: Product, words: string): string | null {
  const text = plain(words)
  const says = (label: string) => {
    const folded = label.toLowerCase()
    return /\p{Script=Han}/u.test(folded)
      ? text.includes(folded)
      : new RegExp(`(?<![a-z0-9-])${folded}(?![a-z0-9-])`).test(text)
  }
  const named = options.find(({ label }) => says(label.zh) || says(label.en))
  return named?.value ?? null
}

const byPlace = (rows: readonly Stock[]): Stock[][] => [
  ...Map.groupBy(rows, ({ place }) => place).values(),
]

export const checkStock = (catalog: Catalog) =>
  defineTool({
    name: 'check_stock',
    description:
      'Whether a product is in stock, in the online shop and in a city’s store, and when more arrives. Pass the customer’s words, and the city where one is meant.',
    effect: 'reads',
    input: z.object({
      words: z.string().trim().min(1).max(4000),
      product: z.string().max(200).optional(),
      place: z.string().max(80).optional(),
    }),
    async run({ words, product: told, place }, { locale }) {
      const [product] = [
        ...(await namedProducts(catalog, words)),
        ...(told === undefined ? [] : await namedProducts(catalog, told)),
      ]
      if (!product)
        return {
          ok: true,
          forModel: 'Which product is meant was not said. Ask for it.',
          data: { state: 'needs_product' },
        }
      const option = optionIn(product, words)
      const all = await catalog.stock(product.sku)
      const rows = option === null ? all : all.filter((row) => row.option === option)
      const label = product.options.find(({ value }) => value === option)?.label
      const name = (it: Locale) => `${product.name[it]}${label ? ` (${label[it]})` : ''}`
      const stores = await catalog.stores(place ?? null)
      const isStore = (row: Stock) => stores.some(({ id }) => id === row.place)
      const nearest =
        place === undefined ? undefined : stores.find(({ distanceKm }) => distanceKm !== null)
      const here = nearest !== undefined && (nearest.distanceKm ?? Infinity) <= nearKm
      const shown = [
        ...rows.filter((row) => row.place === nearest?.id),
        ...rows.filter((row) => !isStore(row)),
      ]
      if (shown.length === 0)
        return {
          ok: true,
          forModel: `${name('en')} is not kept in stock: it is sold at stores or made to order.`,
          data: {
            // A car is built when it is bought.
            state: product.category === 'car' ? 'built_to_order' : 'unknown',
            name: product.name,
            delivery: product.specs.find(({ name: what }) => what.en === 'Delivery')?.value ?? null,
          },
        }
      const table = lines(byPlace(shown).map(placeLine))
      return {
        ok: true,
        forModel: `${name(locale)}\n${table[locale]}`,
        data: {
          state: shown.some(({ count }) => count > 0) ? 'in_stock' : 'sold_out',
          name: { zh: name('zh'), en: name('en') },
          table,
          /** Where the customer is there is a store; there is none; or no place was said. */
          where: place === undefined ? 'nowhere' : here ? 'here' : 'elsewhere',
          nearest: nearest?.name ?? null,
        },
      }
    },
  })
