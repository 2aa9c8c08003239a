import { showDate } from '../agents/playbooks/template.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { EventBody } from '../domain/event.ts'
import { PromiseId } from '../domain/id.ts'
import { deadlineOf, type Promised } from '../domain/promise.ts'
import { promiseWords } from '../handoff/promise-phrases.ts'
import { checkTime, windowOf } from '../handoff/promise-times.ts'
import { afterWorkingTime } from '../handoff/working-hours.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Queryable } from '../store/db.ts'
import { findPromise, lastHeard, savePromise } from '../store/promises.ts'
import { hurryWait } from '../store/waits.ts'
import { sayAside, type DeskDeps } from './at-desk.ts'
import { logAtDesk } from './log-at-desk.ts'

const hourMs = 3_600_000
/** After this many slips no further time is named: nobody would believe it. */
const mostSlips = 3

/** What became of a promise that was looked at. */
interface Tended {
  promise: Promised
  events: EventBody[]
}

/**
 * Looks at a promise whose time has come: warns its owner ahead of time; when it slips, tells the customer before they
 * ask, with a new time, and escalates it; and writes before a channel closes. By the clock alone, so a late look, a
 * second look and a clock that was put back do no harm.
 */
export async function tendPromise(deps: DeskDeps, subject: string): Promise<void> {
  const id = PromiseId.parse(subject)
  const found = await findPromise(deps.db, id)
  if (!found) return
  const changed = await deps.db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, found.conversationId)
    const promise = await findPromise(tx, id)
    if (!promise || promise.status === 'kept' || promise.status === 'slipped') return false
    const now = deps.clock()
    const tended = await tend(tx, deps, conversation, promise, now)
    const { dueAt } = tended.promise
    await savePromise(tx, {
      ...tended.promise,
      checkAt: tended.promise.status === 'slipped' ? dueAt : checkTime(tended.promise, deps.desk),
      at: now,
    })
    await logAtDesk(tx, deps, conversation.id, tended.events)
    return tended.events.length > 0
  })
  if (changed) deps.live.publish(found.conversationId, { kind: 'logged' })
  deps.queue.nudge(deps.clock())
}

async function tend(
  tx: Queryable,
  deps: DeskDeps,
  conversation: Conversation,
  stored: Promised,
  now: Date,
): Promise<Tended> {
  // The customer may have written since, which opens the channel for longer; once they were told, it is of no matter.
  const promise = {
    ...stored,
    windowUntil:
      stored.windowUntil &&
      windowOf(deps.desk, conversation.channel, await lastHeard(tx, conversation.id)),
  }
  const deadline = deadlineOf(promise)
  if (promise.dueAt <= now) return slip(tx, deps, conversation, promise, now)
  if (checkTime(promise, deps.desk) > now) return { promise, events: [] }
  // The warning comes while somebody can still act; the channel's own end leaves no later moment to write.
  const atRisk: EventBody = {
    kind: 'promise_at_risk',
    promiseId: promise.id,
    deadline,
    owner: promise.owner,
  }
  if (deadline === promise.dueAt)
    return { promise: { ...promise, warnedAt: now }, events: [atRisk] }
  const words = promiseWords(promise, conversation.locale)
  const text = words.windowCloses(show(deps, conversation, promise.dueAt, now))
  const { event } = await sayAside(tx, conversation, text, now)
  return { promise: { ...promise, windowUntil: null }, events: [atRisk, event] }
}

const show = ({ timeZone }: DeskDeps, { locale }: Conversation, at: Date, now: Date) =>
  showDate(at, { locale, timeZone, now })

async function slip(
  tx: Queryable,
  deps: DeskDeps,
  conversation: Conversation,
  promise: Promised,
  now: Date,
): Promise<Tended> {
  const { locale } = conversation
  const words = promiseWords(promise, locale)
  const slips = promise.slips + 1
  const forGood = slips >= mostSlips
  const newDue = forGood
    ? null
    : afterWorkingTime(deps.desk.hours, now, deps.desk.promises.extensionHours * hourMs)
  const due = show(deps, conversation, promise.dueAt, now)
  const { messageId, event } = await sayAside(
    tx,
    conversation,
    newDue ? words.slipped(due, show(deps, conversation, newDue, now)) : words.slippedForGood(due),
    now,
  )
  // Who waits at the desk for it goes first now, and somebody senior is asked.
  await hurryWait(tx, conversation.id, now)
  return {
    promise: {
      ...promise,
      slips,
      status: newDue ? 'escalated' : 'slipped',
      dueAt: newDue ?? promise.dueAt,
      warnedAt: null,
    },
    events: [
      event,
      { kind: 'promise_slipped', promiseId: promise.id, messageId, newDueAt: newDue },
      { kind: 'promise_escalated', promiseId: promise.id, owner: promise.owner, slips },
    ],
  }
}
