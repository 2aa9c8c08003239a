import { z } from 'zod'
import { ConsentId, EffectId, TurnId } from './id.ts'

/** What came of a tool call, in words for the model and as data for code. */
export const ToolResult = z.object({
  ok: z.boolean(),
  /** Never a stack trace, never a secret; untrusted text inside is fenced. */
  forModel: z.string(),
  data: z.unknown().optional(),
})
export type ToolResult = z.infer<typeof ToolResult>

/** A write: its row stands before the effect, its outcome after it. */
export const Effect = z.object({
  id: EffectId,
  turnId: TurnId,
  tool: z.string(),
  args: z.record(z.string(), z.unknown()),
  idempotencyKey: z.string(),
  consentId: ConsentId.nullable(),
  status: z.enum(['intended', 'done', 'failed']),
  result: ToolResult.nullable(),
  at: z.coerce.date(),
})
export type Effect = z.infer<typeof Effect>
