/** A moment that a case moves: every run of a case happens at the same time. */
export interface EvalClock {
  (): Date
  advance(ms: number): void
  set(at: Date): void
  reset(): void
}

const beginning = Date.parse('2026-11-21T08:00:00Z')

/** Stands still until it is moved. */
export function evalClock(): EvalClock {
  let now = beginning
  return Object.assign(() => new Date(now), {
    advance: (ms: number) => {
      now += ms
    },
    set: (at: Date) => {
      now = at.getTime()
    },
    reset: () => {
      now = beginning
    },
  })
}
