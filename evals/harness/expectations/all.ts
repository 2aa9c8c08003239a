import { z } from 'zod'
import type { Finding, Judged } from '../finding.ts'
import type { Trace } from '../trace.ts'
import type { Bench, Kind } from './expectation.ts'
import { left } from './left.ts'
import { reading } from './reading.ts'
import { words } from './words.ts'

/** Every kind there is, in the order in which they are judged: what was left behind before any word. */
const kinds = { ...left, ...reading, ...words }
type Kinds = typeof kinds
export type ExpectationName = keyof Kinds
const names = Object.keys(kinds) as ExpectationName[]

/** One thing that must hold, as data: `{ heldBy: 'desk' }`, in TypeScript and YAML alike. */
export type Expectation = {
  [N in ExpectationName]: Readonly<Record<N, z.input<Kinds[N]['takes']>>>
}[ExpectationName]

const kindOf = (name: string): Kind | undefined => (kinds as Record<string, Kind>)[name]

/** The name that is spelt most like this one: by the pairs of letters that both have. */
function nearest(name: string): string {
  const pairsOf = (word: string) =>
    Array.from(word.toLowerCase().slice(1), (letter, i) => `${word.toLowerCase()[i]}${letter}`)
  const wanted = pairsOf(name)
  const alike = (other: string) => {
    const pairs = pairsOf(other)
    const both = pairs.filter((pair) => wanted.includes(pair)).length
    return (2 * both) / (pairs.length + wanted.length)
  }
  return names.toSorted((a, b) => alike(b) - alike(a))[0] ?? ''
}

/** Expectations as they stand in a file: exactly one kind each, known by name, with what it takes. */
export const ExpectationSchema = z.custom<Expectation>().superRefine((value: unknown, context) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    context.addIssue('must be like `heldBy: desk`')
    return
  }
  const [name = '', ...more] = Object.keys(value)
  const known = kindOf(name)
  if (more.length > 0 || name === '') {
    context.addIssue(
      `must name one expectation, not ${more.length === 0 ? 'none' : `${more.length + 1}: write each as an item of its own`}`,
    )
  } else if (!known) {
    context.addIssue(
      `There is no expectation called ${name}; did you mean ${nearest(name)}? There are: ${names.join(', ')}.`,
    )
  } else {
    const result = known.takes.safeParse((value as Record<string, unknown>)[name])
    for (const issue of result.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message: issue.message, path: [name, ...issue.path] })
    }
  }
})

const briefly = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** What an expectation is called in reports, e.g. `heldBy desk`. */
export function nameOf(expectation: Expectation): string {
  const [[name, value] = ['', '']] = Object.entries(expectation)
  return value === true ? name : `${name} ${briefly(value)}`
}

/** Judges one expectation. Throws `invalid` for one that cannot be judged at all. */
async function judgeOne(expectation: Expectation, trace: Trace, bench: Bench): Promise<Judged> {
  const [[name, value] = ['', undefined]] = Object.entries(expectation)
  const known = kindOf(name)
  if (!known) throw new Error(`no expectation ${name}`)
  return known.judge(known.takes.parse(value), trace, bench)
}

/** Everything that the expectations of a case came to. */
export interface Findings {
  findings: Finding[]
  decisions: NonNullable<Judged['decision']>[]
  measures: Record<string, number>
}

/** Judges expectations over a trace, what was left behind first. */
export async function judgeAll(
  expectations: readonly Expectation[],
  trace: Trace,
  bench: Bench,
  afterTurn?: number,
): Promise<Findings> {
  const order = (it: Expectation) => names.indexOf((Object.keys(it)[0] ?? '') as ExpectationName)
  const result: Findings = { findings: [], decisions: [], measures: {} }
  for (const expectation of expectations.toSorted((a, b) => order(a) - order(b))) {
    const { ok, found, decision, measures } = await judgeOne(expectation, trace, bench)
    result.findings.push({
      expectation: nameOf(expectation),
      ok,
      found: found ?? '',
      ...(afterTurn !== undefined && { afterTurn }),
    })
    if (decision) result.decisions.push(decision)
    Object.assign(result.measures, measures)
  }
  return result
}

type Builders = { [N in ExpectationName]: (wanted: z.input<Kinds[N]['takes']>) => Expectation }

/** `expecting.heldBy('desk')`: one typed function per kind. */
export const expecting = Object.fromEntries(
  names.map((name) => [name, (wanted: unknown) => ({ [name]: wanted })]),
) as unknown as Builders
