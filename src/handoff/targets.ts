import type { ClockName, ClockRun } from './clocks.ts'
import { measureRun } from './clocks.ts'
import type { DeskSettings } from './desk-settings.ts'
import { afterWorkingTime } from './working-hours.ts'

const minuteMs = 60_000

/** How long each clock may run; the others have no target. */
function targetMs(name: ClockName, { targets }: DeskSettings): number | null {
  const minutes: Partial<Record<ClockName, number>> = {
    assign: targets.assignMinutes,
    first_human: targets.firstHumanMinutes,
    next_reply: targets.nextReplyMinutes,
    resolve: targets.resolveMinutes,
  }
  const target = minutes[name]
  return target === undefined ? null : target * minuteMs
}

/** A running clock against its target. */
export interface Outlook {
  clock: ClockName
  startedAt: Date
  state: 'fine' | 'at_risk' | 'breached'
  /** When the target is passed if nothing happens. */
  dueAt: Date
  /** When this outlook changes of itself; null when it does not. */
  changesAt: Date | null
}

/** How a running clock stands; null for one that has stopped, stands still for the customer, or has no target. */
export function outlookOf(run: ClockRun, settings: DeskSettings, now: Date): Outlook | null {
  const target = targetMs(run.name, settings)
  if (target === null || run.stoppedAt !== null) return null
  if (run.pauses.some(({ to, why }) => to === null && why === 'customer')) return null
  const { ms } = measureRun(run, settings.hours, now)
  const at = (limit: number) =>
    limit <= ms ? now : afterWorkingTime(settings.hours, now, limit - ms)
  const { name: clock, startedAt } = run
  const dueAt = at(target)
  if (ms >= target) return { clock, startedAt, state: 'breached', dueAt, changesAt: null }
  const warning = Math.round(target * settings.targets.warnAt)
  return ms >= warning
    ? { clock, startedAt, state: 'at_risk', dueAt, changesAt: dueAt }
    : { clock, startedAt, state: 'fine', dueAt, changesAt: at(warning) }
}
