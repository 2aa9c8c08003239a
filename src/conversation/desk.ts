import { createHash } from 'node:crypto'
import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import type { Holder } from '../domain/holder.ts'
import { MessageId, type ConversationId, type OperatorId } from '../domain/id.ts'
import type { Message } from '../domain/message.ts'
import { setHolder } from '../store/conversations.ts'
import { appendEvents } from '../store/events.ts'
import { findByClientId, insertOperatorMessage, saidIds } from '../store/messages.ts'
import { markAssigned } from '../store/operators.ts'
import { keepPromises } from '../store/promises.ts'
import { endWait } from '../store/waits.ts'
import { logAtDesk } from './log-at-desk.ts'
import { eventsOfKept, inConversation, keptByAnswer, mustHold, type DeskDeps } from './at-desk.ts'

/**
 * An operator takes the conversation, from the desk or from the agent in mid-turn: what the agent was about to say
 * becomes a suggestion. Taking what one holds already changes nothing.
 * @throws BatonError `conflict` when another operator holds it.
 */
export function take(deps: DeskDeps, id: ConversationId, operatorId: OperatorId): Promise<void> {
  return inConversation(deps, id, async (tx, { holder: from }) => {
    if (from.kind === 'operator') {
      if (from.operatorId === operatorId) return
      throw new BatonError('conflict', `${id} is with another operator.`)
    }
    const at = deps.clock()
    const to: Holder = { kind: 'operator', operatorId }
    const wait = await endWait(tx, id)
    await setHolder(tx, id, { holder: to, turnDueAt: null, returnedWith: null, at })
    await markAssigned(tx, operatorId, at)
    const events: EventBody[] = [{ kind: 'holder_changed', from, to }]
    if (wait?.offeredTo && wait.offeredTo !== operatorId)
      events.unshift({ kind: 'offer_ended', operatorId: wait.offeredTo, why: 'taken_by_another' })
    await logAtDesk(tx, deps, id, events, wait?.skill ?? null)
  })
}

/**
 * The operator says something. It answers all that the customer has said since our last word. The same
 * `clientMessageId` twice is one message.
 */
export function replyAsOperator(
  deps: DeskDeps,
  id: ConversationId,
  operatorId: OperatorId,
  { text, clientMessageId }: { text: string; clientMessageId: string | null },
): Promise<MessageId> {
  const contentHash = createHash('sha256').update(`operator ${text}`).digest('hex')
  return inConversation(deps, id, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const earlier = clientMessageId ? await findByClientId(tx, id, clientMessageId) : null
    if (earlier) {
      if (earlier.contentHash === contentHash) return earlier.id
      throw new BatonError(
        'conflict',
        'A message with this clientMessageId and another text is there already; use a new id.',
        {
          field: 'clientMessageId',
        },
      )
    }
    const at = deps.clock()
    const message: Message = {
      id: MessageId.make(at.getTime()),
      author: 'operator',
      text,
      at,
      answers: await saidIds(tx, id, conversation.answeredPosition),
    }
    await insertOperatorMessage(tx, conversation, message, {
      operatorId,
      clientMessageId: clientMessageId ?? message.id,
      contentHash,
    })
    const kept = await keepPromises(tx, id, keptByAnswer, at)
    await appendEvents(tx, id, at, [
      { kind: 'message', message },
      ...eventsOfKept(kept, operatorId),
    ])
    deps.queue.nudge(at)
    return message.id
  })
}
