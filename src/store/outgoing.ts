import type { OutgoingId } from '../domain/id.ts'
import { Outgoing } from '../domain/outlet.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

const columns = `id, kind, target, conversation_id as "conversationId", idempotency_key as "idempotencyKey", body, status,
  attempts, last_error as "lastError", reference, at`

export type NewOutgoing = Pick<
  Outgoing,
  'id' | 'kind' | 'target' | 'conversationId' | 'idempotencyKey' | 'body'
>

/** Adds what has to go out, with its jobs, in the transaction that makes it necessary. What is there already stays. */
export async function insertOutgoing(
  tx: Queryable,
  rows: readonly NewOutgoing[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `with added as (
       insert into outgoing (id, kind, target, conversation_id, idempotency_key, body, at)
       select o.id, o.kind, o.target, o."conversationId", o."idempotencyKey", o.body, $2
         from jsonb_to_recordset($1::jsonb) as o (id text, kind text, target text, "conversationId" text,
              "idempotencyKey" text, body jsonb)
       on conflict (idempotency_key) do nothing returning id
     )
     insert into jobs (key, kind, subject, run_at) select 'send-outgoing ' || id, 'send-outgoing', id, $2 from added
     on conflict (key) do nothing`,
    [JSON.stringify(rows), at],
  )
}

export const findOutgoing = (on: Queryable, id: OutgoingId): Promise<Outgoing | null> =>
  rowAs(on, Outgoing, `select ${columns} from outgoing where id = $1`, [id])

/** What is not sent, failed first, then the longest waiting. */
export const unsentOutgoing = (on: Queryable): Promise<Outgoing[]> =>
  rowsAs(
    on,
    Outgoing,
    `select ${columns} from outgoing where status <> 'sent' order by status, at limit 200`,
  )

/** Writes what came of a try. */
export async function settleOutgoing(
  on: Queryable,
  id: OutgoingId,
  outcome: {
    status: Outgoing['status']
    attempts: number
    error: string | null
    reference: string | null
  },
  at: Date,
): Promise<void> {
  await on.query(
    `update outgoing set status = $2, attempts = $3, last_error = $4, reference = coalesce($5, reference),
            settled_at = case when $2 = 'waiting' then null else $6::timestamptz end
      where id = $1`,
    [id, outcome.status, outcome.attempts, outcome.error, outcome.reference, at],
  )
}
