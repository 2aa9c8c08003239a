import { z } from 'zod'
import { JobKind, type Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../store/db.ts'

/** A row of the job table that this process has leased. */
export const Claimed = z.object({
  key: z.string(),
  kind: JobKind,
  subject: z.string(),
  attempts: z.int(),
  version: z.int(),
})
export type Claimed = z.infer<typeof Claimed>

export type Handlers = Parameters<Queue['start']>[0]

export interface HandsDeps {
  db: Db
  clock: Clock
  log: Log
  /** A job whose worker has died is free again after this. */
  leaseMs: number
}

/** What this process does with jobs it has claimed, whichever queue brought them. */
export interface Hands {
  /** Jobs at work now. */
  busy(): number
  /** Does a job; one that throws is put back, to be free again after a pause. Never rejects. */
  work(job: Claimed, handler: Handlers[JobKind]): Promise<void>
  /** Forgets the jobs that are done since the last time; one that was asked for again meanwhile stays and is free. */
  flush(): Promise<void>
  /** Waits for the jobs at work, at most `graceMs`; those that are not done then are free for other processes. */
  stop(graceMs: number): Promise<void>
}

const firstPauseMs = 200
const longestPauseMs = 60_000

/** The pause before the n-th retry: doubling, with a quarter of jitter. */
const pauseMs = (attempts: number) =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 20)) *
  (0.875 + Math.random() / 4)

/** Hands for claimed jobs: leases are renewed while they are at work, and done ones are forgotten in batches. */
export function createHands({ db, clock, log, leaseMs }: HandsDeps): Hands {
  const running = new Map<string, Promise<void>>()
  const finished: Claimed[] = []
  const later = (ms: number) => new Date(clock().getTime() + ms)

  async function flush(): Promise<void> {
    const batch = finished.splice(0)
    if (batch.length === 0) return
    const keys = batch.map(({ key }) => key)
    const versions = batch.map(({ version }) => version)
    // The rows are locked and read anew before they are judged: while one is being asked for again, what this
    // statement saw at its start is stale, and the new request would wait for the old lease to run out.
    await db.query(
      `with finished as (select * from unnest($1::text[], $2::int[]) as f (key, version)), mine as (
         select j.key, j.version, f.version as finished from jobs j join finished f on f.key = j.key for update of j
       ), gone as (
         delete from jobs j using mine m where j.key = m.key and m.version = m.finished)
       update jobs j set leased_until = null, attempts = 0 from mine m where j.key = m.key and m.version <> m.finished`,
      [keys, versions],
    )
  }

  async function workOnce(job: Claimed, handler: Handlers[JobKind]): Promise<void> {
    try {
      await handler(job.subject, job.attempts)
      finished.push(job)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.warn(
        {
          kind: job.kind,
          subject: job.subject,
          attempts: job.attempts,
          reason: error instanceof Error ? reason.slice(0, 200) : 'unknown',
        },
        'a job failed and is tried again',
      )
      await db
        .query('update jobs set leased_until = null, run_at = $2, last_error = $3 where key = $1', [
          job.key,
          later(pauseMs(job.attempts)),
          reason.slice(0, 500),
        ])
        .catch((failure: unknown) =>
          log.error({ err: failure }, 'a failed job could not be put back; its lease will run out'),
        )
    }
  }

  const renewal = setInterval(() => {
    const keys = [...running.keys()]
    if (keys.length === 0) return
    db.query('update jobs set leased_until = $2 where key = any($1::text[])', [
      keys,
      later(leaseMs),
    ]).catch((error: unknown) => log.error({ err: error }, 'job leases could not be renewed'))
  }, leaseMs / 3)
  renewal.unref()

  return {
    busy: () => running.size,
    work(job, handler) {
      const done = workOnce(job, handler).finally(() => running.delete(job.key))
      running.set(job.key, done)
      return done
    },
    flush,
    async stop(graceMs) {
      clearInterval(renewal)
      const grace = new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref())
      await Promise.race([Promise.all(running.values()), grace])
      await flush()
      const left = [...running.keys()]
      if (left.length > 0)
        await db.query('update jobs set leased_until = null where key = any($1::text[])', [left])
    },
  }
}
