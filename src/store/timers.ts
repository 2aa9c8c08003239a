import type { Queryable } from './db.ts'

/** What the timers go by. */
export interface TimersNow {
  now: Date
  /** An operator not seen since has vanished. */
  vanishedBefore: Date
}

/** At most so many of each kind at a look; the next look is soon. */
const most = 500

/**
 * Timers are rows: whatever has come due by the clock gets its job, whether the process was up when it did or not.
 * Returns how many.
 */
export async function addDueTimers(
  on: Queryable,
  { now, vanishedBefore }: TimersNow,
): Promise<number> {
  const added = await on.query(
    `with due as (
       (select 'route-desk' as kind, conversation_id as subject from desk_waits where check_at <= $1 order by check_at limit ${most})
       union all
       (select 'acknowledge-wait', w.conversation_id from desk_waits w join conversations c on c.id = w.conversation_id
         where w.acknowledged_at is null and c.customer_position > c.answered_position limit ${most})
       union all
       (select 'recall-operator', c.id from conversations c left join operators o on o.id = c.holder ->> 'operatorId'
         where c.holder ->> 'kind' <> 'agent' and c.holder ->> 'kind' = 'operator' and c.closed_at is null
           and c.customer_position > c.answered_position and coalesce(o.seen_at <= $2, true) limit ${most})
       union all
       (select 'tend-promise', id from promises
         where check_at <= $1 and status in ('open', 'updated', 'escalated') order by check_at limit ${most})
       union all
       (select 'write-lead-brief', conversation_id from leads where dirty_at <= $1 order by dirty_at limit ${most})
       union all
       (select 'send-outgoing', id from outgoing where status = 'waiting' and at <= $1 order by at limit ${most})
       union all
       (select 'watch-clocks', id from conversations where clocks_check_at <= $1 order by clocks_check_at limit ${most})
     )
     insert into jobs (key, kind, subject, run_at) select kind || ' ' || subject, kind, subject, $1 from due
     on conflict (key) do nothing returning 1 as added`,
    [now, vanishedBefore],
  )
  return added.length
}
