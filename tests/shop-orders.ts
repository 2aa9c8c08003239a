import type { Claim } from '../src/domain/after-sales.ts'
import type { Option } from '../src/domain/rule.ts'
import type { Order } from '../src/domain/shop.ts'
import type { Db } from '../src/store/db.ts'

/** What a test sets up an order of the sample shop to be. */
export interface Arranged {
  status: Order['status']
  sku?: string
  zh?: string
  en?: string
  minor?: number
  quantity?: number
  option?: Option
  /** A second article of the order. */
  also?: { sku: string; zh: string; en: string; minor: number }
  currency?: string
  site?: Order['site']
  kind?: Order['kind']
  country?: string
  /** A moment after 2026-11-21T08:00Z, so that it is the newest, when left out. */
  placedAt?: string
  paidAt?: string
  deliveredAt?: string | null
  payment?: string
  /** State and last scan of its one parcel; none when left out. */
  parcel?: { state: string; lastScan: string }
}

let serial = 0

const lineFor = ({ sku, zh, en, minor }: NonNullable<Arranged['also']>, currency: string) => ({
  sku,
  name: { zh, en },
  quantity: 1,
  price: { minor, currency },
  option: null,
})

/** Gives a customer of the sample shop one more order, newer than all others. Returns its number. */
export async function giveOrder(db: Db, customer: string, it: Arranged): Promise<string> {
  const number = `VG2611${String(9000 + serial++)}`
  const { sku = 'AF-45', minor = 26_900, quantity = 1, currency = 'CNY' } = it
  const { zh = '轻炸 AF-45 空气炸锅', en = 'AF-45 air fryer' } = it
  const { option = null } = it
  const line = { sku, name: { zh, en }, quantity, price: { minor, currency }, option }
  await db.query(
    `insert into shop_orders (number, customer_id, status, placed_at, total_minor, currency, lines, city, country, site, kind, paid_at, payment, delivered_at)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, '南京', $8, $9, $10, $11, $12, $13)`,
    [
      number,
      customer,
      it.status,
      it.placedAt
        ? new Date(it.placedAt)
        : new Date(Date.parse('2026-11-21T08:00:00Z') + serial * 1000),
      minor * quantity,
      currency,
      JSON.stringify(it.also ? [line, lineFor(it.also, currency)] : [line]),
      it.country ?? 'CN',
      it.site ?? 'cn',
      it.kind ?? 'retail',
      it.status === 'unpaid' ? null : new Date(it.paidAt ?? '2026-11-21T05:00:00Z'),
      it.payment ?? 'alipay',
      it.deliveredAt ? new Date(it.deliveredAt) : null,
    ],
  )
  if (it.parcel) {
    const stop = {
      at: it.parcel.lastScan,
      place: { zh: '杭州转运中心', en: 'Hangzhou hub' },
      what: { zh: '到达', en: 'Arrived' },
    }
    await db.query(
      `insert into shop_parcels (tracking_number, order_number, carrier, state, stops)
       values ($1, $2, '{"zh":"北辰速递","en":"Beichen Express"}', $3, $4::jsonb)`,
      [`BC${number.slice(2)}`, number, it.parcel.state, JSON.stringify([stop])],
    )
  }
  return number
}

/** A claim that was opened for an order before, on the article of that number. */
export async function giveClaim(
  db: Db,
  orderNumber: string,
  { at, ...claim }: Pick<Claim, 'kind' | 'because'> & { at: string },
  sku: string,
): Promise<void> {
  await db.query(
    `insert into shop_claims (idempotency_key, reference, order_number, claim, note, answer_by, at)
     values ($1, $1, $2, $3::jsonb, '{"zh":"","en":""}', $4, $4)`,
    [
      `AS${orderNumber}`,
      orderNumber,
      JSON.stringify({ kind: claim.kind, because: claim.because, sku }),
      new Date(at),
    ],
  )
}

/** Takes away the orders that tests gave, with all that was done about them. */
export async function takeOrdersBack(db: Db): Promise<void> {
  await db.query(`delete from shop_urges where order_number like 'VG26119%'`)
  await db.query(`delete from shop_parcels where order_number like 'VG26119%'`)
  await db.query(`delete from shop_orders where number like 'VG26119%'`)
}
