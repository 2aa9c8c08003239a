import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { onBothEngines } from '../../tests/engines.ts'
import { buildHouse, operatorAt, talk, type House, type Talk } from '../../tests/house.ts'
import { PromiseId, type OperatorId } from '../domain/id.ts'
import { DeskSettings } from '../handoff/desk-settings.ts'
import { foldBrief } from '../handoff/brief.ts'
import { allEvents } from '../store/events.ts'
import { openPromises } from '../store/promises.ts'
import { findWait } from '../store/waits.ts'
import { replyAsOperator, take } from './desk.ts'
import { keepPromise, makePromise, updatePromise } from './promise-acts.ts'
import { sweep } from './sweep.ts'
import { tendPromise } from './tend-promise.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

onBothEngines('promises', (open) => {
  let house: House
  let operator: OperatorId
  beforeAll(async () => {
    house = await buildHouse(await open())
    operator = await operatorAt(house, 'Mei')
  })
  afterAll(() => house.db.close())
  beforeEach(async () => {
    await house.db.query('delete from promises')
    await house.db.query('delete from jobs')
    await house.db.query('update operators set seen_at = null')
  })

  /** The promises whose time has come, tended. */
  async function look(): Promise<number> {
    const { inbox, turn, db } = house
    await sweep({ ...inbox, log: turn.log, graceMs: 5000, vanishMs: hourMs * 1000 })
    const jobs = await db.query(`delete from jobs where kind = 'tend-promise' returning subject`)
    for (const { subject } of jobs) await tendPromise(house.desk, String(subject))
    return jobs.length
  }
  const kinds = async ({ id }: Talk) =>
    (await allEvents(house.db, id))
      .map(({ body }) => body.kind)
      .filter((kind) => kind.startsWith('promise'))
  const last = async (customer: Talk) => (await customer.messages()).at(-1)?.text
  const promise = async ({ id }: Talk) => (await openPromises(house.db, id))[0]

  it('warn their owner ahead, and tell the customer of a slip before they ask, once, with a new time', async () => {
    const customer = await talk(house)
    await customer.say('转人工')
    const before = (await customer.messages()).length
    expect(await promise(customer)).toMatchObject({ kind: 'answer', owner: 'desk', status: 'open' })
    house.clock.advance(4 * hourMs - 16 * minuteMs)
    expect(await look()).toBe(0)
    house.clock.advance(2 * minuteMs)
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    expect(await kinds(customer)).toEqual(['promised', 'promise_at_risk'])
    expect(await customer.messages()).toHaveLength(before)

    house.clock.advance(15 * minuteMs)
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    expect(await last(customer)).toMatch(
      /很抱歉，我们答应 11月21日 20:00 前由同事在这里回复您，没有做到.*22:0\d/,
    )
    expect((await kinds(customer)).slice(2)).toEqual(['promise_slipped', 'promise_escalated'])
    expect(await promise(customer)).toMatchObject({ status: 'escalated', slips: 1 })
    expect(await findWait(house.db, customer.id)).toMatchObject({ tier: 'specialist' })
  })

  it('name no further time after the third slip, and rest', async () => {
    const customer = await talk(house, { locale: 'en' })
    await customer.say('I want to talk to a person')
    for (let i = 0; i < 3; i++) {
      house.clock.advance(5 * hourMs)
      await look()
    }
    expect(await promise(customer)).toMatchObject({ status: 'slipped', slips: 3 })
    expect(await last(customer)).toMatch(/still have not managed it/)
    const said = (await customer.messages()).length
    house.clock.advance(100 * hourMs)
    expect(await look()).toBe(0)
    expect(await customer.messages()).toHaveLength(said)
  })

  it('are kept when a person answers, and nobody hears of them again', async () => {
    const customer = await talk(house)
    await customer.say('转人工')
    await take(house.desk, customer.id, operator)
    await replyAsOperator(house.desk, customer.id, operator, { text: '在', clientMessageId: null })
    expect(await promise(customer)).toBeUndefined()
    expect(await kinds(customer)).toEqual(['promised', 'promise_kept'])
    house.clock.advance(100 * hourMs)
    expect(await look()).toBe(0)
  })

  it('come with a case, by the times that the shop gave', async () => {
    const customer = await talk(house, { login: 'sc_zhao' })
    await customer.say('我要投诉，你们客服态度太差了，一直不回复')
    for (let i = 0; i < 3 && !(await customer.effects()).includes('open_case'); i++)
      await customer.say('好的')
    expect(await customer.effects()).toContain('open_case')
    const made = (await openPromises(house.db, customer.id)).find(({ effectId }) => effectId)
    expect(made).toMatchObject({ kind: 'first_answer', owner: 'desk', status: 'open' })
    expect(made?.what).toMatch(/open_case TS\d+/)
    const [{ first_answer_by } = {}] = await house.db.query(
      `select first_answer_by from shop_cases where number = $1`,
      [made?.what.split(' ')[1]],
    )
    expect(made?.dueAt).toEqual(first_answer_by)
  })

  it('are made, kept and updated by operators; the customer is told of a new time', async () => {
    const customer = await talk(house)
    await customer.say('转人工')
    await take(house.desk, customer.id, operator)
    const due = new Date(house.clock().getTime() + 2 * hourMs)
    const id = await makePromise(house.desk, customer.id, operator, {
      what: '发您报价单',
      dueAt: due,
    })
    expect(await last(customer)).toMatch(/^已经为您记下：“发您报价单”，最晚/)
    house.clock.advance(hourMs + 50 * minuteMs)
    await look()
    expect(await kinds(customer)).toContain('promise_at_risk')
    const later = new Date(due.getTime() + 24 * hourMs)
    await updatePromise(house.desk, id, operator, later)
    expect(await last(customer)).toMatch(/^有个更新：“发您报价单”的时间改为最晚/)
    house.clock.advance(hourMs)
    expect(await look()).toBe(0)
    const brief = foldBrief(await allEvents(house.db, customer.id), {
      reason: 'customer_request',
      skill: 'general',
    })
    expect(brief.promises.map(({ text }) => text)).toContain(
      `发您报价单 (${later.toISOString()}, ${operator})`,
    )
    await keepPromise(house.desk, id, operator)
    await expect(keepPromise(house.desk, id, operator)).rejects.toMatchObject({ code: 'conflict' })
    expect((await openPromises(house.db, customer.id)).map((one) => one.id)).not.toContain(id)
  })

  it('refuse a time that is past or beyond all memory, and who does not hold the conversation', async () => {
    const customer = await talk(house)
    await customer.say('转人工')
    const make = (ms: number) =>
      makePromise(house.desk, customer.id, operator, {
        what: 'x',
        dueAt: new Date(house.clock().getTime() + ms),
      })
    await expect(make(hourMs)).rejects.toMatchObject({ code: 'conflict' })
    await take(house.desk, customer.id, operator)
    await expect(make(-1)).rejects.toMatchObject({ code: 'invalid', field: 'dueAt' })
    await expect(make(91 * 24 * hourMs)).rejects.toMatchObject({ code: 'invalid', field: 'dueAt' })
    const nobody = keepPromise(house.desk, PromiseId.make(), operator)
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' })
  })

  it('write before a channel closes, and know that a new word of the customer opens it for longer', async () => {
    const desk = DeskSettings.parse({ promises: { windowHours: { web: 3 } } })
    const it = { ...house, turn: { ...house.turn, desk }, desk: { ...house.desk, desk } }
    const customer = await talk(it)
    await customer.say('转人工')
    const tend = async () => tendPromise(it.desk, (await promise(customer))!.id)
    it.clock.advance(2 * hourMs)
    await customer.write('还在吗')
    it.clock.advance(50 * minuteMs)
    const said = (await customer.messages()).length
    await tend()
    expect(await customer.messages()).toHaveLength(said)
    // Three hours after the customer's last word are past the due time: it is the due time that counts.
    expect((await promise(customer))?.windowUntil).not.toBeNull()
    const other = await talk(it)
    await other.say('转人工')
    it.clock.advance(2 * hourMs + 46 * minuteMs)
    await tendPromise(it.desk, (await promise(other))!.id)
    expect(await last(other)).toMatch(/这个渠道稍后不允许/)
    expect((await promise(other))?.windowUntil).toBeNull()
  })

  it('survive lost jobs, restarts and clocks that jump: rows alone say when', async () => {
    const customer = await talk(house)
    await customer.say('转人工')
    await house.db.query('delete from jobs')
    house.clock.advance(-10 * hourMs)
    expect(await look()).toBe(0)
    await tendPromise(house.desk, (await promise(customer))!.id)
    expect(await kinds(customer)).toEqual(['promised'])
    house.clock.advance(40 * hourMs)
    await look()
    // The warning's time is past: what is left is to tell the customer.
    expect(await kinds(customer)).toEqual(['promised', 'promise_slipped', 'promise_escalated'])
  })
})
