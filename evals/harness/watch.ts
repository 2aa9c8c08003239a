import { relative, resolve } from 'node:path'
import { candidatesOf } from './candidate.ts'
import { findSuites } from './load.ts'
import { createCaller } from './recording/caller.ts'
import { createRateLimit } from './recording/limits.ts'
import { planJobs, type Job } from './run/plan.ts'
import type { CaseResult } from './run/result.ts'
import { runJob } from './run/run.ts'
import type { Suite } from './suite.ts'
import type { Stage } from './task.ts'
import { wentThere, type Change } from './touched.ts'

/** What a change led to. */
export interface Rerun {
  results: CaseResult[]
  /** Of those, what passed before and fails now, and the other way round. */
  broke: CaseResult[]
  mended: CaseResult[]
  /** Cases that this change touches and that are still to come. */
  left: number
}

/** Suites on the understudy, kept warm: a change reruns what it touches and nothing else. */
export interface Watch {
  /** Runs everything once. */
  first(): Promise<Rerun>
  /**
   * Reruns what files touch: at once the cases that went where the change is, those first that failed before, and then,
   * where a playbook may open in other conversations than before, all others. Tells what it has when that is over, and on
   * the way where it takes long. What a signal cuts off is rerun with the next change.
   * @throws BatonError for a file at fault; the watch goes on from what it had
   */
  changed(files: readonly string[], signal?: AbortSignal): AsyncGenerator<Rerun>
  close(): Promise<void>
}

export interface WatchOptions {
  suites: readonly string[]
  suitesFolder?: string
  playbooksFolder?: string
  cacheFolder: string
  /** How long results are held back to be told together. */
  tellAfterMs?: number
}

/** Long enough for a handful of conversations, and nobody waits a second for the first. */
const usualTellAfterMs = 400

/** The understudy asks no model. */
const noModel = createCaller({
  mode: 'replay',
  recordings: null,
  model: '',
  baseUrl: '',
  apiKey: '',
  prices: null,
  budget: { tokens: null, micros: null },
  spent: { tokens: 0, micros: 0 },
  limit: createRateLimit({ requestsPerMinute: null, tokensPerMinute: null }),
  retries: 0,
})

const nameOf = ({ suite, case: it, trial }: Job): string =>
  `${suite.name}: ${it.name}${trial > 1 ? ` (trial ${trial})` : ''}`

export async function openWatch(options: WatchOptions): Promise<Watch> {
  const { suites: names, suitesFolder, playbooksFolder, cacheFolder } = options
  const { tellAfterMs = usualTellAfterMs } = options
  const candidate = theOnly(candidatesOf(playbooksFolder ? { playbooks: [playbooksFolder] } : {}))
  const stages = new Map<string, Stage>()
  const last = new Map<string, CaseResult>()
  /** Names of cases that a change touched and that have not been rerun since. */
  const owed = new Set<string>()
  let jobs: Job[] = []
  const signal = new AbortController().signal

  const isPlaybook = (file: string) => within(file, candidate.playbooksFolder)

  async function stageFor({ suite }: Job): Promise<Stage> {
    const known = stages.get(suite.task.name)
    if (known) return known
    const setting = { candidate, caller: noModel, cacheFolder, concurrency: 1 }
    const stage = await suite.task.open(setting)
    stages.set(suite.task.name, stage)
    return stage
  }

  async function load(): Promise<void> {
    const suites: Suite[] = await findSuites(names, suitesFolder)
    jobs = planJobs(suites, [candidate], 1)
  }

  const statusBefore = (job: Job): string | undefined => last.get(nameOf(job))?.status
  const failedBefore = (job: Job): boolean => !['passed', undefined].includes(statusBefore(job))

  /** What failed is looked for first. */
  const inOrder = (wanted: readonly Job[]): Job[] => [
    ...wanted.filter(failedBefore),
    ...wanted.filter((job) => !failedBefore(job)),
  ]

  /** Runs cases and tells of them in parts; of nothing once, too. */
  async function* rerun(
    wanted: readonly Job[],
    { tellAfterMs, superseded }: { tellAfterMs: number; superseded?: AbortSignal | undefined },
  ): AsyncGenerator<Rerun> {
    let told = performance.now()
    let part = nothingRun(wanted.length)
    for (const job of inOrder(wanted)) {
      // Quick cases never leave the loop of promises, and no further change would be heard.
      await new Promise((done) => setImmediate(done))
      if (superseded?.aborted) break
      if (part.results.length > 0 && performance.now() - told > tellAfterMs) {
        yield part
        told = performance.now()
        part = nothingRun(part.left)
      }
      const result = await runJob(job, await stageFor(job), {
        callerFor: () => noModel,
        judge: null,
        signal,
      })
      const passed = result.status === 'passed'
      if (statusBefore(job) === 'passed' && !passed) part.broke.push(result)
      if (failedBefore(job) && passed) part.mended.push(result)
      last.set(nameOf(job), result)
      owed.delete(nameOf(job))
      part.results.push(result)
      part.left--
    }
    yield part
  }

  /** Every stage reads the playbooks again. */
  async function reload(): Promise<Change[]> {
    const changes: Change[] = []
    for (const stage of stages.values()) changes.push(...((await stage.reload?.()) ?? []))
    return changes
  }

  await load()
  return {
    async first() {
      for await (const all of rerun(jobs, { tellAfterMs: Infinity })) return all
      throw new Error('a run that told nothing')
    },
    async *changed(files, superseded) {
      const changes = files.some(isPlaybook) ? await reload() : []
      const overPlaybooks = jobs.filter(({ suite }) => stages.get(suite.task.name)?.reload)
      const opening = changes.some((change) => change.opening)
      for (const job of overPlaybooks) {
        if (opening || (changes.length > 0 && wentThere(last.get(nameOf(job))?.trace, changes))) {
          owed.add(nameOf(job))
        }
      }
      if (!files.every(isPlaybook)) {
        const before = new Set(jobs.map(({ key }) => key))
        await load()
        for (const job of jobs) if (!before.has(job.key)) owed.add(nameOf(job))
      }
      const wanted = jobs.filter((job) => owed.has(nameOf(job)))
      const near = opening
        ? wanted.filter((job) => wentThere(last.get(nameOf(job))?.trace, changes))
        : wanted
      yield* rerun(near, { tellAfterMs, superseded })
      const others = wanted.filter((job) => !near.includes(job))
      if (others.length > 0) yield* rerun(others, { tellAfterMs, superseded })
    },
    async close() {
      await Promise.all([...stages.values()].map((stage) => stage.close()))
    },
  }
}

const nothingRun = (left: number): Rerun => ({ results: [], broke: [], mended: [], left })

const within = (file: string, folder: string): boolean =>
  !relative(resolve(folder), resolve(file)).startsWith('..')

function theOnly<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('a matrix without a candidate')
  return one
}
