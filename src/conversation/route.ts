import { ConversationId, OperatorId } from '../domain/id.ts'
import type { EventBody } from '../domain/event.ts'
import { chooseSeat } from '../handoff/ladder.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Queryable } from '../store/db.ts'
import { lastOperatorOf, markAssigned } from '../store/operators.ts'
import { endWait, findWait, lockRouting, saveOffer, type Wait } from '../store/waits.ts'
import { onlineSince, type DeskDeps } from './at-desk.ts'
import { logAtDesk, notify } from './log-at-desk.ts'
import { seatsNow } from './seats.ts'

/** Where nobody has room, it is looked at again after this; a place that becomes free is told of at once. */
const lookAgainMs = 15_000

/**
 * Offers a waiting conversation to the operator whose turn it is. An offer that nobody took in time, or whose operator
 * has gone, passes to the next. May be run at any time and any number of times.
 */
export async function routeWaiting(deps: DeskDeps, subject: string): Promise<void> {
  const id = ConversationId.parse(subject)
  const changed = await deps.db.transaction(async (tx) => {
    const { holder, locale } = await lockConversation(tx, id)
    const wait = await findWait(tx, id)
    if (!wait) return false
    if (holder.kind !== 'desk') {
      await endWait(tx, id)
      return false
    }
    const since = wait.since.toISOString()
    const handoff = {
      kind: 'handoff' as const,
      conversationId: id,
      skill: wait.skill,
      about: since,
    }
    // However often it is looked at, each wait is told of once.
    await notify(tx, deps, [handoff], since)
    await lockRouting(tx)
    return offerToNext(tx, deps, wait, locale)
  })
  if (changed) deps.live.publish(id, { kind: 'logged' })
}

async function offerToNext(
  tx: Queryable,
  deps: DeskDeps,
  wait: Wait,
  language: string,
): Promise<boolean> {
  const now = deps.clock()
  const seats = await seatsNow(tx, onlineSince(deps))
  const events: EventBody[] = []
  const passedOver = [...wait.passedOver]
  if (wait.offeredTo) {
    const isHere = seats.some(({ id, present }) => present && id === wait.offeredTo)
    const isOver = !wait.offerUntil || wait.offerUntil <= now
    if (isHere && !isOver) return false
    const why = isHere ? 'expired' : 'vanished'
    events.push({ kind: 'offer_ended', operatorId: wait.offeredTo, why })
    passedOver.push(wait.offeredTo)
  }
  const choice = chooseSeat(
    deps.router,
    // The offer that has just ended burdens nobody any more.
    seats.map((seat) => (seat.id === wait.offeredTo ? { ...seat, load: seat.load - 1 } : seat)),
    {
      skill: wait.skill,
      tier: wait.tier,
      language,
      waitedMs: now.getTime() - wait.since.getTime(),
      passedOver,
      lastOperator: passedOver.length > 0 ? null : await lastOperatorOf(tx, wait.conversationId),
    },
    deps.desk.overflowMinutes * 60_000,
  )
  const offeredTo = choice ? OperatorId.parse(choice.seat.id) : null
  const until = new Date(now.getTime() + deps.desk.offerSeconds * 1000)
  if (choice && offeredTo) {
    events.push({ kind: 'offered', operatorId: offeredTo, until, rung: choice.rung })
    await markAssigned(tx, offeredTo, now)
  }
  await saveOffer(
    tx,
    { ...wait, offeredTo, offerUntil: offeredTo && until, passedOver: [...new Set(passedOver)] },
    offeredTo ? until : new Date(now.getTime() + lookAgainMs),
  )
  await logAtDesk(tx, deps, wait.conversationId, events, wait.skill)
  return events.length > 0
}
