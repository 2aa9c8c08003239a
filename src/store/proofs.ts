import { z } from 'zod'
import type { ConversationId } from '../domain/id.ts'
import { rowAs, type Queryable } from './db.ts'

const Tries = z.object({
  inConversation: z.int(),
  onOrder: z.int(),
  /** What came of the same value for the same order in this conversation; null when it was not tried. */
  earlier: z.boolean().nullable(),
})

const dayMs = 86_400_000

/** The tries of one conversation: on any order, case or appointment they count within the last day. */
export const proofLedger = (on: Queryable, conversationId: ConversationId, now: Date) => ({
  tries: (reference: string, valueHash: string) =>
    failedProofs(on, conversationId, reference, valueHash, new Date(now.getTime() - dayMs)),
  record: (reference: string, valueHash: string, proven: boolean) =>
    recordProof(on, { conversationId, orderNumber: reference, valueHash, proven, at: now }),
})

/** How often proofs failed, in this conversation and on this order anywhere since a moment. */
async function failedProofs(
  on: Queryable,
  conversationId: ConversationId,
  orderNumber: string,
  valueHash: string,
  since: Date,
): Promise<z.infer<typeof Tries>> {
  const row = await rowAs(
    on,
    Tries,
    `select (select count(*)::int from proof_attempts where conversation_id = $1 and not proven) as "inConversation",
            (select count(*)::int from proof_attempts where order_number = $2 and not proven and at > $4) as "onOrder",
            (select proven from proof_attempts where conversation_id = $1 and order_number = $2 and value_hash = $3) as earlier`,
    [conversationId, orderNumber, valueHash, since],
  )
  return row ?? { inConversation: 0, onOrder: 0, earlier: null }
}

async function recordProof(
  on: Queryable,
  it: {
    conversationId: ConversationId
    orderNumber: string
    valueHash: string
    proven: boolean
    at: Date
  },
): Promise<void> {
  await on.query(
    `insert into proof_attempts (order_number, conversation_id, value_hash, proven, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [it.orderNumber, it.conversationId, it.valueHash, it.proven, it.at],
  )
}
