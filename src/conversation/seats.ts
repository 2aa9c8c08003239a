import type { DeskSeat, Waiting } from '../handoff/ladder.ts'
import { eligibleSeats, estimateWait } from '../handoff/ladder.ts'
import type { HandoffSettings } from '../handoff/settings.ts'
import type { Queryable } from '../store/db.ts'
import { operatorStates } from '../store/operators.ts'
import { waitingFor } from '../store/waits.ts'

/** The operators as routing sees them now. */
export async function seatsNow(on: Queryable, since: Date): Promise<DeskSeat[]> {
  return (await operatorStates(on, since)).map((it) => ({
    id: it.id,
    skills: it.skills,
    tier: it.tier,
    languages: it.languages,
    capacity: it.capacity,
    load: it.load,
    weight: it.weight,
    present: it.presence === 'online',
    idleSinceMs: it.idleSince.getTime(),
  }))
}

/** How long somebody who waits since `since` still waits, in whole minutes; null when nobody is there for them. */
export async function waitLeft(
  on: Queryable,
  { onlineMs, handleMinutes }: HandoffSettings,
  wanted: Pick<Waiting, 'skill' | 'tier' | 'language'>,
  { since, now }: { since: Date; now: Date },
): Promise<number | null> {
  const seats = await seatsNow(on, new Date(now.getTime() - onlineMs))
  const ahead = await waitingFor(on, wanted.skill, since)
  const waiting = { ...wanted, waitedMs: 0, passedOver: [], lastOperator: null }
  return estimateWait(eligibleSeats(seats, waiting), ahead, handleMinutes)
}
