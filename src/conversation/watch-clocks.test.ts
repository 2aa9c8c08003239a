import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, operatorAt, talk, type House, type Talk } from '../../tests/house.ts'
import { foldClocks } from '../handoff/clocks.ts'
import { allEvents } from '../store/events.ts'
import { conversationsAtRisk } from '../store/risks.ts'
import { replyAsOperator, take } from './desk.ts'
import { close } from './give-back.ts'
import { sweep } from './sweep.ts'
import { watchClocks } from './watch-clocks.ts'

let house: House
beforeAll(async () => {
  house = await buildHouse(await freshPglite())
})
afterAll(() => house.db.close())

const minuteMs = 60_000
/** The jobs that the clocks have now, done. */
async function look(): Promise<number> {
  const { inbox, turn, db } = house
  await sweep({ ...inbox, log: turn.log, graceMs: 5000, vanishMs: 3_600_000 })
  const jobs = await db.query(`delete from jobs where kind = 'watch-clocks' returning subject`)
  for (const { subject } of jobs) await watchClocks(house.desk, String(subject))
  return jobs.length
}
const said = async ({ id }: Talk) =>
  (await allEvents(house.db, id)).flatMap(({ body }) =>
    body.kind === 'sla_at_risk' || body.kind === 'sla_breached'
      ? [`${body.clock} ${body.kind}`]
      : [],
  )
const risks = async ({ id }: Talk) =>
  (await conversationsAtRisk(house.db))
    .find(({ conversationId }) => conversationId === id)
    ?.risks.map(({ clock, breached }) => `${clock} ${breached}`)

it('a breach is announced ahead of time, once, and then as what it is', async () => {
  const operator = await operatorAt(house, 'Mei')
  const customer = await talk(house)
  await customer.say('转人工')
  expect(await look()).toBe(1)
  expect(await look()).toBe(0)
  expect(await said(customer)).toEqual([])

  house.clock.advance(4 * minuteMs)
  await look()
  expect(await said(customer)).toEqual(['assign sla_at_risk'])
  expect(await risks(customer)).toEqual(['assign false'])
  await watchClocks(house.desk, customer.id)
  expect(await said(customer)).toHaveLength(1)

  house.clock.advance(minuteMs)
  await look()
  expect(await said(customer)).toEqual(['assign sla_at_risk', 'assign sla_breached'])
  await take(house.desk, customer.id, operator)
  await look()
  expect(await risks(customer)).toBeUndefined()

  house.clock.advance(3 * minuteMs)
  await look()
  expect((await said(customer)).slice(2)).toEqual(['first_human sla_at_risk'])
  await replyAsOperator(house.desk, customer.id, operator, { text: '您好', clientMessageId: null })
  await customer.write('请问能退吗')
  await look()
  house.clock.advance(12 * minuteMs)
  await look()
  expect((await said(customer)).slice(3)).toEqual(['next_reply sla_at_risk'])
  await close(house.desk, customer.id, operator)
  house.clock.advance(24 * 3_600_000)
  await look()
  expect(await said(customer)).toHaveLength(4)
})

it('what the rows say is what the log alone gives again', async () => {
  const operator = await operatorAt(house, 'Tom')
  const customer = await talk(house)
  await customer.say('转人工')
  await take(house.desk, customer.id, operator)
  house.clock.advance(minuteMs)
  await replyAsOperator(house.desk, customer.id, operator, { text: '您好', clientMessageId: null })
  await close(house.desk, customer.id, operator)
  const events = await allEvents(house.db, customer.id)
  const ms = Object.fromEntries(
    foldClocks(events).runs.map(({ name, startedAt, stoppedAt }) => [
      name,
      stoppedAt && stoppedAt.getTime() - startedAt.getTime(),
    ]),
  )
  // A second passes between a word and its turn.
  expect(ms).toEqual({
    first_any: 1000,
    next_reply: 1000,
    assign: 0,
    first_human: minuteMs,
    handle: minuteMs,
    resolve: minuteMs,
    convert: null,
  })
})

it('are read from the rows again when every job is lost, and after the clock was put back', async () => {
  const customer = await talk(house)
  await customer.say('转人工')
  await house.db.query('delete from jobs')
  house.clock.advance(-3_600_000)
  expect(await look()).toBe(0)
  await watchClocks(house.desk, customer.id)
  expect(await said(customer)).toEqual([])
  house.clock.advance(2 * 3_600_000)
  await look()
  const breached = (await said(customer)).filter((one) => one.endsWith('breached'))
  expect(breached.toSorted()).toEqual(['assign sla_breached', 'first_human sla_breached'])
})
