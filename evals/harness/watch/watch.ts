import { availableParallelism } from 'node:os'
import { relative, resolve } from 'node:path'
import { candidatesOf } from '../candidate.ts'
import type { Job } from '../run/plan.ts'
import type { CaseResult } from '../run/result.ts'
import { createBell } from './bell.ts'
import { openRunnerPool } from './runner-pool.ts'
import { planWatched, type CaseOutcome, type Watched } from './runner.ts'
import { wentThere, type Change } from './touched.ts'

/** What a change led to. */
export interface Rerun {
  results: CaseResult[]
  /** Cases in which everything was found to come about as before. */
  same: number
  /** Of the results, what passed before and fails now, and the other way round. */
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
   * Reruns what files touch. Cases that went where the change is come first, and of them those that failed before; then, where
   * a playbook may open in other conversations than before or articles have changed, all others. A case is gone through on what
   * it asked and was told, and rerun in whole where something in it would come about differently. Tells what it has when that is
   * over, and on the way where it takes long. What a signal cuts off is rerun with the next change.
   * @throws BatonError for a file at fault; the watch goes on from what it had
   */
  changed(files: readonly string[], signal?: AbortSignal): AsyncGenerator<Rerun>
  close(): Promise<void>
}

export interface WatchOptions {
  suites: readonly string[]
  suitesFolder?: string
  playbooksFolder?: string
  knowledgeFile?: string
  cacheFolder: string
  /** How long results are held back to be told together. */
  tellAfterMs?: number
  /** How many cases are run at once; each runner has the whole product in memory. */
  runners?: number
}

/** Long enough for a handful of conversations, and nobody waits a second for the first. */
const usualTellAfterMs = 400
const usualSize = Math.min(4, availableParallelism())

const nameOf = ({ suite, case: it, trial }: Job): string =>
  `${suite.name}: ${it.name}${trial > 1 ? ` (trial ${trial})` : ''}`

export async function openWatch(options: WatchOptions): Promise<Watch> {
  const { suites, suitesFolder, playbooksFolder, knowledgeFile, cacheFolder } = options
  const { tellAfterMs = usualTellAfterMs, runners = usualSize } = options
  const candidate = theOnly(
    candidatesOf({
      ...(playbooksFolder !== undefined && { playbooks: [playbooksFolder] }),
      ...(knowledgeFile !== undefined && { knowledge: [knowledgeFile] }),
    }),
  )
  const watched: Watched = { candidate, suites, suitesFolder, cacheFolder }
  const last = new Map<string, CaseResult>()
  /** Names of cases that a change touched and that have not been rerun since. */
  const owed = new Set<string>()
  // Faults of files are found here, before there is anybody to work.
  let jobs = await planWatched(watched)
  const pool = openRunnerPool(watched, runners)

  const isPlaybook = (file: string) => within(file, candidate.playbooksFolder)
  const isArticles = (file: string) => resolve(file) === candidate.knowledgeFile
  const standsOn = (source: 'playbooks' | 'articles') => (job: Job) =>
    job.suite.task.standsOn?.includes(source) ?? false
  const statusBefore = (job: Job): string | undefined => last.get(nameOf(job))?.status
  const failedBefore = (job: Job): boolean => !['passed', undefined].includes(statusBefore(job))
  const wentTo = (changes: readonly Change[]) => (job: Job) =>
    changes.length > 0 && wentThere(last.get(nameOf(job))?.trace, changes)

  /** What failed is looked for first. */
  const inOrder = (wanted: readonly Job[]): Job[] => [
    ...wanted.filter(failedBefore),
    ...wanted.filter((job) => !failedBefore(job)),
  ]

  function keep(job: Job, outcome: CaseOutcome, part: Rerun): void {
    const before = last.get(nameOf(job))
    owed.delete(nameOf(job))
    part.left--
    if ('same' in outcome) {
      part.same++
      if (before?.trace) before.trace.played = outcome.same
      return
    }
    const { result } = outcome
    const passed = result.status === 'passed'
    if (before?.status === 'passed' && !passed) part.broke.push(result)
    if (before && before.status !== 'passed' && passed) part.mended.push(result)
    last.set(nameOf(job), result)
    part.results.push(result)
  }

  /** Runs cases and tells of them in parts; of nothing once, too. */
  async function* rerun(
    wanted: readonly Job[],
    how: { anew: (job: Job) => boolean; tellAfterMs: number; superseded?: AbortSignal | undefined },
  ): AsyncGenerator<Rerun> {
    let part = nothingRun(wanted.length)
    const bell = createBell(how.tellAfterMs)
    const unheard = new AbortController()
    const signal = AbortSignal.any([unheard.signal, ...(how.superseded ? [how.superseded] : [])])
    const onOutcome = (job: Job, outcome: CaseOutcome): void => {
      keep(job, outcome, part)
      if (part.results.length > 0) bell.something()
    }
    const running = pool
      .run(inOrder(wanted), { anew: how.anew, onOutcome }, signal)
      .finally(() => bell.over())
    try {
      while (await bell.rung()) {
        const told = part
        part = nothingRun(told.left)
        yield told
      }
      if (part.results.length + part.same > 0 || wanted.length === 0) yield part
    } finally {
      unheard.abort()
      await running
    }
  }

  return {
    async first() {
      const how = { anew: () => true, tellAfterMs: Infinity }
      for await (const all of rerun(jobs, how)) return all
      throw new Error('a run that told nothing')
    },
    async *changed(files, superseded) {
      const changes =
        files.some(isPlaybook) || files.some(isArticles) ? onceEach(await pool.reload()) : []
      const opening = changes.some((change) => change.opening)
      const isTouched = opening ? () => true : wentTo(changes)
      for (const job of jobs.filter(standsOn('playbooks'))) {
        if (isTouched(job)) owed.add(nameOf(job))
      }
      if (files.some(isArticles)) {
        for (const job of jobs.filter(standsOn('articles'))) owed.add(nameOf(job))
      }
      if (!files.every((file) => isPlaybook(file) || isArticles(file))) {
        const before = new Set(jobs.map(({ key }) => key))
        const now = await planWatched(watched)
        await pool.readSuites()
        jobs = now
        for (const job of jobs) if (!before.has(job.key)) owed.add(nameOf(job))
      }
      const wanted = jobs.filter((job) => owed.has(nameOf(job)))
      const near = changes.length > 0 ? wanted.filter(wentTo(changes)) : wanted
      const others = wanted.filter((job) => !near.includes(job))
      // Whoever heard words that have changed hears others now: there is nothing to find out first.
      const heardWords = wentTo(changes.filter(({ words }) => words.length > 0).map(wordsOnly))
      const anew = (job: Job): boolean => failedBefore(job) || heardWords(job)
      yield* rerun(near, { anew, tellAfterMs, superseded })
      if (others.length > 0) yield* rerun(others, { anew, tellAfterMs, superseded })
    },
    close: () => pool.close(),
  }
}

const nothingRun = (left: number): Rerun => ({ results: [], same: 0, broke: [], mended: [], left })

/** Every stage of every runner tells of the same files. */
const onceEach = (changes: readonly Change[]): Change[] => [
  ...new Map(changes.map((change) => [change.playbook, change])).values(),
]

const wordsOnly = (change: Change): Change => ({ ...change, opening: false, doing: false })

const within = (file: string, folder: string): boolean =>
  !relative(resolve(folder), resolve(file)).startsWith('..')

function theOnly<T>([one]: readonly T[]): T {
  if (one === undefined) throw new Error('a matrix without a candidate')
  return one
}
