import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testReader } from '../../../tests/reader.ts'
import { candidatesOf } from '../candidate.ts'
import type { Job } from '../run/plan.ts'
import { openRunnerPool, type RunnerPool } from './runner-pool.ts'
import { planWatched, type Watched } from './runner.ts'

/** Two threads at one suite, one case of which never ends. */

let folder: string
let pool: RunnerPool
let watched: Watched
const names = ['one', 'two', 'three', 'four']
const suiteText = `suite: x
task: search
cases:
${names.map((name) => `  - { name: ${name}, query: How long does shipping take?, expect: [{ matches: . }] }`).join('\n')}
  - name: endless
    query: How long does shipping take?
    timeoutMs: 100
    expect: [{ matches: "^([^§]+)+§$" }]
`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-pool-'))
  writeFileSync(join(folder, 'x.suite.yaml'), suiteText)
  const [candidate] = candidatesOf({})
  if (!candidate) throw new Error('no candidate')
  const { cacheFolder } = testReader
  watched = { candidate, suites: ['x'], suitesFolder: folder, cacheFolder }
  pool = openRunnerPool(watched, 2, 15_000)
})
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true, force: true })
})

const statuses = async (jobs: readonly Job[]): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  await pool.run(
    jobs,
    {
      anew: () => true,
      onOutcome: (job, outcome) => {
        found[job.case.name] = 'result' in outcome ? outcome.result.status : 'same'
      },
    },
    new AbortController().signal,
  )
  return found
}

it(
  'gives up a case that never ends and goes on with the others, also afterwards',
  { timeout: 120_000 },
  async () => {
    const jobs = await planWatched(watched)
    const passed = Object.fromEntries(names.map((name) => [name, 'passed']))
    expect(await statuses(jobs)).toEqual({ ...passed, endless: 'error' })
    const others = jobs.filter((job) => job.case.name !== 'endless')
    expect(await statuses(others)).toEqual(passed)
  },
)

it('tells a file at fault, and goes on from what it had', { timeout: 60_000 }, async () => {
  const jobs = await planWatched(watched)
  writeFileSync(join(folder, 'x.suite.yaml'), suiteText.replace('search', 'serch'))
  await expect(pool.readSuites()).rejects.toThrow(/x\.suite\.yaml:2/)
  expect(await statuses(jobs.filter((job) => job.case.name === 'one'))).toEqual({ one: 'passed' })
})
