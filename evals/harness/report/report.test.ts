import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { noChromium, openBrowser } from '../../../tests/browser.ts'
import { candidatesOf } from '../candidate.ts'
import { baselineOf } from '../gate/baseline.ts'
import { compareRuns } from '../gate/compare.ts'
import type { CaseResult } from '../run/result.ts'
import type { Session } from '../session.ts'
import { readSuite, suite } from '../suite.ts'
import { summarise } from '../summary.ts'
import { reading } from '../tasks/reading.ts'
import { noUsage, traceOf } from '../trace.ts'
import { reportHtml } from './report.ts'

const attack = `</script><script>alert(1)</script>"'<img src=x onerror=alert(2)>`

function result(name: string, guess: string, text: string): CaseResult {
  const truth = 'thanks'
  return {
    key: name,
    suite: 'words',
    case: name,
    hash: 'h',
    candidate: 'understudy',
    trial: 1,
    status: guess === truth ? 'passed' : 'failed',
    must: false,
    tags: [],
    slices: { language: 'zh' },
    origin: 'words.suite.ts:1',
    findings: [{ expectation: `intent ${truth}`, ok: guess === truth, found: guess }],
    decisions: [{ truth, guess, probability: guess === truth ? 0.9 : 0.4 }],
    measures: {},
    usage: noUsage,
    ms: 5,
    why: null,
    trace: traceOf({
      turns: 1,
      messages: [
        { author: 'customer', text, turn: 1, performer: null, citations: [] },
        {
          author: 'agent',
          text: `said of ${name}`,
          turn: 1,
          performer: 'understudy',
          citations: [],
        },
      ],
      calls: [
        { turn: 1, tool: 'find_order', args: { a: attack }, ok: true, refused: null, told: attack },
      ],
    }),
  }
}

const [understudy] = candidatesOf({})

function session(): Session {
  const words = readSuite(
    suite('words', [{ text: 'x', expect: [{ intent: 'thanks' }] }], {
      task: reading,
      costs: { wrong: 4, abstained: 1 },
    }).fields,
    'words.suite.ts',
  )
  const before = baselineOf('main', 'at', [
    result('a', 'thanks', 'hi'),
    result(attack, 'thanks', 'hi'),
  ])
  const results = [result('a', 'thanks', 'hi'), result(attack, 'goodbye', attack)]
  return {
    run: 'r',
    folder: '',
    at: 'at',
    suites: [words],
    candidates: [],
    results,
    summaries: [summarise(words, 'understudy', results)],
    baseline: before,
    comparison: compareRuns(before, baselineOf('r', 'at', results)),
    prices: null,
    agreement: null,
    stopped: null,
    partial: false,
  }
}

it('loads nothing from anywhere and runs nothing that was said', () => {
  const html = reportHtml(session())
  expect(html).not.toMatch(/<img|<script>alert|https?:|<[^>]*\ssrc=|href="(?!#)/)
  expect(html.match(/<script>/g)).toHaveLength(1)
  expect(html).toContain("default-src 'none'")
})

it('shows every failing case with what was said, called and said before', () => {
  const html = reportHtml(session())
  expect(html.match(/class="case"/g)).toHaveLength(1)
  expect(html).toContain('passed before')
  expect(html).toContain('Tool calls (1)')
  expect(html).toMatch(
    /<figcaption>Calibration[\s\S]*<figcaption>Cost by threshold[\s\S]*Confusion/,
  )
  expect(html).toContain('Cheapest: answer from 0.90 on')
})

it('holds calls, effects and holder against the baseline, line by line', () => {
  const now = session()
  const was = result(attack, 'thanks', 'hi')
  const trace = traceOf({
    ...was.trace,
    holder: 'desk',
    calls: [],
    effects: [{ tool: 'urge_delivery', args: { orderNumber: 'A' }, status: 'done' }],
  })
  const baseline = baselineOf('main', 'at', [{ ...was, trace }])
  const html = reportHtml({
    ...now,
    baseline,
    comparison: compareRuns(baseline, baselineOf('r', 'at', now.results)),
  })
  expect(html).toContain('<del>holder: desk</del></td><td data-head="Now"><ins>holder: agent</ins>')
  expect(html).toContain(
    '<del>effect: urge_delivery {&quot;orderNumber&quot;:&quot;A&quot;} done</del>',
  )
  expect(html).toMatch(/<ins>call: 1\. find_order .* done<\/ins>/)
  expect(html).toContain('Against the baseline, where it passed: 3 lines differ')
})

it('lays many candidates below each other', () => {
  const one = session()
  const ids = ['a', 'b', 'c', 'd']
  const html = reportHtml({ ...one, candidates: ids.map((id) => ({ ...understudy!, id })) })
  expect(html).toMatch(/<th scope="col">Candidate<\/th><th scope="col">words<\/th>/)
  expect(html).toMatch(/<th scope="row">d<\/th>/)
})

it('begins with figures and says in words what is mixed up most', () => {
  const html = reportHtml(session())
  expect(html).toContain('<dt>results passed</dt><dd>1 of 2</dd>')
  expect(html).toContain('<dt>lost since the baseline</dt><dd>1</dd>')
  expect(html).toMatch(/Mixed up most[\s\S]*>thanks<[\s\S]*>goodbye<[\s\S]*>1 \(50 %\)</)
})

it.skipIf(noChromium)(
  'opens from disk on a phone, fits, and is gone through by keys',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-report-'))
    const browser = await openBrowser()
    try {
      const file = join(folder, 'report.html')
      writeFileSync(file, reportHtml(session()))
      const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(String(pathToFileURL(file)))
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      expect(await page.locator('.case').getAttribute('open')).toBe('')
      const closed = page.locator('details:not([open]) > summary')
      while ((await closed.count()) > 0) await closed.first().click()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBe(360)
      await page.keyboard.press('/')
      await page.keyboard.type('nobody said this')
      expect(await page.locator('#shown').textContent()).toBe('0 shown')
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
