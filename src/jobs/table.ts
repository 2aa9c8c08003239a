import { z } from 'zod'
import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { rowAs, rowsAs, type Db } from '../store/db.ts'

export interface TableQueueDeps {
  db: Db
  clock: Clock
  log: Log
  /** Jobs at work at the same time. */
  concurrency: number
  /** A job whose worker has died is free again after this. */
  leaseMs: number
  /** Without a nudge the table is looked at this often. */
  pollMs: number
}

const Claimed = z.object({
  key: z.string(),
  kind: z.enum(['take-turn', 'deliver-reply']),
  subject: z.string(),
  attempts: z.int(),
  version: z.int(),
})
type Claimed = z.infer<typeof Claimed>

const firstPauseMs = 200
const longestPauseMs = 60_000

/** The pause before the n-th retry: doubling, with a quarter of jitter. */
const pauseMs = (attempts: number) =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 20)) *
  (0.875 + Math.random() / 4)

/** Jobs in the leased job table: claimed in one statement, renewed while they run, and finished in batches. */
export function createTableQueue({
  db,
  clock,
  log,
  concurrency,
  leaseMs,
  pollMs,
}: TableQueueDeps): Queue {
  const running = new Map<string, { job: Claimed; done: Promise<void> }>()
  const finished: Claimed[] = []
  let handlers: Parameters<Queue['start']>[0] | null = null
  let timer: NodeJS.Timeout | undefined
  let wakeAt = Infinity
  let stopped = false
  let looking: Promise<void> | null = null
  let lookAgain = false
  const later = (ms: number) => new Date(clock().getTime() + ms)

  /** Forgets finished jobs; one that was asked for again meanwhile stays and is free. */
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

  async function work(job: Claimed): Promise<void> {
    try {
      await handlers?.[job.kind](job.subject, job.attempts)
      finished.push(job)
    } catch (error) {
      log.warn(
        {
          kind: job.kind,
          subject: job.subject,
          attempts: job.attempts,
          reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown',
        },
        'a job failed and is tried again',
      )
      const reason = error instanceof Error ? error.message.slice(0, 500) : String(error)
      await db
        .query('update jobs set leased_until = null, run_at = $2, last_error = $3 where key = $1', [
          job.key,
          later(pauseMs(job.attempts)),
          reason,
        ])
        .catch((failure: unknown) =>
          log.error({ err: failure }, 'a failed job could not be put back; its lease will run out'),
        )
    }
  }

  function begin(job: Claimed): void {
    const done = work(job).finally(() => {
      running.delete(job.key)
      look()
    })
    running.set(job.key, { job, done })
  }

  async function lookOnce(): Promise<void> {
    await flush()
    const free = concurrency - running.size
    if (stopped || free <= 0) return
    const now = clock()
    const jobs = await rowsAs(
      db,
      Claimed,
      `update jobs set leased_until = $2, attempts = attempts + 1
        where key in (select key from jobs where run_at <= $1 and (leased_until is null or leased_until <= $1)
                       order by run_at limit $3 for update skip locked)
       returning key, kind, subject, attempts, version`,
      [now, later(leaseMs), free],
    )
    for (const job of jobs) begin(job)
    if (jobs.length === free) return
    const next = await rowAs(
      db,
      z.object({ at: z.coerce.date().nullable() }),
      `select min(greatest(run_at, coalesce(leased_until, run_at))) as at from jobs where run_at > $1 or leased_until > $1`,
      [now],
    )
    wake(next?.at ? Math.min(next.at.getTime() - now.getTime(), pollMs) : pollMs)
  }

  /** Looks at the table now, once at a time; a look asked for during a look follows it. */
  function look(): void {
    if (stopped) return
    if (looking) {
      lookAgain = true
      return
    }
    clearTimeout(timer)
    wakeAt = Infinity
    looking = lookOnce()
      .catch((error: unknown) => {
        log.error({ err: error }, 'the job table could not be read')
        wake(pollMs)
      })
      .finally(() => {
        looking = null
        if (lookAgain) {
          lookAgain = false
          look()
        }
      })
  }

  function wake(inMs: number): void {
    if (stopped || !handlers) return
    const at = performance.now() + Math.max(inMs, 0)
    if (at >= wakeAt) return
    clearTimeout(timer)
    wakeAt = at
    timer = setTimeout(look, Math.max(inMs, 0))
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
    start(given) {
      handlers = given
      look()
    },
    nudge: (dueAt) => wake(dueAt.getTime() - clock().getTime()),
    async stop(graceMs) {
      stopped = true
      clearTimeout(timer)
      clearInterval(renewal)
      await looking
      const all = Promise.all([...running.values()].map(({ done }) => done))
      const grace = new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref())
      await Promise.race([all, grace])
      await flush()
      const left = [...running.keys()]
      if (left.length > 0)
        await db.query('update jobs set leased_until = null where key = any($1::text[])', [left])
    },
  }
}
