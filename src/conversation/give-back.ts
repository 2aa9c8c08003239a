import type { EventBody } from '../domain/event.ts'
import type { ConversationId, OperatorId } from '../domain/id.ts'
import { closeConversation, setHolder } from '../store/conversations.ts'
import { appendEvents } from '../store/events.ts'
import { addJob } from '../store/jobs.ts'
import { keepPromises } from '../store/promises.ts'
import { askForWaiting } from '../store/waits.ts'
import { eventsOfKept, inConversation, keptByAnswer, mustHold, type DeskDeps } from './at-desk.ts'

/**
 * The operator hands the conversation back to the agent, saying what it shall do. What the customer has said and
 * nobody has answered becomes the agent's turn at once.
 */
export function returnToAgent(
  deps: DeskDeps,
  id: ConversationId,
  operatorId: OperatorId,
  scope: string,
): Promise<void> {
  return inConversation(deps, id, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const at = deps.clock()
    const due = conversation.customerPosition > conversation.answeredPosition
    await setHolder(tx, id, {
      holder: { kind: 'agent' },
      turnDueAt: due ? at : null,
      returnedWith: scope,
      at,
    })
    if (due) await addJob(tx, { kind: 'take-turn', key: `take-turn ${id}`, subject: id }, at)
    const events: EventBody[] = [
      { kind: 'returned', operatorId, scope },
      { kind: 'holder_changed', from: conversation.holder, to: { kind: 'agent' } },
    ]
    await appendEvents(tx, id, at, events)
    await askForWaiting(tx, at)
    deps.queue.nudge(at)
  })
}

/** The operator closes the conversation. If the customer writes again, it opens again, with the agent. */
export function close(deps: DeskDeps, id: ConversationId, operatorId: OperatorId): Promise<void> {
  return inConversation(deps, id, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const at = deps.clock()
    await setHolder(tx, id, { holder: { kind: 'agent' }, turnDueAt: null, returnedWith: null, at })
    await closeConversation(tx, id, at)
    const kept = await keepPromises(tx, id, keptByAnswer, at)
    await appendEvents(tx, id, at, [
      ...eventsOfKept(kept, operatorId),
      { kind: 'closed', operatorId },
      { kind: 'holder_changed', from: conversation.holder, to: { kind: 'agent' } },
    ])
    await askForWaiting(tx, at)
    deps.queue.nudge(at)
  })
}
