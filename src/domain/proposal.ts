import type { ToolResult } from './effect.ts'
import type { HandoffReason } from './handoff.ts'
import type { Citation, Message } from './message.ts'

/**
 * What a performer would like to happen next. Both performers speak only in these; one pure function
 * (`agents/decide.ts`) decides what becomes of each.
 */
export type Proposal =
  | { kind: 'say'; text: string; citations?: Citation[] }
  /** Ask for a missing fact. */
  | { kind: 'ask'; fact: string; text: string }
  /** Ask which of several things is meant; at most once in a row. */
  | { kind: 'clarify'; text: string }
  | { kind: 'call'; tool: string; args: unknown }
  /** The same call, when the performer knows that a consent must be asked first. */
  | { kind: 'ask_consent'; tool: string; args: unknown }
  | { kind: 'hand_over'; reason: HandoffReason }
  /** Offer a person: a yes to it passes the baton. */
  | { kind: 'offer_person'; text: string }
  /** Nothing in the knowledge base answers this. */
  | { kind: 'admit_gap'; question: string; text: string }
  | { kind: 'mark'; what: 'follow_up' }

/** Why the toolbox would not run a call. A refusal is words for the model, not an exception. */
export interface Refusal {
  code:
    | 'unknown_tool'
    | 'invalid_arguments'
    | 'not_in_playbook'
    | 'proof_missing'
    | 'proof_locked'
    | 'login_missing'
    | 'over_limit'
    | 'consent_missing'
    | 'too_many_calls'
    | 'unbacked_claim'
  forModel: string
}

/** What became of a proposal; handed back to the performer. */
export type Outcome = (
  | { kind: 'done' }
  | { kind: 'called'; result: ToolResult }
  | { kind: 'refused'; refusal: Refusal }
  /** Code asked the customer; the write waits for the next message. */
  | { kind: 'consent_asked' }
  /** The conversation is on its way to the desk: say no more. */
  | { kind: 'handed_over' }
) & {
  /** What the customer wrote meanwhile. */
  news?: readonly Message[]
}
