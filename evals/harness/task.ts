import type { z } from 'zod'
import type { Candidate } from './candidate.ts'
import type { Expectation } from './expectations/all.ts'
import type { Blame, Finding } from './finding.ts'
import type { Caller } from './recording/caller.ts'
import type { Change } from './watch/touched.ts'
import type { Played, Trace } from './trace.ts'

/** What a task is given to set itself up for one candidate. */
export interface Setting {
  readonly candidate: Candidate
  /** The only way to a model: it meters, records and replays. */
  readonly caller: Caller
  /** Where trained readers are kept between runs. */
  readonly cacheFolder: string
  /** How many cases may be performed at once. */
  readonly concurrency: number
  /** Names MCP servers whose tools playbooks may list; suites have none. */
  readonly mcpFile?: string | undefined
  /** What cases asked and were told is remembered, so that they can be gone through again without the database. */
  readonly remembers?: boolean
}

/** One performance of a case. */
export interface Performed {
  trace: Trace
  /** Expectations of a turn, with what stood when it was over. */
  atTurns?: { turn: number; trace: Trace; expect: readonly Expectation[] }[]
  /** Whether it would come about in the same way by what is in force now: then what of playbooks was played, else null. */
  again?(): Promise<Played | null>
}

/** A task that is set up; it performs cases, several at once where it can. */
export interface Stage<I = unknown> {
  /** `trial` counts from 1: what is drawn by chance is drawn from it. */
  perform(input: I, signal: AbortSignal, trial: number): Promise<Performed>
  /** Whose failure it is, by rules that can be checked. */
  audit?(input: I, trace: Trace, findings: readonly Finding[]): Blame
  /** Fills what stands for values of the setting, such as `{sc_lin.order}`, in an expectation. */
  fill?(expectation: Expectation): Expectation
  /** Reads playbooks and articles again, where it has some, and tells of the playbooks what is another than before. */
  reload?(): Promise<Change[]>
  close(): Promise<void>
}

/** What a suite measures: what a case gives, and how it is performed. */
export interface Task<S extends z.ZodType = z.ZodType> {
  readonly name: string
  /** What a change of makes its cases come out differently, beside the code. */
  readonly standsOn?: readonly ('playbooks' | 'articles')[]
  /** Beside what every case has. */
  readonly input: S
  /** How many trials a case asks for by itself; more may be asked for by whoever runs it. */
  trials?(input: z.output<S>): number
  /** Puts what a case only names, such as a file beside its suite, in its place. */
  prepare?(fields: Record<string, unknown>, folder: string): Record<string, unknown>
  open(setting: Setting): Promise<Stage<z.output<S>>>
}
