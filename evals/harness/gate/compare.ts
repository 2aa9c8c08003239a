import { pairedDifference, type Interval } from '../../../src/measure/resampling.ts'
import { holm, mcNemar } from '../../../src/measure/significance.ts'
import type { Baseline, Entry, KeptCase } from './baseline.ts'

/** A loss or gain, and whether it is more than chance. */
export interface Difference {
  /** Cases that are in both, unchanged. */
  cases: number
  /** Passed (more often) before. */
  lost: number
  /** Passes (more often) now. */
  won: number
  /** Of the share passed, now minus before, with its 95 % interval. */
  change: Interval
  /** Two-sided, corrected for everything that was compared beside it. */
  p: number
  verdict: 'worse' | 'better' | 'same'
}

export interface SuiteComparison extends Difference {
  suite: string
  before: string
  after: string
  slices: (Difference & { slice: string; value: string })[]
  lostCases: string[]
  wonCases: string[]
  /** Cases that must pass, did, and do not: a regression, whatever chance may say. */
  brokenMust: string[]
  /** Not compared: only now, only before, or another case by the same name. */
  added: string[]
  gone: string[]
  changed: string[]
}

export interface Comparison {
  before: string
  after: string
  suites: SuiteComparison[]
  /** Anything that is worse beyond chance, or a case that must pass and broke. */
  regression: boolean
  /** Suites without a counterpart in the baseline. */
  withoutBaseline: string[]
}

/** The chance of a false alarm, over all suites together and over all slices together: half of it on the side of loss. */
export const alarmLevel = 0.05

const shareOf = ({ trials }: KeptCase): number =>
  trials.reduce<number>((sum, one) => sum + one, 0) / trials.length

interface Pair {
  before: KeptCase
  after: KeptCase
}

/** Exact McNemar for one trial each; for shares of several trials the paired sign-flip test over cases. */
function differenceOf(pairs: readonly Pair[]): Omit<Difference, 'verdict'> {
  const first = pairs.map(({ before }) => shareOf(before))
  const second = pairs.map(({ after }) => shareOf(after))
  const lost = pairs.filter((_, i) => (second[i] ?? 0) < (first[i] ?? 0)).length
  const won = pairs.filter((_, i) => (second[i] ?? 0) > (first[i] ?? 0)).length
  const single = pairs.every(
    ({ before, after }) => before.trials.length + after.trials.length === 2,
  )
  const { value, low, high, p } = single
    ? { ...changeOf(lost, won, pairs.length), p: mcNemarOf(first, second) }
    : pairedDifference(first, second)
  return { cases: pairs.length, lost, won, change: { value, low, high }, p }
}

const mcNemarOf = (first: readonly number[], second: readonly number[]): number =>
  mcNemar(
    first.map((share) => share === 1),
    second.map((share) => share === 1),
  ).p

/** The interval of a difference of paired shares (Agresti and Min, Statistics in Medicine 2005: half a case added to each side). */
function changeOf(lost: number, won: number, cases: number): Interval {
  if (cases === 0) return { value: 0, low: 0, high: 0 }
  const [l, w, n] = [lost + 0.5, won + 0.5, cases + 2]
  const middle = (w - l) / n
  const spread = (1.959964 * Math.sqrt(Math.max(0, w + l - (w - l) ** 2 / n))) / n
  return {
    value: (won - lost) / cases,
    low: Math.max(-1, middle - spread),
    high: Math.min(1, middle + spread),
  }
}

function verdictOf({ change, p }: Pick<Difference, 'change' | 'p'>): Difference['verdict'] {
  if (p >= alarmLevel || change.value === 0) return 'same'
  return change.value < 0 ? 'worse' : 'better'
}

type Uncorrected = Omit<SuiteComparison, 'verdict' | 'slices'> & {
  slices: (Omit<Difference, 'verdict'> & { slice: string; value: string })[]
}

function compareEntries(before: Entry, after: Entry): Uncorrected {
  const names = Object.keys(after.cases)
  const pairs = names.flatMap((name) => {
    const [b, a] = [before.cases[name], after.cases[name]]
    return b && a && b.hash === a.hash ? [{ name, before: b, after: a }] : []
  })
  const paired = new Set(pairs.map(({ name }) => name))
  const moved = (sign: number) =>
    pairs.flatMap((it) =>
      Math.sign(shareOf(it.after) - shareOf(it.before)) === sign ? [it.name] : [],
    )
  const slices = new Map<string, { slice: string; value: string; pairs: Pair[] }>()
  for (const pair of pairs) {
    for (const [slice, value] of Object.entries(pair.after.slices ?? {})) {
      const key = `${slice}=${value}`
      const part = slices.get(key) ?? { slice, value, pairs: [] }
      part.pairs.push(pair)
      slices.set(key, part)
    }
  }
  return {
    suite: after.suite,
    before: before.candidate,
    after: after.candidate,
    ...differenceOf(pairs),
    slices: [...slices.values()].map(({ slice, value, pairs }) => ({
      slice,
      value,
      ...differenceOf(pairs),
    })),
    lostCases: moved(-1),
    wonCases: moved(1),
    brokenMust: pairs.flatMap((it) =>
      it.after.must && shareOf(it.after) < 1 && shareOf(it.before) === 1 ? [it.name] : [],
    ),
    added: names.filter((name) => !before.cases[name]),
    gone: Object.keys(before.cases).filter((name) => !after.cases[name]),
    changed: names.filter((name) => before.cases[name] && !paired.has(name)),
  }
}

/** The entry that a suite is held against: of the same candidate, or else the only one there is. */
function counterpart(baseline: Baseline, { suite, candidate }: Entry): Entry | undefined {
  const same = baseline.entries.filter((entry) => entry.suite === suite)
  return (
    same.find((entry) => entry.candidate === candidate) ?? (same.length === 1 ? same[0] : undefined)
  )
}

/** Holds a run against a baseline, suite by suite and slice by slice, with Holm's correction over each of the two. */
export function compareRuns(before: Baseline, after: Baseline): Comparison {
  const held = after.entries.flatMap((entry) => {
    const other = counterpart(before, entry)
    return other ? [compareEntries(other, entry)] : []
  })
  const suitePs = holm(held.map(({ p }) => p))
  const slicePs = holm(held.flatMap(({ slices }) => slices.map(({ p }) => p)))
  let nextSlice = 0
  const suites = held.map((it, i) => {
    const p = suitePs[i] ?? 1
    const slices = it.slices.map((slice) => {
      const corrected = { ...slice, p: slicePs[nextSlice++] ?? 1 }
      return { ...corrected, verdict: verdictOf(corrected) }
    })
    return { ...it, p, slices, verdict: verdictOf({ change: it.change, p }) }
  })
  return {
    before: before.name,
    after: after.name,
    suites,
    regression: suites.some(
      ({ verdict, slices, brokenMust }) =>
        verdict === 'worse' ||
        brokenMust.length > 0 ||
        slices.some((slice) => slice.verdict === 'worse'),
    ),
    withoutBaseline: [
      ...new Set(
        after.entries.flatMap((entry) => (counterpart(before, entry) ? [] : [entry.suite])),
      ),
    ],
  }
}
