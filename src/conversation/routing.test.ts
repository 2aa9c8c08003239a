import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freshPglite, onBothEngines } from '../../tests/engines.ts'
import { buildHouse, operatorAt, talk, type House, type Talk } from '../../tests/house.ts'
import type { OperatorId } from '../domain/id.ts'
import { DeskSettings } from '../handoff/desk-settings.ts'
import { eventsAfter } from '../store/events.ts'
import { findOperatorByToken, operatorStates } from '../store/operators.ts'
import { findWait } from '../store/waits.ts'
import { acknowledgeWait } from './acknowledge.ts'
import { replyAsOperator, take } from './desk.ts'
import { close } from './give-back.ts'
import { hashToken } from './open.ts'
import { decline, passOn } from './pass-on.ts'
import { recogniseOperator, setPresence } from './presence.ts'
import { recallFromVanished } from './recall.ts'
import { routeWaiting } from './route.ts'
import { sweep } from './sweep.ts'

const minuteMs = 60_000

/** What the worker does: the jobs of the desk that are there, each once. */
async function work(house: House): Promise<string[]> {
  const { clock, inbox, turn, desk } = house
  const vanishMs = desk.desk.vanishMinutes * minuteMs
  await sweep({ ...inbox, log: turn.log, graceMs: 5000, vanishMs })
  const jobs = await house.db.query(
    `delete from jobs where kind in ('route-desk', 'acknowledge-wait', 'recall-operator') and run_at <= $1 returning kind, subject`,
    [clock()],
  )
  const handlers: Record<string, typeof routeWaiting> = {
    'route-desk': routeWaiting,
    'acknowledge-wait': acknowledgeWait,
    'recall-operator': recallFromVanished,
  }
  for (const { kind, subject } of jobs) await handlers[String(kind)]!(desk, String(subject))
  return jobs.map(({ kind }) => String(kind))
}

const offeredTo = async ({ db }: House, { id }: Talk) => (await findWait(db, id))?.offeredTo ?? null
const holder = async (it: Talk) =>
  (await it.row())['holder'] as { kind: string; operatorId?: string }
const kinds = async ({ db }: House, { id }: Talk) =>
  (await eventsAfter(db, id, 0)).map(({ body }) => body.kind)
const seen = ({ db, clock }: House, name: string) =>
  findOperatorByToken(db, hashToken(name), clock(), clock())

/** A customer who has asked for a person. */
async function waiting(house: House, words = '给我转人工'): Promise<Talk> {
  const customer = await talk(house)
  await customer.say(words)
  expect((await holder(customer)).kind).toBe('desk')
  return customer
}

onBothEngines('routing', (open) => {
  let house: House
  beforeAll(async () => {
    house = await buildHouse(await open())
  })
  afterAll(() => house.db.close())
  /** The same house, with nobody at the desk and nobody waiting. */
  beforeEach(async () => {
    await house.db.query('delete from desk_waits')
    await house.db.query('delete from operators')
    await house.db.query('delete from jobs')
    await house.db.query(`update conversations set holder = '{"kind":"agent"}'`)
  })

  it('offers a waiting conversation to one operator, and to the next when it is left lying', async () => {
    const operators = [await operatorAt(house, 'Mei'), await operatorAt(house, 'Tom')]
    const customer = await waiting(house)
    await work(house)
    const first = await offeredTo(house, customer)
    expect(operators).toContain(first)
    // Nothing changes while the offer stands, however often it is looked at.
    await routeWaiting(house.desk, customer.id)
    expect(await offeredTo(house, customer)).toBe(first)

    house.clock.advance(house.desk.desk.offerSeconds * 1000)
    expect(await work(house)).toContain('route-desk')
    const second = await offeredTo(house, customer)
    expect(operators.filter((id) => id !== first)).toEqual([second])
    expect(await kinds(house, customer)).toEqual(
      expect.arrayContaining(['offered', 'offer_ended', 'offered']),
    )
  })

  it('asks who has the skill of the playbook, the least burdened for their capacity first', async () => {
    await operatorAt(house, 'billing', { skills: { billing: 5 } })
    const busy = await operatorAt(house, 'busy', { skills: { logistics: 3 }, capacity: 1 })
    const free = await operatorAt(house, 'free', { skills: { logistics: 1 }, capacity: 4 })
    const customers: Talk[] = []
    for (let i = 0; i < 3; i++) {
      const customer = await talk(house)
      await customer.say('我的快递到哪了')
      await customer.say('转人工')
      expect((await findWait(house.db, customer.id))?.skill).toBe('logistics')
      await work(house)
      customers.push(customer)
    }
    const offers = await Promise.all(customers.map((customer) => offeredTo(house, customer)))
    expect(offers.filter((id) => id === busy)).toHaveLength(1)
    expect(offers.filter((id) => id === free)).toHaveLength(2)
  })

  it('moves on at once when an offer is declined', async () => {
    await operatorAt(house, 'Mei')
    await operatorAt(house, 'Tom')
    const customer = await waiting(house)
    await work(house)
    const first = (await offeredTo(house, customer)) as OperatorId
    await decline(house.desk, customer.id, first)
    await expect(decline(house.desk, customer.id, first)).rejects.toMatchObject({
      code: 'conflict',
    })
    await work(house)
    expect(await offeredTo(house, customer)).not.toBe(first)
    expect(await offeredTo(house, customer)).not.toBeNull()
  })

  it('never gives more than the capacity, and the next place that becomes free', async () => {
    const mei = await operatorAt(house, 'Mei', { capacity: 1 })
    const first = await waiting(house)
    await work(house)
    await take(house.desk, first.id, mei)
    const second = await waiting(house)
    await work(house)
    expect(await offeredTo(house, second)).toBeNull()
    await close(house.desk, first.id, mei)
    await work(house)
    expect(await offeredTo(house, second)).toBe(mei)
  })

  it('asks nobody who is away or was not seen lately, and whoever comes back', async () => {
    const mei = await operatorAt(house, 'Mei')
    await setPresence(house.desk, mei, true)
    const customer = await waiting(house)
    await work(house)
    expect(await offeredTo(house, customer)).toBeNull()
    await setPresence(house.desk, mei, false)
    await work(house)
    expect(await offeredTo(house, customer)).toBe(mei)

    house.clock.advance(house.desk.handoff.onlineMs + 1)
    await work(house)
    expect(await offeredTo(house, customer)).toBeNull()
    const [state] = await operatorStates(
      house.db,
      new Date(house.clock().getTime() - house.desk.handoff.onlineMs),
    )
    expect(state).toMatchObject({ presence: 'offline', load: 0 })
    await recogniseOperator(house.desk, 'Mei')
    await work(house)
    expect(await offeredTo(house, customer)).toBe(mei)
  })

  it('brings a customer back to whom they spoke to', async () => {
    const mei = await operatorAt(house, 'Mei', { weight: 0.1 })
    await operatorAt(house, 'Tom', { weight: 10 })
    const customer = await waiting(house)
    await take(house.desk, customer.id, mei)
    await replyAsOperator(house.desk, customer.id, mei, { text: '在的', clientMessageId: null })
    await close(house.desk, customer.id, mei)
    await customer.say('转人工')
    await work(house)
    expect(await offeredTo(house, customer)).toBe(mei)
  })

  it('passes on who waits for an operator that has vanished, tells them so, and asks another', async () => {
    const mei = await operatorAt(house, 'Mei')
    const customer = await waiting(house)
    await take(house.desk, customer.id, mei)
    house.clock.advance(house.desk.desk.vanishMinutes * minuteMs)
    // Nobody waits for anything: it stays with her.
    expect(await work(house)).not.toContain('recall-operator')
    await customer.write('在吗？')
    const tom = await operatorAt(house, 'Tom')
    expect(await work(house)).toContain('recall-operator')
    expect((await holder(customer)).kind).toBe('desk')
    expect((await customer.messages()).at(-1)?.text).toMatch(/另一位同事.*约 1 分钟/)
    await work(house)
    expect(await offeredTo(house, customer)).toBe(tom)
    expect(await kinds(house, customer)).toContain('operator_vanished')
    await expect(
      replyAsOperator(house.desk, customer.id, mei, { text: '我在', clientMessageId: null }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keeps with an operator who is still there when the customer waits', async () => {
    const mei = await operatorAt(house, 'Mei')
    const customer = await waiting(house)
    await take(house.desk, customer.id, mei)
    await customer.write('在吗？')
    house.clock.advance(house.desk.desk.vanishMinutes * minuteMs)
    await seen(house, 'Mei')
    await work(house)
    await recallFromVanished(house.desk, customer.id)
    expect(await holder(customer)).toEqual({ kind: 'operator', operatorId: mei })
  })

  it('passes on to a named colleague, who is asked first, or by skill', async () => {
    const [mei, tom] = [await operatorAt(house, 'Mei'), await operatorAt(house, 'Tom')]
    const ann = await operatorAt(house, 'Ann', { skills: { billing: 3 } })
    const customer = await waiting(house)
    await take(house.desk, customer.id, mei)
    await passOn(house.desk, customer.id, mei, { skill: null, to: tom, note: 'yours' })
    await work(house)
    expect(await offeredTo(house, customer)).toBe(tom)
    await take(house.desk, customer.id, tom)
    await passOn(house.desk, customer.id, tom, { skill: 'billing', to: null, note: '' })
    await work(house)
    expect(await offeredTo(house, customer)).toBe(ann)
    const gone = passOn(house.desk, customer.id, tom, { skill: null, to: mei, note: '' })
    await expect(gone).rejects.toMatchObject({ code: 'conflict' })
  })

  it('acknowledges once in each wait what a waiting customer goes on writing', async () => {
    const mei = await operatorAt(house, 'Mei')
    const customer = await waiting(house)
    const before = (await customer.messages()).length
    await customer.write('很急')
    await customer.write('真的很急')
    await work(house)
    await customer.write('？？')
    await work(house)
    const said = (await customer.messages())
      .slice(before)
      .filter(({ author }) => author === 'agent')
    expect(said).toHaveLength(1)
    expect(said[0]?.text).toMatch(/收到.*约 1 分钟/)
    expect(said[0]?.answers ?? []).toEqual([])
    await take(house.desk, customer.id, mei)
    await acknowledgeWait(house.desk, customer.id)
    expect((await customer.messages()).at(-1)?.text).toBe('？？')
  })

  it('does all of it again from the rows when every job is lost or the clock has jumped', async () => {
    await operatorAt(house, 'Mei')
    const customer = await waiting(house)
    await house.db.query('delete from jobs')
    expect(await work(house)).toEqual(['route-desk'])
    expect(await offeredTo(house, customer)).not.toBeNull()
    // Back in time nothing is due, and nothing breaks; far ahead nobody is there any more.
    house.clock.advance(-3_600_000)
    expect(await work(house)).toEqual([])
    await routeWaiting(house.desk, customer.id)
    house.clock.advance(10 * 3_600_000)
    await work(house)
    expect(await offeredTo(house, customer)).toBeNull()
  })
})

it('promises an answer in working hours when nobody is there, and asks for a contact', async () => {
  const base = await buildHouse(await freshPglite())
  const desk = DeskSettings.parse({
    hours: { timeZone: 'Asia/Shanghai', week: { mon: [{ from: '09:00', to: '18:00' }] } },
  })
  const house = { ...base, turn: { ...base.turn, desk } }
  const customer = await talk(house)
  // A Saturday: four working hours later is Monday, one o'clock.
  expect(await customer.say('转人工')).toMatch(/11月23日 13:00.*手机号或邮箱/)
  const [promise] = await base.db.query('select due_at from promises')
  expect(promise?.['due_at']).toEqual(new Date('2026-11-23T05:00:00Z'))
  await base.db.close()
})
