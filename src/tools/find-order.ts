import { z } from 'zod'
import type { Locale } from '../domain/locale.ts'
import { formatMoney } from '../domain/money.ts'
import { orderStatusWords } from '../domain/order-words.ts'
import type { Option, Words } from '../domain/rule.ts'
import { isUnderWay, type Order, type OrderBook } from '../domain/shop.ts'
import { defineTool } from './tool.ts'

/** An order number as printed, however it was typed around its digits. */
export const OrderNumber = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[\s\-_]/g, ''),
  )
  .pipe(z.string().regex(/^VG\d{8}$/, 'must look like VG26111842'))
  .describe('As printed, e.g. VG26111842')

/** An order in one line, for the model. */
export const describeOrder = (order: Order, locale: 'zh' | 'en'): string =>
  `${order.number}: ${order.lines.map((line) => `${line.name[locale]} ×${line.quantity}`).join(', ')}; ${order.status}; ` +
  `${formatMoney(order.total, locale)}; placed ${order.placedAt.toISOString().slice(0, 10)}; to ${order.city}` +
  (order.toPay ? `; to be paid at ${order.toPay.url}` : '')

/** The articles of an order to choose from, with the colour or size where there is one. */
const itemsOf = ({ lines }: Order): Option[] =>
  lines.map(({ sku, name, option }) => ({
    value: sku,
    label: option
      ? { zh: `${name.zh}（${option.label.zh}）`, en: `${name.en} (${option.label.en})` }
      : name,
  }))

/** Orders as a list to read: those still to come first, and of these the one that is due first. */
function overviewOf(orders: readonly Order[]): Words {
  const due = (order: Order) =>
    isUnderWay(order) ? (order.promisedBy?.getTime() ?? Number.MAX_SAFE_INTEGER) : Infinity
  const lines = orders
    .toSorted((a, b) => due(a) - due(b) || b.placedAt.getTime() - a.placedAt.getTime())
    .map((order): Words => {
      const { number, lines: goods, status, promisedBy } = order
      const day = isUnderWay(order) ? promisedBy : null
      const names = (locale: Locale, comma: string) =>
        goods.map(({ name }) => name[locale]).join(comma)
      return {
        zh: `· ${number}  ${names('zh', '、')}：${orderStatusWords.zh[status]}${day ? `，承诺 ${dayIn.zh(day)} 前送达` : ''}`,
        en: `· ${number}  ${names('en', ', ')}: ${orderStatusWords.en[status]}${day ? `, promised by ${dayIn.en(day)}` : ''}`,
      }
    })
  return {
    zh: lines.map(({ zh }) => zh).join('\n'),
    en: lines.map(({ en }) => en).join('\n'),
  }
}

const dayFormat = (tag: string) => {
  const format = new Intl.DateTimeFormat(tag, {
    month: tag.startsWith('zh') ? 'long' : 'short',
    day: 'numeric',
    timeZone: 'Asia/Shanghai',
  })
  return (day: Date) => format.format(day)
}
const dayIn = { zh: dayFormat('zh-CN'), en: dayFormat('en-GB') }

export const findOrder = (orders: Pick<OrderBook, 'find' | 'list'>) =>
  defineTool({
    name: 'find_order',
    description:
      "Find one of this customer's orders by its number, or, without a number, list their newest orders.",
    effect: 'reads',
    input: z.object({ orderNumber: OrderNumber.optional() }),
    order: ({ orderNumber }) => orderNumber,
    async run({ orderNumber }, { identity, locale, now }) {
      const found = orderNumber
        ? [await orders.find(identity, orderNumber)].filter((order) => order !== null)
        : await orders.list(identity, 10)
      if (found.length === 0) {
        const forModel = orderNumber
          ? `This customer has no order ${orderNumber}. Ask them to check the number.`
          : 'This customer has no orders.'
        return { ok: false, forModel, data: { failed: 'not_found', orderNumber } }
      }
      const toPay = found[0]?.toPay
      return {
        ok: true,
        forModel: found.map((order) => describeOrder(order, locale)).join('\n'),
        data: {
          order: found[0],
          orders: found,
          // A time that is over promises nothing.
          payBy: toPay?.by && toPay.by > now ? toPay.by : null,
          dueBy: found[0]?.promisedBy && found[0].promisedBy > now ? found[0].promisedBy : null,
          items: found[0] ? itemsOf(found[0]) : [],
          ...(orderNumber
            ? {}
            : {
                overview: overviewOf(found),
                count: found.length,
                toCome: found.filter(isUnderWay).length,
                unpaid: found.filter(({ status }) => status === 'unpaid').length,
              }),
        },
      }
    },
  })
