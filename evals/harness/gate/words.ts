import type { Interval } from '../../../src/measure/resampling.ts'
import { money } from '../money.ts'
import type { SuiteSummary } from '../summary.ts'
import type { Difference } from './compare.ts'

/** Figures as people read them, the same in the terminal, in pull requests and in the report. */

export const percent = (share: number, decimals = 1): string =>
  `${(100 * share).toFixed(decimals)} %`

export const interval = ({ value, low, high }: Interval): string =>
  `${percent(value)} (${percent(low)}–${percent(high)})`

export const points = (share: number): string =>
  `${share > 0 ? '+' : share < 0 ? '−' : '±'}${Math.abs(100 * share).toFixed(1)}`

export const pValue = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`)

/** A difference in one line, e.g. `−2.1 points (−3.0 to −1.2), p < 0.001: worse`. */
export const difference = ({ change, p, verdict }: Difference): string =>
  `${points(change.value)} points (${points(change.low)} to ${points(change.high)}), ${pValue(p)}: ${verdict}`

/** The figures of a suite worth a line of their own, after the share passed. */
export function highlights(
  { metrics, passPower, trials, stepIns, usage, blamed }: SuiteSummary,
  currency = '',
): string[] {
  const shown = [
    ['macro F1', metrics.macroF1],
    ['recall@5', metrics['recall@5']],
    ['MRR', metrics.mrr],
    ['on time', metrics.onTime],
    ['database', metrics.database],
    ['communicated', metrics.communicated],
  ] as const
  const last = passPower.at(-1)
  return [
    ...shown.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${percent(value)}`])),
    ...(metrics.calibrated === undefined ? [] : [`ECE ${percent(1 - metrics.calibrated)}`]),
    ...(trials > 1 && last ? [`pass^${last.k} ${percent(last.value)}`] : []),
    ...(blamed.length > 0
      ? [`failures of: ${blamed.map(({ on, count }) => `${on} ${count}`).join(', ')}`]
      : []),
    ...(usage.calls > 0
      ? [`${usage.calls} model calls, ${usage.inputTokens + usage.outputTokens} tokens`]
      : []),
    ...(usage.costMicros > 0 ? [money(usage.costMicros, currency)] : []),
    ...(stepIns > 0 ? [`the understudy stepped in ${stepIns} times`] : []),
  ]
}
