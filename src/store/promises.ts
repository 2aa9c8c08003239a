import { z } from 'zod'
import { PromiseId, type ConversationId } from '../domain/id.ts'
import { rowsAs, type Queryable } from './db.ts'

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

const Open = z.object({
  id: PromiseId,
  what: z.string(),
  owner: z.string(),
  dueAt: z.coerce.date(),
})

/** Promises of a conversation that are not kept yet, the soonest first. */
export function openPromises(
  on: Queryable,
  conversationId: ConversationId,
): Promise<z.infer<typeof Open>[]> {
  return rowsAs(
    on,
    Open,
    `select id, what, owner, due_at as "dueAt" from promises where conversation_id = $1 and status = 'open' order by due_at`,
    [conversationId],
  )
}
