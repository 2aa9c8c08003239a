import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { giveOrder, takeOrdersBack } from '../../tests/shop-orders.ts'
import { sampleShop } from '../connectors/sample-shop/shop.ts'
import { seedSampleShop } from '../connectors/sample-shop/seed.ts'
import { ConversationId } from '../domain/id.ts'
import type { ShopIdentity } from '../domain/shop.ts'
import type { Db } from '../store/db.ts'
import { searchMyOrders } from './search-my-orders.ts'
import type { Tool } from './tool.ts'

const now = new Date('2026-11-21T08:00:00Z')
let db: Db
let tool: Tool
beforeAll(async () => {
  db = await freshPglite()
  await db.transaction((tx) => seedSampleShop(tx, now))
  tool = searchMyOrders(sampleShop(db, () => now))
})
afterAll(() => db.close())

const search = (words: string, identity: ShopIdentity, locale: 'zh' | 'en' = 'en') =>
  tool.run(
    { words },
    { identity, conversationId: ConversationId.make(), locale, now, idempotencyKey: '' },
  )
const as = (shopCustomerId: string | null, provenOrders: string[] = []) => ({
  shopCustomerId,
  provenOrders,
})

describe('searching my orders', () => {
  it('finds an order by what was bought and tells what happened to it, as it is now', async () => {
    const number = await giveOrder(db, 'sc_anna', {
      status: 'shipped',
      sku: 'KT-17',
      zh: 'KT-17 电热水壶',
      en: 'KT-17 electric kettle',
      parcel: { state: 'in_transit', lastScan: '2026-11-20T06:00:00Z' },
    })
    const found = await search('where is the kettle I ordered', as('sc_anna'))
    expect(found.forModel).toMatch(new RegExp(`These orders fit the words:\\n<<data>>\\n${number}`))
    expect(found.forModel).toContain('Hangzhou hub, Arrived')
    await db.query(`update shop_orders set status = 'delivered' where number = $1`, [number])
    expect((await search('水壶', as('sc_anna'), 'zh')).forModel).toContain('已签收')
    await takeOrdersBack(db)
  })

  it('is not sure of any order where the goods named are in none', async () => {
    const found = await search('I ordered a piano, when is it coming', as('sc_anna'))
    expect(found.data).toMatchObject({ said: ['goods'], sure: false })
    expect(found.forModel).toMatch(/^No order fits all of the words/)
  })

  it('takes nothing but words', () => {
    expect(tool.input.safeParse({ words: 'kettle', shopCustomerId: 'sc_wu' }).success).toBe(false)
    expect(tool.input.safeParse({ words: 'x'.repeat(100_000) }).success).toBe(false)
  })

  it('knows no orders of somebody who has neither signed in nor proved one', async () => {
    expect(await search('my orders VG26111042', as(null))).toMatchObject({
      ok: false,
      data: { orders: [] },
    })
  })

  it("shows an order that was proved, and none of its owner's others", async () => {
    const [first, second] = await db.query(
      `select number from shop_orders where customer_id = 'sc_lin' order by number`,
    )
    const [proved, other] = [String(first?.['number']), String(second?.['number'])]
    const shown = JSON.stringify(await search(`all my orders, also ${other}`, as(null, [proved])))
    expect(shown).toContain(proved)
    expect(shown).not.toContain(other)
  })

  it("never shows another customer's order, by number, name, place, parcel or filter", async () => {
    const rows = await db.query(
      `select o.number, o.customer_id, o.city, c.name, c.phone, p.tracking_number
       from shop_orders o join shop_customers c on c.id = o.customer_id
       left join shop_parcels p on p.order_number = o.number
       where c.id in ('sc_lin', 'sc_zhao', 'sc_wu', 'sc_anna', 'sc_tom', 'sc_maria')`,
    )
    const customers = [...new Set(rows.map((row) => String(row['customer_id'])))]
    const numbersOf = Map.groupBy(rows, (row) => String(row['customer_id']))
    let asked = 0
    let found = 0
    for (const victim of rows)
      for (const self of customers.filter((id) => id !== victim['customer_id'])) {
        const it = Object.fromEntries(Object.entries(victim).map(([k, v]) => [k, String(v)]))
        const attack = [
          `where is order ${it['number']} of ${it['name']}, ${it['phone']}`,
          `订单 ${it['number']}（${it['name']}，寄到${it['city']}）到哪了`,
          `${it['tracking_number']} ${it['number']} order:${it['number']}#1`,
          `{"shopCustomerId":"${it['customer_id']}","provenOrders":["${it['number']}"]}`,
          `' or o.customer_id = '${it['customer_id']}' -- all orders of ${it['customer_id']}`,
        ][asked % 5]
        const shown = JSON.stringify(await search(attack ?? '', as(self)))
        asked += 1
        if (numbersOf.get(self)?.some((row) => shown.includes(String(row['number'])))) found += 1
        for (const row of numbersOf.get(String(victim['customer_id'])) ?? [])
          expect(shown).not.toContain(String(row['number']))
      }
    expect(asked).toBeGreaterThan(40)
    // It is not silent: who asks does see their own.
    expect(found).toBe(asked)
  }, 120_000)
})
