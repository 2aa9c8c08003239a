import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothEngines } from '../../../tests/engines.ts'
import type { Catalog, Product, Stock } from '../../domain/catalog.ts'
import type { OrderChange, OrderChanges } from '../../domain/order-changes.ts'
import type { Db } from '../../store/db.ts'
import { sampleChanges } from './changes.ts'
import { seedSampleShop } from './seed.ts'

const sizes = ['M', 'L'].map((value) => ({
  value,
  label: { zh: `${value} 码`, en: `size ${value}` },
}))
const product = (sku: string, cny: number, given: Partial<Product> = {}): Product => ({
  sku,
  name: { zh: sku, en: sku },
  category: 'small_appliance',
  kind: { zh: '家电', en: 'appliance' },
  prices: [{ minor: cny, currency: 'CNY' }],
  options: [],
  specs: [],
  sites: ['cn'],
  fits: [],
  articles: { zh: null, en: null },
  ...given,
})
const products = [
  product('KT-17', 9800),
  product('AF-45', 26_900),
  product('SJ-3L', 89_900, { category: 'clothing', options: sizes }),
  product('V5', 15_980_000, { category: 'car' }),
  product('GONE', 10_000),
]
const catalog: Pick<Catalog, 'get' | 'stock'> = {
  get: async (sku) => products.find((it) => it.sku === sku) ?? null,
  stock: async (sku): Promise<Stock[]> => [
    {
      sku,
      option: null,
      place: 'wh_ningbo',
      placeName: { zh: '宁波仓', en: 'Ningbo' },
      count: sku === 'GONE' ? 0 : 20,
      restockAt: sku === 'GONE' ? new Date('2026-12-01T00:00:00Z') : null,
    },
    // A store has plenty and sends nothing.
    {
      sku,
      option: null,
      place: 'st_berlin',
      placeName: { zh: '柏林', en: 'Berlin' },
      count: 99,
      restockAt: null,
    },
  ],
}

onBothEngines("the sample shop's changes to orders", (open) => {
  const seededAt = new Date('2026-11-21T08:00:00Z')
  let now = seededAt
  let db: Db
  let changes: OrderChanges
  let paid: string
  let packed: string
  const zhao = { shopCustomerId: 'sc_zhao', provenOrders: [] }
  const maria = { shopCustomerId: 'sc_maria', provenOrders: [] }
  const nobody = { shopCustomerId: null, provenOrders: [] }
  const cancel: OrderChange = { kind: 'cancel' }
  const address: OrderChange = { kind: 'address', address: '成都市高新区天府大道 100 号' }

  beforeAll(async () => {
    db = await open()
    await db.transaction((tx) => seedSampleShop(tx, seededAt))
    await db.query(`update shop_orders set site = 'us' where currency = 'USD'`)
    changes = sampleChanges(db, () => now, catalog)
    const numberOf = async (customer: string, status: string) => {
      const [row] = await db.query(
        'select number from shop_orders where customer_id = $1 and status = $2',
        [customer, status],
      )
      return String(row?.['number'])
    }
    paid = await numberOf('sc_zhao', 'paid')
    packed = await numberOf('sc_maria', 'packed')
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    now = seededAt
    await db.query('delete from shop_changes')
    await db.query('delete from shop_refunds where order_number in ($1, $2)', [paid, packed])
    await db.query(`update shop_orders set status = 'paid', address = '' where number = $1`, [paid])
    await db.query(
      `delete from shop_orders where number in (select order_number from shop_placements)`,
    )
  })

  const orderRow = async (number: string) =>
    (
      await db.query(
        'select status, address, total_minor, lines from shop_orders where number = $1',
        [number],
      )
    )[0]!
  const free = { fee: null, refund: null }
  const all = { fee: null, refund: { minor: 49_900, currency: 'CNY' } }

  it('cancels what is under review: the order is closed and the money is on its way', async () => {
    expect(await changes.rule(zhao, paid, cancel)).toMatchObject({
      allowed: true,
      ...all,
      certain: true,
    })
    const made = await changes.make(zhao, paid, cancel, all, 'k1')
    expect(made.reference).toMatch(/^CH1121\d{4}$/)
    expect(await orderRow(paid)).toMatchObject({ status: 'cancelled' })
    const refunds = await db.query(
      'select state, amount from shop_refunds where order_number = $1',
      [paid],
    )
    expect(refunds).toMatchObject([
      { state: 'started', amount: { minor: 49_900, currency: 'CNY' } },
    ])
    expect(await changes.make(zhao, paid, cancel, all, 'k1')).toEqual(made)
    await expect(changes.make(zhao, paid, cancel, all, 'k2')).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await db.query('select * from shop_changes')).toHaveLength(1)
  })

  it('only asks the warehouse about what is packed, once', async () => {
    const ruling = await changes.rule(maria, packed, cancel)
    expect(ruling).toMatchObject({
      allowed: true,
      certain: false,
      fee: { minor: 550, currency: 'USD' },
    })
    if (!ruling.allowed) return
    await changes.make(maria, packed, cancel, ruling, 'k1')
    expect(await orderRow(packed)).toMatchObject({ status: 'packed' })
    expect(await db.query('select * from shop_refunds where order_number = $1', [packed])).toEqual(
      [],
    )
    expect(await changes.rule(maria, packed, cancel)).toMatchObject({ because: 'already_asked' })
  })

  it('changes the address once, and does nothing on other terms', async () => {
    await expect(
      changes.make(zhao, paid, address, { fee: { minor: 1, currency: 'CNY' }, refund: null }, 'k0'),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await orderRow(paid)).toMatchObject({ address: '' })
    await changes.make(zhao, paid, address, free, 'k1')
    expect(await orderRow(paid)).toMatchObject({ address: '成都市高新区天府大道 100 号' })
    expect(await changes.rule(zhao, paid, address)).toMatchObject({ because: 'changed_before' })
  })

  it('takes fewer, pays the difference back and keeps the rest', async () => {
    await db.query(
      `update shop_orders set total_minor = 99800, lines = jsonb_set(lines, '{0,quantity}', '2') where number = $1`,
      [paid],
    )
    const one: OrderChange = { kind: 'quantity', sku: 'RC-30S', quantity: 1 }
    await changes.make(
      zhao,
      paid,
      one,
      { fee: null, refund: { minor: 49_900, currency: 'CNY' } },
      'k1',
    )
    expect(await orderRow(paid)).toMatchObject({ total_minor: 49_900, lines: [{ quantity: 1 }] })
  })

  it('changes a size to one that the article has', async () => {
    const [before] = await db.query('select lines from shop_orders where number = $1', [paid])
    await db.query(
      `update shop_orders set lines = jsonb_set(lines, '{0,sku}', '"SJ-3L"') where number = $1`,
      [paid],
    )
    const size: OrderChange = { kind: 'option', sku: 'SJ-3L', option: 'L 码' }
    await changes.make(zhao, paid, size, free, 'k1')
    expect(await orderRow(paid)).toMatchObject({ lines: [{ option: { value: 'L' } }] })
    await db.query('update shop_orders set lines = $2::jsonb where number = $1', [
      paid,
      JSON.stringify(before?.['lines']),
    ])
  })

  it('knows no order of somebody else', async () => {
    for (const who of [maria, nobody]) {
      await expect(changes.rule(who, paid, cancel)).rejects.toMatchObject({ code: 'not_found' })
      await expect(changes.make(who, paid, cancel, all, 'k1')).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    expect(await orderRow(paid)).toMatchObject({ status: 'paid' })
  })

  const basket = (
    sku: string,
    quantity = 1,
    given: { option?: string; address?: string | null } = {},
  ) => ({
    lines: [{ sku, quantity, option: given.option ?? null }],
    address: given.address === undefined ? '成都市高新区天府大道 100 号' : given.address,
  })

  it.each([
    [
      basket('AF-45'),
      { goods: { minor: 26_900 }, shipping: { minor: 0 }, total: { minor: 26_900 } },
    ],
    [basket('KT-17'), { shipping: { minor: 800 }, total: { minor: 10_600 } }],
    [basket('SJ-3L', 1, { option: 'L' }), { total: { minor: 89_900 } }],
    [basket('SJ-3L'), { because: 'needs_option' }],
    [basket('SJ-3L', 1, { option: 'XXL' }), { because: 'no_such_option' }],
    [basket('AF-45', 21), { because: 'out_of_stock' }],
    [basket('GONE'), { because: 'out_of_stock' }],
    [basket('AF-45', 50), { because: 'wholesale' }],
    [basket('V5'), { because: 'not_online' }],
    [basket('NOPE'), { because: 'no_such_article' }],
    [basket('AF-45', 1, { address: null }), { because: 'needs_address' }],
    [basket('AF-45', 1, { address: '成都' }), { because: 'needs_street' }],
    [basket('AF-45', 1, { address: '香港弥敦道 1 号' }), { because: 'another_country' }],
  ])('prices a basket, %#', async (it, expected) => {
    expect(await changes.price(zhao, it)).toMatchObject(expected)
  })

  it('sells to a customer who is signed in, in the currency of their shop', async () => {
    expect(await changes.price(nobody, basket('AF-45'))).toMatchObject({ because: 'needs_login' })
    expect(
      await changes.price(maria, basket('AF-45', 1, { address: '1 Main Street, Austin' })),
    ).toMatchObject({
      because: 'not_sold_here',
    })
  })

  it('places one unpaid order per key, on the total agreed', async () => {
    const total = { minor: 26_900, currency: 'CNY' }
    const placed = await changes.place(zhao, basket('AF-45'), total, 'p1')
    expect(placed.orderNumber).toMatch(/^VG2611\d{4}$/)
    expect(placed.paymentUrl).toContain(placed.orderNumber)
    expect(placed.payBy).toEqual(new Date('2026-11-21T08:30:00Z'))
    expect(await changes.place(zhao, basket('AF-45'), total, 'p1')).toEqual(placed)
    expect(await orderRow(placed.orderNumber)).toMatchObject({
      status: 'unpaid',
      total_minor: 26_900,
    })
    expect(await db.query('select * from shop_placements')).toHaveLength(1)
    await expect(
      changes.place(zhao, basket('AF-45'), { minor: 1, currency: 'CNY' }, 'p2'),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(changes.place(nobody, basket('AF-45'), total, 'p3')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await db.query('select * from shop_placements')).toHaveLength(1)
  })
})
