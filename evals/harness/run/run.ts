import { AsyncLocalStorage } from 'node:async_hooks'
import { BatonError } from '../../../src/domain/error.ts'
import { placeOf } from '../case.ts'
import type { Candidate } from '../candidate.ts'
import { judgeAll, type Findings } from '../expectations/all.ts'
import type { Judge } from '../expectations/expectation.ts'
import { heldMs, newTrial, type Caller, type Trial } from '../recording/caller.ts'
import type { Suite } from '../suite.ts'
import type { Stage } from '../task.ts'
import { noUsage, type Trace } from '../trace.ts'
import type { Journal } from './journal.ts'
import type { Job } from './plan.ts'
import type { CaseResult } from './result.ts'
import { RunStopped } from './stop.ts'
import { watchThread } from './stuck.ts'

export interface RunDeps {
  journal: Pick<Journal, 'done' | 'add'>
  /** The way to the model for a suite and a candidate. */
  callerFor(suite: Suite, candidate: Candidate): Caller
  judge: Judge | null
  cacheFolder: string
  concurrency: number
  /** Called off by Ctrl-C. */
  signal: AbortSignal
  onResult(result: CaseResult): void
  onStep(step: string): void
  /** A case keeps the thread and cannot be called off; it is in the journal, and the process has to end. Not watched for where it is absent. */
  onStuck?: ((words: string) => void) | undefined
}

/** What a run came to. */
export interface RunOutcome {
  /** Of this and earlier parts of the run, in the order of the plan. */
  results: CaseResult[]
  /** Why it ended before all was done; null when it was. */
  stopped: BatonError | null
}

/** Carries out jobs, several at once. What was done is in the journal whatever happens. */
export async function runJobs(jobs: readonly Job[], deps: RunDeps): Promise<RunOutcome> {
  const results = new Map<string, CaseResult>()
  for (const { key } of jobs) {
    const done = deps.journal.done.get(key)
    if (done) results.set(key, done)
  }
  const left = jobs.filter(({ key }) => !results.has(key))
  let stopped: BatonError | null = null
  const watchdog = watchStuck(left, deps)
  try {
    for (const group of groups(left)) {
      const stage = await openStage(group, deps)
      try {
        stopped = await runGroup(group, stage, deps, (result) => results.set(result.key, result))
      } finally {
        // At once: a model's houses take hundreds of megabytes, and every suite has its own.
        await stage.close()
      }
      if (stopped) break
    }
  } finally {
    await watchdog?.stop()
  }
  return {
    results: jobs.flatMap(({ key }) => results.get(key) ?? []),
    stopped,
  }
}

/** The job whose code is running. */
const inHand = new AsyncLocalStorage<Job>()
/** So often a thread is let be that is busy with no case. */
const mostUnknown = 10
/** A case may still be judged when its time is over. */
const graceMs = 5000

/** Writes a case that keeps the thread into the journal, so that the run can go on without it, and says so. */
function watchStuck(jobs: readonly Job[], { journal, onStuck }: RunDeps) {
  if (!onStuck || jobs.length === 0) return null
  const longest = jobs.reduce((most, job) => Math.max(most, job.case.timeoutMs), 0)
  let unknown = 0
  return watchThread(longest + graceMs, () => {
    const job = inHand.getStore()
    // Setting up a house takes long, too, with a reader that is trained for the first time.
    if (!job && ++unknown < mostUnknown) return
    const why = `It kept the processor for more than ${(longest + graceMs) / 1000} s and could not be called off: a loop without end, or a pattern that backtracks for ever.`
    if (job) journal.add({ ...blankResult(job), status: 'error', stuck: true, why })
    const where = job ? `${placeOf(job.case.origin)}: the case "${job.case.name}": ` : ''
    onStuck(`${where}${why} What was done is kept; --resume does the rest.`)
  })
}

/** Jobs that stand on one stage, in order. A model's suites have recordings of their own, so each has its own stage. */
function groups(jobs: readonly Job[]): Job[][] {
  const byStage = new Map<string, Job[]>()
  for (const job of jobs) {
    const list = byStage.get(stageOf(job))
    if (list) list.push(job)
    else byStage.set(stageOf(job), [job])
  }
  return [...byStage.values()]
}

const asksNobody = ({ performer, customers }: Candidate): boolean =>
  performer.kind === 'understudy' && customers === null

const stageOf = ({ suite, candidate }: Job): string =>
  `${asksNobody(candidate) ? suite.task.name : suite.name} ${candidate.id}`

async function openStage(
  jobs: readonly Job[],
  { callerFor, cacheFolder, concurrency, onStep }: RunDeps,
): Promise<Stage> {
  const [job] = jobs
  if (!job) throw new Error('a stage for nothing')
  const { suite, candidate } = job
  onStep(`setting up ${suite.task.name} for ${candidate.id}`)
  return suite.task.open({
    candidate,
    caller: callerFor(suite, candidate),
    cacheFolder,
    concurrency: Math.min(concurrency, jobs.length),
  })
}

const longestUnheardMs = 50

/** Runs jobs on one stage; returns why the whole run has to stop, or null. */
async function runGroup(
  jobs: readonly Job[],
  stage: Stage,
  deps: RunDeps,
  keep: (result: CaseResult) => void,
): Promise<BatonError | null> {
  let next = 0
  let stopped: BatonError | null = null
  let yieldedAt = performance.now()
  async function work(): Promise<void> {
    for (let job = jobs[next++]; job && !stopped; job = jobs[next++]) {
      // Quick cases never leave the loop of promises, and Ctrl-C would not be heard.
      if (performance.now() - yieldedAt > longestUnheardMs) {
        await new Promise((done) => setImmediate(done))
        yieldedAt = performance.now()
      }
      if (deps.signal.aborted) {
        stopped ??= new RunStopped(
          'unavailable',
          'Interrupted: what was done is kept; go on with --resume.',
        )
        return
      }
      try {
        const result = await inHand.run(job, runJob, job, stage, deps)
        if (deps.signal.aborted && result.status === 'error') continue
        deps.journal.add(result)
        keep(result)
        deps.onResult(result)
      } catch (error) {
        if (!(error instanceof RunStopped)) throw error
        stopped ??= error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(deps.concurrency, jobs.length) }, work))
  if (!stopped && deps.signal.aborted && next <= jobs.length) {
    stopped = new RunStopped(
      'unavailable',
      'Interrupted: what was done is kept; go on with --resume.',
    )
  }
  return stopped
}

/** What is known of a job before it is done. */
export const blankResult = ({ key, suite, case: it, candidate, trial }: Job): CaseResult => ({
  key,
  suite: suite.name,
  case: it.name,
  hash: it.hash,
  candidate: candidate.id,
  trial,
  status: 'skipped',
  must: it.must,
  tags: [...it.tags],
  slices: { ...it.slices },
  origin: placeOf(it.origin),
  findings: [],
  decisions: [],
  measures: {},
  usage: { ...noUsage },
  ms: 0,
  why: it.skip,
  trace: null,
})

/** One trial. What cannot be judged is an `error` and no failure. @throws RunStopped */
export async function runJob(
  job: Job,
  stage: Stage,
  deps: Pick<RunDeps, 'callerFor' | 'judge' | 'signal'>,
): Promise<CaseResult> {
  const { case: it, trial: number } = job
  const blank = blankResult(job)
  if (it.skip !== null) return blank
  const limit = new AbortController()
  const signal = AbortSignal.any([deps.signal, limit.signal])
  const trial = newTrial(number, signal)
  const startedAt = performance.now()
  try {
    const { trace, findings, decisions, measures } = await withinTime(
      it.timeoutMs,
      { limit, trial },
      performAndJudge(job, stage, trial, deps),
    )
    const passed = findings.every(({ ok }) => ok)
    return {
      ...blank,
      status: passed ? 'passed' : 'failed',
      ...(!passed && stage.audit && { blame: stage.audit(it.input, trace, findings) }),
      findings,
      decisions,
      measures,
      usage: trial.usage,
      ms: performance.now() - startedAt,
      why: null,
      trace,
    }
  } catch (error) {
    const stop = [error, ...trial.faults].find((fault) => fault instanceof RunStopped)
    if (stop) throw stop
    return {
      ...blank,
      status: 'error',
      usage: trial.usage,
      ms: performance.now() - startedAt,
      why: wordsFor(error, it.origin),
    }
  }
}

function wordsFor(error: unknown, origin: Job['case']['origin']): string {
  if (error instanceof BatonError) return error.message
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `${placeOf(origin)}: ${words}`
}

async function performAndJudge(
  { case: it, suite, candidate }: Job,
  stage: Stage,
  trial: Trial,
  { callerFor, judge }: Pick<RunDeps, 'callerFor' | 'judge'>,
): Promise<Findings & { trace: Trace }> {
  const { trace, atTurns = [] } = await callerFor(suite, candidate).during(trial, () =>
    stage.perform(it.input, trial.signal, trial.number),
  )
  // A house survives a model that fails; a recording that is missing must not pass for that.
  const [fault] = trial.faults
  if (fault) throw fault
  const all: Findings = { findings: [], decisions: [], measures: {} }
  const judgements = [
    ...atTurns.map(({ turn, trace, expect }) => ({ expect, trace, turn })),
    { expect: it.expect, trace, turn: undefined },
  ]
  for (const { expect, trace, turn } of judgements) {
    const filled = stage.fill ? expect.map((one) => stage.fill?.(one) ?? one) : expect
    const { findings, decisions, measures } = await judgeAll(filled, trace, { judge }, turn)
    all.findings.push(...findings)
    all.decisions.push(...decisions)
    Object.assign(all.measures, measures)
  }
  return { ...all, trace }
}

/** Waits for work, at most so long, not counting what limits held it up; then it is called off and nobody waits for it any more. */
async function withinTime<T>(
  ms: number,
  { limit, trial }: { limit: AbortController; trial: Trial },
  work: Promise<T>,
): Promise<T> {
  const startedAt = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const look = () => {
      const left = ms + heldMs(trial) - (performance.now() - startedAt)
      if (left >= 1) {
        timer = setTimeout(look, left)
        return
      }
      const error = new BatonError(
        'unavailable',
        `It did not end within ${ms / 1000} s (timeoutMs): the case was given up.`,
      )
      limit.abort(error)
      reject(error)
    }
    timer = setTimeout(look, ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => {})
  }
}
