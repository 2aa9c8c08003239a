import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshPglite } from '../../../tests/engines.ts'
import { startShopServer, type ShopServer } from '../../../tests/fakes/shop-server.ts'
import type { BusinessSystems } from '../../domain/business.ts'
import { createBreaker } from '../../platform/breaker.ts'
import { silentLog } from '../../platform/log.ts'
import type { Db } from '../../store/db.ts'
import { listSampleShop } from '../sample-shop/list.ts'
import { seedSampleShop } from '../sample-shop/seed.ts'
import { sampleShop } from '../sample-shop/shop.ts'
import { createShopClient } from './client.ts'
import { contract } from './contract.ts'
import { shopOpenApi } from './openapi.ts'
import { httpShop } from './shop.ts'

/** The connector against a shop that implements its contract: the sample shop behind a strict HTTP server. */

let db: Db
let near: BusinessSystems
let server: ShopServer
let number: string
const lin = { shopCustomerId: 'sc_lin', provenOrders: [] }
const nobody = { shopCustomerId: 'sc_nobody', provenOrders: [] }

beforeAll(async () => {
  db = await freshPglite()
  await db.transaction((tx) => seedSampleShop(tx, new Date()))
  near = sampleShop(db, () => new Date())
  server = await startShopServer(near)
  const shop = await listSampleShop(db, new Date())
  number = shop.find(({ id }) => id === 'sc_lin')!.orders[0]!.number
})
afterAll(async () => {
  await server.close()
  await db.close()
})
beforeEach(() => {
  server.calls.length = 0
  server.refused.length = 0
})

function connect({ secret = server.secret, url = server.url, failures = 5 } = {}) {
  const waits: number[] = []
  const client = createShopClient({
    url,
    secret,
    clock: () => new Date(),
    log: silentLog,
    breaker: createBreaker({ clock: () => new Date(), failures, restMs: 60_000 }),
    timeoutMs: 300,
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
  })
  return { shop: httpShop({ client, log: silentLog }), waits }
}

describe('a shop over HTTP', () => {
  it('answers as the shop itself does, dates and all', async () => {
    const { shop } = connect()
    expect(await shop.orders.find(lin, number)).toEqual(await near.orders.find(lin, number))
    expect(await shop.orders.list(lin, 5)).toEqual(await near.orders.list(lin, 5))
    expect(await shop.logistics.track(lin, number)).toEqual(await near.logistics.track(lin, number))
    expect(await shop.catalog.find('空气炸锅', 3)).toEqual(await near.catalog.find('空气炸锅', 3))
    expect(await shop.catalog.stores('杭州')).toEqual(await near.catalog.stores('杭州'))
    expect(await shop.accounts.membership(lin)).toEqual(await near.accounts.membership(lin))
    expect(await shop.orders.find(nobody, number)).toBeNull()
    expect(server.refused).toEqual([])
  })

  it('does a write once, however often the answer is lost on the way', async () => {
    const { shop } = connect()
    server.next('done and cut', 'done and cut')
    const entry = {
      kind: 'other',
      level: 'normal',
      summary: 'test',
      orderNumber: null,
      contact: null,
    } as const
    const opened = await shop.crm.openCase(lin, entry, 'key-1')
    expect(server.calls.map(({ key }) => key)).toEqual(['key-1', 'key-1', 'key-1'])
    const rows = await db.query('select number from shop_cases where idempotency_key = $1', [
      'key-1',
    ])
    expect(rows.map((row) => row['number'])).toEqual([opened.number])
  })

  it("says the shop's no as it is", async () => {
    const { shop } = connect()
    await expect(shop.coupons.quote(nobody, number, 'goodwill')).rejects.toMatchObject({
      code: 'not_found',
    })
    server.next(409)
    await expect(shop.logistics.urge(lin, number, 'key-2')).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(server.calls).toHaveLength(2)
  })
})

describe('what passes is tried again', () => {
  it.each([['cut'], ['stall'], [503], [429], [500]] as const)(
    '%s, and then an answer',
    async (mood) => {
      const { shop, waits } = connect()
      server.next(mood)
      expect((await shop.orders.find(lin, number))?.number).toBe(number)
      expect(waits).toHaveLength(1)
    },
  )

  it.each([['no json'], ['nonsense'], ['huge'], [401], [418]] as const)(
    '%s is not tried again and reaches no tool',
    async (mood) => {
      const { shop } = connect()
      server.next(mood)
      await expect(shop.orders.find(lin, number)).rejects.toMatchObject({ code: 'upstream_failed' })
      expect(server.calls).toHaveLength(1)
    },
  )

  it('three tries are all', async () => {
    const { shop } = connect()
    server.next('cut', 503, 'stall', 'cut')
    await expect(shop.orders.find(lin, number)).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(server.calls).toHaveLength(3)
    server.next()
    await expect(shop.orders.find(lin, number)).resolves.not.toBeNull()
  })
})

it('stops asking a shop that is down', async () => {
  const { shop } = connect({ url: 'http://127.0.0.1:9', failures: 2 })
  const ask = () => shop.orders.find(lin, number).catch((error: unknown) => String(error))
  await ask()
  await ask()
  expect(await ask()).toMatch(/at the moment/)
})

it('signs every request: another secret is refused', async () => {
  const { shop } = connect({ secret: `whsec_${Buffer.from('x'.repeat(32)).toString('base64')}` })
  await expect(shop.orders.find(lin, number)).rejects.toMatchObject({ code: 'upstream_failed' })
  expect(server.refused).toEqual(['badly signed'])
})

describe('the contract', () => {
  it('has every method of every port', () => {
    for (const [system, port] of Object.entries(near))
      expect(Object.keys(contract[system as keyof BusinessSystems]).toSorted(), system).toEqual(
        Object.keys(port as object).toSorted(),
      )
  })

  it('is published as it is', async () => {
    const file = join(import.meta.dirname, '../../../docs/shop-contract.openapi.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(shopOpenApi())),
    )
  })
})
