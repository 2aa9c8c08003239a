import { z } from 'zod'
import type { Catalog, Product } from '../domain/catalog.ts'
import type { Locale } from '../domain/locale.ts'
import type { Citation } from '../domain/message.ts'
import { isPointedAt, refersBack } from '../domain/pointing.ts'
import type { Words } from '../domain/rule.ts'
import { createGoodsSpotter } from '../understanding/recogniser/goods.ts'
import { lines, namedProducts, priceWords } from './named-products.ts'
import { defineTool } from './tool.ts'

const spotGoods = createGoodsSpotter()

/** Cites an article by its id. */
export type Cite = (articleId: string) => Citation | null

/** The articles that describe products, in the customer's language where there is one. */
export function citedBy(products: readonly Product[], locale: Locale, cite: Cite): Citation[] {
  return products
    .map(({ articles }) => articles[locale] ?? articles.zh ?? articles.en)
    .flatMap((id) => (id === null ? [] : (cite(id) ?? [])))
}

/** Asking what a thing is like as a whole, rather than one question about it. */
const overview =
  /介绍|参数|配置|规格|详情|怎么样|什么样|有什么功能|哪些功能|\b(?:tell me (?:more )?about|specs?|specifications?|details|features|what is the)\b/i

/** Asking what something beside the goods costs: postage, work, instalments. */
const otherCost =
  /运费|邮费|配送费|安装费|上门|工时|维修|修一|保养|延保|分期|首付|月供|保险|押金|回收|\b(?:shipping|postage|delivery|install\w*|assembl\w*|repair|labou?r|warranty|instal?ments?|deposit|insurance|duty|tax)\b/i

/** "How much?" and nothing that it could be about. */
const barePrice =
  /^\s*(?:那|这个|那个|它|请问|一共|大概|要|卖|是|的|呢|，|,)*(?:多少钱|什么价|啥价|价格|几块钱?|怎么卖|贵不贵)[^\p{L}\p{N}]*(?:啊|呀|呢|吧|是多少)?[^\p{L}\p{N}]*$|^\s*(?:and |so |ok,? )?(?:how much(?: is (?:it|that|this))?|what'?s the price|price|the price)[^\p{L}\p{N}]*$/iu

const card = (product: Product): Words => {
  const price = priceWords(product)
  const specs = (locale: Locale) =>
    product.specs
      .map(({ name, value }) => `· ${name[locale]}${locale === 'zh' ? '：' : ': '}${value[locale]}`)
      .join('\n')
  return {
    zh: `${product.name.zh}，${price.zh}\n${specs('zh')}`,
    en: `${product.name.en}, ${price.en}\n${specs('en')}`,
  }
}

const line = (product: Product): Words => {
  const price = priceWords(product)
  return { zh: `${product.name.zh}：${price.zh}`, en: `${product.name.en}: ${price.en}` }
}

/** Names by which an article about these products would call them. */
const namesOf = (products: readonly Product[]): string[] => [
  ...new Set(products.flatMap(({ sku, kind }) => [sku, kind.en, kind.zh])),
]

/** More products than these are no answer to a price question. */
const mostPriced = 5
/** More than these are no answer to "tell me about". */
const mostShown = 3

export const findProduct = (catalog: Pick<Catalog, 'find'>, cite: Cite) =>
  defineTool({
    name: 'find_product',
    description:
      'Products and spare parts by model or common name: price in every currency, specifications, and where they are sold. Pass the customer’s words.',
    effect: 'reads',
    input: z.object({
      words: z.string().trim().min(1).max(4000),
      product: z.string().max(200).optional().describe('What was spoken of before'),
    }),
    async run({ words, product: before }, { locale }) {
      const spokenOf = before === undefined ? [] : await namedProducts(catalog, before)
      const [goods] = spotGoods(words)
      const isNamed = goods !== undefined && isPointedAt(words, goods.start)
      const isMeant = spokenOf.length > 0 && refersBack(words) && !isNamed
      const named = isMeant ? [] : await namedProducts(catalog, words)
      const products = (named.length === 0 ? spokenOf : named).slice(0, mostPriced)
      const [product] = products
      if (!product) {
        return {
          ok: true,
          forModel:
            'No product of ours is named there. Search the knowledge base or ask which one.',
          data: { named: 0, isBare: barePrice.test(words) },
        }
      }
      return {
        ok: true,
        forModel: products.map((one) => card(one)[locale]).join('\n\n'),
        data: {
          named: products.length,
          product,
          names: namesOf(products),
          subject: products.length === 1 ? product.name : product.kind,
          isGoodsPrice: !otherCost.test(words),
          isOverview: products.length <= mostShown && overview.test(words),
          card: products.length === 1 ? card(product) : lines(products.map(line)),
          prices: lines(products.map(line)),
          citations: citedBy(products, locale, cite),
        },
      }
    },
  })
