import { z } from 'zod'
import type { ConversationId, PromiseId } from '../domain/id.ts'
import { Promised, type PromiseKind, type PromiseStatus } from '../domain/promise.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

/** A promise that is made. */
export type NewPromise = Pick<
  Promised,
  'id' | 'kind' | 'what' | 'owner' | 'effectId' | 'dueAt' | 'windowUntil'
> & {
  /** When it has to be looked at first. */
  checkAt: Date
}

const columns = `id, conversation_id as "conversationId", kind, what, owner, effect_id as "effectId", due_at as "dueAt",
  window_until as "windowUntil", status, warned_at as "warnedAt", slips`

/** Promises that are not over: the partial index `promises_due` has just these. */
const running = `status in ('open', 'updated', 'escalated')`

/** The insert of a turn's promises, from JSON at `place`, for the conversation in `from`; one for each write. */
export const insertPromisesSql = (place: string, from: string, at: string) =>
  `insert into promises (id, conversation_id, kind, what, owner, effect_id, due_at, window_until, check_at, status, at)
    select p.id, ${from}.id, p.kind, p.what, p.owner, p."effectId", p."dueAt", p."windowUntil", p."checkAt", 'open', ${at}
      from ${from}, jsonb_to_recordset(${place}::jsonb) as p (id text, kind text, what text, owner text, "effectId" text,
           "dueAt" timestamptz, "windowUntil" timestamptz, "checkAt" timestamptz)
    on conflict do nothing`

export async function insertPromise(
  tx: Queryable,
  conversationId: ConversationId,
  promise: NewPromise,
  at: Date,
): Promise<void> {
  await tx.query(
    `with c as (select $1::text as id) ${insertPromisesSql('$2', 'c', '$3::timestamptz')}`,
    [conversationId, JSON.stringify([promise]), at],
  )
}

/** What was promised of these kinds has happened. Returns which promises are kept by that. */
export async function keepPromises(
  tx: Queryable,
  conversationId: ConversationId,
  kinds: readonly PromiseKind[],
  at: Date,
): Promise<PromiseId[]> {
  const rows = await rowsAs(
    tx,
    Promised.pick({ id: true }),
    `update promises set status = 'kept', settled_at = $3
      where conversation_id = $1 and status <> 'kept' and kind = any($2::text[]) returning id`,
    [conversationId, [...kinds], at],
  )
  return rows.map(({ id }) => id)
}

/** Promises of a conversation that are not kept yet, the soonest first. */
export function openPromises(on: Queryable, conversationId: ConversationId): Promise<Promised[]> {
  return rowsAs(
    on,
    Promised,
    `select ${columns} from promises where conversation_id = $1 and status <> 'kept' order by due_at`,
    [conversationId],
  )
}

/** All promises that are not kept, the soonest first. */
export const allOpenPromises = (on: Queryable): Promise<Promised[]> =>
  rowsAs(
    on,
    Promised,
    `select ${columns} from promises where ${running} or status = 'slipped' order by due_at limit 500`,
  )

export const findPromise = (on: Queryable, id: PromiseId): Promise<Promised | null> =>
  rowAs(on, Promised, `select ${columns} from promises where id = $1`, [id])

/** Writes what became of a promise; the conversation's row must be locked. */
export async function savePromise(
  tx: Queryable,
  it: Pick<Promised, 'id' | 'dueAt' | 'windowUntil' | 'warnedAt' | 'slips'> & {
    status: PromiseStatus
    checkAt: Date
    at: Date
  },
): Promise<void> {
  await tx.query(
    `update promises set status = $2, due_at = $3, window_until = $4, warned_at = $5, slips = $6, check_at = $7,
            settled_at = case when $2 = 'kept' then $8::timestamptz end
      where id = $1`,
    [it.id, it.status, it.dueAt, it.windowUntil, it.warnedAt, it.slips, it.checkAt, it.at],
  )
}

/** When the customer of a conversation wrote last. */
export async function lastHeard(on: Queryable, id: ConversationId): Promise<Date | null> {
  const row = await rowAs(
    on,
    z.object({ at: z.coerce.date().nullable() }),
    `select max(at) as at from messages where conversation_id = $1 and author = 'customer'`,
    [id],
  )
  return row?.at ?? null
}
