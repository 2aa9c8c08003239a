import { describe, expect, inject, it } from 'vitest'
import { freshPostgres, onBothEngines } from '../../tests/engines.ts'
import type { Queue } from '../domain/queue.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { addJob } from '../store/jobs.ts'
import {
  ask,
  contractLeaseMs,
  gate,
  keepsTheQueueContract,
  turn,
  turns,
  until,
} from './queue.contract.ts'
import { createTableQueue } from './table.ts'

function queueOn(db: Db): Queue {
  return createTableQueue({
    db,
    clock: systemClock,
    log: silentLog,
    concurrency: 4,
    leaseMs: contractLeaseMs,
    pollMs: 50,
  })
}

onBothEngines('the job table', (open) =>
  keepsTheQueueContract(async () => {
    const db = await open()
    return { db, open: () => Promise.resolve(queueOn(db)) }
  }),
)

describe.skipIf(!inject('postgresUrl'))('the job table on PostgreSQL', () => {
  it('takes at once what is asked for in the very moment in which its job is finished', async () => {
    const db = await freshPostgres()
    const queue = queueOn(db)
    const [first, asking] = [gate(), gate()]
    let runs = 0
    queue.start(
      turns(async () => {
        runs += 1
        first.enter()
        await first.left
      }),
    )
    await ask(db, queue, 'a')
    await first.entered
    // The job is asked for in a transaction that is still open when the finished one is to be forgotten.
    const asked = db.transaction(async (tx) => {
      await addJob(tx, turn('a'), new Date())
      asking.enter()
      await asking.left
    })
    await asking.entered
    first.leave()
    await until(async () => {
      const [waiting] = await db.query(
        `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      return waiting?.['n'] === 1
    })
    asking.leave()
    await asked
    await until(() => runs === 2)
    expect(runs).toBe(2)
    await queue.stop(1000)
    await db.close()
  })
})
