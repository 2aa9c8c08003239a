import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshPostgres, onBothEngines } from '../../tests/engines.ts'
import { ConsentId, ConversationId, CustomerId, MessageId, TurnId } from '../domain/id.ts'
import { insertConversation, rememberCustomer } from './conversations.ts'
import type { Db, Queryable } from './db.ts'
import { eventsAfter } from './events.ts'
import { insertInbound, messagesAfter } from './messages.ts'
import { migrate } from './migrate.ts'
import { endTurn, holdTurn, type TurnEnd } from './turn-end.ts'
import { beforeOf, claimTurn, saidAfter, type ClaimedTurn } from './turns.ts'

const at = new Date('2026-11-21T08:00:00Z')
const later = (ms: number) => new Date(at.getTime() + ms)

async function conversation(db: Db, address: string | null = null): Promise<ConversationId> {
  const id = ConversationId.make()
  await db.transaction(async (tx) => {
    const customer = await rememberCustomer(tx, {
      id: CustomerId.make(),
      shopCustomerId: null,
      name: null,
      email: null,
      phone: null,
      claims: {},
      at,
    })
    await insertConversation(tx, {
      id,
      tokenHash: 'x',
      channel: address ? 'webhook' : 'web',
      address,
      customerId: customer.id,
      locale: 'zh',
      at,
    })
  })
  return id
}

const say = async (db: Queryable, id: ConversationId, text: string) => {
  const messageId = MessageId.make()
  await insertInbound(
    db,
    id,
    {
      id: messageId,
      clientMessageId: messageId,
      contentHash: text,
      text,
      attachments: [],
      pressedConsent: null,
      at,
    },
    { settleMs: 0, longestBurstMs: 0 },
  )
  return messageId
}

/** The plainest end of a claimed turn: it says one thing. */
function ending(claimed: ClaimedTurn): TurnEnd {
  const { fence, course, customerPosition } = claimed.conversation
  const message = {
    id: MessageId.make(),
    author: 'agent' as const,
    text: 'yes',
    at: later(12),
    answers: [],
  }
  return {
    turnId: TurnId.make(),
    fence,
    holder: { kind: 'agent' },
    locale: 'en',
    agenda: { wishes: [] },
    course,
    provenOrders: [],
    followUp: false,
    record: { at: claimed.at, before: beforeOf(claimed), calls: [] },
    answeredPosition: customerPosition,
    waitForNews: false,
    message,
    events: [{ kind: 'message', message }],
    facts: [],
    gaps: [],
    promises: [],
    lead: false,
    over: null,
    asked: null,
  }
}

onBothEngines('the store', (open) => {
  let db: Db
  beforeAll(async () => void (db = await open()))
  afterAll(() => db.close())

  it('migrates once: a second run applies nothing', async () => {
    expect(await migrate(db)).toEqual([])
  })

  it('gives a due turn to one worker, with all that it needs', async () => {
    const id = await conversation(db)
    const first = await say(db, id, '订单卡在杭州三天了')
    const claims = await Promise.all(
      ['a', 'b', 'c'].map((owner) => claimTurn(db, id, { owner, until: later(1000) }, at)),
    )
    const held = claims.filter((claim) => claim !== null)
    expect(held).toHaveLength(1)
    expect(held[0]!.said).toMatchObject([
      { id: first, text: '订单卡在杭州三天了', author: 'customer' },
    ])
    expect(held[0]!.conversation.fence).toBe(1)
  })

  it('lets a turn whose lease was taken over write nothing', async () => {
    const id = await conversation(db)
    await say(db, id, 'hello')
    const slow = await claimTurn(db, id, { owner: 'slow', until: later(10) }, at)
    const next = await claimTurn(db, id, { owner: 'next', until: later(1000) }, later(11))
    expect(await endTurn(db, id, ending(slow!))).toBe(false)
    expect(await holdTurn(db, id, ending(slow!))).toBe(false)
    expect(await messagesAfter(db, id, null)).toHaveLength(1)
    expect(await eventsAfter(db, id, 0)).toHaveLength(1)
    expect(await holdTurn(db, id, ending(next!))).toBe(true)
    expect(await endTurn(db, id, ending(next!))).toBe(true)
    expect(await endTurn(db, id, ending(next!))).toBe(false)
    expect(await messagesAfter(db, id, null)).toHaveLength(2)
  })

  it('holds a turn back when the customer has written since, and else makes the next one due', async () => {
    const id = await conversation(db)
    await say(db, id, 'one')
    const turn = await claimTurn(db, id, { owner: 'a', until: later(1000) }, at)
    await say(db, id, 'two')
    expect(await endTurn(db, id, { ...ending(turn!), waitForNews: true })).toBe(false)
    expect(await endTurn(db, id, ending(turn!))).toBe(true)
    const [row] = await db.query('select turn_due_at from conversations where id = $1', [id])
    expect(row?.['turn_due_at']).toEqual(later(12))
  })

  it('ends a turn with all that goes with it, on a pushing channel with the delivery', async () => {
    const id = await conversation(db, 'somewhere')
    const asking = await say(db, id, 'one')
    const consent = {
      playbook: 'stuck_parcel',
      tool: 'urge_delivery',
      args: { orderNumber: 'VG26111842' },
      argsHash: 'h',
      status: 'asked' as const,
      answeredBy: null,
    }
    const [older, newer] = [ConsentId.make(), ConsentId.make()]
    const first = await claimTurn(db, id, { owner: 'a', until: later(1000) }, at)
    const question = ending(first!)
    const askedIn = question.message.id
    await endTurn(db, id, { ...question, asked: { ...consent, id: older, askedIn } })
    const answer = await say(db, id, 'two')
    const second = await claimTurn(db, id, { owner: 'a', until: later(1000) }, at)
    expect(second?.consent?.id).toBe(older)
    const last = ending(second!)
    const fact = { name: 'place', value: '杭州', saidBy: 'customer' as const, confidence: 0.9 }
    const ended = await endTurn(db, id, {
      ...last,
      events: [
        { kind: 'order_proven', orderNumber: 'VG26111842', messageId: answer },
        { kind: 'message', message: last.message },
      ],
      facts: [
        { ...fact, messageId: answer, at },
        { ...fact, messageId: answer, at },
      ],
      gaps: [{ messageId: answer, question: 'two' }],
      over: { id: older, status: 'denied', answeredBy: answer },
      asked: { ...consent, id: newer, askedIn: last.message.id },
    })
    expect(ended).toBe(true)
    const rowsOf = (sql: string) => db.query(sql, [id])
    expect(
      await rowsOf(
        'select id, status, answered_by from consents where conversation_id = $1 order by status desc',
      ),
    ).toEqual([
      { id: older, status: 'denied', answered_by: answer },
      { id: newer, status: 'asked', answered_by: null },
    ])
    expect(await rowsOf('select value from facts where conversation_id = $1')).toEqual([
      { value: '杭州' },
    ])
    expect(await rowsOf('select question from gaps where conversation_id = $1')).toEqual([
      { question: 'two' },
    ])
    expect(
      await rowsOf(
        `select subject from jobs where kind = 'deliver-reply' and subject in (select id from messages where conversation_id = $1) order by run_at, subject`,
      ),
    ).toEqual([askedIn, last.message.id].toSorted().map((subject) => ({ subject })))
    expect((await messagesAfter(db, id, null)).map((message) => message.id)).toEqual([
      asking,
      askedIn,
      answer,
      last.message.id,
    ])
    const log = await eventsAfter(db, id, 0)
    expect(log.map((event) => event.number)).toEqual([1, 2, 3, 4, 5])
    expect(log.slice(3).map(({ body }) => body.kind)).toEqual(['order_proven', 'message'])
  })

  it('numbers the events of a conversation without gaps, whoever writes at the same time', async () => {
    const id = await conversation(db)
    await Promise.all(Array.from({ length: 12 }, (_, i) => say(db, id, `message ${i}`)))
    const events = await eventsAfter(db, id, 0)
    expect(events.map((event) => event.number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
  })

  it('keeps the event log append-only', async () => {
    const id = await conversation(db)
    await say(db, id, 'hello')
    await expect(
      db.query('update events set kind = $2 where conversation_id = $1', [id, 'x']),
    ).rejects.toThrow(/append-only/)
    await expect(db.query('delete from events where conversation_id = $1', [id])).rejects.toThrow(
      /append-only/,
    )
  })

  it('rolls a failed transaction back', async () => {
    const id = await conversation(db)
    const failing = db.transaction(async (tx) => {
      await tx.query('update conversations set follow_up = true where id = $1', [id])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await db.query('select follow_up from conversations where id = $1', [id])).toEqual([
      { follow_up: false },
    ])
  })
})

describe.skipIf(!inject('postgresUrl'))('the store on PostgreSQL, in a race', () => {
  it('never takes a message for answered that was being filed while its turn was claimed', async () => {
    const db = await freshPostgres()
    const id = await conversation(db)
    await say(db, id, 'one')
    const filed = Promise.withResolvers<void>()
    const commit = Promise.withResolvers<void>()
    const filing = db.transaction(async (tx) => {
      await say(tx, id, 'two')
      filed.resolve()
      await commit.promise
    })
    await filed.promise
    const claiming = claimTurn(db, id, { owner: 'a', until: later(15_000) }, later(1))
    for (let waits = false; !waits;) {
      const [row] = await db.query(
        `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      waits = row?.['n'] === 1
    }
    commit.resolve()
    await filing
    const claimed = await claiming
    // Whichever messages it has, it knows of no more than these.
    expect(claimed?.said.length).toBe(claimed?.conversation.customerPosition)
    expect(
      (await saidAfter(db, id, claimed?.conversation.customerPosition ?? 0)).said,
    ).toHaveLength(2 - (claimed?.said.length ?? 0))
    await db.close()
  })
})
