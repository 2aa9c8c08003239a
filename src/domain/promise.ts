import { z } from 'zod'
import { ConversationId, EffectId, PromiseId } from './id.ts'

/**
 * What is promised. `answer`: a person answers here. `first_answer`: somebody takes up a case. `call_back`: sales gets in
 * touch. `reply_from`: a carrier, a workshop or an office answers. `other`: in an operator's own words.
 */
export const PromiseKind = z.enum(['answer', 'first_answer', 'call_back', 'reply_from', 'other'])
export type PromiseKind = z.infer<typeof PromiseKind>

/**
 * `updated`: with a new time that the customer was told. `escalated`: it slipped, and runs on with a new time. `slipped`:
 * it slipped too often for another time to be named.
 */
export const PromiseStatus = z.enum(['open', 'updated', 'escalated', 'slipped', 'kept'])
export type PromiseStatus = z.infer<typeof PromiseStatus>

/** Something Baton or an Operator said will happen. */
export const Promised = z.object({
  id: PromiseId,
  conversationId: ConversationId,
  kind: PromiseKind,
  what: z.string(),
  /** `desk`, `sales`, or an operator's id. */
  owner: z.string(),
  effectId: EffectId.nullable(),
  dueAt: z.coerce.date(),
  /** After this the channel lets nobody write to the customer. */
  windowUntil: z.coerce.date().nullable(),
  status: PromiseStatus,
  warnedAt: z.coerce.date().nullable(),
  slips: z.int(),
})
export type Promised = z.infer<typeof Promised>

/** By when something has to have happened: the due time, or before the channel closes. */
export const deadlineOf = ({ dueAt, windowUntil }: Pick<Promised, 'dueAt' | 'windowUntil'>): Date =>
  windowUntil !== null && windowUntil < dueAt ? windowUntil : dueAt
