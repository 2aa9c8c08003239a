import type { Conversation } from '../domain/conversation.ts'
import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import { MessageId, type ConversationId, type OperatorId, type PromiseId } from '../domain/id.ts'
import type { Live } from '../domain/live.ts'
import type { Message } from '../domain/message.ts'
import type { NoticeTarget } from '../domain/notice.ts'
import type { PromiseKind } from '../domain/promise.ts'
import type { Queue } from '../domain/queue.ts'
import type { DeskSettings } from '../handoff/desk-settings.ts'
import type { Router } from '../handoff/routing.ts'
import type { HandoffSettings } from '../handoff/settings.ts'
import type { Clock } from '../platform/clock.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Db, Queryable } from '../store/db.ts'
import { insertAside } from '../store/messages.ts'

/** What the acts of the desk need. */
export interface DeskDeps {
  db: Db
  clock: Clock
  live: Live
  queue: Pick<Queue, 'nudge'>
  handoff: HandoffSettings
  desk: DeskSettings
  router: Router
  /** Who is told of what happens at the desk. */
  notices: readonly NoticeTarget[]
  /** Times in what customers read. */
  timeZone: string
}

/** Does something in a locked conversation, and tells those who watch it. */
export async function inConversation<T>(
  { db, live }: Pick<DeskDeps, 'db' | 'live'>,
  id: ConversationId,
  act: (tx: Queryable, conversation: Conversation) => Promise<T>,
): Promise<T> {
  const result = await db.transaction(async (tx) => act(tx, await lockConversation(tx, id)))
  live.publish(id, { kind: 'logged' })
  return result
}

/** @throws BatonError `conflict` unless this operator holds the conversation. */
export function mustHold({ id, holder }: Conversation, operatorId: OperatorId): void {
  if (holder.kind !== 'operator' || holder.operatorId !== operatorId) {
    throw new BatonError('conflict', `${id} is not with you; take it first.`)
  }
}

/** Who was seen after this moment is here. */
export const onlineSince = ({ clock, handoff }: Pick<DeskDeps, 'clock' | 'handoff'>): Date =>
  new Date(clock().getTime() - handoff.onlineMs)

/**
 * Says something to the customer that is no answer to anything: news of the wait or of a promise. What they asked stays
 * unanswered. Returns the event for the log.
 */
export async function sayAside(
  tx: Queryable,
  conversation: Conversation,
  text: string,
  at: Date,
): Promise<{ messageId: MessageId; event: EventBody }> {
  const message: Message = { id: MessageId.make(at.getTime()), author: 'agent', text, at }
  await insertAside(tx, conversation, message)
  return { messageId: message.id, event: { kind: 'message', message } }
}

/** What is kept when an operator answers or closes: that somebody comes, and takes up the case. */
export const keptByAnswer: readonly PromiseKind[] = ['answer', 'first_answer']

/** For the log: whose word kept which promises. */
export const eventsOfKept = (kept: readonly PromiseId[], by: OperatorId): EventBody[] =>
  kept.map((promiseId) => ({ kind: 'promise_kept', promiseId, by }))
