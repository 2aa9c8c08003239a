import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { startShopServer, type Mood, type ShopServer } from '../../tests/fakes/shop-server.ts'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit } from '../../tests/visitor.ts'
import { seedSampleShop } from '../connectors/sample-shop/seed.ts'
import { sampleShop } from '../connectors/sample-shop/shop.ts'
import type { Crm, LeadEntry } from '../domain/crm.ts'
import type { Db } from '../store/db.ts'

/**
 * The agent's tool and what goes out afterwards both tell of a lead. The CRM here knows nothing but keys, as many do: a
 * key that it has not seen makes a lead. However the writes are cut, it has one.
 */

const leads = new Map<string, LeadEntry>()
const added = new Set<string>()
const callBackBy = new Date('2030-01-01T00:00:00Z')
const byKeysOnly: Pick<Crm, 'captureLead' | 'completeLead'> = {
  captureLead: async (_who, entry, key) => {
    if (!leads.has(key)) leads.set(key, entry)
    return { reference: `R ${key}`, callBackBy }
  },
  completeLead: async (_who, reference, entry, key) => {
    const lead = leads.get(reference.slice(2))
    if (lead && !added.has(key)) leads.set(reference.slice(2), { ...lead, ...entry })
    added.add(key)
    return { reference, callBackBy }
  },
}

let theirs: Db
let crm: ShopServer
let front: Front
let authorization: string
beforeAll(async () => {
  theirs = await freshPglite()
  const clock = () => new Date()
  await theirs.transaction((tx) => seedSampleShop(tx, clock()))
  const shop = sampleShop(theirs, clock)
  crm = await startShopServer({ ...shop, crm: { ...shop.crm, ...byKeysOnly } })
  front = await openFront({ BATON_SHOP_URL: crm.url, BATON_SHOP_KEY: crm.secret })
  authorization = `Bearer ${await front.operatorToken('Mei')}`
})
afterAll(async () => {
  await front.stop()
  await crm.close()
  await theirs.close()
})
beforeEach(() => leads.clear())

const unsent = async (): Promise<unknown[]> => {
  const response = await fetch(`${front.url}/v1/desk/outgoing`, { headers: { authorization } })
  return ((await response.json()) as { outgoing: unknown[] }).outgoing
}

const cuts: [string, { take?: Mood[]; add?: Mood[] }][] = [
  ['nowhere', {}],
  ['after the agent’s first write', { take: ['done and cut', 'done and cut', 'done and cut'] }],
  ['between taking the lead in and adding to it', { add: ['cut', 'cut', 'cut'] }],
  ['after adding to it', { add: ['done and cut', 'done and cut'] }],
  ['in both', { take: ['done and cut', 500], add: ['done and cut', 500, 'cut'] }],
]

it.each(cuts)('one lead is one at the CRM, cut %s', async (_where, { take = [], add = [] }) => {
  crm.nextOf('crm/captureLead', ...take)
  crm.nextOf('crm/completeLead', ...add)
  const phone = `1380013${1000 + cuts.findIndex(([where]) => where === _where)}`
  const visitor = await visit(front.url, { locale: 'zh' })
  await visitor.say(`想批量采购40台咖啡机CM-15，下个月10号前要，预算8万，电话${phone}`)
  await visitor.answered()
  await until('the whole lead', async () =>
    [...leads.values()].some(({ budget }) => budget === 'CNY 80000'),
  )
  await until('the sending', async () => (await unsent()).length === 0)
  expect([...leads.keys()]).toEqual([expect.stringMatching(/^lead cnv_/)])
  const [lead] = leads.values()
  expect(lead?.contact).toContain(phone)
  expect(crm.refused).toEqual([])
})
