import { z } from 'zod'
import type { Job } from '../domain/queue.ts'
import { rowsAs, type Queryable } from './db.ts'

/** Adds a job in the transaction that makes it necessary; one that waits under the same key is asked for again. */
export async function addJob(tx: Queryable, job: Job, runAt: Date): Promise<void> {
  await tx.query(
    `insert into jobs (key, kind, subject, run_at) values ($1, $2, $3, $4)
     on conflict (key) do update set run_at = least(jobs.run_at, excluded.run_at), version = jobs.version + 1`,
    [job.key, job.kind, job.subject, runAt],
  )
}

const LeftBehind = z.object({ kind: z.enum(['take-turn', 'deliver-reply']), subject: z.string() })

/**
 * Work whose job is gone: turns that have been due, and replies that have waited, since before `since`
 * without a job. Adds their jobs again and returns how many.
 */
export async function addLostJobs(on: Queryable, since: Date, now: Date): Promise<number> {
  const lost = await rowsAs(
    on,
    LeftBehind,
    `insert into jobs (key, kind, subject, run_at)
     select 'take-turn ' || id, 'take-turn', id, $2 from conversations
      where turn_due_at < $1 and (lease_until is null or lease_until < $2)
        and not exists (select 1 from jobs where key = 'take-turn ' || id)
     union all
     select 'deliver-reply ' || id, 'deliver-reply', id, $2 from messages
      where delivery in ('waiting', 'sending') and at < $1
        and not exists (select 1 from jobs where key = 'deliver-reply ' || id)
     on conflict (key) do nothing
     returning kind, subject`,
    [since, now],
  )
  return lost.length
}

/** Ends every lease. Only for a database that this process alone has open. */
export async function releaseAllLeases(on: Queryable): Promise<void> {
  await on.query('update jobs set leased_until = null where leased_until is not null')
  await on.query(
    'update conversations set lease_until = null, lease_owner = null where lease_until is not null',
  )
}
