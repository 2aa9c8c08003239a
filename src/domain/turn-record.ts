import { z } from 'zod'
import { Agenda, Course } from './agenda.ts'
import { Consent } from './consent.ts'
import { ToolResult } from './effect.ts'
import { EffectId, TurnId } from './id.ts'
import { Locale } from './locale.ts'

/** A call that was made, with what came back: enough to answer the same call again. */
export const RecordedCall = z.object({
  tool: z.string(),
  args: z.record(z.string(), z.unknown()),
  result: ToolResult,
})
export type RecordedCall = z.infer<typeof RecordedCall>

/** What stood in the conversation when a turn was claimed, as far as messages and ledgers do not tell. */
export const TurnBefore = z.object({
  locale: Locale,
  agenda: Agenda,
  course: Course,
  provenOrders: z.array(z.string()),
  returnedWith: z.string().nullable(),
  followUp: z.boolean(),
  answeredPosition: z.int(),
  eventNumber: z.int(),
  /** Writes that were made or intended by then. */
  effects: z.array(EffectId),
  /** The consent that stood open. */
  consent: Consent.nullable(),
})
export type TurnBefore = z.infer<typeof TurnBefore>

/** One turn as it was taken: it can be taken again from here, on the same tool results, by another performer. */
export const TurnRecord = z.object({
  id: TurnId,
  /** When it was claimed. */
  at: z.coerce.date(),
  before: TurnBefore,
  /** Position of the newest customer message that it answered. */
  answeredPosition: z.int(),
  calls: z.array(RecordedCall),
})
export type TurnRecord = z.infer<typeof TurnRecord>
