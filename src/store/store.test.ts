import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshPostgres, onBothEngines } from '../../tests/engines.ts'
import { ConversationId, CustomerId, MessageId } from '../domain/id.ts'
import { insertConversation, rememberCustomer } from './conversations.ts'
import type { Db, Queryable } from './db.ts'
import { eventsAfter } from './events.ts'
import { insertInbound } from './messages.ts'
import { migrate } from './migrate.ts'
import { claimTurn, endTurn, saidAfter } from './turns.ts'

const at = new Date('2026-11-21T08:00:00Z')
const later = (ms: number) => new Date(at.getTime() + ms)

async function conversation(db: Db): Promise<ConversationId> {
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
      channel: 'web',
      address: null,
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
    const end = (fence: number) =>
      db.transaction((tx) =>
        endTurn(tx, id, {
          fence,
          holder: { kind: 'agent' },
          locale: 'en',
          agenda: { wishes: [] },
          course: next!.conversation.course,
          provenOrders: [],
          followUp: false,
          answeredPosition: 1,
          adds: 1,
          now: later(12),
          waitForNews: false,
        }),
      )
    expect(await end(slow!.conversation.fence)).toBeNull()
    expect(await end(next!.conversation.fence)).toEqual({ lastPosition: 1, address: null })
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
