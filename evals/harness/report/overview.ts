import { interval } from '../gate/words.ts'
import { money } from '../money.ts'
import type { Session } from '../session.ts'
import { shareBar } from './charts.ts'
import { esc, table } from './html.ts'

const fewestCases = 5
const weakestShown = 6

/** The run in a few figures. */
function figures({ summaries, results, comparison, prices }: Session): [string, string][] {
  const held = summaries.filter(({ shortfalls }) => shortfalls.length === 0).length
  const count = (status: string) => results.filter((it) => it.status === status).length
  const broken = results.filter(({ must, status }) => must && status === 'failed').length
  const sum = (of: (it: (typeof results)[number]) => number) =>
    results.reduce((all, it) => all + of(it), 0)
  const tokens = sum(({ usage }) => usage.inputTokens + usage.outputTokens)
  const micros = sum(({ usage }) => usage.costMicros)
  const change = (of: 'lost' | 'won') =>
    String(comparison?.suites.reduce((all, it) => all + it[of], 0))
  return [
    ['suites hold', `${held} of ${summaries.length}`],
    ['results passed', `${count('passed')} of ${results.length - count('skipped')}`],
    ...(count('error') > 0 ? [['not judged', String(count('error'))] as [string, string]] : []),
    ['must pass and failed', String(broken)],
    ...(comparison
      ? ([
          ['lost since the baseline', change('lost')],
          ['won since the baseline', change('won')],
        ] as [string, string][])
      : []),
    ...(tokens > 0 ? [['tokens', tokens.toLocaleString('en')] as [string, string]] : []),
    ...(micros > 0 ? [['cost', money(micros, prices?.currency ?? '')] as [string, string]] : []),
  ]
}

/** Where it is weakest: the slices with the smallest share passed, of those with enough cases to say so. */
const weakest = ({ summaries }: Session): string =>
  table(
    ['Slice', 'Suite', 'Cases', 'Passed'],
    summaries
      .flatMap(({ suite, candidate, slices }) => slices.map((it) => ({ ...it, suite, candidate })))
      .filter(({ cases, passed }) => cases >= fewestCases && passed.value < 1)
      .toSorted((a, b) => a.passed.value - b.passed.value)
      .slice(0, weakestShown)
      .map(({ slice, value, suite, candidate, cases, passed }) => [
        `${esc(slice)} = ${esc(value)}`,
        `${esc(suite)} <span class="hint">${esc(candidate)}</span>`,
        String(cases),
        `${interval(passed)}${shareBar(passed)}`,
      ]),
    `Weakest slices of at least ${fewestCases} cases`,
    { stacks: true },
  )

/** What is to be seen at a glance, beside the matrix: the run's figures, and where it is weakest. */
export function overview(session: Session, matrix: string): string {
  const terms = figures(session)
    .map(([name, value]) => `<div><dt>${esc(name)}</dt><dd>${esc(value)}</dd></div>`)
    .join('')
  return `<dl class="figures">${terms}</dl><div class="beside">${matrix}${weakest(session)}</div>`
}
