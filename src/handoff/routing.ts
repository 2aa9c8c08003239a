/** An operator as routing sees them. */
export interface Seat {
  readonly id: string
  /** Skills with their levels, 1 (can) to 5 (expert). */
  readonly skills: Readonly<Record<string, number>>
  /** Conversations at a time. */
  readonly capacity: number
  /** Conversations now. */
  readonly load: number
  /** Share of the turns among equals, above 0: from conversion. */
  readonly weight: number
  readonly present: boolean
  /** When they last had nothing to do or took something, in milliseconds. */
  readonly idleSinceMs: number
}

/** What a conversation needs of an operator. */
export interface Wanted {
  skill: string
  /** The least level that will do: 1 any, 3 a specialist, 5 an expert. */
  level?: number
  /** The operator whom the customer spoke to last: gets them back if they can take one more. */
  lastOperator?: string | null
}

export interface Router {
  /** Who takes it; null when nobody who could has room. */
  choose(seats: readonly Seat[], wanted: Wanted): Seat | null
}

/** A whole number from a text and a seed (FNV-1a, 32 bits): the order of those whom nothing else tells apart. */
function mix(text: string, seed: number): number {
  let hash = (2166136261 ^ seed) >>> 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  return hash >>> 0
}

/**
 * Makes a router: who lacks the skill or has no room is out; then the lowest load for their capacity; among equals
 * smooth weighted round robin (as in nginx: each gains its weight, the highest goes first and pays the sum), then the
 * longest idle. The same seed and the same calls give the same choices.
 */
export function createRouter(seed: number): Router {
  /** What each operator has gained and not yet been paid, by skill. */
  const credits = new Map<string, Map<string, number>>()
  const equals: Seat[] = []

  function inTurn(skill: string): Seat | null {
    const [only] = equals
    if (!only || equals.length === 1) return only ?? null
    const owed = credits.get(skill) ?? new Map<string, number>()
    credits.set(skill, owed)
    let best = only
    let most = Number.NEGATIVE_INFINITY
    let sum = 0
    for (const seat of equals) {
      const credit = (owed.get(seat.id) ?? 0) + seat.weight
      owed.set(seat.id, credit)
      sum += seat.weight
      if (credit > most || (credit === most && comesFirst(seat, best, seed))) {
        best = seat
        most = credit
      }
    }
    owed.set(best.id, most - sum)
    return best
  }

  return {
    choose(seats, { skill, level = 1, lastOperator = null }) {
      let lowest = Number.POSITIVE_INFINITY
      equals.length = 0
      for (const seat of seats) {
        if (!seat.present || seat.load >= seat.capacity) continue
        if ((seat.skills[skill] ?? 0) < level) continue
        if (seat.id === lastOperator) return seat
        const share = seat.load / seat.capacity
        if (share > lowest) continue
        if (share < lowest) {
          lowest = share
          equals.length = 0
        }
        equals.push(seat)
      }
      return inTurn(skill)
    },
  }
}

function comesFirst(one: Seat, other: Seat, seed: number): boolean {
  if (one.idleSinceMs !== other.idleSinceMs) return one.idleSinceMs < other.idleSinceMs
  return mix(one.id, seed) < mix(other.id, seed)
}
