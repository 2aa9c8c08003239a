import { z } from 'zod'
import { ConversationId, OutgoingId } from './id.ts'

/** Something that goes out to another system, once. */
export const Outgoing = z.object({
  id: OutgoingId,
  kind: z.enum(['lead', 'notice']),
  target: z.string(),
  conversationId: ConversationId,
  idempotencyKey: z.string(),
  body: z.record(z.string(), z.unknown()),
  status: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.int(),
  lastError: z.string().nullable(),
  reference: z.string().nullable(),
  at: z.coerce.date(),
})
export type Outgoing = z.infer<typeof Outgoing>

/**
 * Where it goes: a CRM, a signed webhook, a group robot. Throws `invalid` for what will never be taken, and anything else
 * for what is worth another try; the same row may come twice.
 */
export interface Outlet {
  send(it: Outgoing): Promise<{ reference: string | null }>
}
