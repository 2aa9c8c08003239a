import { z } from 'zod'
import type { Queue } from '../domain/queue.ts'
import { rowAs, rowsAs } from '../store/db.ts'
import { Claimed, createHands, type Handlers, type HandsDeps } from './hands.ts'

export interface TableQueueDeps extends HandsDeps {
  /** Jobs at work at the same time. */
  concurrency: number
  /** Without a nudge the table is looked at this often. */
  pollMs: number
}

/** Jobs in the leased job table: claimed in one statement, renewed while they run, and finished in batches. */
export function createTableQueue(deps: TableQueueDeps): Queue {
  const { db, clock, log, concurrency, leaseMs, pollMs } = deps
  const hands = createHands(deps)
  let handlers: Handlers | null = null
  let timer: NodeJS.Timeout | undefined
  let wakeAt = Infinity
  let stopped = false
  let looking: Promise<void> | null = null
  let lookAgain = false

  async function lookOnce(): Promise<void> {
    await hands.flush()
    const free = concurrency - hands.busy()
    if (stopped || free <= 0 || !handlers) return
    const now = clock()
    const jobs = await rowsAs(
      db,
      Claimed,
      `update jobs set leased_until = $2, attempts = attempts + 1
        where key in (select key from jobs where run_at <= $1 and (leased_until is null or leased_until <= $1)
                       order by run_at limit $3 for update skip locked)
       returning key, kind, subject, attempts, version`,
      [now, new Date(now.getTime() + leaseMs), free],
    )
    for (const job of jobs) void hands.work(job, handlers[job.kind]).then(look)
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

  return {
    start(given) {
      handlers = given
      look()
    },
    nudge: (dueAt) => wake(dueAt.getTime() - clock().getTime()),
    async stop(graceMs) {
      stopped = true
      clearTimeout(timer)
      await looking
      await hands.stop(graceMs)
    },
  }
}
