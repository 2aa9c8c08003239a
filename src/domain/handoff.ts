import { z } from 'zod'
import { EffectId, MessageId, PromiseId } from './id.ts'
import { RiskTag } from './reading.ts'

/** Why the baton passes to the desk: a closed set. */
export const HandoffReason = z.enum([
  'customer_request',
  'negative_sentiment',
  'low_confidence',
  'repeated_failure',
  'tool_failure',
  'policy_restricted',
  'legal_or_safety_risk',
  'vip',
])
export type HandoffReason = z.infer<typeof HandoffReason>

/** What a line of a brief stands on. */
export const Evidence = z.union([MessageId, EffectId, PromiseId])
export type Evidence = z.infer<typeof Evidence>

const Line = z.object({ text: z.string(), evidence: z.array(Evidence) })
/** A line of what was tried, and when; briefs that are older than the time have none. */
const Tried = Line.extend({ at: z.coerce.date().optional() })

/** What an operator reads in twenty seconds before speaking. Every line names its evidence. */
export const Brief = z.object({
  reason: HandoffReason,
  need: z.array(Line),
  facts: z.array(z.object({ name: z.string(), value: z.string(), evidence: z.array(Evidence) })),
  /** Reads and answers that were tried, and what came of them. */
  tried: z.array(Tried),
  /** Writes that are done and cannot be done again. */
  committed: z.array(Line),
  openQuestion: Line.nullable(),
  promises: z.array(Line),
  risks: z.array(RiskTag),
  /** One number per customer message, oldest first, −1…1. */
  sentiment: z.array(z.number()),
  skill: z.string(),
})
export type Brief = z.infer<typeof Brief>
