import { createHash } from 'node:crypto'
import type { Locale } from '../../domain/locale.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Passage, PassageHit } from '../../domain/passage.ts'
import { orderStatusWords } from '../../domain/order-words.ts'
import {
  belongsTo,
  type Logistics,
  type Order,
  type OrderBook,
  type Parcel,
  type ShopIdentity,
} from '../../domain/shop.ts'
import { createEmbeddedIndex } from '../index/embedded.ts'
import { recallOrders, type Period, type Recall } from './order-recall.ts'

/** What the history is read from. */
export interface OrderHistoryDeps {
  orders: Pick<OrderBook, 'list'>
  logistics: Pick<Logistics, 'track'>
}

/** For whom a history is searched: the identity comes from the scope, which code made. */
export interface HistoryAsking {
  who: ShopIdentity
  locale: Locale
  now: Date
  /** When it was, as far as the words say. */
  period?: Period | null
  /** Whether only the orders are wanted, and not what happened to them, which asks the carriers. */
  ordersOnly?: boolean
}

/** What a customer's words bring back: the orders that they fit, and what happened to these, best first. */
export interface Recalled extends Recall {
  hits: PassageHit[]
}

/** A customer's own orders and what happened to them, as passages that can be found and cited. */
export interface OrderHistory {
  /** Finds orders by what the customer says of them; none for somebody whom the shop does not know. */
  recall(words: string, asking: HistoryAsking): Promise<Recalled>
}

const mostOrders = 20
/** As far back as is looked when the words fit none of the newest orders; no shop is asked for more at once. */
const furtherOrders = 100
/** What happened is looked up for so many orders, as each asks the carriers. */
const mostTold = 5
const mostHits = 10

/**
 * Nothing is kept between questions. The shop is asked for the orders of the identity, an index is made of them alone,
 * and the question is searched in it: the words of a question can rank what is there, never add to it. So the history
 * is as fresh as the shop, and there is no store that a filter would have to guard.
 */
export function createOrderHistory(deps: OrderHistoryDeps): OrderHistory {
  const parcelsOf = async ({ number }: Order, who: ShopIdentity) =>
    (await deps.logistics.track(who, number)).filter(({ orderNumber }) => orderNumber === number)
  const recallAmong = async (
    words: string,
    who: ShopIdentity,
    { period, most }: { period: Period | null; most: number },
  ) => {
    const listed = await deps.orders.list(who, most)
    const own = listed.filter((order) => belongsTo(order, who))
    return { recall: recallOrders(words, own, period), isAll: listed.length < most }
  }
  /** Among the newest orders, and where these are not all and none is surely meant, further back. */
  const recallAsFar = async (words: string, who: ShopIdentity, period: Period | null) => {
    const near = await recallAmong(words, who, { period, most: mostOrders })
    if (near.isAll || (near.recall.sure && near.recall.said.length > 0)) return near.recall
    const { recall } = await recallAmong(words, who, { period, most: furtherOrders })
    const tellsMore =
      recall.said.length > near.recall.said.length || (recall.sure && !near.recall.sure)
    return tellsMore ? recall : near.recall
  }
  return {
    async recall(words, { who, locale, now, period = null, ordersOnly = false }) {
      const recall = await recallAsFar(words, who, period)
      if (ordersOnly) return { ...recall, hits: [] }
      const passages = await Promise.all(
        recall.orders
          .slice(0, mostTold)
          .map(async (order) => orderPassages(order, await parcelsOf(order, who), locale)),
      )
      const index = createEmbeddedIndex()
      await index.replace([], passages.flat())
      const hits = await index.search(words, { audience: 'public', at: now }, mostHits)
      return { ...recall, hits }
    },
  }
}

/** A passage for the order as it is, and one for each thing that happened to it, oldest first. */
export function orderPassages(order: Order, parcels: readonly Parcel[], locale: Locale): Passage[] {
  const say = words[locale]
  const texts = [
    overview(order, locale),
    ...events(order, parcels, locale).map(({ at, text }) => `${say.time(at)} ${text}`),
  ]
  const version = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)
  return texts.map((text, place) => ({
    id: `order:${order.number}#${place + 1}`,
    articleId: `order:${order.number}`,
    headings: [`${say.order} ${order.number}`],
    text,
    language: locale,
    audience: 'public',
    version,
  }))
}

function overview(order: Order, locale: Locale): string {
  const say = words[locale]
  const goods = order.lines.map(
    ({ name, option, quantity }) =>
      `${name[locale]}${option ? ` (${option.label[locale]})` : ''} × ${quantity}`,
  )
  return [
    goods.join(say.comma),
    `${say.status}: ${orderStatusWords[locale][order.status]}`,
    `${say.total}: ${formatMoney(order.total, locale)}`,
    `${say.to}: ${order.city}`,
    ...(order.promisedBy ? [`${say.promised}: ${say.time(order.promisedBy)}`] : []),
  ].join('\n')
}

interface Happening {
  at: Date
  text: string
}

function events(order: Order, parcels: readonly Parcel[], locale: Locale): Happening[] {
  const say = words[locale]
  const own: [Date | null, string][] = [
    [order.placedAt, say.placed],
    [order.paidAt, say.paid],
    [order.dispatchedAt, say.dispatched],
    [order.deliveredAt, say.delivered],
  ]
  const stops = parcels.flatMap(({ carrier, trackingNumber, stops: scans }) =>
    scans.map(({ at, place, what }) => ({
      at,
      text: `${carrier[locale]} ${trackingNumber}: ${place[locale]}, ${what[locale]}`,
    })),
  )
  return [...own.flatMap(([at, text]) => (at ? [{ at, text }] : [])), ...stops].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  )
}

const timeIn = (locale: string) => {
  // Made once: making one costs more than a thousand times using it.
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  })
  return (at: Date) => format.format(at)
}

const words = {
  zh: {
    order: '订单',
    comma: '、',
    status: '状态',
    total: '实付',
    to: '寄往',
    promised: '承诺送达',
    placed: '已下单',
    paid: '已付款',
    dispatched: '已发货',
    delivered: '已签收',
    time: timeIn('zh-CN'),
  },
  en: {
    order: 'Order',
    comma: ', ',
    status: 'Status',
    total: 'Total',
    to: 'Sent to',
    promised: 'Promised by',
    placed: 'Order placed',
    paid: 'Order paid',
    dispatched: 'Order dispatched',
    delivered: 'Order delivered',
    time: timeIn('en-GB'),
  },
} as const
