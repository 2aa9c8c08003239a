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

/** What a change led to. */
export interface Rerun {
  results: CaseResult[]
  /** Of those, what passed before and fails now, and the other way round. */
  broke: string[]
  mended: string[]
  ms: number
}

/** Suites on the understudy, kept warm: a change reruns what it touches and nothing else. */
export interface Watch {
  /** Runs everything once. */
  first(): Promise<Rerun>
  /** Reruns what files touch. @throws BatonError for a file at fault; the watch goes on from what it had */
  changed(files: readonly string[]): Promise<Rerun>
  close(): Promise<void>
}

export interface WatchOptions {
  suites: readonly string[]
  suitesFolder?: string
  playbooksFolder?: string
  cacheFolder: string
}

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

const nameOf = ({ suite, case: it }: Job): string => `${suite.name}: ${it.name}`

export async function openWatch(options: WatchOptions): Promise<Watch> {
  const { suites: names, suitesFolder, playbooksFolder, cacheFolder } = options
  const candidate = theOnly(candidatesOf(playbooksFolder ? { playbooks: [playbooksFolder] } : {}))
  const stages = new Map<string, Stage>()
  const last = new Map<string, CaseResult>()
  let jobs: Job[] = []
  const signal = new AbortController().signal

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

  async function rerun(wanted: readonly Job[]): Promise<Rerun> {
    const startedAt = performance.now()
    const results: CaseResult[] = []
    const broke: string[] = []
    const mended: string[] = []
    for (const job of wanted) {
      const result = await runJob(job, await stageFor(job), {
        callerFor: () => noModel,
        judge: null,
        signal,
      })
      const before = last.get(nameOf(job))?.status
      if (before === 'passed' && result.status !== 'passed') broke.push(nameOf(job))
      if (before !== undefined && before !== 'passed' && result.status === 'passed') {
        mended.push(nameOf(job))
      }
      last.set(nameOf(job), result)
      results.push(result)
    }
    return { results, broke, mended, ms: performance.now() - startedAt }
  }

  /** Cases that opened one of these playbooks when they last ran, and those of which nothing is known. */
  function touchedBy(playbooks: readonly string[]): Job[] {
    return jobs.filter((job) => {
      if (job.suite.task.name !== 'conversation') return false
      const opened = last.get(nameOf(job))?.trace?.playbooks
      return !opened || opened.some((name) => playbooks.includes(name))
    })
  }

  await load()
  return {
    first: () => rerun(jobs),
    async changed(files) {
      const startedAt = performance.now()
      const inPlaybooks = files.filter((file) => within(file, candidate.playbooksFolder))
      const wanted = new Set<Job>()
      if (inPlaybooks.length > 0) {
        await stages.get('conversation')?.reload?.()
        const changedNames = inPlaybooks.map((file) => relative(candidate.playbooksFolder, file))
        for (const job of touchedBy(changedNames.map((name) => name.replace(/\.md$/, ''))))
          wanted.add(job)
      }
      if (files.some((file) => !within(file, candidate.playbooksFolder))) {
        const before = new Set(jobs.map(({ key }) => key))
        await load()
        for (const job of jobs) if (!before.has(job.key)) wanted.add(job)
      }
      const done = await rerun(jobs.filter((job) => wanted.has(job)))
      return { ...done, ms: performance.now() - startedAt }
    },
    async close() {
      await Promise.all([...stages.values()].map((stage) => stage.close()))
    },
  }
}

const within = (file: string, folder: string): boolean =>
  !relative(resolve(folder), resolve(file)).startsWith('..')

function theOnly<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('a matrix without a candidate')
  return one
}
