import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import type { Holder } from '../domain/holder.ts'
import type { ConversationId, OperatorId } from '../domain/id.ts'
import { urgency } from '../handoff/urgency.ts'
import { setHolder } from '../store/conversations.ts'
import { findBrief } from '../store/desk.ts'
import { appendEvents } from '../store/events.ts'
import { addJob } from '../store/jobs.ts'
import { operatorStates } from '../store/operators.ts'
import { askForWaiting, beginWait, findWait, saveOffer } from '../store/waits.ts'
import { inConversation, mustHold, onlineSince, type DeskDeps } from './at-desk.ts'

/** To whom an operator passes a conversation on. */
export interface Onward {
  /** A skill; that of the handoff where none is named. */
  skill: string | null
  /** A colleague, who is asked first. */
  to: OperatorId | null
  /** For the colleague; the customer does not see it. */
  note: string
}

/**
 * An operator passes a conversation on to a colleague, or to whoever has a skill: it goes back to the desk and is offered.
 * @throws BatonError `conflict` when it is not theirs, `invalid` for a colleague who is not there.
 */
export function passOn(
  deps: DeskDeps,
  id: ConversationId,
  operatorId: OperatorId,
  { skill, to, note }: Onward,
): Promise<void> {
  return inConversation(deps, id, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const at = deps.clock()
    const operators = await operatorStates(tx, onlineSince(deps))
    if (
      to &&
      (to === operatorId || operators.find((one) => one.id === to)?.presence !== 'online')
    ) {
      throw new BatonError('invalid', `${to} is not online; pass it on by skill instead.`, {
        field: 'to',
      })
    }
    const brief = await findBrief(tx, id)
    const wanted = skill ?? brief?.skill ?? 'general'
    const { tier, priority } = urgency[brief?.reason ?? 'customer_request']
    const holder: Holder = { kind: 'desk', waitingSince: at }
    await setHolder(tx, id, { holder, turnDueAt: null, returnedWith: null, at })
    await beginWait(tx, {
      conversationId: id,
      skill: wanted,
      tier,
      priority: priority + 1,
      passedOver: [operatorId],
      at,
    })
    const events: EventBody[] = [
      { kind: 'transferred', operatorId, skill: wanted, to, note },
      { kind: 'holder_changed', from: conversation.holder, to: holder },
    ]
    const wait = to && (await findWait(tx, id))
    if (to && wait) {
      const until = new Date(at.getTime() + deps.desk.offerSeconds * 1000)
      await saveOffer(tx, { ...wait, offeredTo: to, offerUntil: until }, until)
      events.push({ kind: 'offered', operatorId: to, until, rung: 'named' })
    }
    await appendEvents(tx, id, at, events)
    await askForWaiting(tx, at)
    deps.queue.nudge(at)
  })
}

/**
 * An operator does not take what is offered to them: the next is asked at once.
 * @throws BatonError `conflict` when it is not offered to them.
 */
export function decline(deps: DeskDeps, id: ConversationId, operatorId: OperatorId): Promise<void> {
  return inConversation(deps, id, async (tx) => {
    const wait = await findWait(tx, id)
    if (wait?.offeredTo !== operatorId)
      throw new BatonError('conflict', `${id} is not offered to you.`)
    const at = deps.clock()
    await saveOffer(
      tx,
      { ...wait, offeredTo: null, offerUntil: null, passedOver: [...wait.passedOver, operatorId] },
      at,
    )
    await appendEvents(tx, id, at, [{ kind: 'offer_ended', operatorId, why: 'declined' }])
    await addJob(tx, { kind: 'route-desk', key: `route-desk ${id}`, subject: id }, at)
    deps.queue.nudge(at)
  })
}
