import { z } from 'zod'
import { OperatorId, type ConversationId } from '../domain/id.ts'
import { Operator, OperatorProfile, Presence } from '../domain/operator.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

export interface NewOperator extends OperatorProfile {
  id: OperatorId
  name: string
  tokenHash: string
  at: Date
}

export async function insertOperator(on: Queryable, it: NewOperator): Promise<void> {
  await on.query(
    `insert into operators (id, name, token_hash, skills, tier, languages, capacity, weight, created_at)
     values ($1, $2, $3, $4::jsonb, $5, $6::text[], $7, $8, $9)`,
    [
      it.id,
      it.name,
      it.tokenHash,
      JSON.stringify(it.skills),
      it.tier,
      it.languages,
      it.capacity,
      it.weight,
      it.at,
    ],
  )
}

export function findOperatorByName(on: Queryable, name: string): Promise<Operator | null> {
  return rowAs(on, Operator, 'select id, name from operators where name = $1', [name])
}

const Seen = Operator.extend({
  /** They were not here a moment ago. */
  back: z.boolean(),
})

/** The operator with this token; being seen keeps them here. `onlineSince`: who was seen after it was here already. */
export function findOperatorByToken(
  on: Queryable,
  tokenHash: string,
  at: Date,
  onlineSince: Date,
): Promise<z.infer<typeof Seen> | null> {
  return rowAs(
    on,
    Seen,
    `with before as (select id, seen_at, away_since from operators where token_hash = $1)
     update operators o set seen_at = greatest(coalesce(o.seen_at, $2), $2)
       from before b where o.id = b.id
     returning o.id, o.name, b.away_since is null and (b.seen_at is null or b.seen_at <= $3) as back`,
    [tokenHash, at, onlineSince],
  )
}

/** Says that they are away, or take conversations again. True when that changes something. */
export async function setAway(
  on: Queryable,
  id: OperatorId,
  away: boolean,
  at: Date,
): Promise<boolean> {
  const rows = await on.query(
    `update operators set away_since = case when $2 then $3::timestamptz end, seen_at = greatest(coalesce(seen_at, $3), $3)
      where id = $1 and (away_since is null) = $2 returning 1 as changed`,
    [id, away, at],
  )
  return rows.length > 0
}

/** An operator with what they hold and were offered. */
export const OperatorState = Operator.extend({
  ...OperatorProfile.shape,
  presence: Presence,
  /** What they hold and are being offered. */
  load: z.int(),
  seenAt: z.coerce.date().nullable(),
  idleSince: z.coerce.date(),
})
export type OperatorState = z.infer<typeof OperatorState>

/** All operators as routing sees them; who was not seen after `onlineSince` is offline. */
export function operatorStates(on: Queryable, onlineSince: Date): Promise<OperatorState[]> {
  return rowsAs(
    on,
    OperatorState,
    `with held as (
       select holder ->> 'operatorId' as id, count(*) as n from conversations
        where holder ->> 'kind' <> 'agent' and holder ->> 'kind' = 'operator' and closed_at is null group by 1
     ), offers as (
       select offered_to as id, count(*) as n from desk_waits where offered_to is not null group by 1
     )
     select o.id, o.name, o.skills, o.tier, o.languages, o.capacity, o.weight,
            case when coalesce(o.seen_at <= $1, true) then 'offline' when o.away_since is null then 'online' else 'away' end as presence,
            (coalesce(h.n, 0) + coalesce(f.n, 0))::int as load, o.seen_at as "seenAt",
            coalesce(o.assigned_at, o.created_at) as "idleSince"
       from operators o left join held h on h.id = o.id left join offers f on f.id = o.id
      order by o.id`,
    [onlineSince],
  )
}

/** Something is given to an operator: they are not the longest idle any more. */
export async function markAssigned(on: Queryable, id: OperatorId, at: Date): Promise<void> {
  await on.query('update operators set assigned_at = $2 where id = $1', [id, at])
}

/** The operator who spoke to this conversation's customer last, here or on another channel. */
export async function lastOperatorOf(
  on: Queryable,
  conversationId: ConversationId,
): Promise<OperatorId | null> {
  const row = await rowAs(
    on,
    z.object({ id: OperatorId }),
    `select m.operator_id as id from conversations c
       join conversations o on o.customer_id = c.customer_id join messages m on m.conversation_id = o.id
      where c.id = $1 and m.operator_id is not null order by m.at desc limit 1`,
    [conversationId],
  )
  return row?.id ?? null
}
