import { dirname, relative } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../../src/domain/error.ts'
import { CaseHead, hashOf, placeOf, type Case, type Origin } from './case.ts'
import { Dataset, readDataset } from './dataset.ts'
import { ExpectationSchema, type Expectation } from './expectations/all.ts'
import { LeastMetrics, type MetricName } from './metrics.ts'
import type { Task } from './task.ts'
import { conversation } from './tasks/conversation.ts'
import { taskNames, taskOf } from './tasks/all.ts'

/** What outcomes cost, for the threshold that a suite's cost curve picks. */
export const SuiteCosts = z.strictObject({
  /** A wrong answer. */
  wrong: z.number().positive(),
  /** No answer: asked back, or passed to a person. */
  abstained: z.number().positive(),
})

/** A suite as it stands in a file. TypeScript and YAML are read by this one schema. */
export const SuiteFile = z.strictObject({
  suite: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case name such as refunds'),
  about: z.string().optional(),
  task: z
    .union([z.enum(taskNames), z.custom<Task>((it) => it instanceof Object && 'open' in it)], {
      error: `must be one of: ${taskNames.join(', ')}`,
    })
    .default('conversation'),
  /** What must hold of every case, before its own. */
  expect: z.array(ExpectationSchema).default([]),
  tags: z.array(z.string()).default([]),
  slices: z.record(z.string(), z.string()).default({}),
  /** The least that a metric of the whole suite may be; a suite without them must pass case by case. */
  atLeast: LeastMetrics.default({}),
  costs: SuiteCosts.optional(),
  dataset: z.union([Dataset, z.array(Dataset).min(1)]).optional(),
  timeoutMs: z.int().positive().default(60_000),
  cases: z.array(z.record(z.string(), z.unknown())).default([]),
})
type SuiteFields = z.input<typeof SuiteFile>

/** A suite that is ready to run. */
export interface Suite {
  readonly name: string
  readonly about: string
  readonly file: string
  readonly task: Task
  readonly cases: readonly Case[]
  readonly atLeast: Readonly<Partial<Record<MetricName, number>>>
  readonly costs: z.infer<typeof SuiteCosts> | null
  /** Files besides its own that the suite is made of. */
  readonly files: readonly string[]
}

/** A case of a task in TypeScript: what every case has, and what the task takes. */
export type CaseOf<S extends z.ZodType> = CaseHead & z.input<S>

type Options<S extends z.ZodType> = Omit<SuiteFields, 'suite' | 'cases' | 'task' | 'expect'> & {
  task?: Task<S>
  expect?: readonly Expectation[]
}

/** What a suite file exports. */
export interface SuiteDraft {
  readonly fields: SuiteFields
  /** The stack of the call, which tells the line in the file. */
  readonly calledAt: string
}

/** A suite in TypeScript; its default export. Without a task it is of whole conversations. */
export function suite(
  name: string,
  cases: readonly CaseOf<typeof conversation.input>[],
  options?: Omit<Options<typeof conversation.input>, 'task'>,
): SuiteDraft
export function suite<S extends z.ZodType>(
  name: string,
  cases: readonly CaseOf<S>[],
  options: Options<S> & { task: Task<S> },
): SuiteDraft
export function suite(
  name: string,
  cases: readonly object[],
  { task = conversation, expect = [], ...rest }: Options<z.ZodType> = {},
): SuiteDraft {
  return {
    fields: {
      suite: name,
      task,
      expect: [...expect],
      cases: cases as Record<string, unknown>[],
      ...rest,
    },
    calledAt: new Error('where suite was called').stack ?? '',
  }
}

const headFields = new Set(Object.keys(CaseHead.shape))
const excerptLength = 48

function faults(error: z.ZodError): string {
  const [issue] = error.issues
  const more = error.issues.length - 1
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : ''
  return `${where}${issue?.message ?? 'does not fit'}${more > 0 ? ` (and ${more} more)` : ''}`
}

/** A readable name for a case that was given none: its first words and a hash that stays when lines move. */
function nameFor(fields: Record<string, unknown>, hash: string): string {
  const first =
    Object.values(fields)
      .flat()
      .find((value) => typeof value === 'string') ?? ''
  const words = Array.from(first.replaceAll(/\s+/g, ' '))
  const excerpt =
    words.length > excerptLength ? `${words.slice(0, excerptLength).join('')}…` : first
  return `${excerpt} #${hash.slice(0, 6)}`
}

/** A case as it stands in a file; `lineOf` tells where a field of it stands. */
interface Row {
  fields: Record<string, unknown>
  origin: Origin
  lineOf?(path: readonly PropertyKey[]): number | null
}

function caseFrom(
  { fields: raw, origin, lineOf }: Row,
  suite: z.output<typeof SuiteFile>,
  task: Task,
  suiteFile: string,
): Case {
  const head: Record<string, unknown> = {}
  const own: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(raw))
    (headFields.has(field) ? head : own)[field] = value
  const at = ({ issues: [first] }: z.ZodError): string =>
    placeOf({ ...origin, line: (first && lineOf?.(first.path)) ?? origin.line })
  const read = CaseHead.safeParse(head)
  if (!read.success) throw new BatonError('invalid', `${at(read.error)}: ${faults(read.error)}`)
  const prepared = task.prepare?.(own, dirname(suiteFile)) ?? own
  const input = task.input.safeParse(prepared)
  if (!input.success) {
    throw new BatonError(
      'invalid',
      `${at(input.error)}: ${faults(input.error)} (a case of the task ${task.name})`,
    )
  }
  const { name, tags, slices, expect, must, skip, timeoutMs } = read.data
  const expectations = [...suite.expect, ...expect]
  if (
    expectations.length === 0 &&
    skip === undefined &&
    !JSON.stringify(own).includes('"expect"')
  ) {
    throw new BatonError('invalid', `${placeOf(origin)}: expects nothing, so it could not fail.`)
  }
  const hash = hashOf({ task: task.name, own: prepared, expectations })
  return {
    name: name ?? nameFor(own, hashOf(own)),
    tags: [...suite.tags, ...tags],
    slices: { ...suite.slices, ...slices },
    expect: expectations,
    must,
    skip: skip ?? null,
    timeoutMs: timeoutMs ?? suite.timeoutMs,
    trials: task.trials?.(input.data) ?? 1,
    input: input.data,
    origin,
    hash,
  }
}

/** Makes names unique where they were made; the same name given twice is a fault that names both places. */
function withoutDuplicates(cases: readonly { it: Case; named: boolean }[]): Case[] {
  const seen = new Map<string, Origin>()
  return cases.map(({ it, named }) => {
    const earlier = seen.get(it.name)
    if (earlier && named) {
      throw new BatonError(
        'invalid',
        `${placeOf(it.origin)}: the case "${it.name}" is there already, in ${placeOf(earlier)}; give one of them another name.`,
      )
    }
    let name = it.name
    for (let n = 2; seen.has(name); n++) name = `${it.name} (${n})`
    seen.set(name, it.origin)
    return { ...it, name }
  })
}

/** Where in a suite file something stands, by its path from the top; null where that is not known. */
export type LineOf = (path: readonly PropertyKey[]) => number | null

/**
 * A suite from what stands in its file. `lineOf` tells where a field of it stands.
 * @throws BatonError `invalid` naming file, line and field.
 */
export function readSuite(fields: unknown, file: string, lineOf: LineOf = () => null): Suite {
  const shown = relative(process.cwd(), file)
  if (fields === null || fields === undefined) {
    throw new BatonError(
      'invalid',
      `${shown}: is empty; a suite begins with \`suite: NAME\` and has \`cases:\` or a \`dataset:\`.`,
    )
  }
  const parsed = SuiteFile.safeParse(fields)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    const line = lineOf([...(issue?.path ?? []), ...unknown])
    throw new BatonError('invalid', `${placeOf({ file: shown, line })}: ${faults(parsed.error)}`)
  }
  const it = parsed.data
  const task = typeof it.task === 'string' ? taskOf(it.task) : it.task
  const datasets = [it.dataset ?? []].flat()
  const originOf = (...path: PropertyKey[]): Origin => ({ file: shown, line: lineOf(path) })
  const rows: Row[] = [
    ...it.cases.map((fields, i) => ({
      fields,
      origin: originOf('cases', i),
      lineOf: (path: readonly PropertyKey[]) => lineOf(['cases', i, ...path]),
    })),
    ...datasets.flatMap((dataset, i) => readDataset(dataset, file, originOf('dataset', i))),
  ]
  if (rows.length === 0) throw new BatonError('invalid', `${shown}: the suite has no case.`)
  return {
    name: it.suite,
    about: it.about ?? '',
    file: shown,
    task,
    cases: withoutDuplicates(
      rows.map((row) => ({
        it: caseFrom(row, it, task, file),
        named: row.fields['name'] !== undefined,
      })),
    ),
    atLeast: it.atLeast,
    costs: it.costs ?? null,
    files: [...new Set(rows.map(({ origin }) => origin.file))].filter((name) => name !== shown),
  }
}
