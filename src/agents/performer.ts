import type { Agenda, Course } from '../domain/agenda.ts'
import type { Consent } from '../domain/consent.ts'
import type { Effect } from '../domain/effect.ts'
import type { Message, Performer as PerformerName } from '../domain/message.ts'
import type { Outcome, Proposal } from '../domain/proposal.ts'
import type { Part, Reading } from '../domain/reading.ts'
import type { Scope } from '../domain/scope.ts'

/** Everything a performer may know in one turn. Made by code; a performer changes nothing but through proposals. */
export interface Situation {
  readonly scope: Scope
  /** What was said before this turn, oldest first; ends with our last word. */
  readonly history: readonly Message[]
  /** What the customer said since our last word: this turn's messages, oldest first, at least one. */
  readonly said: readonly Message[]
  /** One reading per message of `said`. */
  readonly readings: readonly Reading[]
  /** The parts of each message of `said` that want different things of different goods; none where it is of a piece. */
  readonly parts?: readonly (readonly Part[])[]
  readonly agenda: Agenda
  readonly course: Course
  /** Writes of this conversation, oldest first. */
  readonly effects: readonly Effect[]
  /** The consent that was asked in our last message, and what the customer made of it. */
  readonly consent: Consent | null
  /** What is known of the customer by login or stated facts, for the prompt and for templates. */
  readonly customer: { readonly name: string | null; readonly loggedIn: boolean }
  /** What came of proof values in this turn's messages. */
  readonly proof?: { readonly failed: readonly string[]; readonly locked: boolean }
  /** Scope of an operator who handed the conversation back, in the operator's words. */
  readonly returnedWith: string | null
}

/** Where tokens of an answer in the making go. Nothing streamed is said until a message is. */
export interface DraftSink {
  token(text: string): void
  /** Withdraws everything streamed since the last reset. */
  reset(): void
}

/**
 * Plays the Agent for one turn: yields proposals one after another and is handed what became of each.
 * Returning ends the turn; the returned agenda is what the next turn starts from.
 */
export interface Performer {
  readonly name: PerformerName
  perform(
    situation: Situation,
    draft: DraftSink,
    signal: AbortSignal,
  ): AsyncGenerator<Proposal, Agenda, Outcome>
}
