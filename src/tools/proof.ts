import { createHash } from 'node:crypto'
import type { ConversationId, MessageId } from '../domain/id.ts'
import type { Entity } from '../domain/reading.ts'
import type { OrderBook, OrderProof } from '../domain/shop.ts'

export interface ProofLedger {
  /** Failed tries so far in this conversation, and on this order within the last day; and what came of this very try. */
  tries(
    orderNumber: string,
    valueHash: string,
  ): Promise<{ inConversation: number; onOrder: number; earlier: boolean | null }>
  record(orderNumber: string, valueHash: string, proven: boolean): Promise<void>
}

/** What a customer's own messages hold that could prove an order. */
export interface Spoken {
  messageId: MessageId
  text: string
  entities: readonly Entity[]
}

export interface ProofResult {
  proven: { orderNumber: string; messageId: MessageId }[]
  failed: { orderNumber: string; messageId: MessageId }[]
  /** No more tries are allowed, here or on this order. */
  locked: boolean
}

/** Wrong values that are heard before the door is shut, per conversation and per order and day. */
export const mostTries = 5

const proofKinds = new Set(['phone', 'phone_tail', 'email'])

/** Never the value itself: the ledger needs only to know that it was tried. */
const hashOf = (conversationId: ConversationId, { kind, value }: OrderProof) =>
  createHash('sha256').update(`${conversationId} ${kind} ${value}`).digest('hex')

/**
 * Looks for order numbers and proof values in what the customer wrote, and asks the shop whether they belong
 * together. Only code does this, from the customer's own messages: no model can state a proof.
 */
export async function proveOrders(
  { orders, ledger }: { orders: Pick<OrderBook, 'prove'>; ledger: ProofLedger },
  conversationId: ConversationId,
  { before, now }: { before: readonly Spoken[]; now: readonly Spoken[] },
  alreadyProven: readonly string[],
): Promise<ProofResult> {
  const result: ProofResult = { proven: [], failed: [], locked: false }
  const spoken = [...before, ...now]
  const values = spoken.flatMap(({ messageId, entities }) =>
    entities
      .filter(({ type }) => proofKinds.has(type))
      .map(({ type, value }) => ({
        messageId,
        proof: { kind: type as OrderProof['kind'], value },
      })),
  )
  const numbers = [
    ...new Set(
      spoken.flatMap(({ entities }) =>
        entities.filter(({ type }) => type === 'order_number').map(({ value }) => value),
      ),
    ),
  ]
  const isNew = new Set(now.map(({ messageId }) => messageId))
  const saidNow = new Set(
    now.flatMap(({ entities }) =>
      entities.filter(({ type }) => type === 'order_number').map(({ value }) => value),
    ),
  )

  for (const orderNumber of numbers.filter((number) => !alreadyProven.includes(number))) {
    for (const { messageId, proof } of values) {
      if (!isNew.has(messageId) && !saidNow.has(orderNumber)) continue
      const valueHash = hashOf(conversationId, proof)
      const tries = await ledger.tries(orderNumber, valueHash)
      if (tries.earlier === false) continue
      if (
        tries.earlier === null &&
        (tries.inConversation >= mostTries || tries.onOrder >= mostTries)
      ) {
        result.locked = true
        return result
      }
      // A try that a crashed turn has made already keeps its answer and costs nothing.
      const proven = tries.earlier ?? (await orders.prove(orderNumber, proof))
      if (tries.earlier === null) await ledger.record(orderNumber, valueHash, proven)
      if (proven) {
        result.proven.push({ orderNumber, messageId })
        break
      }
      result.failed.push({ orderNumber, messageId })
    }
  }
  return result
}
