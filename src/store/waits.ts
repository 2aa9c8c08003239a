import { z } from 'zod'
import { ConversationId, OperatorId } from '../domain/id.ts'
import { Skill, Tier } from '../domain/operator.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

/** A conversation that waits at the desk: for whom, and to whom it is offered. */
export const Wait = z.object({
  conversationId: ConversationId,
  since: z.coerce.date(),
  skill: Skill,
  tier: Tier,
  priority: z.int(),
  offeredTo: OperatorId.nullable(),
  offerUntil: z.coerce.date().nullable(),
  passedOver: z.array(OperatorId),
  acknowledgedAt: z.coerce.date().nullable(),
})
export type Wait = z.infer<typeof Wait>

const columns = `conversation_id as "conversationId", since, skill, tier, priority, offered_to as "offeredTo",
  offer_until as "offerUntil", passed_over as "passedOver", acknowledged_at as "acknowledgedAt"`

/** A conversation begins to wait, and somebody is sought for it at once: the job is in the same statement. */
export async function beginWait(
  tx: Queryable,
  it: Pick<Wait, 'conversationId' | 'skill' | 'tier' | 'priority' | 'passedOver'> & { at: Date },
): Promise<void> {
  await tx.query(
    `with waiting as (
       insert into desk_waits (conversation_id, since, skill, tier, priority, passed_over, check_at)
       values ($1, $2::timestamptz, $3, $4, $5, $6::text[], $2)
       on conflict (conversation_id) do update set since = excluded.since, skill = excluded.skill, tier = excluded.tier,
         priority = excluded.priority, passed_over = excluded.passed_over, offered_to = null, offer_until = null,
         acknowledged_at = null, check_at = excluded.check_at
     )
     insert into jobs (key, kind, subject, run_at) values ('route-desk ' || $1, 'route-desk', $1, $2)
     on conflict (key) do update set run_at = excluded.run_at, version = jobs.version + 1`,
    [it.conversationId, it.at, it.skill, it.tier, it.priority, it.passedOver],
  )
}

/** It waits no longer. */
export async function endWait(tx: Queryable, id: ConversationId): Promise<Wait | null> {
  return rowAs(tx, Wait, `delete from desk_waits where conversation_id = $1 returning ${columns}`, [
    id,
  ])
}

export function findWait(on: Queryable, id: ConversationId): Promise<Wait | null> {
  return rowAs(on, Wait, `select ${columns} from desk_waits where conversation_id = $1`, [id])
}

/** All that wait, the most urgent and then the longest first. */
export const allWaits = (on: Queryable): Promise<Wait[]> =>
  rowsAs(on, Wait, `select ${columns} from desk_waits order by priority desc, since limit 500`)

/** Writes whom it is offered to, and when to look again. */
export async function saveOffer(
  tx: Queryable,
  { conversationId, offeredTo, offerUntil, passedOver }: Wait,
  checkAt: Date,
): Promise<void> {
  await tx.query(
    `update desk_waits set offered_to = $2, offer_until = $3, passed_over = $4::text[], check_at = $5 where conversation_id = $1`,
    [conversationId, offeredTo, offerUntil, passedOver, checkAt],
  )
}

/**
 * Routing is done by one process at a time, so that two do not give the last place of an operator twice. Held until the
 * transaction ends; taken after the conversation's row.
 */
export async function lockRouting(tx: Queryable): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('baton routing'))`)
}

/** How many wait for this skill since before a moment, and are offered to nobody yet. */
export async function waitingFor(on: Queryable, skill: string, before: Date): Promise<number> {
  const row = await rowAs(
    on,
    z.object({ n: z.int() }),
    `select count(*)::int as n from desk_waits where skill = $1 and offered_to is null and since < $2`,
    [skill, before],
  )
  return row?.n ?? 0
}

/** Somebody has room again: the longest waiting are looked at now. Returns how many. */
export async function askForWaiting(on: Queryable, at: Date, most = 20): Promise<number> {
  const rows = await on.query(
    `insert into jobs (key, kind, subject, run_at)
     select 'route-desk ' || conversation_id, 'route-desk', conversation_id, $1 from desk_waits
      where offered_to is null order by priority desc, since limit $2
     on conflict (key) do update set run_at = least(jobs.run_at, excluded.run_at), version = jobs.version + 1
     returning 1 as asked`,
    [at, most],
  )
  return rows.length
}

/** Who waits so long goes before the others, somebody senior is asked, and nobody is passed over any more. */
export async function hurryWait(tx: Queryable, id: ConversationId, at: Date): Promise<void> {
  await tx.query(
    `update desk_waits set priority = priority + 1, passed_over = '{}', check_at = $2,
            tier = case tier when 'agent' then 'specialist' else tier end
      where conversation_id = $1`,
    [id, at],
  )
}

export async function markAcknowledged(tx: Queryable, id: ConversationId, at: Date): Promise<void> {
  await tx.query('update desk_waits set acknowledged_at = $2 where conversation_id = $1', [id, at])
}
