import Bull from 'bull'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Queue } from '../domain/queue.ts'
import { rowAs, rowsAs } from '../store/db.ts'
import { Claimed, createHands, type Handlers } from './hands.ts'
import { connectRedis, probeRedis } from './redis.ts'
import type { TableQueueDeps } from './table.ts'

/** One run of a row of the job table: asked for `version` times, begun `attempts` times before, due at `runAt`. */
const Run = z.object({
  key: z.string(),
  version: z.int(),
  attempts: z.int(),
  runAt: z.coerce.date(),
})
type Run = z.infer<typeof Run>

/** Rows that are due later than this are passed on later. */
const horizonMs = 5000
/** Rows passed on in one look: enough for the workers, and little to pass again when Redis was wiped. */
const window = 256
/** Names kept of what was passed on: a process that only passes on never looks at all of them again. */
const mostRemembered = 4096
/** How long Redis may take to say goodbye. */
const farewellMs = 1000

/**
 * The same run has the same name whoever passes it on, so Bull holds it once; the next run of the row has another, so
 * what Bull still holds for a worker that died is in nobody's way.
 */
const nameOf = ({ key, runAt, version, attempts }: Run) =>
  `${key} ${runAt.getTime()} ${version} ${attempts}`

export interface BullQueueDeps extends TableQueueDeps {
  /** A Redis, or a database number of one, that this Baton alone uses. */
  redisUrl: string
}

/**
 * Jobs by Bull on Redis, fed from the job table. A relay passes free rows on, and whoever takes one from Bull claims
 * its row first and settles it in Postgres. Redis holds nothing that the table does not: what it loses is passed on
 * again at the next look.
 * @throws BatonError `engine_unreachable` when Redis does not answer.
 */
export async function createBullQueue(deps: BullQueueDeps): Promise<Queue> {
  const { db, clock, log, concurrency, leaseMs, pollMs, redisUrl } = deps
  await probeRedis(redisUrl)
  const hands = createHands(deps)
  const connections: Redis[] = []
  const bull = new Bull<Run>('jobs', {
    prefix: '{baton}',
    createClient(use) {
      const connection = connectRedis(redisUrl, use)
      connections.push(connection)
      return connection
    },
    // The leases in Postgres decide who works. Bull's own locks only free a dead worker's job from its list, and may
    // do so any number of times: a run that is over claims nothing.
    settings: {
      lockDuration: leaseMs,
      stalledInterval: leaseMs,
      maxStalledCount: 1_000_000,
      retryProcessDelay: pollMs,
    },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  })
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let relaying: Promise<void> | null = null
  let passAgain: 'new' | 'all' | null = null
  let passed = new Set<string>()
  let more = false
  let away = false

  /** Said once each time Redis goes, not at every command that fails. */
  function lost(error: unknown): void {
    if (away || stopped) return
    away = true
    const reason = error instanceof Error ? error.message : String(error)
    log.error({ reason }, 'Redis does not answer; jobs wait in the database')
  }
  bull.on('error', lost)
  // Bull names its connection when it starts, for lists that nobody reads here, and hears no failure of that: with Redis
  // going away at that moment, unheard, it would end the process.
  Object.assign(bull, { setWorkerName: () => Promise.resolve() })

  /**
   * Forgets the ghosts of these runs. What was at work when Redis died settles in the next Redis, where Bull writes its
   * times under a name that holds no job; the name would then be taken for a job that is there, and never be run.
   */
  async function forgetGhosts(runs: readonly Run[]): Promise<void> {
    const keys = runs.map((run) => bull.toKey(nameOf(run)))
    const asked = bull.client.pipeline()
    for (const key of keys) asked.exists(key).hexists(key, 'data')
    const answers = ((await asked.exec()) ?? []).map(([error, answer]) => {
      if (error) throw error
      return answer === 1
    })
    const ghosts = keys.filter((_, n) => answers[2 * n] && !answers[2 * n + 1])
    if (ghosts.length > 0) await bull.client.del(...ghosts)
  }

  async function pass(which: 'new' | 'all'): Promise<void> {
    const now = clock()
    const runs = await rowsAs(
      db,
      Run,
      `select key, version, attempts, run_at as "runAt" from jobs
        where run_at <= $2 and (leased_until is null or leased_until <= $1) order by run_at limit $3`,
      [now, new Date(now.getTime() + horizonMs), window],
    )
    more = runs.length === window
    if (which === 'all' || passed.size > mostRemembered) passed = new Set()
    if (which === 'all') await forgetGhosts(runs)
    const missing = runs.filter((run) => !passed.has(nameOf(run)))
    if (missing.length === 0) return
    await bull.addBulk(
      missing.map((run) => ({
        data: run,
        opts: {
          jobId: nameOf(run),
          delay: Math.max(run.runAt.getTime() - now.getTime(), 0),
        },
      })),
    )
    for (const run of missing) passed.add(nameOf(run))
    if (away) log.info('Redis answers again')
    away = false
  }

  /** Passes rows on, once at a time: the new ones when nudged, all of them when it is time to see what Redis lost. */
  function relay(which: 'new' | 'all'): void {
    if (stopped) return
    if (relaying) {
      passAgain = which === 'all' ? which : (passAgain ?? which)
      return
    }
    relaying = pass(which)
      .catch(lost)
      .finally(() => {
        relaying = null
        const next = passAgain
        passAgain = null
        if (next) relay(next)
      })
  }

  function claim({ key, version, attempts, runAt }: Run): Promise<Claimed | null> {
    const now = clock()
    return rowAs(
      db,
      Claimed,
      `update jobs set leased_until = $5, attempts = attempts + 1
        where key = $1 and version = $2 and attempts = $3 and date_trunc('milliseconds', run_at) = $4
          and (leased_until is null or leased_until <= $6)
       returning key, kind, subject, attempts, version`,
      [key, version, attempts, runAt, new Date(now.getTime() + leaseMs), now],
    )
  }

  async function take(data: unknown, handlers: Handlers): Promise<void> {
    if (stopped) return
    // A ghost brings no run: it is forgotten at the next look, and its row is passed on anew.
    const run = Run.safeParse(data)
    const job = run.success && (await claim(run.data))
    if (!job) return
    await hands.work(job, handlers[job.kind])
    await hands.flush()
    // The row may be due again: it was asked for meanwhile, or it failed.
    relay('new')
  }

  return {
    start(handlers) {
      bull.on('drained', () => {
        if (more) relay('new')
      })
      bull.process(concurrency, ({ data }) => take(data, handlers)).catch(lost)
      relay('all')
      timer = setInterval(() => relay('all'), pollMs)
    },
    nudge: () => relay('new'),
    async stop(graceMs) {
      stopped = true
      clearInterval(timer)
      bull.pause(true, true).catch(lost)
      await relaying
      await hands.stop(graceMs)
      const farewell = new Promise<void>((resolve) => setTimeout(resolve, farewellMs).unref())
      await Promise.race([bull.close(true).catch(() => {}), farewell])
      for (const connection of connections) connection.disconnect()
    },
  }
}
