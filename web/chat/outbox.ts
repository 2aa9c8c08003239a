import { ApiError } from './api.ts'
import { backoffMs, pause } from './pause.ts'
import type { Outgoing } from './timeline.ts'
import type { MessageId } from './wire.ts'

export interface OutboxDeps {
  /** Hands one message to the server. Throws `ApiError`. */
  deliver: (outgoing: Outgoing) => Promise<MessageId>
  /** Keeps what is not filed yet, so that a reload of the page does not lose it. */
  keep: (unfiled: readonly Outgoing[]) => void
  sending: (outgoing: Outgoing) => void
  filed: (outgoing: Outgoing, id: MessageId) => void
  failed: (outgoing: Outgoing, canRetry: boolean) => void
  random?: () => number
}

export interface Outbox {
  /** Sends it after everything added before; one that failed is simply added again. */
  add(outgoing: Outgoing): void
}

/** Tries before the customer is told; the pauses between them add up to about ten seconds. */
const mostTries = 5

/**
 * Sends one message after the other, in the order they were written. A failed try is repeated under the same
 * `clientMessageId`, so however often it is sent, it is said once.
 */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { deliver, keep, sending, filed, failed, random = Math.random } = deps
  const waiting = new Map<string, Outgoing>()
  /** Given up for now: no longer in the way of later ones, and kept for another try. */
  const stuck = new Map<string, Outgoing>()
  let working = false

  const keepAll = () => keep([...stuck.values(), ...waiting.values()])

  async function deliverPatiently(outgoing: Outgoing): Promise<MessageId> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await deliver(outgoing)
      } catch (error) {
        if (!passing(error) || attempt === mostTries) throw error
        await pause(error.retryAfterMs ?? backoffMs(attempt, { firstMs: 800, random }))
      }
    }
  }

  async function settle(outgoing: Outgoing): Promise<void> {
    const { clientMessageId } = outgoing
    try {
      const id = await deliverPatiently(outgoing)
      waiting.delete(clientMessageId)
      keepAll()
      filed(outgoing, id)
    } catch (error) {
      waiting.delete(clientMessageId)
      if (passing(error)) stuck.set(clientMessageId, outgoing)
      keepAll()
      failed(outgoing, passing(error))
    }
  }

  async function work(): Promise<void> {
    if (working) return
    working = true
    for (const outgoing of waiting.values()) await settle(outgoing)
    working = false
  }

  return {
    add(outgoing) {
      stuck.delete(outgoing.clientMessageId)
      waiting.set(outgoing.clientMessageId, outgoing)
      keepAll()
      sending(outgoing)
      void work()
    },
  }
}

const passing = (error: unknown): error is ApiError => error instanceof ApiError && error.passing
