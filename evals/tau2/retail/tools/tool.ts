import type { z } from 'zod'
import type { RetailStore } from '../store.ts'

/**
 * `compat` keeps the benchmark's own bug (every item of `modify_pending_order_items` gets price and options of the
 * last), so figures can be held against published ones; `fixed` gives each item its own.
 */
export const toolModes = ['compat', 'fixed'] as const
export type ToolMode = (typeof toolModes)[number]

/** What a tool refuses, in the words that the agent is told. */
export class ToolFault extends Error {
  override readonly name = 'ToolFault'
}

/** One tool of the benchmark over its shop. A write changes the store it is given. */
export interface RetailTool<S extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly description: string
  readonly writes: boolean
  readonly input: S
  run(store: RetailStore, args: z.output<S>, mode: ToolMode): unknown
}

/** Gives a tool its types; whoever calls `run` has put the arguments through `input`. */
export const retailTool = <S extends z.ZodType>(tool: RetailTool<S>): RetailTool => tool
