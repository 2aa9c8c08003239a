import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LeadReport } from '../leads/evaluation.ts'
import { evalLeads } from './eval-leads.ts'

afterEach(() => vi.restoreAllMocks())

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((err += String(text))))
  return { code: await evalLeads(args), out, err }
}

const none = {
  name: null,
  company: null,
  contact: null,
  need: null,
  budget: null,
  timeline: null,
  location_or_channel: null,
}
const dialogue = (over: object = {}) => ({
  id: 'a',
  today: '2026-11-21',
  turns: [{ from: 'user', text: 'I need 30 tents by Friday next week' }],
  facts: { ...none, need: '30 tents', timeline: '2026-11-27' },
  verification_level: 2,
  grade: 'hot',
  ...over,
})
const file = (...lines: unknown[]): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'leads-')), 'dialogues.jsonl')
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return path
}

describe('the report', () => {
  it('counts facts, levels and grades', async () => {
    const wrong = dialogue({ facts: { ...none, need: 'a car', name: 'Ann' }, grade: 'cold' })
    const { code, out, err } = await run('--dialogues', file(dialogue(), wrong), '--json')
    const report = JSON.parse(out) as LeadReport
    expect([code, err]).toEqual([0, ''])
    // Said: need and timeline twice; held: need twice, timeline, name; right: need and timeline once.
    expect(report.facts).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5 })
    expect(report.facts.byFact.need).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 })
    expect(report.facts.byFact.name).toEqual({ precision: 0, recall: 0, f1: 0 })
    expect(report.level).toEqual({ accuracy: 1 })
    expect(report.grade).toEqual({ accuracy: 0.5 })
  })

  it('takes labels in parts for what they say in one', async () => {
    const facts = {
      ...none,
      need: '30 tents',
      timeline: { from: '2026-11-27', to: '2026-11-27' },
      budget: { min: 1000, max: 2000, currency: 'EUR' },
      contact: ['ann@lee.uk'],
    }
    const turns = [
      { from: 'customer', text: '30 tents by 27 November, 1000 to 2000 euros, ann@lee.uk' },
    ]
    const { out } = await run('--dialogues', file(dialogue({ turns, facts })), '--json')
    expect((JSON.parse(out) as LeadReport).facts.f1).toBe(1)
  })

  it('shows every difference on standard error', async () => {
    const { err } = await run('--dialogues', file(dialogue({ grade: 'cold' })), '--json', '--show')
    expect(err).toBe('a\n  grade: hot (label: cold)\n')
  })

  it('is a table without --json', async () =>
    expect((await run('--dialogues', file(dialogue()))).out).toMatch(/^1 dialogues .*F1/))
})

describe('bad input', () => {
  it.each<[string, unknown[], RegExp]>([
    ['no JSON', [dialogue(), '{'], /line 2: not JSON/],
    ['no turns', [dialogue({ turns: [] })], /line 1: field turns/],
    [
      'a stranger',
      [dialogue({ turns: [{ from: 'ghost', text: 'x' }] })],
      /line 1: field turns\.0\.from/,
    ],
    ['no facts', [dialogue({ facts: undefined })], /line 1: field facts/],
    ['a level of 4', [dialogue({ verification_level: 4 })], /field verification_level/],
    ['an unknown grade', [dialogue({ grade: 'tepid' })], /field grade/],
    ['no date', [dialogue({ today: 'soon' })], /field today: must be an ISO date/],
    ['nothing', [''], /has no dialogues/],
  ])('%s: code 2, file, line and field in words', async (_, lines, words) => {
    const { code, out, err } = await run('--dialogues', file(...lines), '--json')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
  })

  it.each<[string[], RegExp]>([
    [[], /--dialogues is needed/],
    [['--nonsense'], /--nonsense/],
    [['--dialogues', '/nowhere'], /cannot be read/],
  ])('%j: code 2, in words', async (args, words) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(words)
  })

  it('has help', async () => {
    const { code, out } = await run('--help')
    expect([code, out]).toEqual([0, expect.stringMatching(/--dialogues FILE/)])
  })
})

describe('the dialogues of our own (docs/decisions/leads.md)', () => {
  const score = async (name: string): Promise<LeadReport> =>
    JSON.parse((await run('--dialogues', `evals/leads/${name}.jsonl`, '--json')).out) as LeadReport

  it.each(['dev-zh', 'dev-en'])('%s is read as it was when it was tuned', async (name) => {
    const { facts, level, grade } = await score(name)
    expect(facts.f1).toBeGreaterThan(0.95)
    expect(Math.min(level.accuracy, grade.accuracy)).toBeGreaterThan(0.95)
  })

  it.each(['held-out-zh', 'held-out-en'])('%s, never tuned on', async (name) => {
    const { facts, level, grade } = await score(name)
    expect(facts.f1).toBeGreaterThan(0.85)
    expect(level.accuracy).toBeGreaterThan(0.9)
    expect(grade.accuracy).toBeGreaterThan(0.85)
  })
})
