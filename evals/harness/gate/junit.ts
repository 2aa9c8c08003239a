import type { CaseResult } from '../run/result.ts'

const escaped = (text: string): string =>
  text
    // XML 1.0 has no place for most control characters, not even escaped.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

function testcase(it: CaseResult): string {
  const trial = it.trial > 1 ? ` (trial ${it.trial})` : ''
  const head = `    <testcase classname="${escaped(`${it.suite}.${it.candidate}`)}" name="${escaped(it.case + trial)}" file="${escaped(it.origin)}" time="${seconds(it.ms)}"`
  const failed = it.findings.filter(({ ok }) => !ok)
  if (it.status === 'passed') return `${head}/>`
  if (it.status === 'skipped')
    return `${head}><skipped message="${escaped(it.why ?? '')}"/></testcase>`
  if (it.status === 'error') return `${head}><error message="${escaped(it.why ?? '')}"/></testcase>`
  const words = failed.map(({ expectation, found }) => `${expectation}: found ${found}`)
  return `${head}><failure message="${escaped(words[0] ?? 'failed')}">${escaped(words.join('\n'))}</failure></testcase>`
}

/** Results as JUnit XML, as CI systems read it: one `testsuite` per suite and candidate. */
export function junitXml(results: readonly CaseResult[]): string {
  const groups = Map.groupBy(results, ({ suite, candidate }) => `${suite} (${candidate})`)
  const count = (of: readonly CaseResult[], status: CaseResult['status']) =>
    of.filter((it) => it.status === status).length
  const totals = (of: readonly CaseResult[]) =>
    `tests="${of.length}" failures="${count(of, 'failed')}" errors="${count(of, 'error')}" skipped="${count(of, 'skipped')}" time="${seconds(of.reduce((sum, { ms }) => sum + ms, 0))}"`
  const suites = [...groups].map(
    ([name, of]) =>
      `  <testsuite name="${escaped(name)}" ${totals(of)}>\n${of.map(testcase).join('\n')}\n  </testsuite>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="baton eval" ${totals(results)}>\n${suites.join('\n')}\n</testsuites>\n`
}
