import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { JobKind, type Job, type Queue } from '../domain/queue.ts'
import type { Db } from '../store/db.ts'
import { addJob } from '../store/jobs.ts'

/** A database, and queues on it as several processes would have them. */
export interface QueuePlace {
  db: Db
  open(): Promise<Queue>
}

/** Far longer than any test waits: what is done in time did not wait for a lease. */
export const contractLeaseMs = 600_000

export const turn = (subject: string): Job => ({
  kind: 'take-turn',
  key: `take-turn ${subject}`,
  subject,
})

/** Handlers of which only the turns matter. */
export const turns = (
  take: (subject: string, attempt: number) => Promise<void> | void,
): Record<JobKind, (subject: string, attempt: number) => Promise<void>> => {
  const none = Object.fromEntries(JobKind.options.map((kind) => [kind, async () => {}]))
  return {
    ...(none as Record<JobKind, () => Promise<void>>),
    'take-turn': async (subject, attempt) => take(subject, attempt),
  }
}

/** A stop for the work of a test: `entered` once a job is at work, which ends on `leave`. */
export function gate() {
  let enter = () => {}
  let leave = () => {}
  const entered = new Promise<void>((resolve) => (enter = resolve))
  const left = new Promise<void>((resolve) => (leave = resolve))
  return { enter, entered, leave, left }
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 1000) throw new Error('it did not come to pass')
    await sleep(20)
  }
}

export const jobsLeft = async (db: Db) =>
  Number((await db.query('select count(*)::int as n from jobs'))[0]?.['n'])

/** Adds a job as the product does: in a transaction, and then the nudge. */
export async function ask(db: Db, queue: Queue, subject: string, at = new Date()): Promise<void> {
  await db.transaction((tx) => addJob(tx, turn(subject), at))
  queue.nudge(at)
}

/** What every queue promises, as tests. `place` gives each test an empty one. */
export function keepsTheQueueContract(place: () => Promise<QueuePlace>): void {
  const letGo: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of letGo.splice(0).toReversed()) await close()
  })
  async function begin(queues = 1) {
    const { db, open } = await place()
    letGo.push(() => db.close())
    const opened: Queue[] = []
    for (let n = 0; n < queues; n++) {
      const queue = await open()
      letGo.push(() => queue.stop(1000))
      opened.push(queue)
    }
    const [queue, other] = opened as [Queue, Queue]
    return { db, queue, other }
  }

  it('runs a job once and forgets it', async () => {
    const { db, queue } = await begin()
    const ran: [string, number][] = []
    queue.start(turns((...call) => void ran.push(call)))
    await ask(db, queue, 'a')
    await until(async () => (await jobsLeft(db)) === 0)
    expect(ran).toEqual([['a', 1]])
  })

  it('runs what was added before it started', async () => {
    const { db, queue } = await begin()
    await ask(db, queue, 'a')
    const ran: string[] = []
    queue.start(turns((subject) => void ran.push(subject)))
    await until(async () => (await jobsLeft(db)) === 0)
    expect(ran).toEqual(['a'])
  })

  it('does not run a job before it is due', async () => {
    const { db, queue } = await begin()
    const due = new Date(Date.now() + 700)
    let ranAt = 0
    queue.start(turns(() => void (ranAt = Date.now())))
    await ask(db, queue, 'a', due)
    await until(async () => (await jobsLeft(db)) === 0)
    expect(ranAt).toBeGreaterThanOrEqual(due.getTime())
  })

  it('runs a job again that was asked for while it ran, and not beside itself', async () => {
    const { db, queue } = await begin()
    const first = gate()
    let [runs, inside, most] = [0, 0, 0]
    queue.start(
      turns(async () => {
        runs += 1
        inside += 1
        most = Math.max(most, inside)
        first.enter()
        await first.left
        inside -= 1
      }),
    )
    await ask(db, queue, 'a')
    await first.entered
    await ask(db, queue, 'a')
    await ask(db, queue, 'a')
    await sleep(200)
    first.leave()
    await until(async () => (await jobsLeft(db)) === 0)
    expect({ runs, most }).toEqual({ runs: 2, most: 1 })
  })

  it('runs a job that throws until it does not, with growing pauses', async () => {
    const { db, queue } = await begin()
    const at: number[] = []
    const attempts: number[] = []
    queue.start(
      turns((_, attempt) => {
        at.push(Date.now())
        attempts.push(attempt)
        if (attempt < 3) throw new Error('not this time')
      }),
    )
    await ask(db, queue, 'a')
    await until(async () => (await jobsLeft(db)) === 0)
    const [one = 0, two = 0, three = 0] = at
    expect(attempts).toEqual([1, 2, 3])
    expect(two - one).toBeGreaterThanOrEqual(170)
    expect(three - two).toBeGreaterThanOrEqual(345)
  })

  it('does each job once, and a subject’s in the order they were asked for, with two at work', async () => {
    const { db, queue, other } = await begin(2)
    const asked = new Map<string, number>()
    const inside = new Set<string>()
    const seen = new Map<string, number[]>()
    const take = turns(async (subject) => {
      if (inside.has(subject)) throw new Error(`${subject} is at work twice`)
      inside.add(subject)
      const told = asked.get(subject) ?? 0
      await sleep(5)
      seen.set(subject, [...(seen.get(subject) ?? []), told])
      inside.delete(subject)
    })
    queue.start(take)
    other.start(take)
    for (let round = 1; round <= 4; round++) {
      for (const subject of ['a', 'b', 'c', 'd', 'e', 'f']) {
        asked.set(subject, round)
        await ask(db, round % 2 === 0 ? queue : other, subject)
      }
      await sleep(30)
    }
    await until(async () => (await jobsLeft(db)) === 0)
    expect(seen.size).toBe(6)
    for (const told of seen.values()) {
      expect(told.at(-1)).toBe(4)
      expect(told).toEqual(told.toSorted((a, b) => a - b))
      expect(told.length).toBeLessThanOrEqual(4)
    }
  })

  it('shares many jobs among two and does every one once', async () => {
    const { db, queue, other } = await begin(2)
    const subjects = Array.from({ length: 600 }, (_, n) => `c${n}`)
    const ran: string[] = []
    await db.transaction(async (tx) => {
      for (const subject of subjects) await addJob(tx, turn(subject), new Date())
    })
    queue.start(turns((subject) => void ran.push(subject)))
    other.start(turns((subject) => void ran.push(subject)))
    await until(async () => (await jobsLeft(db)) === 0)
    expect(ran.toSorted()).toEqual(subjects.toSorted())
  })

  it('takes no new job once it is stopped, and frees what it could not finish', async () => {
    const { db, queue, other } = await begin(2)
    const stuck = gate()
    queue.start(
      turns(async () => {
        stuck.enter()
        await stuck.left
      }),
    )
    await ask(db, queue, 'a')
    await stuck.entered
    await queue.stop(50)
    const ran: string[] = []
    other.start(turns((subject) => void ran.push(subject)))
    await ask(db, other, 'b')
    await until(() => ran.length === 2)
    stuck.leave()
    expect(ran.toSorted()).toEqual(['a', 'b'])
  })
}
