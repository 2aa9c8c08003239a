import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startFakeOpenAI, type Script } from '../../tests/fakes/openai.ts'
import { loadSuite } from '../harness/load.ts'
import { reportHtml } from '../harness/report/report.ts'
import { runSession, type Session, type SessionOptions } from '../harness/session.ts'
import { readSuite, suite, type Suite } from '../harness/suite.ts'
import { simulated } from '../harness/tasks/simulated.ts'
import { terminalSummary } from '../harness/gate/table.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-simulated-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(suites: Suite[], change: Partial<SessionOptions> = {}): Promise<Session> {
  return runSession({
    suites,
    matrix: {},
    trials: 1,
    mode: 'replay',
    access: null,
    concurrency: 1,
    requestsPerMinute: null,
    tokensPerMinute: null,
    budget: { tokens: null, micros: null },
    pricesFile: join(folder, 'none.yaml'),
    retries: 0,
    resume: false,
    runsFolder: mkdtempSync(join(folder, 'runs-')),
    recordingsFolder: join(folder, 'recordings'),
    cacheFolder: join(tmpdir(), 'baton-test-cache'),
    judge: null,
    signal: new AbortController().signal,
    baseline: null,
    onPlan: () => {},
    onStep: () => {},
    onResult: () => {},
    ...change,
  })
}

const cancels = {
  name: 'cancels',
  language: 'en' as const,
  goal: 'cancel the order',
  says: ['Please cancel my order', 'I want my order cancelled'],
  knows: { order: '{sc_maria.packed}', tail: '{sc_maria.tail}' },
  stops: { effect: 'cancel_order' },
  seeds: [1, 2],
  expect: [{ effects: ['cancel_order'] }],
}

const suiteOf = (...cases: (typeof cancels)[]): Suite =>
  readSuite(suite('customers', cases, { task: simulated }).fields, 'customers.suite.ts')

it('has at least forty customers, in both languages', async () => {
  const { cases } = await loadSuite(join(import.meta.dirname, 'simulated.suite.yaml'))
  const by = (language: string) => cases.filter(({ slices }) => slices['language'] === language)
  expect(cases.length).toBeGreaterThanOrEqual(40)
  expect(Math.min(by('zh').length, by('en').length)).toBeGreaterThanOrEqual(20)
  expect(cases.every(({ trials }) => trials === 3)).toBe(true)
})

it('plays each seed as a trial, the same seed the same way, and leaves the goal in the state', async () => {
  const { results, summaries } = await run([suiteOf({ ...cancels, seeds: [1, 2, 1] })])
  expect(results.map(({ status, trial }) => [status, trial])).toEqual([
    ['passed', 1],
    ['passed', 2],
    ['passed', 3],
  ])
  expect(summaries[0]?.passPower.map(({ value }) => value)).toEqual([1, 1, 1])
  const said = results.map(({ trace }) => trace?.simulation?.moves.map(({ text }) => text))
  expect(said[0]?.length).toBeGreaterThan(2)
  expect(said[2]).toEqual(said[0])
}, 120_000)

it('says of each failure whose it is, in the terminal and in the report', async () => {
  const session = await run([
    suiteOf(
      {
        ...cancels,
        name: 'cannot be done',
        stops: { effect: 'fly_to_the_moon' },
        expect: [{ effects: ['fly_to_the_moon'] }],
        seeds: [1],
      },
      {
        ...cancels,
        name: 'is missed',
        expect: [{ effects: ['cancel_order', 'issue_coupon'] }],
        seeds: [1],
      },
    ),
  ])
  expect(session.results.map(({ case: name, blame }) => [name, blame?.on])).toEqual([
    ['cannot be done', 'task'],
    ['is missed', 'agent'],
  ])
  const terminal = terminalSummary(session.summaries, session.results, null)
  expect(terminal).toMatch(/failures of: task 1, agent 1/)
  expect(terminal).toMatch(/task: no playbook can do fly_to_the_moon/)
  const html = reportHtml(session)
  expect(html).toMatch(/<span class="tag">task<\/span> no playbook can do/)
  expect(html).toContain('Simulated customer (seed 1, script')
}, 120_000)

const textOf = (content: unknown): string =>
  typeof content === 'string' ? content : JSON.stringify(content)

/** A model that plays the customer: gives what it was told to know when it is asked, and stops when it is done. */
const playsCustomer: Script = ({ messages }) => {
  const instructions = textOf(messages[0]?.content)
  const fact = (name: string) => new RegExp(`- ${name}: (\\S+)`).exec(instructions)?.[1] ?? ''
  const heard = textOf(messages.at(-1)?.content)
  if (/opens the chat/.test(heard)) return { text: 'Hi, cancel my order please' }
  if (/\(reference \w+\)|is cancelled|has your request/.test(heard)) return { text: '###STOP###' }
  if (/reply "yes"/.test(heard)) return { text: 'yes' }
  return { text: `${fact('order')}, ${fact('tail')}` }
}

it('lets a model play the customers, recorded like every other call', async () => {
  const fake = await startFakeOpenAI(playsCustomer)
  const matrix = { customers: ['model:fake-1'] }
  const access = { baseUrl: fake.baseUrl, apiKey: fake.apiKey }
  const recorded = await run([suiteOf(cancels)], { matrix, access, mode: 'record' })
  const asked = fake.requests.length
  await fake.close()
  const replayed = await run([suiteOf(cancels)], { matrix })
  expect(asked).toBeGreaterThan(4)
  for (const { results } of [recorded, replayed]) {
    expect(
      results.map(({ status, candidate, trace }) => [
        status,
        candidate,
        trace?.simulation?.stopped,
        trace?.simulation?.playedBy,
      ]),
    ).toEqual(
      [1, 2].map(() => ['passed', 'understudy, customers by fake-1', 'satisfied', 'fake-1']),
    )
  }
}, 120_000)
