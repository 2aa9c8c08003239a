import type { Channel } from '../channels/channel.ts'
import { BatonError } from '../domain/error.ts'
import { MessageId } from '../domain/id.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { appendEvents } from '../store/events.ts'
import { findDelivery, settleDelivery } from '../store/messages.ts'

export interface DeliverDeps {
  db: Db
  clock: Clock
  log: Log
  channels: ReadonlyMap<string, Channel>
}

/**
 * After this many tries a message that the platform keeps refusing is given up, and shown as failed: with the queue's
 * pauses (doubling to a minute) about fifty minutes, so that a platform may be down for a while and nothing is lost.
 */
export const mostTries = 60

/**
 * Delivers one message of ours on its pushing channel, in the order they were said. Throws while it is worth trying
 * again (the queue does, with growing pauses). On a platform without idempotent sends, a send whose outcome is unknown
 * is shown as uncertain and never repeated.
 */
export async function deliverReply(
  { db, clock, log, channels }: DeliverDeps,
  subject: string,
  attempt: number,
): Promise<void> {
  const id = MessageId.parse(subject)
  const due = await findDelivery(db, id)
  if (!due || (due.delivery !== 'waiting' && due.delivery !== 'sending')) return
  const channel = channels.get(due.channel)
  const settle = (
    state: 'sent' | 'uncertain' | 'failed',
    channelMessageId: string | null,
    why: string,
  ) =>
    db.transaction(async (tx) => {
      await lockConversation(tx, due.conversationId)
      await settleDelivery(tx, id, state, channelMessageId)
      await appendEvents(tx, due.conversationId, clock(), [
        state === 'sent'
          ? { kind: 'delivered', messageId: id, channelMessageId: channelMessageId ?? '' }
          : { kind: 'delivery_failed', messageId: id, uncertain: state === 'uncertain', why },
      ])
    })
  if (!channel?.send || due.address === null)
    return settle('failed', null, `the channel ${due.channel} is not connected`)
  if (due.earlierWaits)
    throw new BatonError('unavailable', 'An earlier message to the same customer goes first.')
  if (due.delivery === 'sending' && !channel.sendsOnce) {
    // We were cut off between the send and its outcome: it may have arrived.
    return settle('uncertain', null, 'the process ended while the platform was answering')
  }
  if (!channel.sendsOnce) await settleDelivery(db, id, 'sending', null)
  try {
    const { channelMessageId } = await channel.send(due.address, { id, text: due.text })
    await settle('sent', channelMessageId, '')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const refusedForGood = error instanceof BatonError && error.code === 'invalid'
    const unknown = error instanceof BatonError && error.code === 'upstream_failed'
    log.warn({ messageId: id, attempt, channel: channel.name, refusedForGood }, 'a delivery failed')
    if (refusedForGood) return settle('failed', null, why)
    if (!channel.sendsOnce && !unknown) return settle('uncertain', null, why)
    if (attempt >= mostTries) return settle('failed', null, why)
    if (!channel.sendsOnce) await settleDelivery(db, id, 'waiting', null)
    throw error
  }
}
