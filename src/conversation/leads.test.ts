import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, leadDeps, talk, type House, type Talk } from '../../tests/house.ts'
import type { MessageId } from '../domain/id.ts'
import { current } from '../leads/ledger.ts'
import { allEvents } from '../store/events.ts'
import { allLeads, findLead, leadLines } from '../store/leads.ts'
import { correctByCustomer, correctByOperator } from './correct-fact.ts'
import { fileMessage } from './inbox.ts'
import { personBehind } from './person.ts'
import { sweep } from './sweep.ts'
import { writeLead } from './write-lead.ts'

let house: House
beforeAll(async () => {
  house = await buildHouse(await freshPglite())
})
afterAll(() => house.db.close())

/** The briefs that are due, written. */
async function write(): Promise<number> {
  const jobs = await house.db.query(
    `delete from jobs where kind = 'write-lead-brief' returning subject`,
  )
  for (const { subject } of jobs) await writeLead(leadDeps(house), String(subject))
  return jobs.length
}
const facts = async ({ id }: Talk) =>
  Object.fromEntries(
    Object.values(current(await leadLines(house.db, id))).map((line) => [
      line.name,
      line.normalised,
    ]),
  )

describe('a lead', () => {
  it('is read in the turn, graded, and briefed with its evidence; each line stands in a message', async () => {
    const customer = await talk(house)
    await customer.say('我们公司想采购40台咖啡机CM-15，12月10日前要，预算8万，有点贵')
    expect(await write()).toBe(1)
    expect(await facts(customer)).toMatchObject({ budget: 'CNY 80000', timeline: '2026-12-10' })
    const lead = await findLead(house.db, customer.id)
    expect(lead).toMatchObject({
      level: 2,
      grade: 'hot',
      writer: 'understudy',
      briefVersion: 1,
      dirtyAt: null,
    })
    const brief = lead?.brief
    const ids = (await customer.messages()).map(({ id }) => id)
    for (const { evidence } of [...brief!.facts, ...brief!.objections, brief!.need!])
      for (const id of evidence) expect(ids).toContain(id as MessageId)
    expect(brief?.objections.map(({ tag }) => tag)).toContain('price_too_high')
    expect(new Set(brief?.replies.map(({ strategy }) => strategy)).size).toBe(3)
    expect(brief?.grade.reasons.map(({ axis }) => axis)).toEqual(
      expect.arrayContaining(['urgency', 'value', 'fit']),
    )
    const kinds = (await allEvents(house.db, customer.id)).map(({ body }) => body.kind)
    expect(kinds).toContain('lead_graded')
    expect((await allLeads(house.db)).map(({ conversationId }) => conversationId)).toContain(
      customer.id,
    )
  })

  it('is not looked for where nobody wants what makes one', async () => {
    const customer = await talk(house, { login: 'sc_zhao' })
    await customer.say('我的快递到哪了')
    expect(await findLead(house.db, customer.id)).toBeNull()
  })

  it('keeps what contradicts: the newest holds, the older stays in the ledger', async () => {
    const customer = await talk(house)
    await customer.say('想批量采购30台咖啡机，预算5万')
    await customer.say('不对，预算改成6万')
    const lines = (await leadLines(house.db, customer.id)).filter(({ name }) => name === 'budget')
    expect(lines.map(({ normalised }) => normalised)).toEqual(['CNY 50000', 'CNY 60000'])
    expect((await facts(customer))['budget']).toBe('CNY 60000')
  })

  it('is worth more by a history of orders', async () => {
    const customer = await talk(house, { login: 'sc_zhao' })
    await customer.say('想批量采购30台咖啡机')
    await write()
    const brief = (await findLead(house.db, customer.id))?.brief
    expect(brief?.grade.reasons.map(({ code }) => code)).toContain('history')
    expect(brief?.knowledge.some(({ kind }) => kind === 'order')).toBe(true)
  })

  it('takes no fact from quoted words or from the name of an attachment', async () => {
    const customer = await talk(house)
    await fileMessage(house.inbox, customer.id, {
      text: '想批量采购咖啡机\n> 预算9万，电话13800138000',
      clientMessageId: null,
      attachments: [
        { kind: 'file', url: 'https://example.com/a.pdf', name: '预算100万 13900139000.pdf' },
      ],
      pressedConsent: null,
    })
    house.clock.advance(1000)
    await customer.turn()
    const known = await facts(customer)
    expect(known['budget']).toBeUndefined()
    expect(known['contact']).toBeUndefined()
  })
})

describe('corrections', () => {
  it('of the customer are messages of theirs, supersede, and make another brief', async () => {
    const customer = await talk(house)
    await customer.say('想批量采购30台咖啡机，预算5万')
    await write()
    const correct = (name: 'budget' | 'contact' | 'timeline', value: string | null, key?: string) =>
      correctByCustomer(house.inbox, customer.id, { name, value }, key ?? null)
    house.clock.advance(1000)
    const messageId = await correct('budget', '7万', 'once')
    expect(await correct('budget', '7万', 'once')).toBe(messageId)
    expect(
      (await customer.messages()).filter(({ text }) => text === '更正：预算是7万'),
    ).toHaveLength(1)
    expect(await facts(customer)).toMatchObject({ budget: 'CNY 70000' })
    await write()
    const lead = await findLead(house.db, customer.id)
    expect(lead?.briefVersion).toBe(2)
    expect(lead?.brief?.facts.find(({ name }) => name === 'budget')).toMatchObject({
      normalised: 'CNY 70000',
      evidence: [messageId],
    })
    house.clock.advance(1000)
    await correct('budget', null)
    expect((await facts(customer))['budget']).toBeUndefined()
    expect((await allEvents(house.db, customer.id)).map(({ body }) => body.kind)).toContain(
      'fact_retracted',
    )
    await expect(correct('contact', '12345')).rejects.toMatchObject({
      code: 'invalid',
      field: 'value',
    })
    await expect(correct('timeline', '2020-01-01')).rejects.toMatchObject({
      code: 'invalid',
      field: 'value',
    })
  })

  it('twenty of them leave the last, and every one in the ledger', async () => {
    const customer = await talk(house)
    await customer.say('想批量采购30台咖啡机')
    for (let i = 1; i <= 20; i++) {
      house.clock.advance(1000)
      await correctByCustomer(house.inbox, customer.id, { name: 'budget', value: `${i}万` }, null)
    }
    const lines = (await leadLines(house.db, customer.id)).filter(({ name }) => name === 'budget')
    expect(lines).toHaveLength(20)
    expect((await facts(customer))['budget']).toBe('CNY 200000')
    await write()
    const brief = (await findLead(house.db, customer.id))?.brief
    expect(brief?.facts.filter(({ name }) => name === 'budget')).toMatchObject([
      { normalised: 'CNY 200000' },
    ])
  })

  it('of an operator stand on a message of this conversation', async () => {
    const customer = await talk(house)
    const other = await talk(house)
    const name = { name: 'name' as const, value: '陈明' }
    const nothing = correctByOperator(house.desk, customer.id, name, null)
    await expect(nothing).rejects.toMatchObject({ code: 'conflict' })
    await customer.say('想批量采购30台咖啡机')
    await other.say('你好')
    const [foreign] = await other.messages()
    await expect(
      correctByOperator(house.desk, customer.id, name, foreign!.id),
    ).rejects.toMatchObject({
      code: 'invalid',
      field: 'messageId',
    })
    await correctByOperator(house.desk, customer.id, name, null)
    const line = (await leadLines(house.db, customer.id)).at(-1)
    expect(line).toMatchObject({ name: 'name', normalised: '陈明', saidBy: 'operator' })
    await house.db.query('delete from jobs')
    house.clock.advance(60_000)
    await sweep({ ...house.inbox, log: house.turn.log, graceMs: 5000, vanishMs: 300_000 })
    expect(await write()).toBeGreaterThan(0)
    expect((await findLead(house.db, customer.id))?.brief?.who.map(({ text }) => text)).toEqual([
      '陈明',
    ])
  })
})

describe('the same person on two channels', () => {
  it('is joined by a login or a proved order, and by no claim', async () => {
    const { orders } = leadDeps(house)
    const person = (it: Talk) => personBehind({ db: house.db, orders }, it.id)
    const signedIn = await talk(house, { login: 'sc_lin' })
    await signedIn.say('想批量采购30台咖啡机，预算5万')
    const stranger = await talk(house)
    await stranger.say('我是林小姐')
    expect(await person(stranger)).toMatchObject({
      verifiedBy: 'nothing',
      conversations: [{ id: stranger.id }],
    })
    const { number, phoneTail } = house.orders.get('sc_lin')![0]!
    await stranger.say(`${number} 尾号${phoneTail}，到哪了`)
    const known = await person(stranger)
    expect(known.verifiedBy).toBe('order')
    expect(known.conversations.map(({ id }) => id)).toContain(signedIn.id)
    expect(known.facts).toContainEqual(
      expect.objectContaining({ name: 'budget', value: 'CNY 50000', conversationId: signedIn.id }),
    )
    expect((await person(signedIn)).conversations.map(({ id }) => id)).toContain(stranger.id)
  })
})
