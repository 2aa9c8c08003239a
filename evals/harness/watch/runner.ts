import type { Candidate } from '../candidate.ts'
import { findSuites } from '../load.ts'
import { noModel } from '../recording/no-model.ts'
import { planJobs, type Job } from '../run/plan.ts'
import type { CaseResult } from '../run/result.ts'
import { runJob } from '../run/run.ts'
import type { Suite } from '../suite.ts'
import type { Performed, Stage } from '../task.ts'
import type { Played } from '../trace.ts'
import type { Change } from './touched.ts'

/** What is watched: plain data, so that a thread can be given it. */
export interface Watched {
  candidate: Candidate
  /** Names or files; all of the folder for none. */
  suites: readonly string[]
  suitesFolder: string | undefined
  cacheFolder: string
}

/** What came of a case: a result, or the same as before, with what of playbooks was played. */
export type CaseOutcome = { result: CaseResult } | { same: Played }

/** Runs cases on stages that it keeps warm. */
export interface Runner {
  /** Reads the suites again. @throws BatonError */
  readSuites(): Promise<void>
  /** Reads playbooks and articles again, and tells what of the playbooks is another than before. @throws BatonError */
  reload(): Promise<Change[]>
  /**
   * Runs the case of this key; where it was run here before and is not asked for anew, only if something in it would come about
   * differently now. @throws Error for a key that is not in the suites as it has read them
   */
  run(key: string, anew: boolean): Promise<CaseOutcome>
  close(): Promise<void>
}

/** Suites as they are now, and their cases. */
export async function planWatched({ suites, suitesFolder, candidate }: Watched): Promise<Job[]> {
  return planJobs(await findSuites(suites, suitesFolder), [candidate], 1)
}

export async function openRunner(watched: Watched): Promise<Runner> {
  const { candidate, cacheFolder } = watched
  const stages = new Map<string, Stage>()
  /** How each case can be gone through again, by its key. */
  const again = new Map<string, NonNullable<Performed['again']>>()
  const never = new AbortController().signal
  let jobs = byKey(await planWatched(watched))

  async function stageFor({ task }: Suite): Promise<Stage> {
    const known = stages.get(task.name)
    if (known) return known
    const stage = await task.open({
      candidate,
      caller: noModel,
      cacheFolder,
      concurrency: 1,
      remembers: true,
    })
    stages.set(task.name, stage)
    return stage
  }

  return {
    async readSuites() {
      jobs = byKey(await planWatched(watched))
      for (const key of again.keys()) if (!jobs.has(key)) again.delete(key)
    },
    async reload() {
      const changes: Change[] = []
      for (const stage of stages.values()) changes.push(...((await stage.reload?.()) ?? []))
      return changes
    },
    async run(key, anew) {
      const job = jobs.get(key)
      if (!job) throw new Error(`no case has the key ${key}`)
      const same = anew ? null : await again.get(key)?.()
      if (same) return { same }
      again.delete(key)
      const stage = await stageFor(job.suite)
      const remembered: Stage = {
        ...stage,
        async perform(...it) {
          const performed = await stage.perform(...it)
          if (performed.again) again.set(key, performed.again)
          return performed
        },
      }
      const deps = { callerFor: () => noModel, judge: null, signal: never }
      return { result: await runJob(job, remembered, deps) }
    },
    async close() {
      await Promise.all([...stages.values()].map((stage) => stage.close()))
    },
  }
}

const byKey = (jobs: readonly Job[]): Map<string, Job> => new Map(jobs.map((job) => [job.key, job]))
