import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { startShopServer, type ShopServer } from '../../tests/fakes/shop-server.ts'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit } from '../../tests/visitor.ts'
import { seedSampleShop } from '../connectors/sample-shop/seed.ts'
import { sampleShop } from '../connectors/sample-shop/shop.ts'
import type { Db } from '../store/db.ts'

/** A lead on its way from a customer's words to a CRM of the business's own, over HTTP: signed, once, and seen when it fails. */

const path = 'crm/captureLead'
let theirs: Db
let crm: ShopServer
let front: Front
let authorization: string
beforeAll(async () => {
  theirs = await freshPglite()
  const clock = () => new Date()
  await theirs.transaction((tx) => seedSampleShop(tx, clock()))
  crm = await startShopServer(sampleShop(theirs, clock))
  front = await openFront({ BATON_SHOP_URL: crm.url, BATON_SHOP_KEY: crm.secret })
  authorization = `Bearer ${await front.operatorToken('Mei')}`
})
afterAll(async () => {
  await front.stop()
  await crm.close()
  await theirs.close()
})
beforeEach(() => void crm.calls.splice(0))

const leadsOf = async (contact: string) =>
  theirs.query('select contact, budget from shop_leads where contact = $1', [contact])
const tell = async (phone: string) => {
  const visitor = await visit(front.url, { locale: 'zh' })
  await visitor.say(`想批量采购40台咖啡机CM-15，下个月10号前要，预算8万，电话${phone}`)
  await visitor.answered()
}
interface Unsent {
  id: string
  target: string
  status: string
  lastError: string | null
}
const unsent = async (): Promise<Unsent[]> => {
  const response = await fetch(`${front.url}/v1/desk/outgoing`, { headers: { authorization } })
  return ((await response.json()) as { outgoing: Unsent[] }).outgoing
}
const failedInMetrics = async () =>
  /^baton_outgoing_failed (\d+)$/m.exec(await (await fetch(`${front.url}/metrics`)).text())?.[1]

it('a CRM that stumbles gets the lead again under the same key, and has it once', async () => {
  // Broken, then taken but the answer lost, then well again.
  crm.nextOf(path, 500, 'done and cut')
  await tell('13800138000')
  await until('the lead', async () => (await leadsOf('+8613800138000')).length > 0)
  await until('the sending', async () => (await unsent()).length === 0)
  expect(await leadsOf('+8613800138000')).toMatchObject([{ budget: 'CNY 80000' }])
  const keys = crm.calls.filter((call) => call.path === path).map(({ key }) => key)
  const [first] = keys
  expect(first).toBeTruthy()
  expect(keys.slice(0, 3)).toEqual([first, first, first])
  // Every call was signed and fitted the contract.
  expect(crm.refused).toEqual([])
})

it('what the CRM will never take is seen at the desk and in the metrics, and sent when somebody asks for it', async () => {
  // Once to the agent, which enters the lead in its turn, and once to what goes out afterwards.
  crm.nextOf(path, 400, 400)
  await tell('13900139000')
  const failed = await until('the failure', async () =>
    (await unsent()).find(({ status }) => status === 'failed'),
  )
  expect(failed).toMatchObject({ target: 'crm', lastError: 'as the test wishes' })
  expect(await leadsOf('+8613900139000')).toEqual([])
  expect(await failedInMetrics()).toBe('1')

  const retry = await fetch(`${front.url}/v1/desk/outgoing/${failed.id}/retry`, {
    method: 'POST',
    headers: { authorization },
  })
  expect(retry.status).toBe(204)
  await until('the lead', async () => (await leadsOf('+8613900139000')).length === 1)
  await until('an empty list', async () => (await unsent()).length === 0)
  expect(await failedInMetrics()).toBe('0')
})
