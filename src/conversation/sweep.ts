import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { addLostJobs } from '../store/jobs.ts'

export interface SweepDeps {
  db: Db
  clock: Clock
  log: Log
  queue: Pick<Queue, 'nudge'>
  /** Work younger than this has its job on the way. */
  graceMs: number
}

/** Finds what a lost job left behind and asks for it again. Returns how many. */
export async function sweep({ db, clock, log, queue, graceMs }: SweepDeps): Promise<number> {
  const now = clock()
  const found = await addLostJobs(db, new Date(now.getTime() - graceMs), now)
  if (found > 0) {
    log.warn({ found }, 'the sweep found work without a job')
    queue.nudge(now)
  }
  return found
}
