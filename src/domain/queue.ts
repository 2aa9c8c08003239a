import { z } from 'zod'

/** Kinds of work. A job carries ids only: losing one loses nothing, for the sweep finds what it left behind. */
export const JobKind = z.enum([
  'take-turn',
  'deliver-reply',
  /** Offers a conversation that waits at the desk to an operator, or to the next. */
  'route-desk',
  /** Tells a customer who writes while they wait that they are heard, once. */
  'acknowledge-wait',
  /** Brings a conversation back to the desk whose operator is not there any more. */
  'recall-operator',
  /** Warns of a promise that is about to slip, and tells the customer of one that has. */
  'tend-promise',
  /** Announces that a clock of the desk runs out. */
  'watch-clocks',
  /** Grades a lead again and writes its brief. */
  'write-lead-brief',
  /** Sends a lead to a CRM, or a notice to a group. */
  'send-outgoing',
])
export type JobKind = z.infer<typeof JobKind>

export interface Job {
  kind: JobKind
  /** One waiting job per key. */
  key: string
  /** The id the job is about. */
  subject: string
}

/** Runs jobs at least once each. Adapters: the leased job table (default), Bull on Redis. */
export interface Queue {
  /** Starts working; a handler that throws is run again later, with growing pauses. */
  start(handlers: Record<JobKind, (subject: string, attempt: number) => Promise<void>>): void
  /** Says that a job was added in a transaction that has just committed, and when it is due. */
  nudge(dueAt: Date): void
  /** Takes no new job and waits for those at work, at most `graceMs`. */
  stop(graceMs: number): Promise<void>
}
