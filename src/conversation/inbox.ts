import { createHash } from 'node:crypto'
import { BatonError } from '../domain/error.ts'
import { MessageId, type ConsentId, type ConversationId } from '../domain/id.ts'
import type { Live } from '../domain/live.ts'
import type { Attachment } from '../domain/message.ts'
import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import { noConversation } from '../store/conversations.ts'
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
 * Files what a Customer said: the message, the due turn and its job, in one statement; only then is it
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
  const { text, attachments, pressedConsent } = inbound
  const clientMessageId = inbound.clientMessageId ?? id
  const filed = await insertInbound(
    db,
    conversationId,
    { id, clientMessageId, contentHash, text, attachments, pressedConsent, at },
    { settleMs, longestBurstMs: longestBurst * settleMs },
  )
  if (!filed) throw noConversation(conversationId)
  if (!filed.filed) return seenBefore(db, conversationId, { clientMessageId, contentHash })
  live.publish(conversationId, { kind: 'logged' })
  if (filed.dueAt) queue.nudge(filed.dueAt)
  return { id, filed: 'filed' }
}

/** The message that came earlier with the same client id. @throws BatonError `conflict` when it says something else. */
async function seenBefore(
  db: Db,
  conversationId: ConversationId,
  { clientMessageId, contentHash }: { clientMessageId: string; contentHash: string },
): Promise<{ id: MessageId; filed: 'seen_before' }> {
  const earlier = await findByClientId(db, conversationId, clientMessageId)
  if (earlier?.contentHash === contentHash) return { id: earlier.id, filed: 'seen_before' }
  throw new BatonError(
    'conflict',
    'A message with this clientMessageId and another text is there already; use a new id.',
    { field: 'clientMessageId' },
  )
}
