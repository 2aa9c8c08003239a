import type { SuiteComparison } from '../gate/compare.ts'
import { difference, highlights, interval, percent, points, pValue } from '../gate/words.ts'
import type { SuiteSummary } from '../summary.ts'
import { calibrationPlot, costPlot, riskPlot, shareBar } from './charts.ts'
import { confusionMap, mixedUp } from './confusion.ts'
import { esc, fold, table } from './html.ts'

function slices({ slices }: SuiteSummary, compared: SuiteComparison | undefined): string {
  return table(
    ['Slice', 'Cases', 'Passed', ...(compared ? ['Change'] : [])],
    slices.map(({ slice, value, cases, passed }) => {
      const other = compared?.slices.find((it) => it.slice === slice && it.value === value)
      return [
        `${esc(slice)} = ${esc(value)}`,
        String(cases),
        `${interval(passed)}${shareBar(passed)}`,
        ...(compared
          ? [
              other
                ? `<span class="${other.verdict}">${points(other.change.value)} · ${pValue(other.p)}</span>`
                : '',
            ]
          : []),
      ]
    }),
    compared ? 'Slices, and their change against the baseline' : 'Slices',
    { stacks: compared !== undefined },
  )
}

const classes = ({ classes }: SuiteSummary): string =>
  fold(
    `Classes (${classes.length})`,
    table(
      ['Class', 'F1', 'Precision', 'Recall', 'Cases'],
      classes
        .toSorted((a, b) => a.f1 - b.f1)
        .map(({ name, f1, precision, recall, support }) => [
          esc(name),
          percent(f1),
          percent(precision),
          percent(recall),
          String(support),
        ]),
      'Weakest first',
    ),
  )

function figures({ calibration, risk, cost }: SuiteSummary): string {
  const plots = [
    calibration && calibrationPlot(calibration),
    risk && riskPlot(risk),
    cost && costPlot(cost),
  ].filter((it) => it !== null)
  return plots.length === 0 ? '' : `<div class="plots">${plots.join('')}</div>`
}

function trialsOf({ passPower, trials }: SuiteSummary): string {
  if (trials < 2) return ''
  return table(
    ['k', 'pass^k'],
    passPower.map(({ k, value }) => [String(k), percent(value)]),
    'The chance that k trials in a row all pass',
  )
}

function changes(compared: SuiteComparison | undefined): string {
  if (!compared) return ''
  const list = (title: string, names: readonly string[]) =>
    fold(
      `${title}: ${names.length}`,
      names.length === 0 ? '' : `<ul>${names.map((name) => `<li>${esc(name)}</li>`).join('')}</ul>`,
    )
  return `<p class="${compared.verdict}">Against the baseline: ${esc(difference(compared))} · ${compared.lost} lost, ${compared.won} won of ${compared.cases}</p>${list('Broke and must pass', compared.brokenMust)}${list('Passed before, fail now', compared.lostCases)}${list('Failed before, pass now', compared.wonCases)}${list('Not compared, because they changed', compared.changed)}`
}

/** To the cases that failed; with scripts, to those of this suite alone. */
const failingLink = ({ suite, cases, passed, errors }: SuiteSummary): string =>
  passed.value < 1 || errors > 0
    ? `<p><a href="#failures" data-suite="${esc(suite)}">Failing cases of ${esc(suite)}</a></p>`
    : `<p class="hint">${cases === 0 ? 'No case was judged.' : 'No case failed.'}</p>`

/** One suite by one candidate: figures, slices, tables and plots. */
export function suiteSection(
  summary: SuiteSummary,
  compared: SuiteComparison | undefined,
  currency: string,
): string {
  const { suite, candidate, about, cases, errors, skipped, passed, shortfalls, confusion } = summary
  const counts = [
    cases === 1 ? '1 case' : `${cases} cases`,
    ...(errors > 0 ? [`${errors} could not be judged`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    `p50 ${summary.p50ms.toFixed(1)} ms, p95 ${summary.p95ms.toFixed(1)} ms`,
  ]
  return `<section class="suite" id="suite-${esc(`${suite}-${candidate}`.replaceAll(/[^\w-]+/g, '-'))}"><h3>${esc(suite)} <span class="hint">${esc(candidate)}</span></h3><p class="hint">${esc(about)}</p><p><b class="${shortfalls.length > 0 || compared?.verdict === 'worse' ? 'worse' : 'better'}">${interval(passed)}</b> · ${esc([...highlights(summary, currency), ...counts].join(' · '))}</p>${shortfalls.map((words) => `<p class="worse">${esc(words)}</p>`).join('')}${failingLink(summary)}${changes(compared)}${trialsOf(summary)}${slices(summary, compared)}${figures(summary)}${classes(summary)}${confusion && confusion.names.length > 1 ? fold('Confusion', `${mixedUp(confusion)}${confusionMap(confusion)}`, confusion.names.length <= 12) : ''}</section>`
}
