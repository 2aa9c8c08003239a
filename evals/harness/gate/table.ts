import type { CaseResult } from '../run/result.ts'
import type { SuiteSummary } from '../summary.ts'
import type { Comparison } from './compare.ts'
import { difference, highlights, interval } from './words.ts'

/** How wide a text stands in a terminal: Chinese characters take two columns. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    width += /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(character) ? 2 : 1
  }
  return width
}

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Rows with their cells one under the other. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => widthOf(row[i] ?? ''))),
  )
  return rows
    .map((row) =>
      row
        .map((cell, i) => padded(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

const mostFailures = 10

/** What is wrong with a result, a line for each finding that did not hold. */
export function wrongs({ why, findings, blame }: CaseResult): string[] {
  const words =
    why !== null
      ? [why]
      : findings.flatMap(({ ok, expectation, found, afterTurn }) =>
          ok
            ? []
            : [
                `${expectation}${afterTurn === undefined ? '' : ` after turn ${afterTurn}`}: found ${found || 'nothing'}`,
              ],
        )
  return blame ? [...words, `${blame.on}: ${blame.why}`] : words
}

function failures(results: readonly CaseResult[]): string {
  const several = new Set(results.map(({ candidate }) => candidate)).size > 1
  const bad = results.filter(({ status }) => status === 'failed' || status === 'error')
  const cases = Map.groupBy(bad, ({ suite, case: name, candidate }) =>
    JSON.stringify([suite, name, candidate]),
  )
  const shown = [...cases.values()].slice(0, mostFailures).flatMap((trials) => {
    const [it] = trials
    if (!it) return []
    const of = [
      ...(several ? [it.candidate] : []),
      ...(trials.length > 1 ? [`in ${trials.length} trials`] : []),
    ]
    const mark = it.status === 'error' ? '!' : '✗'
    return [
      `  ${mark} ${[`${it.suite}: ${it.case}`, ...of].join(', ')} (${it.origin})\n`,
      ...wrongs(it).map((line) => `      ${line}\n`),
    ]
  })
  const more = cases.size - mostFailures
  return shown.join('') + (more > 0 ? `  … and ${more} more, in the report\n` : '')
}

/** What changed between two runs, suite by suite, and the slices and cases behind it. */
export function comparisonTable({ before, suites, withoutBaseline }: Comparison): string {
  return [
    `\nAgainst ${before}:\n`,
    columns(
      suites.map((it) => [
        `  ${it.suite}`,
        it.before === it.after ? it.after : `${it.after} (before: ${it.before})`,
        difference(it),
        `${it.lost} lost, ${it.won} won`,
      ]),
    ),
    ...suites.flatMap((it) => [
      ...it.slices
        .filter(({ verdict }) => verdict !== 'same')
        .map((slice) => `  ${it.suite}, ${slice.slice} = ${slice.value}: ${difference(slice)}\n`),
      ...it.brokenMust.map((name) => `  ${it.suite}: must pass and broke: ${name}\n`),
      ...it.lostCases
        .filter((name) => !it.brokenMust.includes(name))
        .slice(0, mostFailures)
        .map((name) => `  ${it.suite}: lost: ${name}\n`),
    ]),
    ...withoutBaseline.map((suite) => `  ${suite} is not in the baseline\n`),
  ].join('')
}

/** What a person at a terminal reads after a run. */
export function terminalSummary(
  summaries: readonly SuiteSummary[],
  results: readonly CaseResult[],
  comparison: Comparison | null,
  currency = '',
): string {
  const several = new Set(summaries.map(({ candidate }) => candidate)).size > 1
  const rows = summaries.map((it) => [
    it.shortfalls.length > 0 ? '✗' : '✓',
    it.suite,
    ...(several ? [it.candidate] : []),
    `${it.cases} ${it.cases === 1 ? 'case' : 'cases'}`,
    interval(it.passed),
    highlights(it, currency).join(', '),
  ])
  const against = comparison ? comparisonTable(comparison) : ''
  const short = summaries.flatMap(({ suite, candidate, shortfalls }) =>
    shortfalls.map((words) => `  ${suite}${several ? ` (${candidate})` : ''}: ${words}\n`),
  )
  return [
    columns(rows),
    failures(results),
    short.length > 0 ? `\nFell short:\n${short.join('')}` : '',
    against,
  ].join('')
}
