import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { startRobots, type Robots } from '../../tests/fakes/robots.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../tests/fakes/webhook-receiver.ts'
import { buildHouse, leadDeps, operatorAt, talk, type House, type Talk } from '../../tests/house.ts'
import { crmOutlet } from '../connectors/outlets/crm.ts'
import { leadWebhook } from '../connectors/outlets/lead-webhook.ts'
import { robotOutlet } from '../connectors/outlets/robots.ts'
import { sampleCrm } from '../connectors/sample-shop/crm.ts'
import { NoticeSettings, type NoticeTarget } from '../domain/notice.ts'
import { unsentOutgoing } from '../store/outgoing.ts'
import { correctByOperator } from './correct-fact.ts'
import { take } from './desk.ts'
import { routeWaiting } from './route.ts'
import { retryOutgoing, sendOutgoing, type OutgoingDeps } from './send-outgoing.ts'
import { writeLead } from './write-lead.ts'

let house: House
let robots: Robots
let receiver: WebhookReceiver
let outgoing: OutgoingDeps
beforeAll(async () => {
  const base = await buildHouse(await freshPglite())
  robots = await startRobots(base.clock)
  receiver = await startWebhookReceiver()
  const { targets } = NoticeSettings.parse({
    version: 1,
    targets: [
      { name: 'ding', kind: 'dingtalk', url: robots.url('dingtalk'), secret: robots.secret },
      { name: 'sales', kind: 'slack', url: robots.url('slack'), skills: ['sales'], locale: 'en' },
    ],
  })
  house = { ...base, desk: { ...base.desk, notices: targets } }
  const { db, clock } = house
  outgoing = {
    db,
    clock,
    log: house.turn.log,
    queue: house.inbox.queue,
    outlets: new Map([
      ['crm', crmOutlet(sampleCrm(db, clock))],
      // The receiver goes by the clock on the wall.
      ['lead_webhook', leadWebhook({ ...receiver, clock: () => new Date() })],
      ...targets.map(
        (target) =>
          [
            target.name,
            robotOutlet(target as Exclude<NoticeTarget, { kind: 'email' }>, { clock }),
          ] as const,
      ),
    ]),
  }
})
afterAll(async () => {
  await house.db.close()
  await robots.close()
  await receiver.close()
})
beforeEach(async () => {
  robots.shown.splice(0)
  await house.db.query('delete from jobs')
})

/** One try of all that waits to go out; how many were worth another. */
async function send(): Promise<number> {
  const again = []
  for (const { id, status } of await unsentOutgoing(house.db))
    if (status === 'waiting')
      again.push(
        await sendOutgoing(outgoing, id).then(
          () => 0,
          () => 1,
        ),
      )
  return again.filter((one) => one === 1).length
}
const lead = async (customer: Talk) =>
  writeLead({ ...leadDeps(house), leadTargets: ['crm', 'lead_webhook'] }, customer.id)

it('a handoff, its offer and who takes it are told to those who want to be told, once', async () => {
  const mei = await operatorAt(house, 'Mei')
  const customer = await talk(house)
  await customer.say('转人工')
  await routeWaiting(house.desk, customer.id)
  await routeWaiting(house.desk, customer.id)
  await take(house.desk, customer.id, mei)
  expect(await send()).toBe(0)
  expect(robots.shown.map(({ text }) => text)).toEqual([
    expect.stringContaining(customer.id),
    expect.stringContaining(mei),
    expect.stringContaining(mei),
  ])
  expect(new Set(robots.shown.map(({ robot }) => robot))).toEqual(new Set(['/robot/send']))
  // What the customer wrote stays at the desk.
  for (const { text } of robots.shown) expect(text).not.toContain('转人工')
  await send()
  expect(robots.shown).toHaveLength(3)
})

it('a lead with a contact goes to the CRM and by signed webhook, and again only when it has changed', async () => {
  const customer = await talk(house)
  await customer.say('想批量采购40台咖啡机CM-15，12月10日前要，预算8万，电话13800138000')
  await lead(customer)
  expect(await send()).toBe(0)
  const leads = async () =>
    house.db.query(
      `select need, contact, budget from shop_leads where contact like '%13800138000%'`,
    )
  expect(await leads()).toMatchObject([{ contact: '+8613800138000', budget: 'CNY 80000' }])
  const calls = receiver.calls.length
  expect(calls).toBeGreaterThan(0)
  expect(receiver.refused).toEqual([])

  await correctByOperator(house.desk, customer.id, { name: 'budget', value: 'CNY 80000' }, null)
  await lead(customer)
  expect(await send()).toBe(0)
  expect(receiver.calls).toHaveLength(calls)
  house.clock.advance(1000)
  await correctByOperator(house.desk, customer.id, { name: 'budget', value: 'CNY 90000' }, null)
  await lead(customer)
  await send()
  expect(receiver.calls).toHaveLength(calls + 1)
  expect(await leads()).toMatchObject([{ budget: 'CNY 90000' }])
})

it('what the agent passed on and what was read of it are one lead at the CRM', async () => {
  const customer = await talk(house)
  await customer.say('我们公司想批发采购200台AF-45，报个价')
  await customer.say('邮箱 wang@twice.example')
  expect(await customer.effects()).toEqual(['capture_lead'])
  await customer.say('预算八万，电话也留一个：13900005678')
  await lead(customer)
  expect(await send()).toBe(0)
  const rows = await house.db.query(
    `select idempotency_keys[1] as taken, array_length(idempotency_keys, 1) as told from shop_leads
      where leads @> array[$1::text]`,
    [customer.id],
  )
  // Taken in once, and added to by the agent and by what was read.
  expect(rows).toEqual([{ taken: `lead ${customer.id}`, told: 3 }])
})

it('without a contact, or after a no to being passed on, no lead leaves the house', async () => {
  const customer = await talk(house)
  await customer.say('想批量采购40台咖啡机，12月10日前要，预算8万')
  await lead(customer)
  const refused = await talk(house)
  await refused.say('想批量采购40台咖啡机，12月10日前要，预算8万，电话13900139000')
  await house.db.query(
    `insert into consents (id, conversation_id, playbook, tool, args, args_hash, asked_in, status, asked_at)
     values ('cst_no', $1, 'bulk_quote', 'capture_lead', '{}', 'x', 'x', 'denied', $2)`,
    [refused.id, house.clock()],
  )
  await lead(refused)
  const rows = await house.db.query(
    `select target from outgoing where kind = 'lead' and conversation_id = any($1::text[])`,
    [[customer.id, refused.id]],
  )
  expect(rows).toEqual([])
})

it('what fails is tried again, given up, seen, and sent after all when somebody asks for it', async () => {
  const customer = await talk(house)
  await customer.say('想批量采购20台咖啡机，电话13700137000，12月1日前要')
  receiver.next(500, 'cut', 400)
  await lead(customer)
  expect(await send()).toBe(1)
  expect(await send()).toBe(1)
  expect(await send()).toBe(0)
  const [failed] = await unsentOutgoing(house.db)
  expect(failed).toMatchObject({
    target: 'lead_webhook',
    status: 'failed',
    attempts: 3,
    lastError: expect.stringMatching(/answered 400/),
  })
  await retryOutgoing(outgoing, failed!.id)
  await expect(retryOutgoing(outgoing, failed!.id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await send()).toBe(0)
  expect(await unsentOutgoing(house.db)).toEqual([])
  // The same id at every try: a receiver that took it at the cut drops the rest.
  expect(new Set(receiver.calls.slice(-4).map(({ id }) => id)).size).toBe(1)
})
