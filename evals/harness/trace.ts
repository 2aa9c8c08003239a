import { z } from 'zod'
import { Citation } from '../../src/domain/message.ts'
import { Reading } from '../../src/domain/reading.ts'
import { Simulation } from './simulated/simulation.ts'

/** A call that a performer made, with what the toolbox said to it. */
export const TracedCall = z.object({
  turn: z.int(),
  tool: z.string(),
  args: z.unknown(),
  ok: z.boolean(),
  /** The code of the refusal, where the toolbox would not run it. */
  refused: z.string().nullable(),
  /** What the performer was told. */
  told: z.string(),
  /** What it came to, where it was a ruling of the shop. */
  allowed: z.boolean().optional(),
})
export type TracedCall = z.infer<typeof TracedCall>

/** A piece of an article that was looked at, best first. */
export const TracedPassage = z.object({
  id: z.string(),
  articleId: z.string(),
  heading: z.string(),
  text: z.string(),
  confidence: z.number().nullable(),
})
export type TracedPassage = z.infer<typeof TracedPassage>

/** Something that only the task could look at, e.g. a system of its own: judged there, asked for by name. */
export const TracedCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  found: z.string(),
  /** How much of it there is, 0–1: for partial credit. */
  share: z.number(),
})

/** What the understudy played of playbooks, by the playbook's name: steps counted from 0; replies as `urged zh`. */
export const Played = z.object({
  steps: z.record(z.string(), z.array(z.int())),
  replies: z.record(z.string(), z.array(z.string())),
})
export type Played = z.infer<typeof Played>

/** Everything a case left behind, and what was said: the only thing that expectations see. Plain data. */
export const Trace = z.object({
  /** Turns taken, counted from 1. */
  turns: z.int().default(0),
  messages: z
    .array(
      z.object({
        author: z.enum(['customer', 'agent', 'operator', 'system']),
        text: z.string(),
        turn: z.int(),
        performer: z.string().nullable(),
        citations: z.array(Citation),
      }),
    )
    .default([]),
  holder: z.enum(['agent', 'desk', 'operator']).default('agent'),
  /** Why the baton passed, and in which turn. */
  handoff: z.object({ reason: z.string(), turn: z.int() }).nullable().default(null),
  /** Writes of this conversation, oldest first. */
  effects: z
    .array(
      z.object({ tool: z.string(), args: z.record(z.string(), z.unknown()), status: z.string() }),
    )
    .default([]),
  calls: z.array(TracedCall).default([]),
  consents: z.array(z.object({ tool: z.string(), status: z.string() })).default([]),
  facts: z.array(z.object({ name: z.string(), value: z.string(), saidBy: z.string() })).default([]),
  provenOrders: z.array(z.string()).default([]),
  gaps: z.array(z.string()).default([]),
  promises: z.array(z.object({ what: z.string(), owner: z.string() })).default([]),
  followUp: z.boolean().default(false),
  /** What was read of a lead; facts in their normal form. */
  lead: z
    .object({
      facts: z.record(z.string(), z.string()),
      level: z.int(),
      grade: z.string(),
      /** The day to which its dates are relative. */
      today: z.string(),
    })
    .nullable()
    .default(null),
  /** Playbooks that were open at some time. */
  playbooks: z.array(z.string()).default([]),
  played: Played.nullable().default(null),
  /** One per customer message. */
  readings: z.array(Reading).default([]),
  passages: z.array(TracedPassage).default([]),
  /** What a task that is no conversation answered. */
  answer: z.string().nullable().default(null),
  /** Turns in which the understudy played instead of the performer that was asked for. */
  stepIns: z.int().default(0),
  checks: z.array(TracedCheck).default([]),
  /** What a simulated customer did, where one talked. */
  simulation: Simulation.nullable().default(null),
})
export type Trace = z.infer<typeof Trace>

export const traceOf = (parts: z.input<typeof Trace> = {}): Trace => Trace.parse(parts)

/** What the Agent said, reply by reply; of a task that is no conversation, its answer. */
export function repliesOf(trace: Trace): string[] {
  const said = trace.messages.flatMap(({ author, text }) => (author === 'agent' ? [text] : []))
  return trace.answer === null ? said : [...said, trace.answer]
}

/** What a case used of the model. */
export const Usage = z.object({
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Millionths of the currency of the prices file. */
  costMicros: z.number(),
})
export type Usage = z.infer<typeof Usage>

export const noUsage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 }
