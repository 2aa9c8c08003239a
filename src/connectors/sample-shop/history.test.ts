import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../../tests/engines.ts'
import { Order, OrderKind, OrderStatus, Parcel, Site } from '../../domain/shop.ts'
import type { Db } from '../../store/db.ts'
import { sampleHistory, samplePeople } from './history.ts'
import { sampleLogistics } from './logistics.ts'
import { sampleOrders } from './orders.ts'
import { sampleCustomers } from './people.ts'
import { productOf } from './products.ts'
import { seedSampleShop } from './seed.ts'

const now = new Date('2026-11-21T08:00:00Z')
const dayMs = 86_400_000
const { customers, orders, parcels } = sampleHistory(now)
const daysSince = (at: Date | null) =>
  at ? Math.round((now.getTime() - at.getTime()) / dayMs) : null
const parcelsOf = new Map(
  orders.map(({ number }) => [number, parcels.filter((it) => it.orderNumber === number)]),
)

describe('people', () => {
  it('are many, of every level, and reached in one way each', () => {
    expect(customers.length).toBeGreaterThanOrEqual(60)
    expect(new Set(customers.map(({ level }) => level))).toEqual(
      new Set(['explorer', 'voyager', 'navigator', 'wholesale']),
    )
    for (const key of ['id', 'phone', 'email'] as const)
      expect(new Set(customers.map((it) => it[key])).size).toBe(customers.length)
    // The last four digits prove an order; two people sharing them would hide a mix-up.
    expect(new Set(customers.map(({ phone }) => phone.slice(-4))).size).toBe(customers.length)
  })

  it('live where the articles have rules of their own', () => {
    const cities = new Set(orders.map(({ city }) => city))
    for (const city of ['乌鲁木齐', '拉萨', '西宁', '呼和浩特', 'Anchorage'])
      expect(cities).toContain(city)
    const countries = new Set(orders.map(({ country }) => country))
    for (const country of [
      'CN',
      'HK',
      'MO',
      'TW',
      'SG',
      'JP',
      'DE',
      'NL',
      'FR',
      'CH',
      'NO',
      'GB',
      'US',
      'CA',
    ])
      expect(countries).toContain(country)
  })

  it('have at least the level that their purchases of twelve months give: kb-zh-068', () => {
    const yuan: Record<string, number> = { CNY: 1, EUR: 8, GBP: 9, USD: 7 }
    const rank = { explorer: 0, voyager: 3000, navigator: 12_000 }
    for (const { id, level } of samplePeople) {
      if (level === 'wholesale') continue
      const spent = orders
        .filter((it) => it.customerId === id && it.paidAt && (daysSince(it.paidAt) ?? 0) < 365)
        .filter(({ status }) => !['cancelled', 'returned', 'refunded'].includes(status))
        .filter(({ lines }) => lines.every(({ sku }) => productOf(sku)?.category !== 'car'))
        .reduce((sum, { total, currency }) => sum + (total / 100) * (yuan[currency] ?? 1), 0)
      const due =
        spent >= rank.navigator ? 'navigator' : spent >= rank.voyager ? 'voyager' : 'explorer'
      expect([id, level]).toEqual([id, due])
    }
  })
})

describe('orders', () => {
  it('are over two hundred, of every status, kind, site and way to pay, with numbers of their own', () => {
    expect(orders.length).toBeGreaterThanOrEqual(200)
    expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(OrderStatus.options))
    expect(new Set(orders.map(({ kind }) => kind))).toEqual(new Set(OrderKind.options))
    expect(new Set(orders.map(({ site }) => site))).toEqual(new Set(Site.options))
    expect(new Set(orders.map(({ payment }) => payment))).toEqual(
      new Set([
        null,
        'wechat',
        'alipay',
        'card_cn',
        'card',
        'paypal',
        'paylater',
        'transfer',
        'gift_card',
      ]),
    )
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length)
    for (const { number } of orders) expect(number).toMatch(/^VG\d{8}$/)
  })

  it('begin with the fourteen that are written out, numbers and people unchanged', () => {
    expect(orders.slice(0, 14).map(({ number, customerId }) => `${number} ${customerId}`)).toEqual([
      'VG26111042 sc_lin',
      'VG26101079 sc_lin',
      'VG26111116 sc_zhao',
      'VG26111153 sc_zhao',
      'VG26111190 sc_chan',
      'VG26111227 sc_wu',
      'VG26101264 sc_wu',
      'VG26111301 sc_anna',
      'VG26101338 sc_anna',
      'VG26111375 sc_tom',
      'VG26091412 sc_tom',
      'VG26111449 sc_maria',
      'VG26101486 sc_maria',
      'VG26111523 sc_olu',
    ])
    const known = new Set(sampleCustomers.map(({ id }) => id))
    expect(orders.filter(({ customerId }) => known.has(customerId))).toHaveLength(14)
  })

  it('were delivered on both sides of every period of the rules', () => {
    const ages = (site: string) =>
      new Set(
        orders
          .filter((it) => it.site === site && it.status === 'delivered')
          .map(({ deliveredAt }) => daysSince(deliveredAt)),
      )
    for (const age of [2, 3, 6, 7, 8, 10, 14, 15, 16, 29, 30, 31, 60])
      expect(ages('cn')).toContain(age)
    for (const age of [3, 6, 13, 14, 15, 16, 29, 30, 31]) expect(ages('eu')).toContain(age)
    for (const age of [3, 6, 10, 14, 16, 29]) expect(ages('uk')).toContain(age)
    for (const age of [14, 16, 19, 21, 29, 31]) expect(ages('us')).toContain(age)
  })

  it.each(['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01'])(
    'were paid before and after the rule of %s',
    (day) => {
      const paid = orders.filter(({ site, paidAt }) => site === 'cn' && paidAt)
      const before = paid.filter(
        ({ paidAt }) => paidAt && paidAt < new Date(`${day}T00:00:00+08:00`),
      )
      expect(before.length).toBeGreaterThan(0)
      expect(before.length).toBeLessThan(paid.length)
    },
  )

  it('have the price of their currency, options where there are several, and times in their order', () => {
    const currency = { cn: 'CNY', eu: 'EUR', uk: 'GBP', us: 'USD' } as Record<string, string>
    for (const order of orders) {
      expect(order.currency).toBe(currency[order.site])
      expect(order.total).toBe(
        order.lines.reduce((sum, { price, quantity }) => sum + price.minor * quantity, 0),
      )
      for (const { sku, option } of order.lines.slice(
        0,
        orders.indexOf(order) < 14 ? 0 : undefined,
      )) {
        const product = productOf(sku)
        expect(product?.options.some(({ value }) => value === option?.value)).toBe(
          (product?.options.length ?? 0) > 0,
        )
      }
      const times = [
        order.placedAt,
        order.paidAt,
        order.dispatchedAt,
        order.deliveredAt,
        now,
      ].flatMap((at) => (at ? [at.getTime()] : []))
      expect(times, order.number).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  it('hold more than one line, and travel in two parcels where a battery goes along', () => {
    expect(orders.filter(({ lines }) => lines.length > 1).length).toBeGreaterThan(12)
    const mixed = orders.find(
      ({ customerId, lines }) => customerId === 'sc_limingh' && lines.length === 2,
    )
    expect(parcelsOf.get(mixed?.number ?? '')).toHaveLength(2)
  })
})

describe('parcels', () => {
  it('are there for all that was sent, with the carrier and the number of its kind', () => {
    expect(new Set(parcels.map(({ trackingNumber }) => trackingNumber)).size).toBe(parcels.length)
    for (const order of orders) {
      const own = parcelsOf.get(order.number) ?? []
      if (['unpaid', 'paid', 'packed', 'cancelled'].includes(order.status)) expect(own).toEqual([])
      if (['shipped', 'delivered', 'returned'].includes(order.status)) expect(own).not.toEqual([])
    }
    const named = new Map(
      parcels.map(({ carrier, trackingNumber }) => [carrier.zh, trackingNumber.slice(0, 2)]),
    )
    expect(Object.fromEntries(named)).toEqual({
      北辰速递: 'BC',
      欧陆邮政: 'NL',
      蓝鸢国际: 'LY',
      海川物流: 'HC',
      远航专线卡车: 'VT',
    })
  })

  it('were scanned in order, never in the future, and end at the door when they were delivered', () => {
    for (const parcel of parcels) {
      Parcel.parse(parcel)
      const times = parcel.stops.map(({ at }) => at.getTime())
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(times.every((at) => at <= now.getTime())).toBe(true)
      if (parcel.state === 'delivered') expect(parcel.stops.at(-1)?.what.en).toMatch(/^Delivered/)
    }
  })
})

describe('in the database', () => {
  let db: Db
  beforeAll(async () => {
    db = await freshPglite()
    await db.transaction((tx) => seedSampleShop(tx, now))
  })
  afterAll(() => db.close())

  it('every order is one of the port, and every state of a parcel occurs', async () => {
    const states = new Set<string>()
    for (const { id } of customers) {
      const who = { shopCustomerId: id, provenOrders: [] }
      for (const order of await sampleOrders(db).list(who, 50)) {
        Order.parse(order)
        for (const { state } of await sampleLogistics(db, () => now).track(who, order.number))
          states.add(state)
      }
    }
    expect(states).toEqual(new Set(Parcel.shape.state.options))
  })

  it('the dates move with the day of the first start', () => {
    const later = sampleHistory(new Date('2027-03-02T08:00:00Z'))
    expect(later.orders).toHaveLength(orders.length)
    expect(later.orders.every(({ placedAt }) => placedAt < new Date('2027-03-02T08:00:00Z'))).toBe(
      true,
    )
  })

  it('some have vouchers: birthdays of this month by level, newcomers, and by hand', async () => {
    const rows = await db.query(
      `select customer_id, kind, amount_minor, least_minor, expires_at from shop_vouchers order by code`,
    )
    const of = (id: string) => rows.filter((row) => row['customer_id'] === id)
    expect(of('sc_lin')).toEqual([
      expect.objectContaining({
        kind: 'birthday',
        amount_minor: 2000,
        expires_at: new Date('2026-11-30T15:59:59.999Z'),
      }),
    ])
    expect(of('sc_zhuyun')).toEqual([
      expect.objectContaining({ kind: 'birthday', amount_minor: 6000 }),
    ])
    expect(of('sc_zhouna').map((row) => row['kind'])).toContain('student')
    expect(rows.some((row) => row['kind'] === 'newcomer' && row['least_minor'] === 19_900)).toBe(
      true,
    )
  })

  it('is filled once', async () => {
    expect(await db.transaction((tx) => seedSampleShop(tx, now))).toBe(false)
  })
})
