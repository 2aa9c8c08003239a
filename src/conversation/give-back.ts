import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import type { ConversationId, OperatorId } from '../domain/id.ts'
import { closeConversation, setHolder, startFresh } from '../store/conversations.ts'
import type { Queryable } from '../store/db.ts'
import { appendEvents } from '../store/events.ts'
import { addJob } from '../store/jobs.ts'
import { keepPromises, openPromises } from '../store/promises.ts'
import { askForWaiting } from '../store/waits.ts'
import { eventsOfKept, inConversation, keptByAnswer, mustHold, type DeskDeps } from './at-desk.ts'
import { freshStart, type Return } from './return-contract.ts'

/**
 * The operator hands the conversation back to the agent, saying what it shall do, until when, and with which procedures.
 * What the customer has said and nobody has answered becomes the agent's turn at once, with a fresh budget of turns.
 * @throws BatonError `conflict` when it is not theirs, `invalid` for a time that is past.
 */
export function returnToAgent(
  deps: DeskDeps,
  id: ConversationId,
  operatorId: OperatorId,
  { scope, expiresAt, playbooks, settled }: Return,
): Promise<void> {
  return inConversation(deps, id, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const at = deps.clock()
    if (expiresAt <= at)
      throw new BatonError('invalid', 'What you hand back with holds until a time to come.', {
        field: 'expiresAt',
      })
    const due = conversation.customerPosition > conversation.answeredPosition
    await setHolder(tx, id, {
      holder: { kind: 'agent' },
      turnDueAt: due ? at : null,
      returnedWith: await withPromises(tx, id, scope),
      at,
    })
    await startFresh(tx, id, {
      ...freshStart(conversation, settled),
      returnExpiresAt: expiresAt,
      returnPlaybooks: playbooks === null ? null : [...playbooks],
    })
    if (due) await addJob(tx, { kind: 'take-turn', key: `take-turn ${id}`, subject: id }, at)
    const events: EventBody[] = [
      {
        kind: 'returned',
        operatorId,
        scope,
        expiresAt,
        playbooks: playbooks && [...playbooks],
        settled,
      },
      { kind: 'holder_changed', from: conversation.holder, to: { kind: 'agent' } },
    ]
    await appendEvents(tx, id, at, events)
    await askForWaiting(tx, at)
    deps.queue.nudge(at)
  })
}

/** The scope, with what persons have promised and not kept yet: the agent must know of it. */
async function withPromises(tx: Queryable, id: ConversationId, scope: string): Promise<string> {
  const open = (await openPromises(tx, id)).filter(({ effectId }) => effectId === null)
  if (open.length === 0) return scope
  const lines = open.map(({ what, dueAt }) => `- ${what} (${dueAt.toISOString()})`)
  return `${scope}\nPromised to the customer and still to come:\n${lines.join('\n')}`
}

/** The operator closes the conversation. If the customer writes again, it opens again, with the agent. */
export function close(deps: DeskDeps, id: ConversationId, operatorId: OperatorId): Promise<void> {
  return inConversation(deps, id, async (tx, conversation) => {
    mustHold(conversation, operatorId)
    const at = deps.clock()
    await setHolder(tx, id, { holder: { kind: 'agent' }, turnDueAt: null, returnedWith: null, at })
    await closeConversation(tx, id, at)
    await startFresh(tx, id, freshStart(conversation, true))
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
