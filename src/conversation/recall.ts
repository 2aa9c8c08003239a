import { ConversationId } from '../domain/id.ts'
import type { Holder } from '../domain/holder.ts'
import { phrases } from '../handoff/phrases.ts'
import { urgency } from '../handoff/urgency.ts'
import { lockConversation, setHolder } from '../store/conversations.ts'
import { findBrief } from '../store/desk.ts'
import { appendEvents } from '../store/events.ts'
import { operatorStates } from '../store/operators.ts'
import { beginWait } from '../store/waits.ts'
import { sayAside, type DeskDeps } from './at-desk.ts'
import { waitLeft } from './seats.ts'

/**
 * Brings a conversation back to the desk whose operator has vanished while the customer waits for an answer, and tells
 * the customer so. Who is back, or whose customer waits for nothing, keeps it.
 */
export async function recallFromVanished(deps: DeskDeps, subject: string): Promise<void> {
  const id = ConversationId.parse(subject)
  const now = deps.clock()
  const vanishedBefore = new Date(now.getTime() - deps.desk.vanishMinutes * 60_000)
  const recalled = await deps.db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, id)
    const { holder: from, locale } = conversation
    if (from.kind !== 'operator') return false
    if (conversation.customerPosition <= conversation.answeredPosition) return false
    const operators = await operatorStates(tx, vanishedBefore)
    const operator = operators.find((one) => one.id === from.operatorId)
    if (operator && operator.presence !== 'offline') return false

    const brief = await findBrief(tx, id)
    const { tier, priority } = urgency[brief?.reason ?? 'customer_request']
    const skill = brief?.skill ?? 'general'
    const to: Holder = { kind: 'desk', waitingSince: now }
    await setHolder(tx, id, { holder: to, turnDueAt: null, returnedWith: null, at: now })
    await beginWait(tx, {
      conversationId: id,
      skill,
      tier,
      // They have waited once already.
      priority: priority + 1,
      passedOver: [from.operatorId],
      at: now,
    })
    const minutes = await waitLeft(
      tx,
      deps.handoff,
      { skill, tier, language: locale },
      { since: now, now },
    )
    const { event } = await sayAside(tx, conversation, phrases[locale].operatorGone(minutes), now)
    await appendEvents(tx, id, now, [
      { kind: 'operator_vanished', operatorId: from.operatorId },
      { kind: 'holder_changed', from, to },
      event,
    ])
    return true
  })
  if (!recalled) return
  deps.live.publish(id, { kind: 'logged' })
  deps.queue.nudge(now)
}
