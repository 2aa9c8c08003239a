import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, operatorAt, talk, type House, type Talk } from '../../tests/house.ts'
import type { Situation } from '../agents/performer.ts'
import type { OperatorId } from '../domain/id.ts'
import { allEvents } from '../store/events.ts'
import { openPromises } from '../store/promises.ts'
import { findWait } from '../store/waits.ts'
import { goOnWithAgent } from './choose-holder.ts'
import { replyAsOperator, take } from './desk.ts'
import { close, returnToAgent } from './give-back.ts'
import { makePromise } from './promise-acts.ts'
import type { Return } from './return-contract.ts'

let house: House
let mei: OperatorId
/** What the agent was told in its last turn. */
let told: Situation | null = null
beforeAll(async () => {
  house = await buildHouse(await freshPglite(), {
    wrap: (deps) => ({
      ...deps,
      understudy: {
        name: deps.understudy.name,
        perform(situation, ...rest) {
          told = situation
          return deps.understudy.perform(situation, ...rest)
        },
      },
    }),
  })
  mei = await operatorAt(house, 'Mei')
})
afterAll(() => house.db.close())
beforeEach(() => {
  told = null
})

const hourMs = 3_600_000
const later = (ms: number) => new Date(house.clock().getTime() + ms)
const giveBack = (customer: Talk, change: Partial<Return> = {}) =>
  returnToAgent(house.desk, customer.id, mei, {
    scope: '回答营业时间',
    expiresAt: later(24 * hourMs),
    playbooks: null,
    settled: false,
    ...change,
  })
const holder = async (customer: Talk) => ((await customer.row())['holder'] as { kind: string }).kind

/** A customer whom the agent could not help, now with an operator. */
async function withOperator(): Promise<Talk> {
  const customer = await talk(house)
  for (let i = 0; i < 6 && (await holder(customer)) === 'agent'; i++)
    await customer.say('我的快递到哪了')
  if ((await holder(customer)) === 'agent') await customer.say('转人工')
  expect(await holder(customer)).toBe('desk')
  await take(house.desk, customer.id, mei)
  return customer
}

describe('what an operator hands back with', () => {
  it('is told to the agent with what persons promised, until it expires', async () => {
    const customer = await withOperator()
    await replyAsOperator(house.desk, customer.id, mei, { text: '已核实', clientMessageId: null })
    await makePromise(house.desk, customer.id, mei, {
      what: '发您报价单',
      dueAt: later(48 * hourMs),
    })
    await giveBack(customer)
    await customer.say('你们的营业时间是几点')
    expect(told?.returnedWith).toMatch(/^回答营业时间\nPromised to the customer.*\n- 发您报价单/)
    expect(told?.history.map(({ text }) => text)).toContain('已核实')
    house.clock.advance(25 * hourMs)
    await customer.say('谢谢')
    expect(told?.returnedWith).toBeNull()
  })

  it('bounds the procedures that the agent may use, and no longer than it says', async () => {
    const customer = await withOperator()
    await giveBack(customer, { playbooks: ['invoice_request'], expiresAt: later(hourMs) })
    await customer.say('我的快递到哪了')
    const allowed = told?.scope.playbooks.map(({ tools }) => tools).flat() ?? []
    expect(allowed).not.toContain('track_shipment')
    house.clock.advance(2 * hourMs)
    await customer.say('我的快递到哪了')
    expect(told?.scope.playbooks.flatMap(({ tools }) => tools)).toContain('track_shipment')
  })

  it('gives a fresh budget: what was counted before passes the baton no more', async () => {
    const customer = await withOperator()
    await giveBack(customer)
    expect((await customer.row())['course']).toMatchObject({
      unmetTurns: 0,
      turnsWithoutProgress: 0,
    })
    await customer.say('我的快递到哪了')
    expect(await holder(customer)).toBe('agent')
  })

  it('settles what was wanted, if it says so', async () => {
    const customer = await withOperator()
    await giveBack(customer, { settled: true })
    const { wishes } = (await customer.row())['agenda'] as { wishes: { status: string }[] }
    expect(wishes.length).toBeGreaterThan(0)
    expect(wishes.every(({ status }) => status === 'done')).toBe(true)
  })

  it('does not hold until a time that is past', async () => {
    const customer = await withOperator()
    await expect(giveBack(customer, { expiresAt: later(-1) })).rejects.toMatchObject({
      code: 'invalid',
      field: 'expiresAt',
    })
    expect(await holder(customer)).toBe('operator')
  })
})

it('a conversation that is opened again after it was closed does not go round in a circle', async () => {
  const customer = await withOperator()
  await close(house.desk, customer.id, mei)
  for (const words of ['你好', '你们的营业时间是几点']) {
    await customer.say(words)
    expect(await holder(customer)).toBe('agent')
  }
  // A wish for a person is still one at once.
  await customer.say('转人工')
  expect(await holder(customer)).toBe('desk')
})

it('a customer who waits may go on with the agent after all, and is not pressed to wait again', async () => {
  const customer = await talk(house)
  await house.db.query('update operators set seen_at = null')
  await customer.say('转人工')
  expect(await openPromises(house.db, customer.id)).toHaveLength(1)
  await customer.write('你们的营业时间是几点')
  await goOnWithAgent(house.inbox, customer.id)
  expect(await findWait(house.db, customer.id)).toBeNull()
  expect(await openPromises(house.db, customer.id)).toEqual([])
  house.clock.advance(1000)
  expect(await customer.turn()).toBe('replied')
  expect((await allEvents(house.db, customer.id)).map(({ body }) => body.kind)).toContain(
    'agent_chosen',
  )
  await goOnWithAgent(house.inbox, customer.id)
  await take(house.desk, customer.id, mei)
  await expect(goOnWithAgent(house.inbox, customer.id)).rejects.toMatchObject({ code: 'conflict' })
})
