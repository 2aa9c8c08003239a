import { showDate } from '../agents/playbooks/template.ts'
import { ConversationId } from '../domain/id.ts'
import { phrases } from '../handoff/phrases.ts'
import { lockConversation } from '../store/conversations.ts'
import { openPromises } from '../store/promises.ts'
import { appendEvents } from '../store/events.ts'
import { findWait, markAcknowledged } from '../store/waits.ts'
import { sayAside, type DeskDeps } from './at-desk.ts'
import { waitLeft } from './seats.ts'

/**
 * Tells a customer who goes on writing while they wait that a person will read it, and how long it may take: once in
 * each wait, and never after somebody came.
 */
export async function acknowledgeWait(deps: DeskDeps, subject: string): Promise<void> {
  const id = ConversationId.parse(subject)
  const now = deps.clock()
  const said = await deps.db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, id)
    const { holder, locale, customerPosition, answeredPosition } = conversation
    const wait = await findWait(tx, id)
    if (holder.kind !== 'desk' || !wait || wait.acknowledgedAt) return false
    if (customerPosition <= answeredPosition) return false
    const minutes = await waitLeft(
      tx,
      deps.handoff,
      { skill: wait.skill, tier: wait.tier, language: locale },
      { since: wait.since, now },
    )
    const words = phrases[locale]
    const [promise] = (await openPromises(tx, id)).filter(({ dueAt }) => dueAt > now)
    const { timeZone } = deps
    const due = promise && showDate(promise.dueAt, { locale, timeZone, now })
    const { event } = await sayAside(tx, conversation, words.stillWaiting(minutes, due), now)
    await markAcknowledged(tx, id, now)
    await appendEvents(tx, id, now, [event])
    return true
  })
  if (said) deps.live.publish(id, { kind: 'logged' })
}
