import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../tests/engines.ts'
import { buildHouse, talk, type House } from '../../tests/house.ts'
import type { EventBody } from '../domain/event.ts'
import { Brief } from '../domain/handoff.ts'
import { EffectId, MessageId, PromiseId, TurnId } from '../domain/id.ts'
import type { Author } from '../domain/message.ts'
import type { Db } from '../store/db.ts'
import { eventsAfter } from '../store/events.ts'
import { foldBrief } from './brief.ts'

const at = new Date('2026-11-21T08:00:00Z')
const turnId = TurnId.make()
const said = (text: string, author: Author = 'customer') => {
  const id = MessageId.make()
  const event: EventBody = { kind: 'message', message: { id, author, text, at } }
  return { id, event }
}
const read = (
  messageId: MessageId,
  { intents = ['track_shipment'], sentiment = 0, risks = [] as string[] } = {},
): EventBody => ({ kind: 'read', messageId, intents, sentiment, risks })
const fold = (...events: EventBody[]) =>
  foldBrief(
    events.map((body) => ({ body, at })),
    { reason: 'customer_request', skill: 'logistics' },
  )

describe('a brief', () => {
  it('is complete even when nothing was said', () => {
    expect(fold()).toEqual({
      reason: 'customer_request',
      skill: 'logistics',
      need: [],
      facts: [],
      tried: [],
      committed: [],
      openQuestion: null,
      promises: [],
      risks: [],
      sentiment: [],
    })
  })

  it("gives the need in the customer's own words, and leaves small talk out", () => {
    const [hello, need] = [said('hello'), said('where is my parcel')]
    const brief = fold(
      hello.event,
      read(hello.id, { intents: ['greeting'] }),
      need.event,
      read(need.id, { sentiment: -0.4 }),
    )
    expect(brief.need).toEqual([{ text: 'where is my parcel', evidence: [need.id] }])
    expect(brief.sentiment).toEqual([0, -0.4])
  })

  it('takes the last words for the need where none was understood', () => {
    const odd = said('abracadabra')
    const brief = fold(odd.event, read(odd.id, { intents: ['out_of_scope'] }))
    expect(brief.need).toEqual([{ text: 'abracadabra', evidence: [odd.id] }])
  })

  it('keeps the last six needs, each cut to a line', () => {
    const needs = Array.from({ length: 8 }, (_, i) => said(`${i} ${'x'.repeat(300)}`))
    const brief = fold(...needs.flatMap(({ id, event }) => [event, read(id)]))
    expect(brief.need.map(({ text }) => text[0])).toEqual(['2', '3', '4', '5', '6', '7'])
    expect(brief.need.every(({ text }) => text.length === 160 && text.endsWith('…'))).toBe(true)
  })

  it('leaves open what the customer, and not the agent, said last', () => {
    const [question, ours] = [said('and the second parcel?'), said('One moment.', 'agent')]
    expect(fold(question.event, ours.event).openQuestion).toEqual({
      text: 'and the second parcel?',
      evidence: [question.id],
    })
  })

  it('lets a corrected fact supersede the earlier one', () => {
    const [wrong, right] = [said('VG26110001'), said('no, VG26110002')]
    const stated = (value: string, messageId: MessageId): EventBody => ({
      kind: 'fact_stated',
      name: 'order_number',
      value,
      messageId,
    })
    const brief = fold(stated('VG26110001', wrong.id), stated('VG26110002', right.id))
    expect(brief.facts).toEqual([
      { name: 'order_number', value: 'VG26110002', evidence: [right.id] },
    ])
  })

  it('tells what is done from what was only tried', () => {
    const asked = said('chase it')
    const [urged, coupon] = [EffectId.make(), EffectId.make()]
    const settled = (effectId: EffectId, tool: string, ok: boolean): EventBody => ({
      kind: 'effect_settled',
      effectId,
      tool,
      ok,
      summary: ok ? 'reference CX1' : 'no answer',
    })
    const brief = fold(
      asked.event,
      read(asked.id),
      { kind: 'tool_called', turnId, tool: 'track_shipment', ok: true, summary: 'stuck' },
      { kind: 'proof_failed', orderNumber: 'VG26110003', messageId: asked.id },
      { kind: 'gap_recorded', messageId: asked.id, question: 'who pays?' },
      settled(urged, 'urge_delivery', true),
      settled(coupon, 'issue_coupon', false),
    )
    expect(brief.committed).toEqual([{ text: 'urge_delivery: reference CX1', evidence: [urged] }])
    expect(brief.tried).toEqual([
      { at, text: 'track_shipment: stuck', evidence: [asked.id] },
      { at, text: 'proof of VG26110003 failed', evidence: [asked.id] },
      { at, text: 'no answer in the knowledge base: who pays?', evidence: [asked.id] },
      { at, text: 'issue_coupon failed: no answer', evidence: [coupon] },
    ])
  })

  it('names every risk once, and none that it does not know', () => {
    const threat = said('my lawyer will call')
    const risks = { risks: ['legal', 'legal', 'weather'] }
    expect(fold(threat.event, read(threat.id, risks), read(threat.id, risks)).risks).toEqual([
      'legal',
    ])
  })

  it('lists what was promised, with owner and due time', () => {
    const promise = { promiseId: PromiseId.make(), what: 'a person answers', owner: 'desk' }
    expect(fold({ kind: 'promised', ...promise, dueAt: at }).promises).toMatchObject([
      { text: 'a person answers (2026-11-21T08:00:00.000Z, desk)' },
    ])
  })
})

describe('the saved brief', () => {
  let db: Db
  let house: House
  beforeAll(async () => {
    db = await freshPglite()
    house = await buildHouse(db)
  })
  afterAll(() => db.close())

  it.each([
    ['after a long talk', ['包裹卡在杭州不动了，急死人', '好的', '退货运费谁出', '转人工']],
    ['at the first word', ['转人工']],
    ['after a threat', ['我的快递还没到', '再不处理我就找律师起诉你们']],
  ])('can be rebuilt from the log alone, %s', async (_, words) => {
    await db.query('delete from shop_coupons')
    const customer = await talk(house, { login: 'sc_lin' })
    for (const text of words) await customer.say(text)
    const [row] = await db.query('select body from briefs where conversation_id = $1', [
      customer.id,
    ])
    const saved = Brief.parse(row?.['body'])
    const log = await eventsAfter(db, customer.id, 0)
    const passed = log.findIndex(({ body }) => body.kind === 'handed_over')
    expect(foldBrief(log.slice(0, passed), saved)).toEqual(saved)
    expect(log[passed]?.body).toMatchObject({ kind: 'handed_over', brief: saved })
  })

  it('names, with every line, a message or an effect of its own conversation', async () => {
    await db.query('delete from shop_coupons')
    const customer = await talk(house, { login: 'sc_lin' })
    for (const text of ['包裹卡在杭州不动了，急死人', '好的', '转人工']) await customer.say(text)
    const [row] = await db.query('select body from briefs where conversation_id = $1', [
      customer.id,
    ])
    const { need, facts, tried, committed, openQuestion } = Brief.parse(row?.['body'])
    expect([need.length, tried.length, committed.length].every((n) => n > 0)).toBe(true)
    const known = await db.query(
      `select id from messages where conversation_id = $1 union select id from effects where conversation_id = $1`,
      [customer.id],
    )
    const ids = new Set(known.map(({ id }) => id))
    expect(tried.every(({ at: when }) => when instanceof Date)).toBe(true)
    for (const line of [...need, ...facts, ...tried, ...committed, openQuestion]) {
      expect(line?.evidence.length).toBeGreaterThan(0)
      expect(line?.evidence.every((id) => ids.has(id))).toBe(true)
    }
  })
})
