import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaseResult } from '../run/result.ts'
import { noUsage, traceOf } from '../trace.ts'
import { baselineOf, loadBaseline, saveBaseline, staysWhen, type Baseline } from './baseline.ts'
import { compareRuns } from './compare.ts'
import { junitXml } from './junit.ts'
import { markdownSummary } from './markdown.ts'
import { comparisonTable, terminalSummary, widthOf } from './table.ts'

function result(name: string, passed: boolean, change: Partial<CaseResult> = {}): CaseResult {
  return {
    key: name,
    suite: 'words',
    case: name,
    hash: 'h',
    candidate: 'understudy',
    trial: 1,
    status: passed ? 'passed' : 'failed',
    must: false,
    tags: [],
    slices: {},
    origin: 'words.suite.ts:1',
    findings: [{ expectation: 'says "<x>"', ok: passed, found: passed ? '' : 'a & b\u0007' }],
    decisions: [],
    measures: {},
    usage: noUsage,
    ms: 5,
    why: null,
    trace: traceOf({ answer: 'said' }),
    ...change,
  }
}

/** `n` cases of which the first `failing` fail; every tenth is Chinese. */
const run = (n: number, failing: (i: number) => boolean): Baseline =>
  baselineOf(
    'b',
    'at',
    Array.from({ length: n }, (_, i) =>
      result(`c${i}`, !failing(i), { slices: { language: i % 10 === 0 ? 'zh' : 'en' } }),
    ),
  )

describe('holding a run against a baseline', () => {
  it('alarms at a loss that is more than chance, and names the cases', () => {
    const comparison = compareRuns(
      run(200, (i) => i < 10),
      run(200, (i) => i < 30),
    )
    expect(comparison.regression).toBe(true)
    expect(comparison.suites[0]).toMatchObject({ lost: 20, won: 0, verdict: 'worse', cases: 200 })
    expect(comparison.suites[0]?.lostCases).toContain('c29')
  })

  it('does not at a loss that may be chance, nor at a gain', () => {
    expect(
      compareRuns(
        run(200, (i) => i < 10),
        run(200, (i) => i >= 7 && i < 18),
      ).regression,
    ).toBe(false)
    const gain = compareRuns(
      run(200, (i) => i < 30),
      run(200, (i) => i < 10),
    )
    expect(gain).toMatchObject({ regression: false, suites: [{ verdict: 'better' }] })
  })

  it('finds a slice that got worse in a suite that did not', () => {
    // All of the Chinese tenth break while as many others mend.
    const before = run(400, (i) => i % 10 !== 0 && i < 45)
    const comparison = compareRuns(
      before,
      run(400, (i) => i % 10 === 0),
    )
    expect(comparison.suites[0]?.verdict).toBe('same')
    expect(comparison.suites[0]?.slices.find(({ value }) => value === 'zh')?.verdict).toBe('worse')
    expect(comparison.regression).toBe(true)
  })

  it('takes a broken case that must pass for a regression, whatever chance says', () => {
    const of = (passed: boolean) => baselineOf('b', 'at', [result('safe', passed, { must: true })])
    expect(compareRuns(of(true), of(false))).toMatchObject({
      regression: true,
      suites: [{ verdict: 'same', brokenMust: ['safe'] }],
    })
  })

  it('compares only what is the same case', () => {
    const before = baselineOf('b', 'at', [
      result('same', true),
      result('old', true),
      result('edited', true),
    ])
    const after = baselineOf('r', 'at', [
      result('same', true),
      result('new', false),
      result('edited', false, { hash: 'other' }),
    ])
    expect(compareRuns(before, after).suites[0]).toMatchObject({
      cases: 1,
      added: ['new'],
      gone: ['old'],
      changed: ['edited'],
    })
  })

  it('compares shares of trials case by case', () => {
    const of = (passing: number) =>
      baselineOf(
        'b',
        'at',
        Array.from({ length: 40 }, (_, i) =>
          [1, 2, 3, 4].map((trial) => result(`c${i}`, trial <= passing, { trial })),
        ).flat(),
      )
    expect(compareRuns(of(4), of(3)).suites[0]).toMatchObject({
      verdict: 'worse',
      change: { value: -0.25 },
    })
  })

  it('holds a candidate without a namesake against the only one there is', () => {
    const before = run(50, () => false)
    const after = baselineOf('r', 'at', [result('c1', true, { candidate: 'model:x' })])
    expect(compareRuns(before, after).suites[0]).toMatchObject({
      before: 'understudy',
      after: 'model:x',
    })
    const other = baselineOf('r', 'at', [result('c1', true, { suite: 'other' })])
    expect(compareRuns(before, other).withoutBaseline).toEqual(['other'])
  })
})

it('reads a baseline as it was saved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-baselines-'))
  const baseline = baselineOf('main', '2026', [
    result('a', true, { must: true, slices: { language: 'zh' } }),
    result('b "quoted"', false),
  ])
  saveBaseline(baseline, { folder })
  expect(loadBaseline('main', folder)).toEqual(baseline)
  expect(() => loadBaseline('none', folder)).toThrow(/no baseline none .*--save-baseline none/)
  // A run of one suite leaves the others as they were, and takes its own anew.
  const other = result('z', true, { suite: 'other' })
  saveBaseline(baselineOf('main', '2027', [other]), { folder })
  saveBaseline(baselineOf('main', '2028', [result('a', false)]), { folder })
  const merged = loadBaseline('main', folder)
  expect(merged.at).toBe('2028')
  expect(merged.entries.map(({ suite, cases }) => [suite, Object.keys(cases)])).toEqual([
    ['other', ['z']],
    ['words', ['a']],
  ])
  rmSync(folder, { recursive: true })
})

it('keeps in a baseline what a run says nothing of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-baselines-'))
  const save = (partial: boolean, results: CaseResult[]) => {
    saveBaseline(baselineOf('main', 'at', results), { folder, stays: staysWhen(partial, results) })
    const [entry] = loadBaseline('main', folder).entries
    return Object.entries(entry?.cases ?? {}).map(([name, { trials }]) => [name, trials])
  }
  save(false, [result('a', true), result('b', true), result('c', true)])
  // Some cases of a suite: the others stay.
  expect(save(true, [result('b', false)])).toEqual([
    ['a', [1]],
    ['b', [0]],
    ['c', [1]],
  ])
  // The whole suite: what could not be judged stays, what is gone goes.
  expect(save(false, [result('a', false, { status: 'error' }), result('b', true)])).toEqual([
    ['a', [1]],
    ['b', [1]],
  ])
  rmSync(folder, { recursive: true })
})

it('names both candidates where they are not the same', () => {
  const before = run(50, () => false)
  const after = baselineOf('r', 'at', [result('c1', true, { candidate: 'model:x' })])
  expect(comparisonTable(compareRuns(before, after))).toContain(
    'words  model:x (before: understudy)',
  )
  expect(comparisonTable(compareRuns(before, before))).toContain('words  understudy')
})

it('writes JUnit XML that stays well-formed whatever was said', () => {
  const xml = junitXml([
    result('a', true),
    result('b <&>', false),
    result('c', false, { status: 'error', why: 'late', findings: [] }),
    result('d', false, { status: 'skipped', why: 'not yet' }),
  ])
  expect(xml).toContain('tests="4" failures="1" errors="1" skipped="1"')
  expect(xml).toContain('name="b &lt;&amp;&gt;"')
  expect(xml).toContain('says &quot;&lt;x&gt;&quot;: found a &amp; b\uFFFD')
})

it('tells a pull request the verdict first', () => {
  const comparison = compareRuns(
    run(200, () => false),
    run(200, (i) => i < 30),
  )
  const text = markdownSummary([], comparison)
  expect(text).toMatch(/^### Evals: \*\*Regression\*\* against `b`/)
  expect(text).toContain('passed before and fail now: 30')
  expect(text).toContain('and 18 more, in the report')
})

it('names a failing case once for all its trials, with its candidate where there are several', () => {
  const failed = (trial: number) => result('a', false, { trial, candidate: 'model:x' })
  const told = (...results: CaseResult[]) => terminalSummary([], results, null).split('\n')[0]
  expect(told(failed(1))).toBe('  ✗ words: a (words.suite.ts:1)')
  expect(told(result('a', true), failed(1), failed(2))).toBe(
    '  ✗ words: a, model:x, in 2 trials (words.suite.ts:1)',
  )
})

it('knows how wide Chinese stands in a terminal', () => {
  expect(widthOf('运费 a')).toBe(6)
})
