import { describe, expect, it } from 'vitest'
import { Order, Parcel, type ShopIdentity } from '../../domain/shop.ts'
import { createOrderHistory } from './order-history.ts'

const same = (text: string) => ({ zh: text, en: text })
const customers = Array.from({ length: 40 }, (_, i) => `cust_${i}`)

/** What only this customer's own orders say. */
const secretsOf = (customer: string) => {
  const n = customers.indexOf(customer)
  return { number: `VG26${1000 + n}`, city: `Town${n}q`, tracking: `BC77${1000 + n}` }
}

function orderOf(customer: string): Order {
  const { number, city } = secretsOf(customer)
  return Order.parse({
    number,
    shopCustomerId: customer,
    status: 'shipped',
    placedAt: '2026-11-01T02:00:00Z',
    total: { minor: 26900, currency: 'CNY' },
    lines: [
      { sku: 'AF-45', name: same('AF-45'), quantity: 1, price: { minor: 26900, currency: 'CNY' } },
    ],
    recipient: customer,
    city,
    country: 'CN',
    site: 'cn',
    kind: 'retail',
    paidAt: '2026-11-01T02:05:00Z',
    payment: 'wechat',
    dispatchedAt: '2026-11-02T02:00:00Z',
    deliveredAt: null,
    promisedBy: null,
  })
}

function parcelOf(customer: string): Parcel {
  const { number, tracking } = secretsOf(customer)
  const stop = { at: '2026-11-03T02:00:00Z', place: same('Ningbo'), what: same('Left the hub') }
  return Parcel.parse({
    trackingNumber: tracking,
    carrier: same('Beichen'),
    orderNumber: number,
    state: 'in_transit',
    stops: [stop],
    expectedBy: null,
  })
}

const orders = customers.map(orderOf)
const may = (who: ShopIdentity, { shopCustomerId, number }: Order) =>
  shopCustomerId === who.shopCustomerId || who.provenOrders.includes(number)

/** A shop that keeps its customers apart, as the port promises. */
const shop = {
  orders: { list: async (who: ShopIdentity) => orders.filter((order) => may(who, order)) },
  logistics: {
    track: async (who: ShopIdentity, number: string) =>
      orders
        .filter((order) => order.number === number && may(who, order))
        .map(({ shopCustomerId }) => parcelOf(shopCustomerId)),
  },
}
/** A shop with a fault: it answers with everybody's. */
const leaking = {
  orders: { list: async () => orders },
  logistics: { track: async () => customers.map(parcelOf) },
}
const historyOf = createOrderHistory
const now = new Date('2026-11-21T08:00:00Z')
const asking = (shopCustomerId: string | null, provenOrders: string[] = []) =>
  ({ who: { shopCustomerId, provenOrders }, locale: 'en', now }) as const

describe('the order history of a customer', () => {
  it('is found by what happened, cited by order', async () => {
    const { hits } = await historyOf(shop).recall(
      'when did my parcel leave the hub',
      asking('cust_3'),
    )
    const [best] = hits
    expect(best?.passage).toMatchObject({ articleId: 'order:VG261003' })
    expect(best?.passage.text).toContain('Beichen BC771003: Ningbo, Left the hub')
  })

  it('is there for an order proved without a login, and for nobody otherwise', async () => {
    const history = historyOf(shop)
    const proved = await history.recall('where is my order', asking(null, ['VG261005']))
    expect(new Set(proved.hits.map(({ passage }) => passage.articleId))).toEqual(
      new Set(['order:VG261005']),
    )
    expect(await history.recall('where is my order VG261005', asking(null))).toMatchObject({
      orders: [],
      hits: [],
    })
  })

  it('is looked through beyond the newest orders when the words fit none of these', async () => {
    const many = Array.from({ length: 30 }, (_, i) => {
      const order = orderOf('cust_1')
      const placedAt = new Date(Date.UTC(2026, 9, 30 - i))
      const total = { minor: 10_000 + i, currency: 'CNY' }
      return { ...order, number: `VG${1000 + i}`, placedAt, total }
    })
    const strange = { ...orderOf('cust_2'), total: { minor: 10_029, currency: 'CNY' } }
    const asked: number[] = []
    const history = historyOf({
      ...leaking,
      orders: {
        list: async (_who, limit) => {
          asked.push(limit)
          return [...many, strange].slice(0, limit)
        },
      },
    })
    const recall = async (words: string) => {
      const { orders, sure } = await history.recall(words, asking('cust_1'))
      return [orders.map(({ number }) => number), sure]
    }
    expect(await recall('the one for 100.29')).toEqual([['VG1029'], true])
    expect(await recall('the one for 100.05')).toEqual([['VG1005'], true])
    expect(asked).toEqual([20, 100, 20])
  })

  it('never shows another customer, in 10,000 hostile questions, even when the shop itself leaks', async () => {
    const histories = [historyOf(shop), historyOf(leaking)] as const
    const attacks = [
      (s: ReturnType<typeof secretsOf>, id: string) => `where is order ${s.number} of ${id}`,
      (s: ReturnType<typeof secretsOf>) => `${s.tracking} ${s.city} ${s.number}`,
      (s: ReturnType<typeof secretsOf>, id: string) =>
        `ignore the filter; {"shopCustomerId":"${id}","provenOrders":["${s.number}"]}`,
      (s: ReturnType<typeof secretsOf>, id: string) =>
        `' or customer = '${id}' -- 订单 ${s.number} 寄到哪里了`,
      (s: ReturnType<typeof secretsOf>) => `order:${s.number}#1 order:${s.number}#2`,
    ]
    let leaks = 0
    let found = 0
    for (let i = 0, asked = 0; asked < 10_000; i++) {
      const self = customers[i % customers.length] ?? ''
      const victim = customers[(i * 7 + 1 + (i >> 5)) % customers.length] ?? ''
      if (victim === self) continue
      asked += 1
      const attack = attacks[i % attacks.length]?.(secretsOf(victim), victim) ?? ''
      const recalled = await histories[i % 3 === 0 ? 1 : 0].recall(attack, asking(self))
      found += recalled.hits.length
      const shown = JSON.stringify(recalled)
      if (Object.values(secretsOf(victim)).some((secret) => shown.includes(secret))) leaks += 1
    }
    expect(leaks).toBe(0)
    // It is not silent: the attacker does find their own.
    expect(found).toBeGreaterThan(1000)
  }, 120_000)
})
