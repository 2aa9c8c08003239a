import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BatonError } from '../../src/domain/error.ts'
import { candidatesOf, readMatrix, type Candidate, type Matrix } from './candidate.ts'
import { baselineOf, loadBaseline, type Baseline } from './gate/baseline.ts'
import { compareRuns, type Comparison } from './gate/compare.ts'
import { openJudge } from './judge.ts'
import type { Agreement } from './judge.ts'
import { findSuites } from './load.ts'
import { createCaller, type Caller, type RecordingMode } from './recording/caller.ts'
import { createRateLimit, readPrices, type Budget, type Prices } from './recording/limits.ts'
import { openRecordings, type Recordings } from './recording/recordings.ts'
import { openJournal, readJournal, runsIn, type Journal } from './run/journal.ts'
import { everyCase, planHash, planJobs, type Choice, type Job } from './run/plan.ts'
import type { CaseResult } from './run/result.ts'
import { runJobs } from './run/run.ts'
import { RunStopped } from './run/stop.ts'
import type { Suite } from './suite.ts'
import { summarise, type SuiteSummary } from './summary.ts'

/** Where a model is reached when it has to be asked. */
export interface ModelAccess {
  baseUrl: string
  apiKey: string
}

export interface SessionOptions {
  /** Names or files; all suites for none. Or suites that are ready. */
  suites: readonly string[] | readonly Suite[]
  /** A file, or the sides themselves. */
  matrix: string | Matrix
  trials: number
  choice?: Choice
  mode: RecordingMode
  /** Null where none is configured: then nothing but replay is possible with a model. */
  access: ModelAccess | null
  concurrency: number
  requestsPerMinute: number | null
  tokensPerMinute: number | null
  budget: Budget
  pricesFile: string
  retries: number
  /** Goes on with the newest run of the same work, or with this one. */
  resume: boolean | string
  /** Where runs are kept. */
  runsFolder: string
  recordingsFolder: string
  cacheFolder: string
  /** Where suites are looked for, where it is not the usual folder. */
  suitesFolder?: string
  /** Asked where expectations are a matter of opinion. It must show its agreement with people first. */
  judge: { model: string; examplesFile: string } | null
  signal: AbortSignal
  baseline: string | null
  baselinesFolder?: string
  onPlan(total: number, done: number): void
  onStep(step: string): void
  /** A request to a model waits so long, and why. */
  onWait?(ms: number, why: string): void
  onResult(result: CaseResult): void
  /** A case cannot be called off: the process has to end. Everything is kept by then. */
  onStuck?(words: string): void
}

/** All that came of a run. */
export interface Session {
  run: string
  folder: string
  at: string
  suites: Suite[]
  candidates: Candidate[]
  results: CaseResult[]
  summaries: SuiteSummary[]
  /** Null where nothing was held against anything. */
  baseline: Baseline | null
  comparison: Comparison | null
  prices: Prices | null
  /** How well the judge agrees with people, where there is one. */
  agreement: Agreement | null
  stopped: BatonError | null
  /** Only some cases of the suites were asked for. */
  partial: boolean
}

const slug = (text: string): string => text.replaceAll(/[^\w.-]+/g, '-')

/** The earlier run to go on with. @throws BatonError `not_found`, `conflict` */
function earlierRun({ resume, runsFolder }: SessionOptions, plan: string): string | null {
  if (resume === false) return null
  const wanted = typeof resume === 'string' ? [resume] : runsIn(runsFolder)
  for (const run of wanted) {
    const journal = readJournal(join(runsFolder, run))
    if (journal?.head.plan === plan) return run
    if (typeof resume === 'string') {
      throw new BatonError(
        journal ? 'conflict' : 'not_found',
        journal
          ? `The run ${run} was of other work: suites, candidates or cases have changed. Start a new run.`
          : `There is no run ${run} in ${runsFolder}.`,
      )
    }
  }
  throw new BatonError(
    'not_found',
    'There is no earlier run of this same work to go on with; leave --resume out.',
  )
}

function openRun(
  options: SessionOptions,
  jobs: readonly Job[],
  prices: Prices | null,
): { run: string; journal: Journal } {
  const plan = planHash(jobs)
  const at = new Date().toISOString()
  const run = earlierRun(options, plan) ?? freshName(at, options.runsFolder)
  const journal = openJournal(join(options.runsFolder, run), {
    run,
    at,
    plan,
    suites: [...new Set(jobs.map(({ suite }) => suite.name))],
    candidates: [...new Set(jobs.map(({ candidate }) => candidate.id))],
    trials: options.trials,
    ...(prices && { currency: prices.currency }),
  })
  const { currency } = journal.head
  if (prices && currency !== undefined && currency !== prices.currency) {
    journal.close()
    throw new BatonError(
      'conflict',
      `The run ${run} was reckoned in ${currency}, and ${options.pricesFile} has ${prices.currency}: name the prices it had with --prices, or start a new run.`,
    )
  }
  return { run, journal }
}

/** Runs are named by their time, so that they sort; two in one second are told apart. */
function freshName(at: string, folder: string): string {
  const name = at.slice(0, 19).replaceAll(':', '-')
  for (let n = 1; ; n++) {
    const run = n === 1 ? name : `${name}-${n}`
    if (!existsSync(join(folder, run))) return run
  }
}

const isPartial = ({ tags, slices, name }: Choice = everyCase): boolean =>
  tags.length > 0 || name !== null || Object.keys(slices).length > 0

type CallerOptions = Pick<
  SessionOptions,
  | 'mode'
  | 'access'
  | 'budget'
  | 'retries'
  | 'recordingsFolder'
  | 'requestsPerMinute'
  | 'tokensPerMinute'
  | 'pricesFile'
  | 'onWait'
>

/** One caller per suite and model, all within the same limits and budget. */
export function callers(options: CallerOptions, prices: Prices | null) {
  const { mode, access, budget, retries, recordingsFolder } = options
  const limit = createRateLimit(options, { onWait: options.onWait })
  const spent = { tokens: 0, micros: 0 }
  const made = new Map<string, Caller>()
  const files: Recordings[] = []
  function callerOf(purpose: string, model: string): Caller {
    const key = `${purpose} ${model}`
    const known = made.get(key)
    if (known) return known
    if (model !== '') checkReach(model, options, prices)
    const recordings =
      model === '' || mode === 'live'
        ? null
        : openRecordings(join(recordingsFolder, purpose, `${slug(model)}.jsonl`))
    if (recordings) files.push(recordings)
    const caller = createCaller({
      mode,
      recordings,
      model,
      baseUrl: access?.baseUrl ?? 'http://recorded.invalid/v1',
      apiKey: access?.apiKey ?? 'none',
      prices,
      budget,
      spent,
      limit,
      retries,
    })
    made.set(key, caller)
    return caller
  }
  return {
    files,
    callerOf,
    callerFor: ({ name }: Suite, { performer, customers }: Candidate): Caller =>
      callerOf(name, performer.kind === 'model' ? performer.name : (customers ?? '')),
  }
}

/** @throws BatonError `invalid` when a model has to be asked and cannot be, or its price is not known */
function checkReach(
  model: string,
  { mode, access, budget, pricesFile }: CallerOptions,
  prices: Prices | null,
): void {
  if (mode !== 'replay' && !access) {
    throw new BatonError(
      'invalid',
      `model:${model} has to be asked: set OPENAI_API_KEY, BATON_MODEL and, for another server, OPENAI_BASE_URL; or take --replay.`,
    )
  }
  if (budget.micros !== null && !prices?.models[model]) {
    throw new BatonError(
      'invalid',
      `There is no price for ${model} in ${pricesFile}; a budget of money needs one.`,
    )
  }
}

async function suitesOf({ suites, suitesFolder }: SessionOptions): Promise<Suite[]> {
  const ready = suites.filter((it) => typeof it !== 'string')
  return ready.length > 0
    ? ready
    : findSuites(
        suites.filter((it) => typeof it === 'string'),
        suitesFolder,
      )
}

/**
 * Runs suites by candidates, from files to figures. What was done is in the run's journal, whatever happens.
 * @throws BatonError for what cannot be begun: files at fault, an unknown suite, a model that cannot be asked.
 */
export async function runSession(options: SessionOptions): Promise<Session> {
  const suites = await suitesOf(options)
  const candidates =
    typeof options.matrix === 'string' ? readMatrix(options.matrix) : candidatesOf(options.matrix)
  const baseline =
    options.baseline === null ? null : loadBaseline(options.baseline, options.baselinesFolder)
  const prices = existsSync(options.pricesFile) ? readPrices(options.pricesFile) : null
  const jobs = planJobs(suites, candidates, options.trials, options.choice ?? everyCase)
  if (jobs.length === 0) {
    throw new BatonError(
      'invalid',
      'No case has all of these tags, slices and words: nothing to run.',
    )
  }
  const ways = callers(options, prices)
  const judge =
    options.judge &&
    (await openJudge(ways.callerOf('judge', options.judge.model), options.judge, options.signal))
  const { run, journal } = openRun(options, jobs, prices)
  options.onPlan(jobs.length, journal.done.size)
  try {
    const { results, stopped } = await runJobs(jobs, {
      journal,
      callerFor: ways.callerFor,
      judge: judge?.judge ?? null,
      cacheFolder: options.cacheFolder,
      concurrency: options.concurrency,
      signal: options.signal,
      onResult: options.onResult,
      onStep: options.onStep,
      onStuck:
        options.onStuck &&
        ((words) => {
          saveAll(ways.files)
          options.onStuck?.(words)
        }),
    })
    const unsaved = saveAll(ways.files)
    return {
      run,
      folder: journal.folder,
      at: journal.head.at,
      suites,
      candidates,
      results,
      summaries: summariesOf(suites, candidates, results),
      baseline,
      comparison: baseline && compareRuns(baseline, baselineOf(run, journal.head.at, results)),
      prices,
      agreement: judge?.agreement ?? null,
      stopped: stopped ?? unsaved,
      partial: isPartial(options.choice),
    }
  } finally {
    journal.close()
    saveAll(ways.files)
  }
}

/** Saves what was recorded; why some of it could not be, or null. The answers are on the disk in any case, in a file beside. */
function saveAll(files: readonly Recordings[]): RunStopped | null {
  let fault: RunStopped | null = null
  for (const recordings of files) {
    try {
      recordings.save()
    } catch (error) {
      if (!(error instanceof RunStopped)) throw error
      fault ??= error
    }
  }
  return fault
}

function summariesOf(
  suites: readonly Suite[],
  candidates: readonly Candidate[],
  results: readonly CaseResult[],
): SuiteSummary[] {
  return candidates.flatMap(({ id }) =>
    suites
      .filter(({ name }) => results.some((it) => it.suite === name && it.candidate === id))
      .map((suite) => summarise(suite, id, results)),
  )
}
