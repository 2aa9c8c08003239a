import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { evalRun } from '../../../src/cli/eval-run.ts'
import { testReader } from '../../../tests/reader.ts'
import { findSuites } from '../load.ts'
import { withModel } from '../tasks/all.ts'

/**
 * The committed recordings: every suite in which a model takes part goes the way of a model, by a model of simple rules,
 * without a network. It shows that the way holds, and nothing of how good any real model is.
 */

const howToMend =
  'a prompt, a playbook, a tool or a case has changed since the recordings were made. Where that was meant, make them again with `node scripts/record-suites.ts` and commit them.'

/** What each passes at least; in comments what it passed when it was last recorded (2026-11-29). */
const leastPassed: Record<string, number> = {
  conversations: 0.8, // 0.854
  grounding: 0.45, // 0.5
  injection: 1, // 1
  languages: 0.8, // 0.941
  simulated: 0.5, // 0.595
}

const recordings = join(import.meta.dirname, '../../recordings')
const Printed = z.object({
  summaries: z.array(
    z.object({
      suite: z.string(),
      errors: z.int(),
      stepIns: z.int(),
      passed: z.object({ value: z.number() }),
    }),
  ),
  failures: z.array(z.object({ case: z.string(), status: z.string(), why: z.string().nullable() })),
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-committed-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

it('are there for every suite in which a model takes part', async () => {
  const suites = (await findSuites([])).filter(({ task }) => withModel(task))
  expect(suites.map(({ name }) => name).toSorted()).toEqual(Object.keys(leastPassed))
})

describe.each(Object.entries(leastPassed))('%s', (name, least) => {
  it('is replayed to its end without a network', { timeout: 600_000 }, async () => {
    expect(existsSync(join(recordings, name, 'rule-model.jsonl')), howToMend).toBe(true)
    vi.stubEnv('BATON_DATA', folder)
    vi.stubEnv('BATON_CACHE', testReader.cacheFolder)
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the network is refused')))
    let out = ''
    await evalRun([name, '--performer=model:rule-model', '--replay', '--concurrency=1', '--json'], {
      out: (text) => void (out += text),
      err: () => {},
    })
    const { summaries, failures } = Printed.parse(JSON.parse(out))
    const errors = failures.filter(({ status }) => status === 'error')
    const [first] = errors
    const miss = first && `${errors.length} cases miss: ${howToMend}\n${first.case}: ${first.why}`
    expect(errors.length, miss).toBe(0)
    expect(summaries).toMatchObject([{ suite: name, errors: 0, stepIns: 0 }])
    expect(summaries[0]?.passed.value).toBeGreaterThanOrEqual(least)
  })
})
