import { createHash } from 'node:crypto'
import { BatonError } from '../domain/error.ts'
import { MessageId, type ConsentId, type ConversationId } from '../domain/id.ts'
import type { Live } from '../domain/live.ts'
import type { Attachment } from '../domain/message.ts'
import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { findByClientId, insertInbound } from '../store/messages.ts'

export interface InboxDeps {
  db: Db
  clock: Clock
  queue: Pick<Queue, 'nudge'>
  live: Live
  /** A burst of messages settles for this long before its turn. */
  settleMs: number
}

export interface Inbound {
  text: string
  /** The sender's own id: the same id twice is one message. */
  clientMessageId: string | null
  attachments: readonly Attachment[]
  /** The consent whose button was pressed. */
  pressedConsent: ConsentId | null
}

/** A burst never waits longer than this many settling times. */
const longestBurst = 4

/**
 * Files what a Customer said: the message, the due turn and its job, in one transaction; only then is it
 * acknowledged. A message delivered twice is filed once and keeps its id.
 * @throws BatonError `not_found`; `conflict` when the same client id comes with other words.
 */
export async function fileMessage(
  { db, clock, queue, live, settleMs }: InboxDeps,
  conversationId: ConversationId,
  inbound: Inbound,
): Promise<{ id: MessageId; filed: 'filed' | 'seen_before' }> {
  const contentHash = createHash('sha256')
    .update(JSON.stringify([inbound.text, inbound.attachments, inbound.pressedConsent]))
    .digest('hex')
  const at = clock()
  const id = MessageId.make(at.getTime())
  const clientMessageId = inbound.clientMessageId ?? id
  const dueAt = new Date(at.getTime() + settleMs)

  const filed = await db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, conversationId)
    const earlier =
      inbound.clientMessageId === null
        ? null
        : await findByClientId(tx, conversationId, clientMessageId)
    if (earlier) {
      if (earlier.contentHash !== contentHash) {
        throw new BatonError(
          'conflict',
          'A message with this clientMessageId and another text is there already; use a new id.',
          {
            field: 'clientMessageId',
          },
        )
      }
      return { id: earlier.id, filed: 'seen_before' as const }
    }
    const burstStartedAt = conversation.burstStartedAt ?? at
    const latest = burstStartedAt.getTime() + longestBurst * settleMs
    const ours = conversation.holder.kind === 'agent'
    const turn = ours
      ? {
          dueAt: new Date(Math.min(dueAt.getTime(), Math.max(latest, at.getTime()))),
          burstStartedAt,
        }
      : null
    await insertInbound(
      tx,
      conversation,
      {
        id,
        clientMessageId,
        contentHash,
        text: inbound.text,
        attachments: inbound.attachments,
        pressedConsent: inbound.pressedConsent,
        at,
      },
      turn,
    )
    return { id, filed: 'filed' as const }
  })
  if (filed.filed === 'filed') {
    live.publish(conversationId, { kind: 'logged' })
    queue.nudge(dueAt)
  }
  return filed
}
