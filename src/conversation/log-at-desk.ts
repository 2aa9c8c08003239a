import type { EventBody } from '../domain/event.ts'
import { OutgoingId, type ConversationId } from '../domain/id.ts'
import { noticedIn, noticeInWords, wants, type Noticed } from '../handoff/notices.ts'
import type { Queryable } from '../store/db.ts'
import { appendEvents } from '../store/events.ts'
import { insertOutgoing } from '../store/outgoing.ts'
import type { DeskDeps } from './at-desk.ts'

/** Appends to the log of a locked conversation, and tells those of it who want to be told, in the same transaction. */
export async function logAtDesk(
  tx: Queryable,
  deps: DeskDeps,
  id: ConversationId,
  events: readonly EventBody[],
  skill: string | null = null,
): Promise<void> {
  if (events.length === 0) return
  const at = deps.clock()
  const number = await appendEvents(tx, id, at, events)
  const noticed = noticedIn(events, id, skill)
  await notify(tx, deps, noticed, `${number}`)
}

/** Tells everybody who wants to be told. `once`: what makes this moment of the conversation the same when it comes twice. */
export async function notify(
  tx: Queryable,
  { notices, clock, queue }: DeskDeps,
  noticed: readonly Noticed[],
  once: string,
): Promise<void> {
  const now = clock()
  const rows = notices.flatMap((target) =>
    noticed
      .filter((one) => wants(target, one))
      .map((one, i) => ({
        id: OutgoingId.make(now.getTime()),
        kind: 'notice' as const,
        target: target.name,
        conversationId: one.conversationId,
        idempotencyKey: `${target.name} ${one.conversationId} ${one.kind} ${once} ${i}`,
        body: noticeInWords(one, target.locale),
      })),
  )
  await insertOutgoing(tx, rows, now)
  if (rows.length > 0) queue.nudge(now)
}
