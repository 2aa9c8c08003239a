import { z } from 'zod'

/** What one expectation came to. */
export const Finding = z.object({
  /** The expectation in a few words, e.g. `heldBy desk`. */
  expectation: z.string(),
  ok: z.boolean(),
  /** What was found instead; empty when it held. */
  found: z.string(),
  /** The turn after which it was judged; absent at the end. */
  afterTurn: z.int().optional(),
})
export type Finding = z.infer<typeof Finding>

/** At whose door a failure lies, and by which rule. */
export const Blame = z.object({
  on: z.enum(['agent', 'simulator', 'task', 'judge']),
  why: z.string(),
})
export type Blame = z.infer<typeof Blame>

/** A decision between classes that an expectation has seen, for the tables of a suite. */
export const SeenDecision = z.object({
  truth: z.string(),
  guess: z.string(),
  /** How sure the guess was, where it said. */
  probability: z.number().nullable(),
})
export type SeenDecision = z.infer<typeof SeenDecision>

/** Whether it held, and what was found; figures and decisions where the expectation measures more than yes or no. */
export interface Judged {
  ok: boolean
  found?: string
  decision?: SeenDecision
  /** By metric, averaged over the cases of a suite. */
  measures?: Record<string, number>
}
