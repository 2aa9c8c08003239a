import type { ConversationId } from '../domain/id.ts'
import type { Live } from '../domain/live.ts'
import type { LoggedEvent } from '../domain/event.ts'
import type { Message } from '../domain/message.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../store/db.ts'
import { eventsAfter, newestEvents } from '../store/events.ts'
import type { LiveEvent } from './contract.ts'

/** A message as it goes over the wire. */
export function toPublic(message: Message): Extract<LiveEvent, { event: 'message' }>['data'] {
  return { ...message, at: message.at.toISOString() }
}

/** What a customer may see of a logged event. */
export function toLive({ body }: LoggedEvent): LiveEvent | null {
  switch (body.kind) {
    case 'message':
      return { event: 'message', data: toPublic(body.message) }
    case 'holder_changed':
      return { event: 'holder', data: { kind: body.to.kind } }
    case 'receipt':
      return {
        event: 'receipt',
        data: { reason: body.reason, understood: body.understood, waitMinutes: body.waitMinutes },
      }
    case 'consent_asked':
      return {
        event: 'consent',
        data: { id: body.consentId, messageId: body.messageId, state: 'asked' },
      }
    case 'consent_answered':
      return {
        event: 'consent',
        data: { id: body.consentId, messageId: body.messageId, state: body.answer },
      }
    default:
      return null
  }
}

export interface FeedDeps {
  db: Db
  live: Live
  clock: Clock
  log: Log
}

/** One listener: events in order with their numbers, drafts in between without one. */
export type Hear = (event: LiveEvent, number: number | null) => void

const batch = 500

/**
 * Follows a conversation: first what the log holds after `after`, then what comes. Nothing is missed or repeated,
 * however signals and reads interleave, because only the log is believed. Returns how to stop.
 */
export function follow(
  { db, live, log }: FeedDeps,
  id: ConversationId,
  after: number,
  hear: Hear,
): () => void {
  let position = after
  let reading = false
  let again = false
  let stopped = false

  async function readOn(): Promise<void> {
    for (;;) {
      const events = await eventsAfter(db, id, position, batch)
      for (const event of events) {
        if (stopped) return
        position = event.number
        const shown = toLive(event)
        if (shown) hear(shown, event.number)
      }
      if (events.length < batch) return
    }
  }
  function look(): void {
    if (stopped) return
    if (reading) {
      again = true
      return
    }
    reading = true
    readOn()
      .catch((error: unknown) =>
        log.warn({ conversationId: id, err: error }, 'a feed could not read the log'),
      )
      .finally(() => {
        reading = false
        if (again) {
          again = false
          look()
        }
      })
  }
  const stop = live.subscribe(id, (signal) => {
    if (signal.kind === 'logged') look()
    else if (signal.kind === 'typing')
      hear({ event: 'typing', data: { author: signal.author } }, null)
    else if (signal.kind === 'token')
      hear({ event: 'token', data: { draftId: signal.draftId, text: signal.text } }, null)
    else hear({ event: 'reset', data: { draftId: signal.draftId } }, null)
  })
  look()
  return () => {
    stopped = true
    stop()
  }
}

/**
 * Where workers are other processes, their commits are seen by looking: one query for all watched conversations.
 * Returns how to stop.
 */
export function watchLog({ db, live, log }: FeedDeps, everyMs: number): () => void {
  const seen = new Map<ConversationId, number>()
  let looking = false
  async function look(): Promise<void> {
    const watched = live.watched()
    for (const id of seen.keys()) if (!watched.includes(id)) seen.delete(id)
    if (watched.length === 0) return
    for (const [id, number] of await newestEvents(db, watched)) {
      if (seen.get(id) !== number) live.publish(id, { kind: 'logged' })
      seen.set(id, number)
    }
  }
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((error: unknown) => log.warn({ err: error }, 'the log could not be watched'))
      .finally(() => {
        looking = false
      })
  }, everyMs)
  return () => clearInterval(timer)
}
