import type { SuiteSummary } from '../summary.ts'
import type { Comparison, SuiteComparison } from './compare.ts'
import { difference, highlights, interval } from './words.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
const mostListed = 12

function list(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const more = names.length - mostListed
  return [
    `<details><summary>${title}: ${names.length}</summary>\n`,
    ...names.slice(0, mostListed).map((name) => `- ${cell(name)}`),
    ...(more > 0 ? [`- … and ${more} more, in the report`] : []),
    '\n</details>\n',
  ]
}

function changes(it: SuiteComparison): string[] {
  const slices = it.slices.filter(({ verdict }) => verdict !== 'same')
  return [
    ...slices.map(
      (slice) => `- ${it.suite}, ${slice.slice} = ${slice.value}: ${difference(slice)}`,
    ),
    ...list(`${it.suite}: broken that must pass`, it.brokenMust),
    ...list(`${it.suite}: passed before and fail now`, it.lostCases),
    ...list(`${it.suite}: failed before and pass now`, it.wonCases),
  ]
}

/** What a pull request is told: the verdict first, then a table, then what changed. */
export function markdownSummary(
  summaries: readonly SuiteSummary[],
  comparison: Comparison | null,
  currency = '',
): string {
  const short = summaries.filter(({ shortfalls }) => shortfalls.length > 0)
  const verdict = comparison
    ? comparison.regression
      ? `**Regression** against \`${comparison.before}\``
      : `No regression against \`${comparison.before}\``
    : short.length > 0
      ? '**Fell short**'
      : 'All suites hold'
  const compared = (summary: SuiteSummary) =>
    comparison?.suites.find(
      ({ suite, after }) => suite === summary.suite && after === summary.candidate,
    )
  const head = [
    'Suite',
    'Candidate',
    'Cases',
    'Passed (95 %)',
    'Besides',
    ...(comparison ? ['Against the baseline'] : []),
  ]
  const rows = summaries.map((it) => {
    const other = compared(it)
    return row([
      it.suite,
      it.candidate,
      String(it.cases),
      interval(it.passed),
      highlights(it, currency).join(', '),
      ...(comparison ? [other ? difference(other) : 'not in it'] : []),
    ])
  })
  return [
    `### Evals: ${verdict}\n`,
    row(head),
    row(head.map(() => '---')),
    ...rows,
    '',
    ...short.flatMap(({ suite, candidate, shortfalls }) =>
      shortfalls.map((words) => `- ${suite} (${candidate}): ${words}`),
    ),
    ...(comparison?.suites.flatMap(changes) ?? []),
    '',
  ].join('\n')
}
