import type { Job } from '../run/plan.ts'
import { blankResult } from '../run/run.ts'
import { openRunnerWorker, type RunnerWorker } from './runner-worker.ts'
import type { CaseOutcome, Watched } from './runner.ts'
import type { Change } from './touched.ts'

/** Several runners at the same work. */
export interface RunnerPool {
  /** @throws BatonError */
  readSuites(): Promise<void>
  /** @throws BatonError */
  reload(): Promise<Change[]>
  /** Runs cases, the first of them first, those that `anew` says whatever they would come to; what a signal cuts off is not begun. */
  run(
    jobs: readonly Job[],
    to: { anew(job: Job): boolean; onOutcome(job: Job, outcome: CaseOutcome): void },
    signal: AbortSignal,
  ): Promise<void>
  close(): Promise<void>
}

/** Beside a case's own time: a stage is set up, and a reader trained for the first time, within its first. */
const usualGraceMs = 60_000

export function openRunnerPool(watched: Watched, size: number, graceMs = usualGraceMs): RunnerPool {
  const runners = Array.from({ length: size }, () => openRunnerWorker(watched))

  /** Who ran a case last: it has read its words, and can go through it again. */
  const ranAt = new Map<string, number>()
  const isOf = ({ key }: Job, place: number): boolean =>
    (ranAt.get(key) ?? Number.parseInt(key.slice(0, 8), 16) % size) === place

  async function runAt(place: number, job: Job, anew: boolean): Promise<CaseOutcome> {
    const limitMs = job.case.timeoutMs + graceMs
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((done) => {
      timer = setTimeout(() => done('late'), limitMs)
    })
    try {
      const runner = at(runners, place)
      const outcome = await Promise.race([runner.run(job.key, anew), late])
      if (outcome !== 'late') return outcome
      await runner.kill()
      runners[place] = openRunnerWorker(watched)
      const why = `It kept the processor for more than ${limitMs / 1000} s and was given up: a loop without end, or a pattern that backtracks for ever.`
      return { result: { ...blankResult(job), status: 'error', stuck: true, why } }
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async readSuites() {
      await all(runners.map((runner) => runner.readSuites()))
    },
    async reload() {
      return (await all(runners.map((runner) => runner.reload()))).flat()
    },
    async run(jobs, { anew, onOutcome }, signal) {
      const left = [...jobs]
      const take = (place: number): Job | undefined => {
        const own = left.findIndex((job) => isOf(job, place))
        // To run another's case in whole is a help; to go through it again is quicker for who has run it.
        const next = own < 0 ? left.findIndex(anew) : own
        return next < 0 ? undefined : left.splice(next, 1)[0]
      }
      await all(
        runners.map(async (_, place) => {
          while (!signal.aborted) {
            const job = take(place)
            if (!job) return
            const outcome = await runAt(place, job, anew(job))
            ranAt.set(job.key, place)
            onOutcome(job, outcome)
          }
        }),
      )
    },
    async close() {
      await Promise.all(runners.map((runner) => runner.close()))
    },
  }
}

/** Waits for all, and then fails as the first that failed did: no runner is left behind in the midst of something. */
async function all<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work)
  return Promise.all(work)
}

function at(runners: readonly RunnerWorker[], place: number): RunnerWorker {
  const runner = runners[place]
  if (!runner) throw new Error(`there is no runner ${place}`)
  return runner
}
