import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { candidatesOf, type Candidate } from '../candidate.ts'
import { reportHtml } from '../report/report.ts'
import type { CaseResult } from '../run/result.ts'
import { readSuite, suite } from '../suite.ts'
import { conversation } from '../tasks/conversation.ts'
import { reading } from '../tasks/reading.ts'
import { noUsage, traceOf, type Played } from '../trace.ts'
import { measureCoverage } from './coverage.ts'
import { coverageTable } from './table.ts'

let folder: string
let understudy: Candidate
let model: Candidate
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-coverage-'))
  const playbook = (name: string, intent: string) =>
    writeFileSync(
      join(folder, `${name}.md`),
      `---
name: ${name}
title: { zh: 一, en: one }
intents: [${intent}]
steps:
  - { say: hello }
  - { say: late, when: { customer.loggedIn: false } }
  - { handoff: customer_request }
replies:
  hello: { zh: 你好, en: hello }
  late: { zh: 晚, en: late }
---
Greet.
`,
    )
  playbook('greet', 'greeting')
  playbook('part', 'goodbye')
  const both = candidatesOf({ performers: ['understudy', 'model:m'], playbooks: [folder] })
  understudy = both[0]!
  model = both[1]!
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const input = { customerSays: ['hi'], expect: [{ heldBy: 'agent' } as const] }
const talks = readSuite(suite('talks', [input], { task: conversation }).fields, 'talks.suite.ts')
const reads = readSuite(
  suite('reads', [{ text: 'hi', expect: [{ intent: 'greeting' }] }], { task: reading }).fields,
  'reads.suite.ts',
)

const result = (
  candidate: string,
  played: Played | null,
  suiteName = 'talks',
  playbooks: string[] = ['greet'],
): CaseResult => ({
  key: 'k',
  suite: suiteName,
  case: 'c',
  hash: 'h',
  candidate,
  trial: 1,
  status: 'failed',
  must: false,
  tags: [],
  slices: {},
  origin: 'talks.suite.ts:1',
  findings: [],
  decisions: [],
  measures: {},
  usage: noUsage,
  ms: 1,
  why: null,
  trace: traceOf({ turns: 1, playbooks, played }),
})

const measured = (candidates: Candidate[], results: CaseResult[]) =>
  measureCoverage({ suites: [talks, reads], candidates, results })

it('counts what all conversations together have played, and names what none has', () => {
  const [coverage] = measured(
    [understudy],
    [
      result(understudy.id, { steps: { greet: [0] }, replies: { greet: ['hello zh'] } }),
      result(understudy.id, { steps: { greet: [0, 1] }, replies: { greet: ['late en'] } }),
      result(understudy.id, null, 'reads', ['part']),
    ],
  )
  expect(coverage).toEqual({
    candidate: understudy.id,
    conversations: 2,
    playbooks: [
      {
        playbook: 'part',
        opened: 0,
        steps: {
          of: 3,
          played: 0,
          missing: ['1 say hello', '2 say late', '3 handoff customer_request'],
        },
        replies: { of: 4, played: 0, missing: ['hello zh', 'hello en', 'late zh', 'late en'] },
      },
      {
        playbook: 'greet',
        opened: 2,
        steps: { of: 3, played: 2, missing: ['3 handoff customer_request'] },
        replies: { of: 4, played: 2, missing: ['hello en', 'late zh'] },
      },
    ],
  })
  const shown = coverageTable([coverage!])
  expect(shown).toContain(
    '1 of 2 playbooks opened, 2 of 6 steps, 2 of 8 replies (each language counts) in 2 conversations',
  )
  expect(shown).toContain('never opened: part\n')
  expect(shown).toMatch(/greet .*not: 3 handoff customer_request, hello en, late zh/)
})

it('claims no steps and no replies for a model, which follows none and says its own words', () => {
  const [coverage] = measured([model], [result(model.id, null)])
  expect(coverage?.playbooks.map(({ steps, replies }) => [steps, replies])).toEqual([
    [null, null],
    [null, null],
  ])
  expect(coverageTable([coverage!])).toMatch(/1 of 2 playbooks opened in 1 conversations/)
})

it('says so where no conversation was held', () => {
  const all = measured([understudy], [result(understudy.id, null, 'reads')])
  expect(coverageTable(all)).toContain('no suite of this run holds conversations')
})

it('stands in the report when it was asked for', () => {
  const results = [result(understudy.id, { steps: { greet: [0] }, replies: {} })]
  const session = {
    run: 'r',
    folder: '',
    at: 'at',
    suites: [talks],
    candidates: [understudy],
    results,
    summaries: [],
    baseline: null,
    comparison: null,
    prices: null,
    agreement: null,
    stopped: null,
    partial: false,
  }
  const html = reportHtml(session, measured([understudy], results))
  expect(html).toContain('Coverage of playbooks')
  expect(html).toContain('<li>2 say late</li>')
  expect(reportHtml(session)).not.toContain('Coverage of playbooks')
})
