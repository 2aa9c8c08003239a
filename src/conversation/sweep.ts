import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { addLostJobs } from '../store/jobs.ts'
import { addDueTimers } from '../store/timers.ts'

export interface SweepDeps {
  db: Db
  clock: Clock
  log: Log
  queue: Pick<Queue, 'nudge'>
  /** Work younger than this has its job on the way. */
  graceMs: number
  /** An operator not seen for this long has vanished. */
  vanishMs: number
}

/** Asks for what has come due, and again for what a lost job left behind. Returns how many were lost. */
export async function sweep({
  db,
  clock,
  log,
  queue,
  graceMs,
  vanishMs,
}: SweepDeps): Promise<number> {
  const now = clock()
  const before = (ms: number) => new Date(now.getTime() - ms)
  const due = await addDueTimers(db, { now, vanishedBefore: before(vanishMs) })
  const lost = await addLostJobs(db, before(graceMs), now)
  if (lost > 0) log.warn({ found: lost }, 'the sweep found work without a job')
  if (due + lost > 0) queue.nudge(now)
  return lost
}
