import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../src/domain/consent.ts'
import { ExpectationSchema, type Expectation } from './expectations/all.ts'

/** Where a case was written: for whoever has to mend it. */
export interface Origin {
  file: string
  line: number | null
}

export const placeOf = ({ file, line }: Origin): string =>
  line === null ? file : `${file}:${line}`

/** What every case has, whatever its task. */
export const CaseHead = z.object({
  /** In one line; unique in its suite. Made from the place where it is absent. */
  name: z.string().min(1).optional(),
  /** Words to pick cases by: `--tag zh`. */
  tags: z.array(z.string().min(1)).default([]),
  /** Columns of the results by which they are cut, e.g. `{ language: 'zh', channel: 'web' }`. */
  slices: z.record(z.string(), z.string()).default({}),
  expect: z.array(ExpectationSchema).default([]),
  /** A failure is a regression, whatever the statistics say. For safety. */
  must: z.boolean().default(false),
  /** Why it is left out; it is counted and named. */
  skip: z.string().min(1).optional(),
  /** The longest one trial may take. */
  timeoutMs: z.int().positive().optional(),
})
export type CaseHead = z.input<typeof CaseHead>

/** A case that is ready to run. */
export interface Case {
  readonly name: string
  readonly tags: readonly string[]
  readonly slices: Readonly<Record<string, string>>
  readonly expect: readonly Expectation[]
  readonly must: boolean
  readonly skip: string | null
  readonly timeoutMs: number
  /** The least number of trials: as many as the case has seeds, say. */
  readonly trials: number
  /** What its task takes, checked. */
  readonly input: unknown
  readonly origin: Origin
  /** Changes when anything changes that decides what comes out. */
  readonly hash: string
}

/** A short hash of any plain data. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16)
