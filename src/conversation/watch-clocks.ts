import { ConversationId } from '../domain/id.ts'
import type { EventBody, LoggedEvent } from '../domain/event.ts'
import { foldClocks } from '../handoff/clocks.ts'
import { outlookOf, type Outlook } from '../handoff/targets.ts'
import { lockConversation } from '../store/conversations.ts'
import { allEvents } from '../store/events.ts'
import { saveRisks } from '../store/risks.ts'
import type { DeskDeps } from './at-desk.ts'
import { logAtDesk } from './log-at-desk.ts'

/** Whether the log says already that this run of a clock is at risk, or is over its target. */
const isSaid = (events: readonly LoggedEvent[], { clock, startedAt, state }: Outlook): boolean =>
  events.some(
    ({ body }) =>
      (body.kind === 'sla_at_risk' || body.kind === 'sla_breached') &&
      body.clock === clock &&
      body.startedAt.getTime() === startedAt.getTime() &&
      (body.kind === 'sla_breached' || state === 'at_risk'),
  )

/**
 * Folds the clocks out of the log and announces, once for each run of a clock, that its target will be passed, and that
 * it was. Writes when to look next.
 */
export async function watchClocks(deps: DeskDeps, subject: string): Promise<void> {
  const id = ConversationId.parse(subject)
  const announced = await deps.db.transaction(async (tx) => {
    const { holder, closedAt } = await lockConversation(tx, id)
    const now = deps.clock()
    if (holder.kind === 'agent' || closedAt) {
      await saveRisks(tx, id, [], null)
      return false
    }
    const logged = await allEvents(tx, id)
    const outlooks = foldClocks(logged).runs.flatMap((run) => outlookOf(run, deps.desk, now) ?? [])
    const pressing = outlooks.filter(({ state }) => state !== 'fine')
    const events = pressing
      .filter((outlook) => !isSaid(logged, outlook))
      .map(({ clock, startedAt, dueAt, state }): EventBody => ({
        kind: state === 'breached' ? 'sla_breached' : 'sla_at_risk',
        clock,
        startedAt,
        dueAt,
      }))
    await logAtDesk(tx, deps, id, events)
    const next = outlooks.flatMap(({ changesAt }) => changesAt?.getTime() ?? [])
    await saveRisks(
      tx,
      id,
      pressing.map(({ clock, startedAt, dueAt, state }) => ({
        clock,
        startedAt,
        dueAt,
        breached: state === 'breached',
      })),
      next.length > 0 ? new Date(Math.min(...next)) : null,
    )
    return events.length > 0
  })
  if (announced) deps.live.publish(id, { kind: 'logged' })
}
