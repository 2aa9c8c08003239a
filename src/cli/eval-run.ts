import { closeSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { measureCoverage, type Coverage } from '../../evals/harness/covered/coverage.ts'
import { coverageTable } from '../../evals/harness/covered/table.ts'
import { baselineOf, saveBaseline, staysWhen } from '../../evals/harness/gate/baseline.ts'
import { junitXml } from '../../evals/harness/gate/junit.ts'
import { markdownSummary } from '../../evals/harness/gate/markdown.ts'
import { terminalSummary } from '../../evals/harness/gate/table.ts'
import { createProgress, type Progress } from '../../evals/harness/progress.ts'
import type { RecordingMode } from '../../evals/harness/recording/caller.ts'
import { reportHtml } from '../../evals/harness/report/report.ts'
import { runSession, type Session, type SessionOptions } from '../../evals/harness/session.ts'
import type { Suite } from '../../evals/harness/suite.ts'
import { failOns, whyFellShort, type FailOn } from '../../evals/harness/verdict.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { exit, type Io } from './command.ts'
import { chosen, numberOf, sidesOf } from './eval-options.ts'

export const evalRunHelp = `baton eval run [SUITE…]

Runs suites: names (refunds), files, or all of them. Offline unless a model is named.

What is tried; several of each make a matrix
  --performer P         understudy (standard), model:NAME, or model for BATON_MODEL
  --prompt FILE         rules for the system prompt, or the prompt of a prompt suite
  --playbooks FOLDER    --settings FILE   --training FOLDER   --knowledge FILE
  --temperature N
  --customers P         who plays simulated customers: script (standard), or model:NAME
  --matrix FILE         the same as YAML: performers, prompts, playbooks, settings …
  --trials K            every case K times; K recordings, and pass^k (standard 1)
Which cases
  --tag T   --slice NAME=VALUE   --case TEXT
Models
  --replay              recorded answers only, no network (standard for models)
  --record              ask what is not recorded, and keep it
  --refresh             ask everything again, and keep that
  --live                ask, and keep nothing
  --recordings FOLDER   standard evals/recordings
  --concurrency N (4)   --requests-per-minute N   --tokens-per-minute N   --retries N (2)
  --budget-tokens N     --budget-money AMOUNT, by the prices of --prices FILE (evals/prices.yaml)
Opinions
  --judge model:NAME --judge-examples FILE   a model that judges by rubric; it must agree with the labels first (κ ≥ 0.6 on 30)
Gate
  --baseline NAME       hold this run against evals/baselines/NAME.json
  --save-baseline NAME  keep this run as one
  --fail-on WHEN        regression (standard with a baseline): worse beyond chance, or a case that must pass broke
                        shortfall (standard without): a suite fell short of what it asks
                        failure: any case failed · never
Results
  --html FILE   --junit FILE   --markdown FILE   --json
  --coverage            which playbooks, steps and replies the conversations have tried: in the terminal, the report and --json
  --resume [RUN]        go on with the newest run of the same work that was interrupted, or with RUN

Exit codes: 0 holds, 1 fell short or was interrupted, 2 usage or a file at fault.
`

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true, default: [] as string[] } as const
const flag = { type: 'boolean', default: false } as const

export const runOptions = {
  performer: texts,
  prompt: texts,
  playbooks: texts,
  settings: texts,
  training: texts,
  knowledge: texts,
  temperature: texts,
  customers: texts,
  matrix: text,
  trials: text,
  tag: texts,
  slice: texts,
  case: text,
  replay: flag,
  record: flag,
  refresh: flag,
  live: flag,
  recordings: text,
  concurrency: text,
  'requests-per-minute': text,
  'tokens-per-minute': text,
  retries: text,
  'budget-tokens': text,
  'budget-money': text,
  prices: text,
  judge: text,
  'judge-examples': text,
  baseline: text,
  'save-baseline': text,
  'fail-on': text,
  html: text,
  junit: text,
  markdown: text,
  json: flag,
  coverage: flag,
  resume: flag,
} as const

const read = (args: string[]) => parseArgs({ args, allowPositionals: true, options: runOptions })
type Values = ReturnType<typeof read>['values']

const projectFolder = resolve(import.meta.dirname, '../..')

function modeOf({ replay, record, refresh, live }: Values): RecordingMode {
  const modes = Object.entries({ replay, record, refresh, live }).flatMap(([name, on]) =>
    on ? [name as RecordingMode] : [],
  )
  if (modes.length > 1) {
    throw new BatonError('invalid', `--${modes.join(' and --')} exclude each other.`)
  }
  return modes[0] ?? 'replay'
}

const whole = (name: string, value: string | undefined, standard: number): number =>
  numberOf(name, value, { least: 1, whole: true }) ?? standard

/** What the command line asks for, over the configuration. @throws BatonError `invalid` */
export function sessionOptions(
  values: Values,
  suites: readonly string[] | readonly Suite[],
  signal: AbortSignal,
): Omit<SessionOptions, 'onPlan' | 'onStep' | 'onResult' | 'onStuck'> {
  const { model, dataFolder, cacheFolder } = readConfig()
  const money = numberOf('--budget-money', values['budget-money'], { least: 0 })
  // A run is named by its time, which no suite is.
  const names = suites.filter((it) => typeof it === 'string')
  const run = names.find((name) => values.resume && /^\d{4}-\d\d-\d\dT/.test(name))
  return {
    suites: suites.filter((it) => it !== run) as typeof suites,
    matrix: values.matrix ?? sidesOf(values, model?.name),
    trials: whole('--trials', values.trials, 1),
    choice: chosen(values),
    mode: modeOf(values),
    access:
      (model && {
        baseUrl: model.baseUrl ?? 'https://api.openai.com/v1',
        apiKey: model.apiKey || 'none',
      }) ||
      null,
    concurrency: whole('--concurrency', values.concurrency, 4),
    requestsPerMinute: numberOf('--requests-per-minute', values['requests-per-minute'], {
      least: 1,
    }),
    tokensPerMinute: numberOf('--tokens-per-minute', values['tokens-per-minute'], { least: 1 }),
    budget: {
      tokens: numberOf('--budget-tokens', values['budget-tokens'], { least: 1 }),
      micros: money === null ? null : Math.round(money * 1e6),
    },
    pricesFile: values.prices ?? join(projectFolder, 'evals/prices.yaml'),
    retries: numberOf('--retries', values.retries, { least: 0, whole: true }) ?? 2,
    resume: run ?? values.resume,
    runsFolder: join(dataFolder, 'evals'),
    recordingsFolder: values.recordings ?? join(projectFolder, 'evals/recordings'),
    cacheFolder,
    signal,
    baseline: values.baseline ?? null,
    judge: judgeOf(values),
  }
}

function judgeOf({ judge, 'judge-examples': examplesFile }: Values): SessionOptions['judge'] {
  if (judge === undefined) return null
  if (!judge.startsWith('model:') || examplesFile === undefined) {
    throw new BatonError(
      'invalid',
      '--judge model:NAME needs --judge-examples FILE: a judge that has not shown its agreement with people may not gate.',
    )
  }
  return { model: judge.slice('model:'.length), examplesFile }
}

function failOnOf({ 'fail-on': wanted, baseline }: Values): FailOn {
  if (wanted === undefined) return baseline === undefined ? 'shortfall' : 'regression'
  const known = failOns.find((name) => name === wanted)
  if (!known) throw new BatonError('invalid', `--fail-on must be one of: ${failOns.join(', ')}.`)
  if (known === 'regression' && baseline === undefined) {
    throw new BatonError(
      'invalid',
      '--fail-on regression needs --baseline NAME to hold the run against.',
    )
  }
  return known
}

function writeResults(
  session: Session,
  coverage: readonly Coverage[],
  values: Values,
  io: Io,
): void {
  const { results, summaries, comparison, prices } = session
  const files: [string | undefined, () => string][] = [
    [values.junit, () => junitXml(results)],
    [values.markdown, () => markdownSummary(summaries, comparison, prices?.currency)],
    [values.html, () => reportHtml(session, coverage)],
  ]
  for (const [file, make] of files) {
    if (file === undefined) continue
    try {
      writeFileSync(file, make())
    } catch (cause) {
      const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
      const words = why === 'ENOSPC' ? 'the disk is full' : why
      throw new BatonError('unavailable', `${file} cannot be written: ${words}.`, { cause })
    }
  }
  const name = values['save-baseline']
  if (name !== undefined && !session.stopped) {
    const stays = staysWhen(session.partial, results)
    io.err(`saved ${saveBaseline(baselineOf(name, session.at, results), { stays })}\n`)
  }
}

/** What `--json` prints: figures and verdicts, and of the cases only what failed. */
function asJson(
  { run, at, summaries, comparison, results, stopped }: Session,
  why: string[],
  coverage: readonly Coverage[],
): string {
  const failures = results
    .filter(({ status }) => status === 'failed' || status === 'error')
    .map((it) => ({ ...it, trace: undefined }))
  return `${JSON.stringify({ run, at, ok: why.length === 0, why, stopped: stopped?.message ?? null, summaries, comparison, failures, ...(coverage.length > 0 && { coverage }) })}\n`
}

/** Turns the first Ctrl-C into a request to stop; the second ends the process as usual. */
function onInterrupt(): { signal: AbortSignal; release(): void } {
  const stop = new AbortController()
  const listen = () => stop.abort()
  process.once('SIGINT', listen)
  process.once('SIGTERM', listen)
  return {
    signal: stop.signal,
    release() {
      process.off('SIGINT', listen)
      process.off('SIGTERM', listen)
    },
  }
}

/** `baton eval run`. Exit code 0 holds, 1 fell short or was interrupted, 2 usage or a file at fault. */
export async function evalRun(args: string[], io: Io): Promise<number> {
  const { values, positionals } = read(args)
  return runSuites(values, positionals, io)
}

/** Runs suites, by name or ready ones, and writes what was asked for. Exit code as `evalRun`. */
export async function runSuites(
  values: Values,
  suites: readonly string[] | readonly Suite[],
  io: Io,
): Promise<number> {
  const failOn = failOnOf(values)
  const interrupt = onInterrupt()
  let progress: Progress | undefined
  const told = new Set<string>()
  try {
    const session = await runSession({
      ...sessionOptions(values, suites, interrupt.signal),
      onPlan(total, done) {
        progress = createProgress(total, { stream: process.stderr })
        if (done > 0) io.err(`going on: ${done} of ${total} are done\n`)
        for (let i = 0; i < done; i++) progress.tick(false)
      },
      onStep: (step) => progress?.step(step),
      onWait(ms, why) {
        const words = `waiting ${Math.ceil(ms / 1000)} s: ${why}`
        progress?.step(words)
        // Without a bar, once.
        if (!process.stderr.isTTY && !told.has(why)) io.err(`${words}\n`)
        told.add(why)
      },
      onResult: ({ status }) => progress?.tick(status === 'failed' || status === 'error'),
      onStuck(words) {
        progress?.end()
        // Not by the stream: it writes when the thread is free again, and it never is.
        writeSync(process.stderr.fd, `${words}\n`)
        // The way into the stuck thread is Node's inspector, which would say now that it waits for a debugger.
        closeSync(process.stderr.fd)
        process.exit(exit.fellShort)
      },
    })
    progress?.end()
    const coverage = values.coverage ? measureCoverage(session) : []
    writeResults(session, coverage, values, io)
    const why = whyFellShort(session, failOn)
    const { summaries, results, comparison, prices } = session
    io.out(
      values.json
        ? asJson(session, why, coverage)
        : terminalSummary(summaries, results, comparison, prices?.currency) +
            coverageTable(coverage),
    )
    for (const words of why) io.err(`${words}\n`)
    return why.length === 0 ? exit.done : exit.fellShort
  } catch (error) {
    progress?.end()
    // A suite, baseline or recording that is not there is a word that was typed wrongly.
    if (error instanceof BatonError && error.code === 'not_found') {
      io.err(`${error.message}\n`)
      return exit.usage
    }
    throw error
  } finally {
    interrupt.release()
  }
}
