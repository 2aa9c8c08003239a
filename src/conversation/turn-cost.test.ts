import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, talk, type House, type Talk } from '../../tests/house.ts'
import type { Db, Queryable } from '../store/db.ts'

/** What a turn may cost the database, from claim to committed reply (DESIGN.md §1). */
const most = { commits: 4, statements: 16 }

interface Cost {
  commits: number
  statements: number
  /** The sample shop lies in the same database, but what it asks there is its own affair. */
  shopStatements: number
}

let plain: Db
let house: House
let cost: Cost
beforeAll(async () => {
  plain = await freshPglite()
  house = await buildHouse(counted(plain))
})
afterAll(() => plain.close())

const isOfShop = (sql: string) => /\b(from|join|into|update)\s+shop_/.test(sql)
const onlyReads = (sql: string) => /^\s*select\b/i.test(sql) && !/\bfor update\b/i.test(sql)

/** A database that counts; a statement outside a transaction is a commit of its own, unless it only reads. */
function counted(db: Db): Db {
  const counting = (on: Queryable, inTransaction: boolean): Queryable => ({
    query(sql, values) {
      if (isOfShop(sql)) cost.shopStatements += 1
      else {
        cost.statements += 1
        if (!inTransaction && !onlyReads(sql)) cost.commits += 1
      }
      return on.query(sql, values)
    },
  })
  cost = { commits: 0, statements: 0, shopStatements: 0 }
  return {
    ...db,
    ...counting(db, false),
    transaction: (work) => {
      cost.commits += 1
      return db.transaction((tx) => work(counting(tx, true)))
    },
  }
}

/** What the turn that answers these words costs. */
async function costOf(customer: Talk, text: string) {
  await customer.write(text)
  house.clock.advance(1000)
  cost = { commits: 0, statements: 0, shopStatements: 0 }
  const ending = await customer.turn()
  return { ending, ...cost, effects: (await customer.effects()).length }
}

function expectWithin({ commits, statements }: Cost): void {
  // A turn that counts nothing would pass any limit.
  expect(commits).toBeGreaterThanOrEqual(2)
  expect(statements).toBeGreaterThanOrEqual(2)
  expect(commits).toBeLessThanOrEqual(most.commits)
  expect(statements).toBeLessThanOrEqual(most.statements)
}

describe('a turn costs at most four commits and sixteen statements', () => {
  it('that greets: a claim, an end, and nothing is asked of the shop', async () => {
    const turn = await costOf(await talk(house), '你好')
    expect(turn).toMatchObject({ ending: 'replied', commits: 2, statements: 2, shopStatements: 0 })
    expectWithin(turn)
  })

  it('that tracks a parcel: reads are not commits', async () => {
    const turn = await costOf(await talk(house, { login: 'sc_zhao' }), '我的快递到哪了')
    expect(turn).toMatchObject({ ending: 'replied', commits: 2, effects: 0 })
    expect(turn.shopStatements).toBeGreaterThan(0)
    expectWithin(turn)
  })

  it('that proves an order by its number and phone, where nobody is signed in', async () => {
    const { number, phoneTail } = house.orders.get('sc_zhao')![1]!
    const turn = await costOf(await talk(house), `${number} 到哪了，尾号${phoneTail}`)
    expect(turn).toMatchObject({ ending: 'replied' })
    expectWithin(turn)
  })

  it('that urges a delivery, and then one that acts on a consent: intent and outcome are a commit each', async () => {
    const customer = await talk(house, { login: 'sc_lin' })
    const urging = await costOf(customer, '订单卡在杭州三天了,都急死了')
    expect(urging).toMatchObject({ ending: 'replied', effects: 1, commits: 4 })
    expectWithin(urging)
    const consenting = await costOf(customer, '好的')
    expect(consenting).toMatchObject({ ending: 'replied', effects: 2, commits: 4 })
    expectWithin(consenting)
  })

  it('that hands over: brief, receipt, promise and all', async () => {
    const customer = await talk(house)
    await costOf(customer, '我的包裹丢了，VG26111042')
    const turn = await costOf(customer, '给我转人工')
    expect(turn).toMatchObject({ ending: 'handed_over', commits: 2 })
    expectWithin(turn)
  })
})
