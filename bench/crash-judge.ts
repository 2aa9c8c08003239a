import { z } from 'zod'
import { rowAs, type Db } from '../src/store/db.ts'
import type { Acknowledged } from './crash-customer.ts'

export interface Verdict {
  /** Acknowledged and not there, or there and neither answered nor with a person. */
  lost: number
  /** Filed twice, or answered more than once. */
  doubled: number
  /** Answered before an earlier message, or by a reply that stands before it. */
  outOfOrder: number
  answered: number
  /** Written to a person, or in the turn that called one: for the agent there is nothing to answer. */
  withPeople: number
  /** Writes that were done, and how many of them the shop has twice, or not at all. */
  effects: { done: number; doubled: number; lost: number; unsettled: number }
  /** Turns that were claimed and did not end: cut off by a kill, and taken again. */
  cutOffTurns: number
  /** Conversations whose event log has a gap, or not exactly the messages that were said. */
  brokenLogs: number
}

const Counted = z.object({
  filed: z.int(),
  missing: z.int(),
  unanswered: z.int(),
  twice: z.int(),
  answered: z.int(),
  withPeople: z.int(),
  outOfOrder: z.int(),
  cutOffTurns: z.int(),
  brokenLogs: z.int(),
})

/** One row for each answer of an agent's reply, in the order in which they were given. */
const given = `given as (
  select r.conversation_id, r.position as reply, a.place, a.id, m.position as said,
         lag(m.position) over (partition by r.conversation_id order by r.position, a.place) as before
    from messages r cross join unnest(r.answers) with ordinality as a (id, place) left join messages m on m.id = a.id
   where r.author = 'agent')`

const countMessages = `
  with ${given}, heard as (
    select m.id, c.holder ->> 'kind' as holder, (select count(*) from given where given.id = m.id) as answers
      from messages m join conversations c on c.id = m.conversation_id where m.author = 'customer'
  ), logs as (
    select c.id, c.event_number as counter, count(e.*) as entries, coalesce(max(e.number), 0) as newest,
           count(e.*) filter (where e.kind = 'message') as logged,
           (select count(*) from messages m where m.conversation_id = c.id) as said
      from conversations c left join events e on e.conversation_id = c.id group by c.id
  )
  select (select count(*)::int from heard) as filed,
         (select count(*)::int from unnest($1::text[]) as id where id not in (select id from heard)) as missing,
         (select count(*)::int from heard where answers = 0 and holder = 'agent') as unanswered,
         (select count(*)::int from heard where answers > 1) as twice,
         (select count(*)::int from heard where answers = 1) as answered,
         (select count(*)::int from heard where answers = 0 and holder <> 'agent') as "withPeople",
         (select count(*)::int from given where said is null or said <= before or said >= reply) as "outOfOrder",
         (select coalesce(sum(fence), 0)::int from conversations)
           - (select count(*)::int from events where kind = 'turn_ended') as "cutOffTurns",
         (select count(*)::int from logs where counter <> entries or entries <> newest or logged <> said) as "brokenLogs"`

const Effects = z.object({
  done: z.int(),
  doubled: z.int(),
  lost: z.int(),
  unsettled: z.int(),
})

/**
 * An urged parcel and a coupon have one row in the shop for each key. The same write under two keys would be two rows
 * for one order; an effect that is done and has no row (unless the parcel had been urged already) was lost.
 */
const countEffects = `
  select (select count(*)::int from effects where status = 'done') as done,
         (select (count(*) - count(distinct order_number))::int from shop_urges)
           + (select (count(*) - count(distinct (order_number, reason)))::int from shop_coupons) as doubled,
         (select count(*)::int from effects e where status = 'done'
             and (tool = 'issue_coupon' and not exists (select 1 from shop_coupons k where k.idempotency_key = e.idempotency_key)
               or tool = 'urge_delivery' and not exists (select 1 from shop_urges u where u.order_number = e.args ->> 'orderNumber'))) as lost,
         (select count(*)::int from effects where status = 'intended') as unsettled`

/** Judges what was left behind, from the rows alone. */
export async function judge(db: Db, acknowledged: readonly Acknowledged[]): Promise<Verdict> {
  const ids = acknowledged.flatMap((message) => message.ids)
  const counted = await rowAs(db, Counted, countMessages, [ids])
  const effects = await rowAs(db, Effects, countEffects)
  if (!counted || !effects) throw new Error('nothing could be counted')
  const { filed, missing, unanswered, twice, ...rest } = counted
  return {
    lost: missing + unanswered,
    doubled: twice + Math.max(0, filed - acknowledged.length),
    ...rest,
    effects,
  }
}

/** Whether everything is as it must be. */
export const holds = ({ lost, doubled, outOfOrder, effects, brokenLogs }: Verdict): boolean =>
  lost + doubled + outOfOrder + effects.doubled + effects.lost + effects.unsettled + brokenLogs ===
  0
