import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../../../src/domain/error.ts'
import { leftBehind } from '../left-behind.ts'
import type { CaseResult } from '../run/result.ts'
import { repliesOf } from '../trace.ts'

/** Where baselines lie, to be committed. */
export const baselinesFolder = join(import.meta.dirname, '../../baselines')

const KeptCase = z.strictObject({
  hash: z.string(),
  /** One per trial: 1 passed, 0 failed. */
  trials: z.array(z.union([z.literal(0), z.literal(1)])).min(1),
  must: z.boolean().optional(),
  slices: z.record(z.string(), z.string()).optional(),
  /** What was said or guessed, to be held against what is said now. */
  said: z.array(z.string()).optional(),
  /** What was left behind, a line each: holder, calls, effects, facts of a lead. */
  left: z.array(z.string()).optional(),
})
export type KeptCase = z.infer<typeof KeptCase>

const Entry = z.strictObject({
  suite: z.string(),
  candidate: z.string(),
  cases: z.record(z.string(), KeptCase),
})
export type Entry = z.infer<typeof Entry>

/** What one run did, case by case: what later runs are held against. */
export const Baseline = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  at: z.string(),
  entries: z.array(Entry),
})
export type Baseline = z.infer<typeof Baseline>

/** What was said, or guessed where nothing was. */
export const saidIn = ({ trace, decisions }: CaseResult): string[] => {
  const replies = trace ? repliesOf(trace) : []
  return replies.length > 0 ? replies : decisions.map(({ guess }) => guess)
}

/** A baseline of results; what could not be judged is not in it. */
export function baselineOf(name: string, at: string, results: readonly CaseResult[]): Baseline {
  const entries = new Map<string, Entry>()
  for (const it of results) {
    if (it.status !== 'passed' && it.status !== 'failed') continue
    const key = `${it.suite} ${it.candidate}`
    const entry = entries.get(key) ?? { suite: it.suite, candidate: it.candidate, cases: {} }
    entries.set(key, entry)
    const kept: KeptCase = (entry.cases[it.case] ??= {
      hash: it.hash,
      trials: [],
      ...(it.must && { must: true }),
      ...(Object.keys(it.slices).length > 0 && { slices: it.slices }),
      said: saidIn(it),
      ...(leftBehind(it.trace).length > 0 && { left: leftBehind(it.trace) }),
    })
    kept.trials.push(it.status === 'passed' ? 1 : 0)
  }
  return { version: 1, name, at, entries: [...entries.values()] }
}

const Name = z.string().regex(/^[\w.-]+$/, 'must be letters, digits, dots and dashes')

const fileOf = (name: string, folder: string): string =>
  /[/\\]|\.json$/.test(name) ? name : join(folder, `${Name.parse(name)}.json`)

/** Which cases of an earlier baseline stay in it though their suite ran: those that the run says nothing of. */
type Stays = (suite: string, candidate: string, name: string) => boolean

/** Where only some cases were asked for, all others stay; else what was asked and could not be judged. */
export const staysWhen = (partial: boolean, results: readonly CaseResult[]): Stays => {
  if (partial) return () => true
  const unknown = new Set(
    results.flatMap((it) =>
      it.status === 'error' ? [JSON.stringify([it.suite, it.candidate, it.case])] : [],
    ),
  )
  return (suite, candidate, name) => unknown.has(JSON.stringify([suite, candidate, name]))
}

/** The suites of a run, with what stays of the baseline by this name. */
function withOthers({ entries, ...head }: Baseline, folder: string, stays: Stays): Baseline {
  if (!existsSync(fileOf(head.name, folder))) return { ...head, entries }
  const all = [...entries]
  for (const old of loadBaseline(head.name, folder).entries) {
    const { suite, candidate } = old
    const at = all.findIndex((it) => it.suite === suite && it.candidate === candidate)
    const own = all[at]
    if (!own) all.push(old)
    else {
      const kept = Object.entries(old.cases).filter(([name]) => stays(suite, candidate, name))
      all[at] = { ...own, cases: { ...Object.fromEntries(kept), ...own.cases } }
    }
  }
  return { ...head, entries: all.toSorted((a, b) => (a.suite < b.suite ? -1 : 1)) }
}

/**
 * Writes a baseline, one case a line, so that a change is a small difference. Suites that are in the file and were not
 * run stay as they are, and of those that were run the cases that `stays` names.
 * @throws BatonError `invalid` for a file by that name that is no baseline
 */
export function saveBaseline(
  baseline: Baseline,
  { folder = baselinesFolder, stays = () => false }: { folder?: string; stays?: Stays } = {},
): string {
  const file = fileOf(baseline.name, folder)
  const { entries, ...head } = withOthers(baseline, folder, stays)
  const cases = (entry: Entry) =>
    Object.entries(entry.cases)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, kept]) => `    ${JSON.stringify(name)}: ${JSON.stringify(kept)}`)
      .join(',\n')
  const parts = entries.map(
    (entry) =>
      `  {"suite": ${JSON.stringify(entry.suite)}, "candidate": ${JSON.stringify(entry.candidate)}, "cases": {\n${cases(entry)}\n  }}`,
  )
  const text = `${JSON.stringify(head).slice(0, -1)}, "entries": [\n${parts.join(',\n')}\n]}\n`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
  return relative(process.cwd(), file)
}

/** @throws BatonError `not_found`, `invalid` */
export function loadBaseline(name: string, folder = baselinesFolder): Baseline {
  const file = fileOf(name, folder)
  const shown = relative(process.cwd(), file)
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new BatonError(
      'not_found',
      `There is no baseline ${name} (${shown}); make it with --save-baseline ${name}.`,
      { cause },
    )
  }
  try {
    return Baseline.parse(JSON.parse(source))
  } catch (cause) {
    throw new BatonError('invalid', `${shown} is no baseline of this version; save it again.`, {
      cause,
    })
  }
}
