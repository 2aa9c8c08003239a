import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { freshPostgres, onBothEngines } from '../../tests/engines.ts'
import type { Queue } from '../domain/queue.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { addJob } from '../store/jobs.ts'
import { createTableQueue } from './table.ts'

const job = { kind: 'take-turn', key: 'take-turn a', subject: 'a' } as const
/** Far longer than any test waits: what is done in time did not wait for a lease. */
const leaseMs = 600_000

function queueOn(db: Db): Queue {
  const clock = systemClock
  return createTableQueue({ db, clock, log: silentLog, concurrency: 4, leaseMs, pollMs: 50 })
}

/** Resolves with a stop for the work of a test: `entered` once a job is at work, which ends on `leave`. */
function gate() {
  let enter = () => {}
  let leave = () => {}
  const entered = new Promise<void>((resolve) => (enter = resolve))
  const left = new Promise<void>((resolve) => (leave = resolve))
  return { enter, entered, leave, left }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 400) throw new Error('it did not come to pass')
    await sleep(20)
  }
}

const rows = async (db: Db) => (await db.query('select count(*)::int as n from jobs'))[0]?.['n']

onBothEngines('the job table', (open) => {
  it('runs a job once and forgets it', async () => {
    const db = await open()
    const queue = queueOn(db)
    const ran: string[] = []
    queue.start({
      'take-turn': async (subject) => void ran.push(subject),
      'deliver-reply': async () => {},
    })
    await db.transaction((tx) => addJob(tx, job, new Date()))
    queue.nudge(new Date())
    await until(async () => (await rows(db)) === 0)
    expect(ran).toEqual(['a'])
    await queue.stop(1000)
    await db.close()
  })

  it('runs a job again that was asked for while it ran, and runs one that throws until it does not', async () => {
    const db = await open()
    const queue = queueOn(db)
    const first = gate()
    let runs = 0
    queue.start({
      async 'take-turn'() {
        runs += 1
        if (runs === 2) throw new Error('not this time')
        first.enter()
        await first.left
      },
      'deliver-reply': async () => {},
    })
    await db.transaction((tx) => addJob(tx, job, new Date()))
    queue.nudge(new Date())
    await first.entered
    await db.transaction((tx) => addJob(tx, job, new Date()))
    first.leave()
    await until(async () => (await rows(db)) === 0)
    expect(runs).toBe(3)
    await queue.stop(1000)
    await db.close()
  })
})

describe.skipIf(!inject('postgresUrl'))('the job table on PostgreSQL', () => {
  it('takes at once what is asked for in the very moment in which its job is finished', async () => {
    const db = await freshPostgres()
    const queue = queueOn(db)
    const [first, asking] = [gate(), gate()]
    let runs = 0
    queue.start({
      async 'take-turn'() {
        runs += 1
        first.enter()
        await first.left
      },
      'deliver-reply': async () => {},
    })
    await db.transaction((tx) => addJob(tx, job, new Date()))
    queue.nudge(new Date())
    await first.entered
    // The job is asked for in a transaction that is still open when the finished one is to be forgotten.
    const asked = db.transaction(async (tx) => {
      await addJob(tx, job, new Date())
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
    await queue.stop(1000)
    await db.close()
  })
})
