import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../../tests/engines.ts'
import { Membership } from '../../domain/account.ts'
import type { Db } from '../../store/db.ts'
import { listSampleShop } from './list.ts'
import { membershipOf } from './membership.ts'
import { resetSampleShop } from './reset.ts'
import { seedSampleShop } from './seed.ts'

const now = new Date('2026-11-21T08:00:00Z')
let db: Db
beforeAll(async () => {
  db = await freshPglite()
  await db.transaction((tx) => seedSampleShop(tx, now))
})
afterAll(() => db.close())

const customer = async (id: string, at = now) =>
  (await listSampleShop(db, at)).find((listed) => listed.id === id)

describe('the list', () => {
  it('says of an order where it stands, what it is, and what proves it', async () => {
    const lin = await customer('sc_lin')
    expect(lin).toMatchObject({ name: '林晓', language: 'zh', level: 'voyager', birthday: '11-30' })
    expect(lin?.orders.map(({ number }) => number)).toEqual(['VG26111042', 'VG26101079'])
    expect(lin?.orders[0]).toMatchObject({
      status: 'shipped',
      site: 'cn',
      kind: 'retail',
      total: { minor: 59_900, currency: 'CNY' },
      trackingNumbers: ['BC070311902417'],
      parcels: [
        { trackingNumber: 'BC070311902417', carrier: { en: 'Beichen Express' }, state: 'stuck' },
      ],
      proof: { phoneTail: '8842', phone: '+8613800138842', email: 'lin.xiao@mail.example' },
    })
  })

  it('has vouchers, appointments and cases beside', async () => {
    const lin = await customer('sc_lin')
    expect(lin?.vouchers).toMatchObject([
      { kind: 'birthday', amount: { minor: 2000, currency: 'CNY' } },
    ])
    expect(lin?.appointments).toMatchObject([
      { reference: 'AP7K2M9Q', kind: 'test_drive', status: 'booked' },
    ])
    expect(lin?.cases).toMatchObject([{ kind: 'complaint', status: 'in_progress' }])
  })
})

describe('a membership', () => {
  it('shows the vouchers that are still good', async () => {
    const coupons = async (at: Date) =>
      Membership.parse(await membershipOf(db, 'sc_lin', at)).coupons
    expect(await coupons(now)).toMatchObject([
      { amount: { minor: 2000, currency: 'CNY' }, least: null },
    ])
    expect(await coupons(new Date('2026-12-01T08:00:00Z'))).toEqual([])
    const newcomer = Membership.parse(await membershipOf(db, 'sc_wangfang', now)).coupons
    expect(newcomer).toEqual([])
  })

  it('counts neither a car nor wholesale: kb-zh-068', async () => {
    const member = await membershipOf(db, 'sc_yanglei', now)
    expect(member).toMatchObject({ level: 'navigator', levelName: { zh: '领航' } })
    const trader = await membershipOf(db, 'sc_yuantong', now)
    expect(trader).toMatchObject({ level: 'wholesale', points: 0 })
  })
})

describe('a reset', () => {
  it('brings the first state back, dated from now, and leaves what is not the shop’s', async () => {
    await db.query(`update shop_orders set status = 'cancelled' where customer_id = 'sc_lin'`)
    await db.query(`delete from shop_stock where sku = 'AF-45D'`)
    await db.query(`select nextval('shop_case_serial')`)
    await db.query(
      `insert into shop_coupons (code, order_number, reason, amount_minor, currency, expires_at, idempotency_key)
       values ('X', 'VG26111042', 'goodwill', 500, 'CNY', now(), 'x')`,
    )
    await db.query(`insert into customers (id, created_at) values ('cus_1', now())`)
    await db.query(
      `insert into conversations (id, token_hash, channel, customer_id, locale, opened_at, updated_at)
       values ('cnv_1', 'hash', 'web', 'cus_1', 'zh', now(), now())`,
    )
    const before = await listSampleShop(db, now)
    const later = new Date('2026-12-03T08:00:00Z')
    await db.transaction((tx) => resetSampleShop(tx, later))

    const after = await listSampleShop(db, later)
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    const [first] = (await customer('sc_lin', later))?.orders ?? []
    expect(first).toMatchObject({ status: 'shipped', parcels: [{ state: 'stuck' }] })
    expect(later.getTime() - (first?.placedAt.getTime() ?? 0)).toBe(132 * 3_600_000)
    const count = async (table: string) =>
      Number((await db.query(`select count(*) as n from ${table}`))[0]?.['n'])
    expect(await count('shop_coupons')).toBe(0)
    expect(await count(`shop_stock where sku = 'AF-45D'`)).toBeGreaterThan(5)
    expect(await count('conversations')).toBe(1)
    expect(await db.query(`select nextval('shop_case_serial')::int as n`)).toEqual([{ n: 1001 }])
  })
})
