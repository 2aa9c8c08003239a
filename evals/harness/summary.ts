import {
  calibrationCurve,
  expectedCalibrationError,
  type CalibrationBin,
} from '../../src/measure/calibration.ts'
import {
  accuracy,
  confusion,
  macroF1,
  perClass,
  type ClassScore,
  type Confusion,
} from '../../src/measure/classification.ts'
import { passPower } from '../../src/measure/reliability.ts'
import { bootstrapMean, wilson, type Interval } from '../../src/measure/resampling.ts'
import {
  areaUnderRiskCoverage,
  costCurve,
  riskCoverage,
  type CostAtThreshold,
  type RiskAtCoverage,
} from '../../src/measure/selective.ts'
import { quantile } from '../../src/measure/separation.ts'
import { metricNames, type MetricName } from './metrics.ts'
import type { Blame } from './finding.ts'
import type { CaseResult } from './run/result.ts'
import type { Suite } from './suite.ts'
import { noUsage, type Usage } from './trace.ts'

/** One value of one slice. */
export interface SliceSummary {
  slice: string
  value: string
  cases: number
  passed: Interval
}

/** What one candidate did in one suite. Shares are 0–1. */
export interface SuiteSummary {
  suite: string
  about: string
  candidate: string
  /** Cases that were judged in at least one trial. */
  cases: number
  trials: number
  errors: number
  skipped: number
  /** The mean over cases of the share of trials that passed, with its 95 % interval. */
  passed: Interval
  /** By k: the chance that k trials in a row all pass. */
  passPower: { k: number; value: number }[]
  metrics: Partial<Record<MetricName, number>>
  /** Only where a case decides between classes. */
  classes: ClassScore[]
  confusion: Confusion | null
  calibration: { ece: number; curve: CalibrationBin[] } | null
  risk: { area: number; curve: RiskAtCoverage[] } | null
  cost: { curve: CostAtThreshold[]; best: CostAtThreshold } | null
  slices: SliceSummary[]
  usage: Usage
  p50ms: number
  p95ms: number
  stepIns: number
  /** Whose failures they were, by trial, where the task can tell; most first. */
  blamed: { on: Blame['on']; count: number }[]
  /** What the suite asks for and did not get. */
  shortfalls: string[]
}

/** Trials of one case, together. */
interface CaseOutcome {
  successes: number
  trials: number
  slices: Readonly<Record<string, string>>
}

function byCase(results: readonly CaseResult[]): CaseOutcome[] {
  const cases = new Map<string, CaseOutcome>()
  for (const { case: name, status, slices } of results) {
    if (status !== 'passed' && status !== 'failed') continue
    const known = cases.get(name) ?? { successes: 0, trials: 0, slices }
    known.trials++
    if (status === 'passed') known.successes++
    cases.set(name, known)
  }
  return [...cases.values()]
}

/** Of right or wrong by Wilson's interval; of means over trials by the bootstrap over cases. */
function shareOf(cases: readonly CaseOutcome[]): Interval {
  if (cases.every(({ trials }) => trials === 1)) {
    return wilson(cases.filter(({ successes }) => successes === 1).length, cases.length)
  }
  return bootstrapMean(cases.map(({ successes, trials }) => successes / trials))
}

function slicesOf(cases: readonly CaseOutcome[]): SliceSummary[] {
  const parts = new Map<string, { slice: string; value: string; cases: CaseOutcome[] }>()
  for (const it of cases) {
    for (const [slice, value] of Object.entries(it.slices)) {
      const key = `${slice}=${value}`
      const part = parts.get(key) ?? { slice, value, cases: [] }
      part.cases.push(it)
      parts.set(key, part)
    }
  }
  return [...parts.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { slice, value, cases }]) => ({
      slice,
      value,
      cases: cases.length,
      passed: shareOf(cases),
    }))
}

function meanMeasures(results: readonly CaseResult[]): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const { measures } of results) {
    for (const [name, value] of Object.entries(measures)) {
      const known = sums.get(name) ?? { sum: 0, count: 0 }
      sums.set(name, { sum: known.sum + value, count: known.count + 1 })
    }
  }
  return new Map([...sums].map(([name, { sum, count }]) => [name, sum / count]))
}

function usageOf(results: readonly CaseResult[]): Usage {
  const total = { ...noUsage }
  for (const { usage } of results) {
    total.calls += usage.calls
    total.inputTokens += usage.inputTokens
    total.outputTokens += usage.outputTokens
    total.costMicros += usage.costMicros
  }
  return total
}

function blamedIn(results: readonly CaseResult[]): SuiteSummary['blamed'] {
  const counts = Map.groupBy(
    results.flatMap(({ blame }) => (blame ? [blame.on] : [])),
    (on) => on,
  )
  return [...counts]
    .map(([on, all]) => ({ on, count: all.length }))
    .toSorted((a, b) => b.count - a.count)
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** What the suite asks for and did not get; without thresholds, every case is asked to pass. */
function shortfallsOf(
  suite: Suite,
  results: readonly CaseResult[],
  metrics: SuiteSummary['metrics'],
): string[] {
  const asked = Object.entries(suite.atLeast) as [MetricName, number][]
  const below = asked.flatMap(([name, least]) => {
    const value = metrics[name]
    if (value === undefined)
      return [`${name} could not be measured; it should be ${percent(least)}`]
    return value < least ? [`${name} is ${percent(value)}, and should be ${percent(least)}`] : []
  })
  const failed = new Set(
    results.flatMap((it) =>
      it.status === 'failed' && (it.must || asked.length === 0) ? [it.case] : [],
    ),
  )
  const errors = new Set(results.flatMap((it) => (it.status === 'error' ? [it.case] : [])))
  const counted = (count: number, words: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? 'case' : 'cases'} ${words}`]
  return [
    ...below,
    ...counted(failed.size, asked.length === 0 ? 'failed' : 'failed that must pass'),
    ...counted(errors.size, 'could not be judged'),
  ]
}

/** Sums up the results of one suite by one candidate. */
export function summarise(
  suite: Suite,
  candidate: string,
  all: readonly CaseResult[],
): SuiteSummary {
  const results = all.filter((it) => it.suite === suite.name && it.candidate === candidate)
  const judged = results.filter(({ status }) => status === 'passed' || status === 'failed')
  const cases = byCase(judged)
  const decisions = judged.flatMap((it) => it.decisions)
  const sure = decisions.flatMap(({ truth, guess, probability }) =>
    probability === null ? [] : [{ probability, right: truth === guess }],
  )
  const passed = shareOf(cases)
  const measures = meanMeasures(judged)
  const ece = sure.length > 0 ? expectedCalibrationError(sure) : null
  const metrics: SuiteSummary['metrics'] = {
    passed: passed.value,
    ...(decisions.length > 0 && { accuracy: accuracy(decisions), macroF1: macroF1(decisions) }),
    ...(ece !== null && { calibrated: 1 - ece }),
  }
  for (const name of metricNames) {
    const value = measures.get(name)
    if (value !== undefined) metrics[name] = value
  }
  const trials = Math.max(0, ...cases.map((it) => it.trials))
  const times = judged.map(({ ms }) => ms)
  const costs = suite.costs && sure.length > 0 ? costCurve(sure, suite.costs) : null
  return {
    suite: suite.name,
    about: suite.about,
    candidate,
    cases: cases.length,
    trials,
    errors: new Set(results.flatMap((it) => (it.status === 'error' ? [it.case] : []))).size,
    skipped: results.filter(({ status }) => status === 'skipped').length,
    passed,
    passPower: Array.from({ length: trials }, (_, i) => ({
      k: i + 1,
      value: passPower(cases, i + 1),
    })),
    metrics,
    classes: decisions.length > 0 ? perClass(decisions) : [],
    confusion: decisions.length > 0 ? confusion(decisions) : null,
    calibration: ece === null ? null : { ece, curve: calibrationCurve(sure) },
    risk:
      sure.length === 0 ? null : { area: areaUnderRiskCoverage(sure), curve: riskCoverage(sure) },
    cost: costs?.best ? { curve: costs.curve, best: costs.best } : null,
    slices: slicesOf(cases),
    usage: usageOf(results),
    p50ms: times.length === 0 ? 0 : quantile(times, 0.5),
    p95ms: times.length === 0 ? 0 : quantile(times, 0.95),
    stepIns: judged.reduce((sum, { trace }) => sum + (trace?.stepIns ?? 0), 0),
    blamed: blamedIn(judged),
    shortfalls: shortfallsOf(suite, results, metrics),
  }
}
