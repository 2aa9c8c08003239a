import { createHash } from 'node:crypto'
import type { Conversation } from '../domain/conversation.ts'
import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import type { Holder } from '../domain/holder.ts'
import { MessageId, type ConversationId, type OperatorId } from '../domain/id.ts'
import type { Live } from '../domain/live.ts'
import type { Message } from '../domain/message.ts'
import type { Queue } from '../domain/queue.ts'
import type { Clock } from '../platform/clock.ts'
import { closeConversation, lockConversation, setHolder } from '../store/conversations.ts'
import type { Db, Queryable } from '../store/db.ts'
import { keepPromises } from '../store/desk.ts'
import { appendEvents } from '../store/events.ts'
import { findByClientId, insertOperatorMessage, saidIds } from '../store/messages.ts'
import { addJob } from '../store/jobs.ts'

export interface DeskDeps {
  db: Db
  clock: Clock
  live: Live
  queue: Pick<Queue, 'nudge'>
}

/** Does something in a locked conversation, and tells those who watch it. */
async function inConversation<T>(
  { db, live }: DeskDeps,
  id: ConversationId,
  act: (tx: Queryable, conversation: Conversation) => Promise<T>,
): Promise<T> {
  const result = await db.transaction(async (tx) => act(tx, await lockConversation(tx, id)))
  live.publish(id, { kind: 'logged' })
  return result
}

function mustHold({ id, holder }: Conversation, operatorId: OperatorId): void {
  if (holder.kind !== 'operator' || holder.operatorId !== operatorId) {
    throw new BatonError('conflict', `${id} is not with you; take it first.`)
  }
}

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
    await setHolder(tx, id, { holder: to, turnDueAt: null, returnedWith: null, at })
    await appendEvents(tx, id, at, [{ kind: 'holder_changed', from, to }])
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
    await keepPromises(tx, id)
    await appendEvents(tx, id, at, [{ kind: 'message', message }])
    deps.queue.nudge(at)
    return message.id
  })
}

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
    await keepPromises(tx, id)
    await appendEvents(tx, id, at, [
      { kind: 'closed', operatorId },
      { kind: 'holder_changed', from: conversation.holder, to: { kind: 'agent' } },
    ])
  })
}
