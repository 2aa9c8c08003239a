import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { candidatesOf } from '../candidate.ts'
import { noModel } from '../recording/no-model.ts'
import { readSuite, suite, type Suite } from '../suite.ts'
import { summarise } from '../summary.ts'
import type { Task } from '../task.ts'
import { traceOf } from '../trace.ts'
import { openJournal, readJournal } from './journal.ts'
import { planHash, planJobs, type Job } from './plan.ts'
import { runJobs, type RunDeps } from './run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-run-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Says back what the case gives; `hang` never ends, `throw` breaks, `busy` keeps the thread until somebody hears of it. */
let performed: string[] = []
let heard: string[] = []
const Input = z.strictObject({ text: z.string() })
const echo = {
  name: 'echo',
  input: Input,
  open: () =>
    Promise.resolve({
      perform: async ({ text }, signal) => {
        performed.push(text)
        if (text === 'hang')
          await new Promise((_, no) =>
            signal.addEventListener('abort', () => no(signal.reason as Error)),
          )
        if (text === 'throw') throw new TypeError('broken')
        if (text === 'busy') while (heard.length === 0) performed = [text]
        return { trace: traceOf({ answer: text }) }
      },
      close: () => Promise.resolve(),
    }),
} satisfies Task<typeof Input>

const [understudy] = candidatesOf({})

function suiteOf(...texts: string[]): Suite {
  const cases = texts.map((text) => ({
    name: text,
    text,
    tags: [text.length > 3 ? 'long' : 'short'],
    timeoutMs: 200,
    expect: [{ says: 'o' } as const],
  }))
  return readSuite(suite('words', cases, { task: echo }).fields, join(folder, 'words.suite.ts'))
}

async function run(
  jobs: readonly Job[],
  change: Partial<RunDeps> = {},
  write?: Parameters<typeof openJournal>[2],
) {
  const journal = openJournal(
    folder,
    { run: 'r', at: '', plan: planHash(jobs), suites: [], candidates: [], trials: 1 },
    write,
  )
  try {
    return await runJobs(jobs, {
      journal,
      callerFor: () => noModel,
      judge: null,
      cacheFolder: folder,
      concurrency: 1,
      signal: new AbortController().signal,
      onResult: () => {},
      onStep: () => {},
      ...change,
    })
  } finally {
    journal.close()
  }
}

beforeEach(() => {
  performed = []
  heard = []
})

it('tells what passed, what failed and what could not be judged', async () => {
  const it_ = suiteOf('foo', 'bar', 'hang', 'throw')
  const { results, stopped } = await run(planJobs([it_], [understudy!], 1))
  expect(stopped).toBeNull()
  expect(results.map(({ case: name, status, why }) => [name, status, why])).toEqual([
    ['foo', 'passed', null],
    ['bar', 'failed', null],
    ['hang', 'error', 'It did not end within 0.2 s (timeoutMs): the case was given up.'],
    ['throw', 'error', expect.stringMatching(/words\.suite\.ts: TypeError: broken/)],
  ])
  const summary = summarise(it_, 'understudy', results)
  expect(summary).toMatchObject({ cases: 2, errors: 2, passed: { value: 0.5 } })
  expect(summary.shortfalls).toEqual(['1 case failed', '2 cases could not be judged'])
})

describe('a run that is interrupted', () => {
  it('keeps what was done and does the rest when it goes on', async () => {
    const jobs = planJobs([suiteOf('foo', 'bar', 'ooze')], [understudy!], 1)
    const stop = new AbortController()
    const first = await run(jobs, { signal: stop.signal, onResult: () => stop.abort() })
    expect(first.results).toHaveLength(1)
    expect(first.stopped?.message).toMatch(/Interrupted.*--resume/)
    // A killed process leaves half a line.
    appendFileSync(join(folder, 'journal.jsonl'), '{"key":"half')
    performed = []
    const second = await run(jobs)
    expect(performed).toEqual(['bar', 'ooze'])
    expect(second.results.map(({ status }) => status)).toEqual(['passed', 'failed', 'passed'])
    expect(readJournal(folder)?.results).toHaveLength(3)
  })

  it('does again what could not be judged, and not what would keep the thread again', async () => {
    const jobs = planJobs([suiteOf('foo', 'hang', 'throw')], [understudy!], 1)
    await run(jobs)
    const [foo, hang, stuck] = readJournal(folder)?.results ?? []
    expect([foo?.status, hang?.status, stuck?.status]).toEqual(['passed', 'error', 'error'])
    const file = join(folder, 'journal.jsonl')
    appendFileSync(file, `${JSON.stringify({ ...stuck, stuck: true })}\n`)
    performed = []
    await run(jobs)
    expect(performed).toEqual(['hang'])
  })

  it('stops at a full disk and says how to go on', async () => {
    const jobs = planJobs([suiteOf('foo', 'bar', 'ooze')], [understudy!], 1)
    let lines = 0
    const { results, stopped } = await run(jobs, {}, ((
      _handle: number,
      bytes: Buffer,
      at: number,
    ) => {
      if (lines++ < 2) {
        appendFileSync(join(folder, 'journal.jsonl'), bytes.subarray(at))
        return bytes.length - at
      }
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    }) as never)
    expect(results).toHaveLength(1)
    expect(stopped?.message).toMatch(
      /The disk is full: .*journal\.jsonl has 1 result and takes.*--resume/,
    )
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(
      2,
    )
  })
})

it(
  'hears of a case that keeps the thread, and keeps that it did',
  { timeout: 60_000 },
  async () => {
    const jobs = planJobs([suiteOf('foo', 'busy')], [understudy!], 1)
    let kept: unknown
    await run(jobs, {
      onStuck(words) {
        kept = readJournal(folder)?.results.map(({ case: name, status }) => [name, status])
        heard.push(words)
      },
    })
    expect(heard[0]).toMatch(/words\.suite\.ts: the case "busy": .*kept the processor.*--resume/)
    expect(kept).toEqual([
      ['foo', 'passed'],
      ['busy', 'error'],
    ])
  },
)

describe('a plan', () => {
  it('is every case by every candidate in every trial, or those that are meant', () => {
    const it_ = suiteOf('foo', 'bars')
    const two = candidatesOf({ performers: ['understudy', 'model:m'] })
    expect(planJobs([it_], two, 3)).toHaveLength(12)
    const meant = planJobs([it_], two, 1, { tags: ['long'], slices: {}, name: null })
    expect(meant.map((job) => [job.candidate.id, job.case.name])).toEqual([
      ['understudy', 'bars'],
      ['model:m', 'bars'],
    ])
  })

  it('changes its keys with the content of a case and of a candidate', () => {
    const keys = (it_: Suite, temperature: number) =>
      planJobs([it_], candidatesOf({ temperatures: [temperature] }), 1).map(({ key }) => key)
    expect(keys(suiteOf('foo'), 0)).toEqual(keys(suiteOf('foo'), 0))
    expect(keys(suiteOf('foo'), 0)).not.toEqual(keys(suiteOf('foo'), 1))
  })
})
