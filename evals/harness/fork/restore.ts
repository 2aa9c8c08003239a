import type { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import type { Db, Queryable } from '../../../src/store/db.ts'
import type { Moment } from './moment.ts'

/** Puts a conversation into an empty database as it stood before a turn: who, what was said, agenda, facts, proofs, consent, effects. */
export function restore(db: Db, record: ConversationRecord, moment: Moment): Promise<void> {
  return db.transaction(async (tx) => {
    await restoreCustomer(tx, record)
    await restoreConversation(tx, record, moment)
    await restoreMessages(tx, record, moment)
    await restoreLedgers(tx, record, moment)
  })
}

async function restoreCustomer(
  tx: Queryable,
  { customer, openedAt }: ConversationRecord,
): Promise<void> {
  const { id, shopCustomerId, name, email, phone } = customer
  await tx.query(
    `insert into customers (id, shop_customer_id, name, email, phone, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [id, shopCustomerId, name, email, phone, openedAt],
  )
}

async function restoreConversation(
  tx: Queryable,
  { id, channel, customer, openedAt }: ConversationRecord,
  { turn: { at, before }, before: messages }: Moment,
): Promise<void> {
  const { locale, agenda, course, provenOrders, returnedWith, followUp, eventNumber } = before
  // Nobody is pushed anything: there is no address.
  await tx.query(
    `insert into conversations (id, token_hash, channel, customer_id, locale, agenda, course, proven_orders, returned_with, follow_up,
       last_position, customer_position, answered_position, event_number, opened_at, updated_at)
     values ($1, 'fork', $2, $3, $4, $5::jsonb, $6::jsonb, $7::text[], $8, $9, $10, $10, $10, $11, $12, $13)`,
    [
      id,
      channel,
      customer.id,
      locale,
      JSON.stringify(agenda),
      JSON.stringify(course),
      provenOrders,
      returnedWith,
      followUp,
      messages.at(-1)?.position ?? 0,
      eventNumber,
      openedAt,
      at,
    ],
  )
}

async function restoreMessages(
  tx: Queryable,
  { id }: ConversationRecord,
  { before }: Moment,
): Promise<void> {
  await tx.query(
    `insert into messages (id, conversation_id, position, author, text, at, attachments, answers, citations, performer, turn_id)
     select r.id, $1, r.position, r.author, r.text, r.at, r.attachments, r.answers, r.citations, r.performer, r."turnId"
       from jsonb_to_recordset($2::jsonb) as r (id text, position integer, author text, text text, at timestamptz,
            attachments jsonb, answers text[], citations jsonb, performer jsonb, "turnId" text)`,
    [id, JSON.stringify(before)],
  )
}

async function restoreLedgers(
  tx: Queryable,
  { id, facts, effects, events, proofs }: ConversationRecord,
  { turn, before, said }: Moment,
): Promise<void> {
  const known = new Set<string>(before.map((message) => message.id))
  const isSaid = new Set<string>(said.map((message) => message.id))
  const { consent, eventNumber } = turn.before
  const made = new Set<string>(turn.before.effects)
  const stated = facts.filter(({ messageId }) => known.has(messageId))
  await tx.query(
    `insert into facts (conversation_id, name, value, said_by, message_id, at, confidence)
     select $1, f.name, f.value, f."saidBy", f."messageId", f.at, f.confidence from jsonb_to_recordset($2::jsonb)
         as f (name text, value text, "saidBy" text, "messageId" text, at timestamptz, confidence real)`,
    [id, JSON.stringify(stated)],
  )
  await tx.query(
    `insert into effects (id, conversation_id, turn_id, tool, args, idempotency_key, status, result, at)
     select e.id, $1, e."turnId", e.tool, e.args, e."idempotencyKey", e.status, e.result, e.at from jsonb_to_recordset($2::jsonb)
         as e (id text, "turnId" text, tool text, args jsonb, "idempotencyKey" text, status text, result jsonb, at timestamptz)`,
    [id, JSON.stringify(effects.filter((effect) => made.has(effect.id)))],
  )
  // What the customer says in this turn is filed, and logged, anew.
  const logged = events.filter(
    ({ number, body }) =>
      number <= eventNumber && !(body.kind === 'message' && isSaid.has(body.message.id)),
  )
  await tx.query(
    `insert into events (conversation_id, number, at, kind, body)
     select $1, v.number, v.at, v.body ->> 'kind', v.body from jsonb_to_recordset($2::jsonb) as v (number integer, at timestamptz, body jsonb)`,
    [id, JSON.stringify(logged)],
  )
  await tx.query(
    `insert into proof_attempts (order_number, conversation_id, value_hash, proven, at)
     select p."orderNumber", $1, p."valueHash", p.proven, p.at from jsonb_to_recordset($2::jsonb)
         as p ("orderNumber" text, "valueHash" text, proven boolean, at timestamptz)`,
    [id, JSON.stringify(proofs.filter(({ at }) => at < turn.at))],
  )
  if (!consent) return
  await tx.query(
    `insert into consents (id, conversation_id, playbook, tool, args, args_hash, asked_in, status, asked_at)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, 'asked', $8)`,
    [
      consent.id,
      id,
      consent.playbook,
      consent.tool,
      JSON.stringify(consent.args),
      consent.argsHash,
      consent.askedIn,
      turn.at,
    ],
  )
}
