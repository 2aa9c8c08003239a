import { levelOfTier, tiers, type Tier } from '../domain/operator.ts'
import type { Router, Seat } from './routing.ts'

/** An operator with what decides beside skill and room. */
export interface DeskSeat extends Seat {
  readonly tier: Tier
  /** Languages they write in; none at all: any. */
  readonly languages: readonly string[]
}

/** What a waiting conversation asks for. */
export interface Waiting {
  readonly skill: string
  readonly tier: Tier
  readonly language: string
  readonly waitedMs: number
  /** Those it was offered to in vain. */
  readonly passedOver: readonly string[]
  /** The operator whom the customer spoke to last. */
  readonly lastOperator: string | null
}

/** How wide the search is: who fits in all; without the tier; anyone. */
const rungs = ['fitting', 'any_tier', 'anyone'] as const
type Rung = (typeof rungs)[number]

/** Generalists can all of it at level 1, and everybody can what asks for no skill. */
const levelIn = ({ skills }: DeskSeat, skill: string): number => {
  const own = skills[skill] ?? 0
  const levels = Object.values(skills)
  return levels.length === 0 || skill === 'general' ? Math.max(own, 1, ...levels) : own
}

function fits(seat: DeskSeat, { skill, tier, language }: Waiting, rung: Rung): boolean {
  if (rung === 'anyone') return true
  if (levelIn(seat, skill) === 0) return false
  if (seat.languages.length > 0 && !seat.languages.includes(language)) return false
  if (rung === 'any_tier' || tiers.indexOf(seat.tier) >= tiers.indexOf(tier)) return true
  // Whoever is that good at it stands in for a specialist; a VIP's expert is one by rank.
  return tier === 'specialist' && levelIn(seat, skill) >= levelOfTier[tier]
}

/** Those present who might take it, by how wide the search is; nobody there at all: nothing. */
function* widening(seats: readonly DeskSeat[], waiting: Waiting) {
  const present = seats.filter((seat) => seat.present)
  for (const rung of rungs) {
    const eligible = present.filter((seat) => fits(seat, waiting, rung))
    if (eligible.length > 0) yield { rung, eligible }
  }
}

/** Those present whom a waiting conversation may hope for, with room or without. */
export function eligibleSeats(seats: readonly DeskSeat[], waiting: Waiting): readonly DeskSeat[] {
  const [narrowest] = widening(seats, waiting)
  return narrowest?.eligible ?? []
}

/** Who is asked now, and how wide the search was. */
export interface Choice {
  seat: DeskSeat
  rung: Rung
}

/**
 * Picks whom to offer a waiting conversation: those who fit in skill, language and tier. Nobody waits for somebody who
 * is not there: the search widens at once when none of them is present, and, after the overflow time, when none has
 * room. Those it was offered to in vain are asked again only when there is nobody else. Null when nobody has room.
 */
export function chooseSeat(
  router: Router,
  seats: readonly DeskSeat[],
  waiting: Waiting,
  overflowMs: number,
): Choice | null {
  for (const { rung, eligible } of widening(seats, waiting)) {
    const fresh = eligible.filter(({ id }) => !waiting.passedOver.includes(id))
    const asked = (fresh.length > 0 ? fresh : eligible).map((seat) => ({
      ...seat,
      skills: { [waiting.skill]: Math.max(levelIn(seat, waiting.skill), 1) },
    }))
    const { skill, lastOperator } = waiting
    const chosen = router.choose(asked, { skill, lastOperator })
    const seat = eligible.find(({ id }) => id === chosen?.id)
    if (seat) return { seat, rung }
    if (waiting.waitedMs < overflowMs) return null
  }
  return null
}

/** How long the next one waits, in whole minutes; null when nobody present could take it. */
export function estimateWait(
  eligible: readonly DeskSeat[],
  ahead: number,
  handleMinutes: number,
): number | null {
  if (eligible.length === 0) return null
  const slots = eligible.reduce((sum, { capacity }) => sum + capacity, 0)
  const free = eligible.reduce((sum, { capacity, load }) => sum + Math.max(0, capacity - load), 0)
  if (free > ahead) return 1
  return Math.max(1, Math.ceil(((ahead - free + 1) * handleMinutes) / slots))
}
