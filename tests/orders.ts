import type { Matter } from '../src/connectors/sample-shop/rules/matter.ts'
import { Claim } from '../src/domain/after-sales.ts'
import type { Order, OrderLine, Parcel } from '../src/domain/shop.ts'

/** Orders, parcels and claims for tests of rules: what a test does not say is an ordinary domestic order. */

export const aLine = (
  sku: string,
  minor: number,
  {
    currency = 'CNY',
    quantity = 1,
    option = null,
  }: Partial<{ currency: string; quantity: number; option: OrderLine['option'] }> = {},
): OrderLine => ({
  sku,
  name: { zh: sku, en: sku },
  quantity,
  price: { minor, currency },
  option,
})

const currencies = { cn: 'CNY', eu: 'EUR', uk: 'GBP', us: 'USD' }
const countries = { cn: 'CN', eu: 'DE', uk: 'GB', us: 'US' }

/** Paid on 1 October 2026 and, unless the status says otherwise, delivered on 10 October at noon in China. */
export function anOrder(given: Partial<Order> = {}): Order {
  const site = given.site ?? 'cn'
  const lines = given.lines ?? [aLine('AF-45', 26_900, { currency: currencies[site] })]
  const total = lines.reduce((sum, { price, quantity }) => sum + price.minor * quantity, 0)
  const status = given.status ?? 'delivered'
  return {
    number: 'VG26100001',
    shopCustomerId: 'sc_test',
    status,
    placedAt: new Date('2026-10-01T02:00:00Z'),
    total: { minor: total, currency: lines[0]!.price.currency },
    recipient: 'Test',
    city: 'Nanjing',
    country: countries[site],
    site,
    kind: 'retail',
    paidAt: status === 'unpaid' ? null : new Date('2026-10-01T02:00:00Z'),
    payment: 'wechat',
    dispatchedAt: null,
    deliveredAt: status === 'delivered' ? new Date('2026-10-10T04:00:00Z') : null,
    promisedBy: null,
    toPay: null,
    ...given,
    lines,
  }
}

export const aParcel = (state: Parcel['state'], lastScan: string): Parcel => ({
  trackingNumber: 'BC1',
  carrier: { zh: '北辰速递', en: 'Beichen Express' },
  orderNumber: 'VG26100001',
  state,
  stops: [
    {
      at: new Date(lastScan),
      place: { zh: '杭州', en: 'Hangzhou' },
      what: { zh: '到达', en: 'Arrived' },
    },
  ],
  expectedBy: null,
})

export const aClaim = (given: Partial<Claim> = {}): Claim =>
  Claim.parse({ kind: 'return', because: 'change_of_mind', ...given })

export const aMatter = (order: Order, now: string, given: Partial<Matter> = {}): Matter => ({
  order,
  now: new Date(now),
  parcels: [],
  earlier: [],
  freeReturns: 0,
  ...given,
})
