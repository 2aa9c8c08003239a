import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { freshPglite, freshPostgres } from '../../tests/engines.ts'
import { hasRedis, startRedis, type TestRedis } from '../../tests/redis.ts'
import type { Queue } from '../domain/queue.ts'
import { systemClock } from '../platform/clock.ts'
import { silentLog } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { addJob } from '../store/jobs.ts'
import { createBullQueue } from './bull.ts'
import {
  ask,
  contractLeaseMs,
  gate,
  jobsLeft,
  keepsTheQueueContract,
  turn,
  turns,
  until,
} from './queue.contract.ts'

const queueOn = (db: Db, redisUrl: string, leaseMs = contractLeaseMs): Promise<Queue> =>
  createBullQueue({
    db,
    clock: systemClock,
    log: silentLog,
    concurrency: 4,
    leaseMs,
    pollMs: 50,
    redisUrl,
  })

describe.skipIf(!hasRedis)('Bull on Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  beforeEach(() => redis.wipe())

  const place = (fresh: () => Promise<Db>) => async () => {
    const db = await fresh()
    return { db, open: () => queueOn(db, redis.url) }
  }
  describe('with PGlite', () => keepsTheQueueContract(place(freshPglite)))
  describe.skipIf(!inject('postgresUrl'))('with PostgreSQL', () =>
    keepsTheQueueContract(place(freshPostgres)),
  )

  describe('when things go wrong', () => {
    let db: Db
    const queues: Queue[] = []
    beforeEach(async () => {
      db = await freshPglite()
    })
    afterEach(async () => {
      for (const queue of queues.splice(0)) await queue.stop(500)
      await db.close()
    })
    const open = async (leaseMs?: number) => {
      const queue = await queueOn(db, redis.url, leaseMs)
      queues.push(queue)
      return queue
    }
    const add = (subjects: string[], at = new Date()) =>
      db.transaction(async (tx) => {
        for (const subject of subjects) await addJob(tx, turn(subject), at)
      })
    const many = Array.from({ length: 60 }, (_, n) => `c${n}`)

    it('holds a run once, whoever passes it on, and nothing when all is done', async () => {
      const [queue, web] = [await open(), await open()]
      const soon = new Date(Date.now() + 600)
      await add(['a', 'b'], soon)
      for (const one of [queue, web, queue, web]) one.nudge(soon)
      await until(async () => (await redis.jobs()) === 2)
      const ran: string[] = []
      queue.start(turns((subject) => void ran.push(subject)))
      await until(async () => (await jobsLeft(db)) === 0)
      await until(async () => (await redis.jobs()) === 0)
      expect(ran.toSorted()).toEqual(['a', 'b'])
    })

    it('does every job once when Redis is wiped in the middle', async () => {
      const queue = await open()
      const ran: string[] = []
      const third = gate()
      queue.start(
        turns(async (subject) => {
          ran.push(subject)
          if (ran.length === 3) {
            third.enter()
            await third.left
          }
        }),
      )
      await add(many)
      await add(['late'], new Date(Date.now() + 500))
      queue.nudge(new Date())
      await third.entered
      await redis.wipe()
      third.leave()
      await until(async () => (await jobsLeft(db)) === 0)
      expect(ran.toSorted()).toEqual([...many, 'late'].toSorted())
    })

    it('does every job once when Redis is killed, and takes up what came while it was away', async () => {
      const queue = await open()
      const ran: string[] = []
      const third = gate()
      queue.start(
        turns(async (subject) => {
          ran.push(subject)
          if (ran.length === 3) {
            third.enter()
            await third.left
          }
        }),
      )
      await add(many)
      queue.nudge(new Date())
      await third.entered
      await redis.kill()
      third.leave()
      await ask(db, queue, 'while it was away')
      expect(await jobsLeft(db)).toBeGreaterThan(0)
      await redis.restart()
      await until(async () => (await jobsLeft(db)) === 0)
      expect(ran.toSorted()).toEqual([...many, 'while it was away'].toSorted())
    })

    it('does a job under whose name Bull wrote in a Redis that had lost it', async () => {
      const queue = await open()
      await add(['a'])
      const [row] = await db.query('select key, run_at as at, version, attempts from jobs')
      const name = [row?.['key'], Number(row?.['at']), row?.['version'], row?.['attempts']].join(
        ' ',
      )
      const bare = new Redis(redis.url)
      await bare.hset(`{baton}:jobs:${name}`, 'processedOn', Date.now(), 'attemptsMade', 1)
      bare.disconnect()
      const ran: string[] = []
      queue.start(turns((subject) => void ran.push(subject)))
      await until(async () => (await jobsLeft(db)) === 0)
      expect(ran).toEqual(['a'])
    })

    it('takes over from a worker that died when its lease has run out', async () => {
      const queue = await open()
      await add(['a'])
      await db.query(
        `update jobs set attempts = 1, leased_until = now() + interval '400 milliseconds'`,
      )
      const ran: [string, number][] = []
      queue.start(turns((...call) => void ran.push(call)))
      await until(async () => (await jobsLeft(db)) === 0)
      expect(ran).toEqual([['a', 2]])
    })

    it('stops as soon as it has started, and no answer of Redis is missed', async () => {
      for (let i = 0; i < 10; i++) {
        const queue = await open()
        queue.start(turns(() => {}))
        await queue.stop(0)
      }
      // What nobody listens to would be reported by now, and would end the process.
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(await jobsLeft(db)).toBe(0)
    })

    it('stops while Redis is away, and leaves what is left to the next', async () => {
      const queue = await open()
      queue.start(turns(() => {}))
      await redis.kill()
      await ask(db, queue, 'a')
      const before = performance.now()
      await queue.stop(500)
      expect(performance.now() - before).toBeLessThan(4000)
      await redis.restart()
      const next = await open()
      const ran: string[] = []
      next.start(turns((subject) => void ran.push(subject)))
      await until(() => ran.length === 1)
      expect(ran).toEqual(['a'])
    })
  })
})

it('refuses to start on a Redis that does not answer, with a sentence and no password', async () => {
  const db = await freshPglite()
  const starting = queueOn(db, 'redis://baton:hush@127.0.0.1:1/3')
  await expect(starting).rejects.toMatchObject({ code: 'engine_unreachable' })
  await expect(starting).rejects.toThrow(
    /^REDIS_URL names Redis at 127\.0\.0\.1:1\/3, and it does not answer \(.*ECONNREFUSED.*\)\. Start it/,
  )
  await expect(starting).rejects.not.toThrow('hush')
  await db.close()
})
