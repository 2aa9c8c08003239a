import type { Clock } from './clock.ts'

/** Keeps a system that fails, a model or a shop, from being asked again and again: while it rests, callers know at once. */
export interface Breaker {
  /** Asks to make a call. While open: no. After the rest: yes to one trial, no to the others until it is settled. */
  admits(): boolean
  succeeded(): void
  failed(): void
  /** The call ended without telling anything about it, e.g. it was called off: a trial may be made again. */
  abandoned(): void
}

/** A breaker that opens after `failures` in a row and rests for `restMs`. */
export function createBreaker({
  clock,
  failures = 3,
  restMs = 30_000,
}: {
  clock: Clock
  failures?: number
  restMs?: number
}): Breaker {
  let inRow = 0
  let openUntil = 0
  let trying = false
  return {
    admits() {
      if (inRow < failures) return true
      if (trying || clock().getTime() < openUntil) return false
      trying = true
      return true
    },
    succeeded() {
      inRow = 0
      trying = false
    },
    failed() {
      inRow++
      trying = false
      if (inRow >= failures) openUntil = clock().getTime() + restMs
    },
    abandoned() {
      trying = false
    },
  }
}
