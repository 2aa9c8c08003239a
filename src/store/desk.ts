import { z } from 'zod'
import { Brief } from '../domain/handoff.ts'
import { OperatorId, type ConversationId, type PromiseId, type TurnId } from '../domain/id.ts'
import { Citation } from '../domain/message.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

export const Operator = z.object({ id: OperatorId, name: z.string() })
export type Operator = z.infer<typeof Operator>

export async function insertOperator(
  on: Queryable,
  it: { id: OperatorId; name: string; tokenHash: string; at: Date },
): Promise<void> {
  await on.query(
    'insert into operators (id, name, token_hash, created_at) values ($1, $2, $3, $4)',
    [it.id, it.name, it.tokenHash, it.at],
  )
}

export function findOperatorByName(on: Queryable, name: string): Promise<Operator | null> {
  return rowAs(on, Operator, 'select id, name from operators where name = $1', [name])
}

/** The operator with this token; being seen keeps them online. */
export function findOperatorByToken(
  on: Queryable,
  tokenHash: string,
  at: Date,
): Promise<Operator | null> {
  return rowAs(
    on,
    Operator,
    `update operators set seen_at = greatest(coalesce(seen_at, $2), $2) where token_hash = $1 returning id, name`,
    [tokenHash, at],
  )
}

export async function deskState(
  on: Queryable,
  onlineSince: Date,
): Promise<{ online: number; waiting: number }> {
  const row = await rowAs(
    on,
    z.object({ online: z.int(), waiting: z.int() }),
    `select (select count(*)::int from operators where seen_at > $1) as online,
            (select count(*)::int from conversations where holder ->> 'kind' = 'desk' and closed_at is null) as waiting`,
    [onlineSince],
  )
  return row ?? { online: 0, waiting: 0 }
}

export async function saveBrief(
  tx: Queryable,
  conversationId: ConversationId,
  brief: Brief,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into briefs (conversation_id, body, at) values ($1, $2::jsonb, $3)
     on conflict (conversation_id) do update set body = excluded.body, at = excluded.at`,
    [conversationId, JSON.stringify(brief), at],
  )
}

export async function findBrief(
  on: Queryable,
  conversationId: ConversationId,
): Promise<Brief | null> {
  const row = await rowAs(
    on,
    z.object({ body: Brief }),
    'select body from briefs where conversation_id = $1',
    [conversationId],
  )
  return row?.body ?? null
}

const Suggestion = z.object({
  text: z.string(),
  citations: z.array(Citation).nullable(),
  at: z.coerce.date(),
})

export async function insertSuggestion(
  tx: Queryable,
  it: {
    conversationId: ConversationId
    turnId: TurnId
    text: string
    citations: Citation[]
    at: Date
  },
): Promise<void> {
  await tx.query(
    'insert into suggestions (conversation_id, turn_id, text, citations, at) values ($1, $2, $3, $4::jsonb, $5)',
    [it.conversationId, it.turnId, it.text, JSON.stringify(it.citations), it.at],
  )
}

export function suggestionsFor(
  on: Queryable,
  conversationId: ConversationId,
): Promise<z.infer<typeof Suggestion>[]> {
  return rowsAs(
    on,
    Suggestion,
    'select text, citations, at from suggestions where conversation_id = $1 order by id desc limit 10',
    [conversationId],
  )
}

export async function insertPromise(
  tx: Queryable,
  it: {
    id: PromiseId
    conversationId: ConversationId
    what: string
    owner: string
    dueAt: Date
    at: Date
  },
): Promise<void> {
  await tx.query(
    `insert into promises (id, conversation_id, what, owner, due_at, status, at) values ($1, $2, $3, $4, $5, 'open', $6)`,
    [it.id, it.conversationId, it.what, it.owner, it.dueAt, it.at],
  )
}

/** A person has spoken or closed: what was promised of that is kept. */
export async function keepPromises(tx: Queryable, conversationId: ConversationId): Promise<void> {
  await tx.query(
    `update promises set status = 'kept' where conversation_id = $1 and status = 'open'`,
    [conversationId],
  )
}
