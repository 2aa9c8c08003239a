import type { Effect } from '../domain/effect.ts'
import { PromiseId } from '../domain/id.ts'
import { deadlineOf, type Promised, type PromiseKind } from '../domain/promise.ts'
import { z } from 'zod'
import type { DeskSettings } from './desk-settings.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Until when a channel lets us write after the customer's last word; null without a limit. */
export function windowOf(
  { promises }: DeskSettings,
  channel: string,
  lastHeardAt: Date | null,
): Date | null {
  const hours = promises.windowHours[channel]
  if (hours === undefined || lastHeardAt === null) return null
  return new Date(lastHeardAt.getTime() + hours * hourMs)
}

/** When a promise has to be looked at next: to warn its owner, or, when they are warned, at its deadline. */
export function checkTime(
  promise: Pick<Promised, 'dueAt' | 'windowUntil' | 'warnedAt'>,
  { promises }: DeskSettings,
): Date {
  const deadline = deadlineOf(promise)
  if (promise.warnedAt !== null) return deadline
  return new Date(deadline.getTime() - promises.warnMinutes * minuteMs)
}

const time = z.coerce.date().optional().catch(undefined)
/** The times that results of writes name, and what they promise with it. */
const Times = z.object({
  callBackBy: time,
  firstAnswerBy: time,
  answerBy: time,
  reference: z.string().optional().catch(undefined),
  number: z.string().optional().catch(undefined),
})

function promisedBy({ result }: Effect): { kind: PromiseKind; owner: string; dueAt: Date } | null {
  const { callBackBy, firstAnswerBy, answerBy } = Times.parse(result?.data ?? {})
  if (callBackBy) return { kind: 'call_back', owner: 'sales', dueAt: callBackBy }
  if (firstAnswerBy) return { kind: 'first_answer', owner: 'desk', dueAt: firstAnswerBy }
  return answerBy ? { kind: 'reply_from', owner: 'desk', dueAt: answerBy } : null
}

/** What the customer was promised with writes that are done: a call back, a first answer, an answer of the carrier. */
export function promisesOfEffects(
  effects: readonly Effect[],
  now: Date,
): Pick<Promised, 'id' | 'kind' | 'what' | 'owner' | 'dueAt' | 'effectId'>[] {
  return effects.flatMap((effect) => {
    const promise = effect.status === 'done' ? promisedBy(effect) : null
    if (!promise || promise.dueAt <= now) return []
    const { reference, number } = Times.parse(effect.result?.data ?? {})
    const what = `${effect.tool} ${reference ?? number ?? ''}`.trim()
    return [{ ...promise, id: PromiseId.make(now.getTime()), what, effectId: effect.id }]
  })
}
