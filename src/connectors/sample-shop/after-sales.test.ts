import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { onBothEngines } from '../../../tests/engines.ts'
import { aClaim } from '../../../tests/orders.ts'
import type { AfterSales } from '../../domain/after-sales.ts'
import type { Db } from '../../store/db.ts'
import { sampleAfterSales } from './after-sales.ts'
import { seedSampleShop } from './seed.ts'

onBothEngines("the sample shop's after-sales", (open) => {
  const seededAt = new Date('2026-11-21T08:00:00Z')
  let now = seededAt
  let db: Db
  let afterSales: AfterSales
  /** Lin's humidifier, delivered 838 hours ago, and Anna's stove. */
  let humidifier: string
  const lin = { shopCustomerId: 'sc_lin', provenOrders: [] }
  const stranger = { shopCustomerId: 'sc_wu', provenOrders: [] }
  const sealed = aClaim({ condition: 'sealed', sku: 'HM-4' })

  beforeAll(async () => {
    db = await open()
    await db.transaction((tx) => seedSampleShop(tx, seededAt))
    afterSales = sampleAfterSales(db, () => now)
    const [row] = await db.query(
      `select number from shop_orders where customer_id = 'sc_lin' and status = 'delivered' limit 1`,
    )
    humidifier = String(row?.['number'])
  })
  afterAll(() => db.close())
  beforeEach(async () => {
    now = seededAt
    await db.query('delete from shop_claims')
    await db.query(`delete from shop_refunds where order_number = $1`, [humidifier])
    await db.query(`update shop_orders set delivered_at = $2 where number = $1`, [
      humidifier,
      new Date('2026-11-10T04:00:00Z'),
    ])
  })

  const agreedTo = async (order: string, claim = sealed) => {
    const ruling = await afterSales.rule(lin, order, claim)
    if (!ruling.allowed) throw new Error(ruling.because)
    return { refund: ruling.refund, deducted: ruling.deducted }
  }

  it('opens a claim on the agreed terms, and the money waits for the goods', async () => {
    const opened = await afterSales.open(lin, humidifier, sealed, await agreedTo(humidifier), 'k1')
    expect(opened).toMatchObject({
      orderNumber: humidifier,
      refund: { minor: 19_900, currency: 'CNY' },
    })
    expect(opened.reference).toMatch(/^AS1121\d{4}$/)
    expect(await afterSales.refunds(lin, humidifier)).toMatchObject([
      {
        state: 'awaiting_goods',
        amount: { minor: 19_900 },
        startedAt: null,
        arrivesBy: null,
        overdue: false,
      },
    ])
  })

  it('takes the same key for the same claim', async () => {
    const agreed = await agreedTo(humidifier)
    const first = await afterSales.open(lin, humidifier, sealed, agreed, 'k1')
    expect(await afterSales.open(lin, humidifier, sealed, agreed, 'k1')).toEqual(first)
    expect(await db.query('select * from shop_claims')).toHaveLength(1)
    expect(await afterSales.refunds(lin, humidifier)).toHaveLength(1)
  })

  it('opens one of two that come at the same time', async () => {
    const agreed = await agreedTo(humidifier)
    const both = await Promise.allSettled([
      afterSales.open(lin, humidifier, sealed, agreed, 'k1'),
      afterSales.open(lin, humidifier, sealed, agreed, 'k2'),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await db.query('select * from shop_claims')).toHaveLength(1)
  })

  it('opens no second claim for the same article', async () => {
    const agreed = await agreedTo(humidifier)
    const { reference } = await afterSales.open(lin, humidifier, sealed, agreed, 'k1')
    await expect(afterSales.open(lin, humidifier, sealed, agreed, 'k2')).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await afterSales.rule(lin, humidifier, sealed)).toMatchObject({
      because: 'already_open',
    })
    const ruling = await afterSales.rule(lin, humidifier, sealed)
    expect(ruling.allowed ? '' : ruling.reason.en).toContain(reference)
  })

  it('opens nothing when the terms are not those agreed, or the period ran out meanwhile', async () => {
    const agreed = await agreedTo(humidifier)
    const more = { ...agreed, refund: { minor: 99_900, currency: 'CNY' } }
    await expect(afterSales.open(lin, humidifier, sealed, more, 'k1')).rejects.toMatchObject({
      code: 'conflict',
    })
    now = new Date('2026-12-11T04:00:00Z')
    await expect(afterSales.open(lin, humidifier, sealed, agreed, 'k2')).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await db.query('select * from shop_claims')).toEqual([])
  })

  it('knows no order of somebody else, unless it was proved', async () => {
    for (const who of [stranger, { shopCustomerId: null, provenOrders: [] }]) {
      await expect(afterSales.rule(who, humidifier, sealed)).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(
        afterSales.open(who, humidifier, sealed, { refund: null, deducted: null }, 'k9'),
      ).rejects.toMatchObject({ code: 'not_found' })
      await expect(afterSales.refunds(who, humidifier)).rejects.toMatchObject({ code: 'not_found' })
    }
    const proved = { shopCustomerId: null, provenOrders: [humidifier] }
    expect(await afterSales.rule(proved, humidifier, sealed)).toMatchObject({ allowed: true })
  })

  it('does not give one customer what another did under the same key', async () => {
    await afterSales.open(lin, humidifier, sealed, await agreedTo(humidifier), 'k1')
    await expect(
      afterSales.open(stranger, humidifier, sealed, { refund: null, deducted: null }, 'k1'),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  describe('money on its way back', () => {
    it('stands for every order that was returned or refunded', async () => {
      const rows = await db.query(
        `select o.status, r.state, r.amount, o.total_minor from shop_orders o left join shop_refunds r on r.order_number = o.number
          where o.status in ('refunded', 'partly_refunded', 'returned')`,
      )
      expect(rows.length).toBeGreaterThan(2)
      const states = { refunded: 'paid', partly_refunded: 'started', returned: 'awaiting_goods' }
      for (const { status, state } of rows)
        expect(state).toBe(states[status as keyof typeof states])
    })

    it('arrives by the time of its payment method, and is overdue after', async () => {
      const [row] = await db.query(
        `select number, customer_id from shop_orders where status = 'partly_refunded' and customer_id = 'sc_maria'`,
      )
      const maria = { shopCustomerId: 'sc_maria', provenOrders: [] }
      const order = String(row?.['number'])
      const [refund] = await afterSales.refunds(maria, order)
      expect(refund).toMatchObject({ state: 'started', overdue: false })
      expect(refund!.arrivesBy!.getTime()).toBeGreaterThan(now.getTime())
      now = new Date(refund!.arrivesBy!.getTime() + 1)
      expect((await afterSales.refunds(maria, order))[0]).toMatchObject({ overdue: true })
    })
  })
})
