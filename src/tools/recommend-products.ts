import { z } from 'zod'
import type { Catalog, Product } from '../domain/catalog.ts'
import type { Money } from '../domain/money.ts'
import type { Words } from '../domain/rule.ts'
import type { AdviceBook, AdviceGroup } from './advice-book.ts'
import { groupsIn, held, readAdviceWords, type AdviceWords } from './advice-words.ts'
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

/** What a product costs in the currency of a budget; null when it is not sold in it. */
const priceIn = ({ prices }: Product, currency: string) =>
  prices.find((price) => price.currency === currency)?.minor ?? null

/** `CNY 500.00`, as the reader writes money. */
function budgetOf(money: string | undefined): Money | null {
  const [, currency, amount] = /^([A-Z]{3}) (\d+(?:\.\d+)?)$/.exec(money ?? '') ?? []
  return currency && amount ? { currency, minor: Math.round(Number(amount) * 100) } : null
}

/** A product of the book as it stands for what was said. */
interface Fitting {
  product: Product
  suits: Words
  /** How many of the words that speak for it were said. */
  fit: number
}

/** The products of a group that may be shown, those first that suit best. */
async function weigh(
  { products }: AdviceGroup,
  { text, not }: AdviceWords,
  catalog: Pick<Catalog, 'get'>,
): Promise<Fitting[]> {
  const looked = await Promise.all(
    products
      .filter(({ sku }) => !not.has(sku))
      .map(async ({ sku, suits, when }) => ({
        product: await catalog.get(sku),
        suits,
        fit: held(text, [...when.zh, ...when.en]).length,
      })),
  )
  return looked
    .flatMap(({ product, ...rest }) => (product ? [{ product, ...rest }] : []))
    .toSorted((a, b) => b.fit - a.fit)
}

const isWithin = (limit: Money | null, { product }: Fitting): boolean => {
  const price = limit && priceIn(product, limit.currency)
  return limit === null || (price !== null && price <= limit.minor * stretch)
}

const anyPrice = ({ product: { prices } }: Fitting) =>
  (prices.find(({ currency }) => currency === 'CNY') ?? prices[0])?.minor ?? 0
const byPrice = (a: Fitting, b: Fitting) => anyPrice(a) - anyPrice(b)

/** Who asks for something cheaper than a kind that is beyond the budget is shown the wider field. */
async function affordableFirst(
  groups: readonly AdviceGroup[],
  said: AdviceWords,
  limit: Money | null,
  catalog: Pick<Catalog, 'get'>,
): Promise<readonly AdviceGroup[]> {
  for (const [i, group] of groups.entries()) {
    const fitting = await weigh(group, said, catalog)
    if (fitting.some((one) => isWithin(limit, one))) return groups.slice(i)
  }
  return groups
}

type State = 'found' | 'over_budget' | 'cheapest' | 'all'

/** Which of a kind to show: those that suit best; cheaper ones than these, or others, where they are asked for. */
function choose(
  said: AdviceWords,
  fitting: readonly Fitting[],
  affordable: readonly Fitting[],
  hasWider: boolean,
): { state: State; shown: readonly Fitting[] } {
  const [best] = fitting
  if (affordable.length === 0 || !best)
    return { state: 'over_budget', shown: fitting.slice(0, hasWider ? 1 : mostRecommended) }
  if (said.others) {
    const rest = affordable.slice(mostRecommended)
    return rest.length > 0 ? { state: 'found', shown: rest } : { state: 'all', shown: affordable }
  }
  const cheaper = affordable.filter((one) => anyPrice(one) < anyPrice(best))
  if (!said.cheaper) return { state: 'found', shown: affordable.slice(0, mostRecommended) }
  return cheaper.length > 0
    ? { state: 'found', shown: cheaper.slice(0, mostRecommended) }
    : { state: 'cheapest', shown: affordable.toSorted(byPrice).slice(0, 1) }
}

/** What wider fields have for the money that is no dearer than what was shown. */
async function elsewhere(
  wider: readonly AdviceGroup[],
  {
    said,
    limit,
    shown,
    catalog,
  }: {
    said: AdviceWords
    limit: Money | null
    shown: readonly Fitting[]
    catalog: Pick<Catalog, 'get'>
  },
): Promise<Fitting[]> {
  const least = Math.min(...shown.map(anyPrice))
  const isNews = (one: Fitting) =>
    !shown.some(({ product }) => product.sku === one.product.sku) &&
    isWithin(limit, one) &&
    (said.others || anyPrice(one) < least)
  for (const group of wider) {
    const fitting = (await weigh(group, said, catalog)).filter(isNews)
    if (fitting.length > 0) return fitting.slice(0, mostRecommended)
  }
  return []
}

const tableOf = (fitting: readonly Fitting[]): Words =>
  lines(
    fitting.map(({ product, suits }): Words => {
      const price = priceWords(product)
      return {
        zh: `· ${product.name.zh}（${price.zh}）：${suits.zh}`,
        en: `· ${product.name.en} (${price.en}): ${suits.en}`,
      }
    }),
  )

const lead: Record<State, string> = {
  found: '',
  over_budget: 'Nothing of the kind is within the budget; the nearest:\n',
  cheapest: 'There is no cheaper one of the kind than:\n',
  all: 'There are no others of the kind:\n',
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
      const said = readAdviceWords(book, `${words}\n${use}`)
      const limit = budgetOf(money)
      const named = groupsIn(book, said.text)
      const [group, ...wider] = said.cheaper
        ? await affordableFirst(named, said, limit, catalog)
        : named
      if (!group && use === '' && !/[a-z]\d|[a-z]-\d/i.test(words))
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
      const fitting = await weigh(group, said, catalog)
      const affordable = fitting.filter((one) => isWithin(limit, one))
      const suits = affordable.some(({ fit }) => fit > 0)
      // One question at most, and only while nothing tells them apart.
      if (!suits && limit === null && use === '' && !said.cheaper)
        return {
          ok: true,
          forModel: `Ask once: ${group.ask[locale]}`,
          data: { state: 'needs_use', ask: group.ask },
        }
      const { state, shown } = choose(said, fitting, affordable, wider.length > 0)
      // Where the kind has nothing more for the money, what the wider field has.
      const other = state === 'found' ? [] : await elsewhere(wider, { said, limit, shown, catalog })
      const all = [...shown, ...other].map(({ product }) => product)
      const table = tableOf(shown)
      return {
        ok: true,
        forModel: `${lead[state]}${table[locale]}${other.length > 0 ? `\nWithin it:\n${tableOf(other)[locale]}` : ''}`,
        data: {
          state,
          table,
          first: (other[0] ?? shown[0])?.product.name ?? null,
          shown: [...other, ...(other.length > 0 ? [] : shown)].map(({ product }) => product.name),
          isClear: suits && state === 'found' && !said.cheaper && shown.length > 1,
          ...(other.length > 0 ? { instead: tableOf(other) } : {}),
          citations: citedBy(all, locale, cite),
        },
      }
    },
  })
