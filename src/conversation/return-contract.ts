import { Course, type Agenda } from '../domain/agenda.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { Playbook } from '../domain/playbook.ts'

/** What an operator hands back with. */
export interface Return {
  /** What the agent shall do now, in the operator's words. */
  scope: string
  /** Until when the scope holds. */
  expiresAt: Date
  /** The only procedures the agent may use till then; all when null. Questions may always be answered. */
  playbooks: readonly string[] | null
  /** What the customer wanted is settled: the agent does not take it up again. */
  settled: boolean
}

/** The scope that holds now; null when none was given or it has run out. */
export function scopeNow(
  { returnedWith, returnExpiresAt, returnPlaybooks }: Conversation,
  now: Date,
): { words: string; playbooks: readonly string[] | null } | null {
  if (returnedWith === null || (returnExpiresAt !== null && returnExpiresAt <= now)) return null
  return { words: returnedWith, playbooks: returnPlaybooks }
}

/** Of these playbooks those that the scope allows: what only reads the articles always. */
export const withinScope = (
  playbooks: Playbook[],
  scope: ReturnType<typeof scopeNow>,
): Playbook[] =>
  !scope?.playbooks
    ? playbooks
    : playbooks.filter(
        ({ name, steps }) =>
          scope.playbooks?.includes(name) ||
          steps.every((step) => 'answer' in step || 'say' in step),
      )

/**
 * A fresh start for the agent after a person: what was counted against it is forgotten, so that the same count does not
 * pass the baton again at the first word. Wishes that are settled are done.
 */
export function freshStart(
  { agenda, course }: Pick<Conversation, 'agenda' | 'course'>,
  settled: boolean,
): { agenda: Agenda; course: Course } {
  const wishes = agenda.wishes.map((wish) => {
    const isOpen = wish.status !== 'done' && wish.status !== 'dropped'
    return {
      ...wish,
      unmetTurns: 0,
      status: settled && isOpen ? ('done' as const) : wish.status,
    }
  })
  return {
    agenda: { wishes },
    course: Course.parse({ sentiment: course.sentiment, prefers: course.prefers }),
  }
}
