import { z } from 'zod'
import type { Catalog, Product } from '../domain/catalog.ts'
import type { Words } from '../domain/rule.ts'
import { citedBy, type Cite } from './find-product.ts'
import { lines, namedProducts, priceWords } from './named-products.ts'
import { defineTool } from './tool.ts'

const mostCompared = 3

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
    input: z.object({ words: z.string().trim().min(1).max(4000) }),
    async run({ words }, { locale }) {
      const named = await namedProducts(catalog, words)
      const [only, second] = named
      // One model beside another that is not named in full: "the CM-15 or the Pro".
      const siblings =
        only && !second
          ? (await catalog.find(`${only.kind.zh} ${only.kind.en}`, 6)).filter(
              ({ sku, kind }) => sku !== only.sku && kind.zh === only.kind.zh,
            )
          : []
      const products = [...named, ...siblings].slice(0, mostCompared)
      if (products.length < 2)
        return {
          ok: true,
          forModel: 'There are no two products of ours to compare; search the knowledge base.',
          data: { named: products.length },
        }
      const table = differences(products)
      return {
        ok: true,
        forModel: table[locale],
        data: {
          named: products.length,
          bothNamed: named.length > 1,
          table,
          products,
          citations: citedBy(products, locale, cite),
        },
      }
    },
  })
