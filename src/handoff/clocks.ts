import type { LoggedEvent } from '../domain/event.ts'
import { closedBetween, type WorkingHours } from './working-hours.ts'

/**
 * `assign`: at the desk until an operator has it. `first_any`, `first_human`: from the customer's first word until
 * anyone's answer, from the handoff until an operator's first word. `next_reply`: from a customer's word until it is
 * answered. `handle`: with an operator. `resolve`: from the handoff until it is closed or handed back. `convert`: from the
 * first word until a sale, a lead or an appointment.
 */
export const clockNames = [
  'assign',
  'first_any',
  'first_human',
  'next_reply',
  'handle',
  'resolve',
  'convert',
] as const
export type ClockName = (typeof clockNames)[number]

/** A time in which a clock stands still, and why: the next word is the customer's, or the desk is closed. */
export interface Pause {
  from: Date
  to: Date | null
  why: 'customer' | 'closed'
}

/** One run of a clock: from what started it to what stopped it, null while it runs. */
export interface ClockRun {
  name: ClockName
  startedAt: Date
  stoppedAt: Date | null
  pauses: readonly Pause[]
}

/** Where a fold over the log stands. */
export interface Clocks {
  /** The latest time in the log so far: a clock that was put back stands still. */
  at: number
  runs: readonly ClockRun[]
}

export const noClocks: Clocks = { at: 0, runs: [] }

/** Writes that are what a business hopes for. */
const conversions = new Set(['place_order', 'capture_lead', 'book_appointment'])

/** Changes the newest run of a clock that is not stopped; nothing where there is none. */
function running(
  runs: readonly ClockRun[],
  name: ClockName,
  change: (run: ClockRun) => ClockRun,
): readonly ClockRun[] {
  const i = runs.findLastIndex((run) => run.name === name && run.stoppedAt === null)
  return i < 0 ? runs : runs.map((run, j) => (i === j ? change(run) : run))
}

const endPause = (pauses: readonly Pause[], at: Date): readonly Pause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause))

/** The log goes on by one event. */
export function advanceClocks(clocks: Clocks, { at: loggedAt, body }: LoggedEvent): Clocks {
  const time = Math.max(clocks.at, loggedAt.getTime())
  const at = new Date(time)
  let { runs } = clocks
  const has = (name: ClockName) => runs.some((run) => run.name === name)
  const runsNow = (name: ClockName) =>
    runs.some((run) => run.name === name && run.stoppedAt === null)
  const start = (name: ClockName) => {
    if (!runsNow(name)) runs = [...runs, { name, startedAt: at, stoppedAt: null, pauses: [] }]
  }
  const stop = (...names: ClockName[]) => {
    for (const name of names)
      runs = running(runs, name, (run) => ({
        ...run,
        stoppedAt: at,
        pauses: endPause(run.pauses, at),
      }))
  }

  switch (body.kind) {
    case 'message':
      if (body.message.author === 'customer') {
        for (const name of ['first_any', 'convert'] as const) if (!has(name)) start(name)
        start('next_reply')
        runs = running(runs, 'resolve', (run) => ({ ...run, pauses: endPause(run.pauses, at) }))
      } else if (body.message.author === 'operator') {
        stop('first_any', 'first_human', 'next_reply')
        runs = running(runs, 'resolve', (run) =>
          run.pauses.some(({ to }) => to === null)
            ? run
            : { ...run, pauses: [...run.pauses, { from: at, to: null, why: 'customer' }] },
        )
        // News that answers nothing, as of the wait, stops no clock.
      } else if ((body.message.answers ?? []).length > 0) stop('first_any', 'next_reply')
      break
    case 'handed_over':
      start('first_human')
      start('resolve')
      break
    case 'holder_changed':
      stop('assign', 'handle')
      if (body.to.kind === 'desk') start('assign')
      else if (body.to.kind === 'operator') start('handle')
      else stop('first_human', 'resolve')
      break
    case 'effect_settled':
      if (body.ok && conversions.has(body.tool)) stop('convert')
      break
    default:
      break
  }
  return { at: time, runs }
}

/** All clocks of a conversation out of its log. */
export const foldClocks = (events: readonly LoggedEvent[]): Clocks =>
  events.reduce(advanceClocks, noClocks)

/** Clocks that stand still while the desk is closed: nobody is late who is not at work. */
const ofTheDesk = new Set<ClockName>(['assign', 'first_human', 'next_reply', 'resolve'])

/** A run in numbers. */
export interface Measured extends ClockRun {
  /** Without its pauses. */
  ms: number
  /** Whether it stands still now. */
  paused: boolean
}

/** What a run has come to by `now`, with every pause named. */
export function measureRun(run: ClockRun, hours: WorkingHours, now: Date): Measured {
  const end = run.stoppedAt ?? (now > run.startedAt ? now : run.startedAt)
  const own = run.pauses.map((pause) => ({ ...pause, to: pause.to ?? end }))
  const pauses: Pause[] = []
  let ms = 0
  let from = run.startedAt
  const work = (to: Date) => {
    if (to <= from) return
    const closed = ofTheDesk.has(run.name) ? closedBetween(hours, from, to) : []
    ms += to.getTime() - from.getTime()
    for (const pause of closed) {
      ms -= pause.to.getTime() - pause.from.getTime()
      pauses.push({ ...pause, why: 'closed' })
    }
  }
  for (const pause of own) {
    work(pause.from)
    pauses.push(pause)
    from = pause.to
  }
  work(end)
  const last = pauses.at(-1)
  const paused =
    run.stoppedAt === null && last !== undefined && last.to?.getTime() === end.getTime()
  return { ...run, pauses, ms, paused }
}
