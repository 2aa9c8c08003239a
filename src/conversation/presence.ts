import { hashToken } from './open.ts'
import type { Operator } from '../domain/operator.ts'
import type { OperatorId } from '../domain/id.ts'
import { findOperatorByToken, setAway } from '../store/operators.ts'
import { askForWaiting } from '../store/waits.ts'
import { onlineSince, type DeskDeps } from './at-desk.ts'

/** The operator with this token, or null. Being seen keeps them online; who comes back is asked what waits. */
export async function recogniseOperator(deps: DeskDeps, token: string): Promise<Operator | null> {
  const now = deps.clock()
  const operator = await findOperatorByToken(deps.db, hashToken(token), now, onlineSince(deps))
  if (!operator) return null
  if (operator.back && (await askForWaiting(deps.db, now)) > 0) deps.queue.nudge(now)
  return { id: operator.id, name: operator.name }
}

/** An operator goes away, or takes conversations again. What they hold stays with them. */
export async function setPresence(deps: DeskDeps, id: OperatorId, away: boolean): Promise<void> {
  const now = deps.clock()
  const changed = await deps.db.transaction(async (tx) => {
    const isChanged = await setAway(tx, id, away, now)
    if (isChanged && !away) await askForWaiting(tx, now)
    return isChanged
  })
  if (changed) deps.queue.nudge(now)
}
