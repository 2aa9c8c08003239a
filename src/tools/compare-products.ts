import { plain } from '../domain/plain-text.ts'
import { z } from 'zod'
import type { Catalog, Product } from '../domain/catalog.ts'
import type { Words } from '../domain/rule.ts'
import { citedBy, type Cite } from './find-product.ts'
import { lines, namedProducts, priceWords } from './named-products.ts'
import { defineTool } from './tool.ts'

const mostCompared = 3
/** Asking about one model beside another that is not named in full: "the CM-15 or the Pro". */
const besideAnother =
  /pro|max|lite|plus|两款|另一款|哪款|哪个|区别|差别|不同|升级版|\b(?:which|difference|differ|versus|vs|better|or)\b/i

/** Whether a model that is none of these is named, another maker's perhaps. */
function namesOthers(words: string, products: readonly Product[]): boolean {
  const bare = (text: string) => plain(text).replaceAll(/[\s-]/g, '')
  const models = words.normalize('NFKC').match(/[a-z]{1,3}[\s-]?\d{1,4}[a-z]*/gi) ?? []
  return (
    /米格|骑岳|northbound/i.test(words) ||
    models.some((model) => !products.some(({ sku }) => bare(sku).includes(bare(model))))
  )
}

/** What differs between products, a line for each specification, and the price first. */
function differences(products: readonly Product[]): Words {
  const names = products.flatMap(({ specs }) => specs.map(({ name }) => name))
  const rows = names
    .filter((name, i) => names.findIndex(({ zh }) => zh === name.zh) === i)
    .map((name) => ({
      name,
      values: products.map(
        ({ specs }) =>
          specs.find((spec) => spec.name.zh === name.zh)?.value ?? { zh: '—', en: '—' },
      ),
    }))
    .filter(({ values }) => new Set(values.map(({ zh }) => zh)).size > 1)
  const table = [
    { name: { zh: '价格', en: 'Price' }, values: products.map(priceWords) },
    ...rows,
  ].map(({ name, values }) => ({
    zh: `· ${name.zh}：${values.map(({ zh }) => zh).join(' ｜ ')}`,
    en: `· ${name.en}: ${values.map(({ en }) => en).join(' | ')}`,
  }))
  const head = {
    zh: products.map(({ name }) => name.zh).join(' ｜ '),
    en: products.map(({ name }) => name.en).join(' | '),
  }
  return lines([head, ...table])
}

export const compareProducts = (catalog: Pick<Catalog, 'find'>, cite: Cite) =>
  defineTool({
    name: 'compare_products',
    description:
      'What differs between products of ours that the customer names, or between all of one kind. For goods of other makers search the knowledge base.',
    effect: 'reads',
    input: z.object({
      words: z.string().trim().min(1).max(4000),
      product: z.string().max(200).optional().describe('What was spoken of before'),
    }),
    async run({ words, product: before }, { locale }) {
      const said = await namedProducts(catalog, words)
      const named = said.length === 0 && before ? await namedProducts(catalog, before) : said
      const [only, second] = named
      const siblings =
        only && !second && besideAnother.test(words)
          ? (await catalog.find(`${only.kind.zh} ${only.kind.en}`, 6)).filter(
              ({ sku, kind }) => sku !== only.sku && kind.zh === only.kind.zh,
            )
          : []
      const products = [...named, ...siblings].slice(0, mostCompared)
      if (products.length < 2 || namesOthers(words, named))
        return {
          ok: true,
          forModel: 'These are not two products of ours; search the knowledge base.',
          data: { isOurs: false },
        }
      const table = differences(products)
      return {
        ok: true,
        forModel: table[locale],
        data: {
          isOurs: true,
          table,
          products,
          citations: citedBy(products, locale, cite),
        },
      }
    },
  })
