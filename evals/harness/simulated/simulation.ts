import { z } from 'zod'

/** What a simulated customer does with a message. */
export const MoveKind = z.enum([
  'opens',
  'tells',
  'agrees',
  'declines',
  'hesitates',
  'corrects',
  'changes_mind',
  'refuses',
  'does_not_know',
  'insists',
  'asks_person',
  'thanks',
  /** Of a model: nobody can say what it meant. */
  'says',
])
export type MoveKind = z.infer<typeof MoveKind>

/** One message of a simulated customer, and what it tells. */
export interface Move {
  kind: MoveKind
  text: string
  /** Facts by name; `?` where one was asked for that they do not know. */
  told: Record<string, string>
  /** How long they were away before. */
  waitMs: number
}

export const StoppedBecause = z.enum([
  'satisfied',
  'handed_over',
  'gave_up',
  'too_many_turns',
  /** A model that said nothing. */
  'silent',
])
export interface Stopped {
  stopped: z.infer<typeof StoppedBecause>
}

/** How far the conversation has come, as a customer would notice. */
export interface Reached {
  /** Writes that were done: the customer gets word of each. */
  done: readonly string[]
  /** Replies so far. */
  said: readonly string[]
  handedOver: boolean
}

/** Who plays a customer. */
export interface SimulatedCustomer {
  /** What comes after a reply; the first word after null. */
  next(reply: string | null, reached: Reached, signal: AbortSignal): Promise<Move | Stopped>
  patienceLeft(): number | null
}

/** What a simulated customer did: the audit's evidence. Plain data, part of a trace. */
export const Simulation = z.object({
  seed: z.int(),
  /** A script, or the model's name. */
  playedBy: z.string(),
  goal: z.string(),
  /** What they knew, with placeholders filled. */
  facts: z.record(z.string(), z.string()),
  /** Values they were told to say wrongly at first. */
  slips: z.array(z.string()),
  moves: z.array(
    z.object({
      turn: z.int(),
      kind: MoveKind,
      told: z.record(z.string(), z.string()),
      text: z.string(),
    }),
  ),
  stopped: StoppedBecause,
  patienceLeft: z.number().nullable(),
})
export type Simulation = z.infer<typeof Simulation>
