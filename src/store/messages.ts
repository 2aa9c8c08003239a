import { z } from 'zod'
import type { Conversation } from '../domain/conversation.ts'
import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import { ConversationId, MessageId, type ConsentId, type TurnId } from '../domain/id.ts'
import { Message, type Attachment } from '../domain/message.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'
import { messageJson } from './rows.ts'

export interface InboundMessage {
  id: MessageId
  clientMessageId: string
  contentHash: string
  text: string
  attachments: readonly Attachment[]
  /** The consent whose button was pressed, if this message is a button press. */
  pressedConsent: ConsentId | null
  at: Date
}

/** The id of an earlier message with the same client id, and what it said. */
export async function findByClientId(
  on: Queryable,
  conversationId: ConversationId,
  clientMessageId: string,
): Promise<{ id: MessageId; contentHash: string } | null> {
  return rowAs(
    on,
    z.object({ id: MessageId, contentHash: z.string() }),
    `select id, content_hash as "contentHash" from messages where conversation_id = $1 and client_message_id = $2`,
    [conversationId, clientMessageId],
  )
}

/** When the turn for a message is due: after `settleMs`, but a burst never puts it off beyond `longestBurstMs`. */
export interface Settling {
  settleMs: number
  longestBurstMs: number
}

const Filed = z.object({ filed: z.boolean(), dueAt: z.coerce.date().nullable() })

/**
 * Files a customer's message: the message, its event, and, where the agent holds the baton, the due turn with its
 * job; all in one statement, which locks the conversation first. `filed` is false when the client id is there
 * already. Null when there is no such conversation.
 */
export function insertInbound(
  on: Queryable,
  conversationId: ConversationId,
  inbound: InboundMessage,
  { settleMs, longestBurstMs }: Settling,
): Promise<z.infer<typeof Filed> | null> {
  const message: Message = {
    id: inbound.id,
    author: 'customer',
    text: inbound.text,
    at: inbound.at,
    ...(inbound.attachments.length > 0 ? { attachments: [...inbound.attachments] } : {}),
  }
  const body: EventBody = { kind: 'message', message }
  return rowAs(
    on,
    Filed,
    `with locked as (
       select id, last_position + 1 as position, event_number + 1 as number, coalesce(burst_started_at, $4::timestamptz) as burst,
              holder ->> 'kind' = 'agent' as ours
         from conversations where id = $1 for update
     ), c as (
       select *, case when ours then least($4::timestamptz + $10::int * interval '1 ms', greatest(burst + $11::int * interval '1 ms', $4)) end as due from locked
     ), said as (
       insert into messages (id, conversation_id, position, author, text, at, client_message_id, content_hash, attachments, pressed_consent)
       select $2, c.id, c.position, 'customer', $3, $4::timestamptz, $5, $6, $7::jsonb, $8 from c
       on conflict (conversation_id, client_message_id) do nothing returning position
     ), logged as (
       insert into events (conversation_id, number, at, kind, body) select c.id, c.number, $4::timestamptz, 'message', $9::jsonb from c, said
     ), nudged as (
       insert into jobs (key, kind, subject, run_at) select 'take-turn ' || c.id, 'take-turn', c.id, c.due from c, said where c.ours
       on conflict (key) do update set run_at = excluded.run_at, version = jobs.version + 1, attempts = 0
     ), moved as (
       update conversations v
          set last_position = c.position, customer_position = c.position, event_number = c.number, updated_at = $4::timestamptz,
              closed_at = null, turn_due_at = c.due, turn_attempts = 0,
              clocks_check_at = case when not c.ours then $4::timestamptz end,
              burst_started_at = case when c.ours then c.burst end
         from c, said where v.id = c.id
     )
     select exists (select 1 from said) as filed, c.due as "dueAt" from c`,
    [
      conversationId,
      inbound.id,
      inbound.text,
      inbound.at,
      inbound.clientMessageId,
      inbound.contentHash,
      inbound.attachments.length > 0 ? JSON.stringify(inbound.attachments) : null,
      inbound.pressedConsent,
      JSON.stringify(body),
      settleMs,
      longestBurstMs,
    ],
  )
}

export interface OutboundMessage {
  message: Message
  operatorId?: string
  turnId?: TurnId
}

/**
 * Adds what we say to a locked conversation. On a pushing channel each message gets its delivery job
 * in the same transaction: that job table is the outbox.
 */
export async function insertOutbound(
  tx: Queryable,
  conversation: Pick<Conversation, 'id' | 'address'>,
  firstPosition: number,
  messages: readonly OutboundMessage[],
): Promise<void> {
  const pushed = conversation.address !== null
  const rows = messages.map(({ message, operatorId, turnId }, i) => ({
    ...message,
    position: firstPosition + i,
    operatorId: operatorId ?? null,
    turnId: turnId ?? null,
  }))
  await tx.query(
    `with said as (
       insert into messages (id, conversation_id, position, author, text, at, answers, citations, performer, operator_id, turn_id, delivery)
       select r.id, $1, r.position, r.author, r.text, r.at, r.answers, r.citations, r.performer, r."operatorId", r."turnId",
              case when $3 then 'waiting' end
         from jsonb_to_recordset($2::jsonb) as r (id text, position integer, author text, text text, at timestamptz,
              answers text[], citations jsonb, performer jsonb, "operatorId" text, "turnId" text)
       returning id, at
     )
     insert into jobs (key, kind, subject, run_at)
     select 'deliver-reply ' || id, 'deliver-reply', id, at from said where $3`,
    [conversation.id, JSON.stringify(rows), pushed],
  )
}

/** What was said after a message (all of it when none is named), oldest first. */
export async function messagesAfter(
  on: Queryable,
  conversationId: ConversationId,
  after: MessageId | null,
  limit = 500,
): Promise<Message[]> {
  if (after) {
    const [known] = await on.query(
      'select 1 from messages where id = $1 and conversation_id = $2',
      [after, conversationId],
    )
    if (!known)
      throw new BatonError('invalid', `There is no message ${after} in this conversation.`, {
        field: 'after',
      })
  }
  const rows = await rowsAs(
    on,
    z.object({ message: Message }),
    `select ${messageJson()} as message from messages m
      where m.conversation_id = $1
        and m.position > coalesce((select position from messages where id = $2), 0)
      order by m.position limit $3`,
    [conversationId, after, limit],
  )
  return rows.map((row) => row.message)
}

const Delivery = z.object({
  id: MessageId,
  conversationId: ConversationId,
  channel: z.string(),
  address: z.string().nullable(),
  text: z.string(),
  delivery: z.string().nullable(),
  /** Whether an earlier message of ours to the same customer still waits: order is kept. */
  earlierWaits: z.boolean(),
})

/** What has to be delivered, or null when there is no such message. */
export function findDelivery(
  on: Queryable,
  id: MessageId,
): Promise<z.infer<typeof Delivery> | null> {
  return rowAs(
    on,
    Delivery,
    `select m.id, m.conversation_id as "conversationId", c.channel, c.address, m.text, m.delivery,
            exists (select 1 from messages b where b.conversation_id = m.conversation_id
                     and b.position < m.position and b.delivery in ('waiting', 'sending')) as "earlierWaits"
       from messages m join conversations c on c.id = m.conversation_id where m.id = $1`,
    [id],
  )
}

export async function settleDelivery(
  tx: Queryable,
  id: MessageId,
  state: 'sent' | 'sending' | 'uncertain' | 'failed' | 'waiting',
  channelMessageId: string | null,
): Promise<void> {
  await tx.query(
    'update messages set delivery = $2, channel_message_id = coalesce($3, channel_message_id) where id = $1',
    [id, state, channelMessageId],
  )
}

/** Ids of the customer's messages after a position, oldest first. */
export async function saidIds(
  tx: Queryable,
  conversationId: ConversationId,
  after: number,
): Promise<MessageId[]> {
  const rows = await tx.query(
    `select id from messages where conversation_id = $1 and position > $2 and author = 'customer' order by position`,
    [conversationId, after],
  )
  return rows.map((row) => MessageId.parse(row['id']))
}

/** Whether a message was said in this conversation. */
export async function isMessageOf(
  on: Queryable,
  conversationId: ConversationId,
  id: MessageId,
): Promise<boolean> {
  const rows = await on.query('select 1 from messages where id = $1 and conversation_id = $2', [
    id,
    conversationId,
  ])
  return rows.length > 0
}

/** The newest message of an author, or null. */
export async function lastSaidBy(
  on: Queryable,
  conversationId: ConversationId,
  author: Message['author'],
): Promise<MessageId | null> {
  const row = await rowAs(
    on,
    z.object({ id: MessageId }),
    `select id from messages where conversation_id = $1 and author = $2 order by position desc limit 1`,
    [conversationId, author],
  )
  return row?.id ?? null
}

/** Adds what an operator says to a locked conversation: it answers everything said so far. */
export async function insertOperatorMessage(
  tx: Queryable,
  conversation: Conversation,
  message: Message,
  sender: { operatorId: string; clientMessageId: string; contentHash: string },
): Promise<void> {
  await insertOutbound(tx, conversation, conversation.lastPosition + 1, [
    { message, operatorId: sender.operatorId },
  ])
  await tx.query('update messages set client_message_id = $2, content_hash = $3 where id = $1', [
    message.id,
    sender.clientMessageId,
    sender.contentHash,
  ])
  await tx.query(
    `update conversations set last_position = last_position + 1, answered_position = last_position + 1, updated_at = $2,
            clocks_check_at = $2
      where id = $1`,
    [conversation.id, message.at],
  )
}

/** Adds something that we say of our own accord to a locked conversation: it answers nothing. */
export async function insertAside(
  tx: Queryable,
  conversation: Conversation,
  message: Message,
): Promise<void> {
  await insertOutbound(tx, conversation, conversation.lastPosition + 1, [{ message }])
  await tx.query(
    'update conversations set last_position = last_position + 1, updated_at = $2 where id = $1',
    [conversation.id, message.at],
  )
}
