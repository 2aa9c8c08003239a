import { createHash } from 'node:crypto'
import type { ConversationId, MessageId } from '../domain/id.ts'
import type { Entity } from '../domain/reading.ts'
import type { OrderBook, OrderProof } from '../domain/shop.ts'
import type { Claim } from './tool.ts'

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
export const proofHash = (
  conversationId: ConversationId,
  { kind, value }: { kind: string; value: string },
): string => createHash('sha256').update(`${conversationId} ${kind} ${value}`).digest('hex')

/** Four digits that stand alone, or the end of a number as long as a phone's; letters before them make another number. */
const tailForms = /(?<![\p{L}\d])(?:\+?\d[\d\s-]{4,14}(\d{4})|(\d{4}))(?!\d)/gu

/** The last four digits of every phone number that a customer's own messages may state. */
export function statedTails(texts: readonly string[]): string[] {
  const tails = texts.flatMap((text) =>
    [...text.normalize('NFKC').matchAll(tailForms)].map(([, ofLong, alone]) => ofLong ?? alone),
  )
  return [...new Set(tails.filter((tail) => tail !== undefined))]
}

/**
 * Whether a claim by four digits may be tried: the same as before may, and a new one until five were tried in this
 * conversation, or on this case or appointment within the last day. Counted whatever came of them, before they are tried.
 */
export async function mayClaim(
  ledger: ProofLedger,
  conversationId: ConversationId,
  { reference, tail }: Claim,
): Promise<boolean> {
  const valueHash = proofHash(conversationId, { kind: 'phone_tail', value: tail })
  const tries = await ledger.tries(reference, valueHash)
  if (tries.earlier !== null) return true
  if (tries.inConversation >= mostTries || tries.onOrder >= mostTries) return false
  await ledger.record(reference, valueHash, false)
  return true
}

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
      const valueHash = proofHash(conversationId, proof)
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
