import { showDate } from '../agents/playbooks/template.ts'
import type { Conversation } from '../domain/conversation.ts'
import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import { PromiseId, type ConversationId, type OperatorId } from '../domain/id.ts'
import type { Promised } from '../domain/promise.ts'
import { promiseWords } from '../handoff/promise-phrases.ts'
import { checkTime, windowOf } from '../handoff/promise-times.ts'
import type { Queryable } from '../store/db.ts'
import { appendEvents } from '../store/events.ts'
import { findPromise, insertPromise, lastHeard, savePromise } from '../store/promises.ts'
import { inConversation, mustHold, sayAside, type DeskDeps } from './at-desk.ts'

/** Nobody remembers for longer what was promised. */
const longestMs = 90 * 86_400_000

/** @throws BatonError `invalid` for a time that is past or too far away. */
function mustBeAhead(dueAt: Date, now: Date): void {
  if (dueAt <= now)
    throw new BatonError('invalid', 'A promise is due in the future.', { field: 'dueAt' })
  if (dueAt.getTime() > now.getTime() + longestMs)
    throw new BatonError('invalid', 'A promise is due within 90 days.', { field: 'dueAt' })
}

/** An operator promises something to the customer whom they hold, and the customer is told. */
export function makePromise(
  deps: DeskDeps,
  conversationId: ConversationId,
  operatorId: OperatorId,
  { what, dueAt }: { what: string; dueAt: Date },
): Promise<PromiseId> {
  return inConversation(deps, conversationId, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const now = deps.clock()
    mustBeAhead(dueAt, now)
    const id = PromiseId.make(now.getTime())
    const windowUntil = windowOf(
      deps.desk,
      conversation.channel,
      await lastHeard(tx, conversationId),
    )
    const promise = { id, kind: 'other' as const, what, owner: operatorId, effectId: null, dueAt }
    const checkAt = checkTime({ dueAt, windowUntil, warnedAt: null }, deps.desk)
    await insertPromise(tx, conversationId, { ...promise, windowUntil, checkAt }, now)
    const told = await tell(tx, deps, conversation, promise, 'made')
    await appendEvents(tx, conversationId, now, [
      { kind: 'promised', promiseId: id, what, dueAt, owner: operatorId },
      told,
    ])
    return id
  })
}

function tell(
  tx: Queryable,
  { timeZone, clock }: DeskDeps,
  conversation: Conversation,
  promise: Pick<Promised, 'kind' | 'what' | 'dueAt'>,
  how: 'made' | 'updated',
): Promise<EventBody> {
  const { locale } = conversation
  const now = clock()
  const due = showDate(promise.dueAt, { locale, timeZone, now })
  const text = promiseWords(promise, locale)[how](due)
  return sayAside(tx, conversation, text, now).then(({ event }) => event)
}

/** Finds a promise that is not kept, in its locked conversation, and does something with it. */
async function withPromise(
  deps: DeskDeps,
  id: PromiseId,
  act: (tx: Queryable, conversation: Conversation, promise: Promised) => Promise<void>,
): Promise<void> {
  const known = await findPromise(deps.db, id)
  if (!known) throw new BatonError('not_found', `There is no promise ${id}.`, { field: 'id' })
  await inConversation(deps, known.conversationId, async (tx, conversation) => {
    const promise = await findPromise(tx, id)
    if (!promise || promise.status === 'kept')
      throw new BatonError('conflict', `The promise ${id} is kept already.`)
    await act(tx, conversation, promise)
  })
}

/** What was promised has happened. */
export function keepPromise(deps: DeskDeps, id: PromiseId, operatorId: OperatorId): Promise<void> {
  return withPromise(deps, id, async (tx, conversation, promise) => {
    const at = deps.clock()
    await savePromise(tx, { ...promise, status: 'kept', checkAt: promise.dueAt, at })
    await appendEvents(tx, conversation.id, at, [
      { kind: 'promise_kept', promiseId: id, by: operatorId },
    ])
  })
}

/** It will be another time: the customer is told now, before the old one has passed. */
export function updatePromise(
  deps: DeskDeps,
  id: PromiseId,
  operatorId: OperatorId,
  dueAt: Date,
): Promise<void> {
  return withPromise(deps, id, async (tx, conversation, promise) => {
    const at = deps.clock()
    mustBeAhead(dueAt, at)
    const updated = { ...promise, dueAt, status: 'updated' as const, warnedAt: null }
    await savePromise(tx, { ...updated, checkAt: checkTime(updated, deps.desk), at })
    const told = await tell(tx, deps, conversation, updated, 'updated')
    await appendEvents(tx, conversation.id, at, [
      { kind: 'promise_updated', promiseId: id, dueAt, by: operatorId },
      told,
    ])
  })
}
