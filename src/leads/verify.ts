import type { MessageId } from '../domain/id.ts'
import type { LeadFacts, VerificationLevel } from '../domain/lead.ts'
import type { Need } from './need.ts'

/** What the level is judged on. */
export interface Evidence {
  readonly facts: LeadFacts
  /** Null while nothing concrete is wanted. */
  readonly need: Need | null
  readonly needFrom: MessageId | null
  readonly size: number | null
  readonly decides: boolean | null
  readonly roleFrom: MessageId | null
}

/** How far a lead is verified, and the messages that show it (docs/decisions/leads.md has the rubric). */
export function verify({ facts, need, needFrom, size, decides, roleFrom }: Evidence): {
  level: VerificationLevel
  evidence: MessageId[]
} {
  if (!need) return { level: 0, evidence: [] }
  const first = needFrom ? [needFrom] : []
  const counts = need.quantity !== null || size !== null
  if (!facts.timeline || (!facts.budget && !counts)) return { level: 1, evidence: first }
  const second = [
    ...first,
    facts.timeline.messageId,
    ...(facts.budget ? [facts.budget.messageId] : []),
  ]
  if (decides !== true || !facts.contact) return { level: 2, evidence: [...new Set(second)] }
  const third = [...second, facts.contact.messageId, ...(roleFrom ? [roleFrom] : [])]
  return { level: 3, evidence: [...new Set(third)] }
}
