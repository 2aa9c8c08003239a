import { BatonError } from '../domain/error.ts'
import type { ConversationId } from '../domain/id.ts'
import { setHolder, startFresh } from '../store/conversations.ts'
import { appendEvents } from '../store/events.ts'
import { addJob } from '../store/jobs.ts'
import { keepPromises } from '../store/promises.ts'
import { endWait } from '../store/waits.ts'
import { inConversation } from './at-desk.ts'
import type { InboxDeps } from './inbox.ts'
import { freshStart } from './return-contract.ts'

/**
 * A customer who waits for a person goes on with the agent after all. They are not offered a person again for some turns.
 * @throws BatonError `conflict` when they are not waiting.
 */
export function goOnWithAgent(deps: InboxDeps, id: ConversationId): Promise<void> {
  return inConversation(deps, id, async (tx, conversation) => {
    const { holder: from } = conversation
    if (from.kind === 'agent') return
    if (from.kind === 'operator')
      throw new BatonError('conflict', 'A colleague is with you already; tell them what you wish.')
    const at = deps.clock()
    const due = conversation.customerPosition > conversation.answeredPosition
    await endWait(tx, id)
    await setHolder(tx, id, {
      holder: { kind: 'agent' },
      turnDueAt: due ? at : null,
      returnedWith: null,
      at,
    })
    const fresh = freshStart(conversation, false)
    // As if a person had just been offered and declined.
    await startFresh(tx, id, { ...fresh, course: { ...fresh.course, turns: 1, offersDeclined: 1 } })
    if (due) await addJob(tx, { kind: 'take-turn', key: `take-turn ${id}`, subject: id }, at)
    const kept = await keepPromises(tx, id, ['answer'], at)
    await appendEvents(tx, id, at, [
      ...kept.map((promiseId) => ({ kind: 'promise_kept' as const, promiseId, by: 'customer' })),
      { kind: 'agent_chosen' },
      { kind: 'holder_changed', from, to: { kind: 'agent' } },
    ])
    deps.queue.nudge(at)
  })
}
