import { z } from 'zod'
import { HandoffReason } from './handoff.ts'
import { IntentName } from './intent.ts'
import { Money } from './money.ts'

const Key = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a lower_case name')
const Both = z.object({ zh: z.string().min(1), en: z.string().min(1) })

/** What a value must be: a literal for equality, or one comparison. */
const Test = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ not: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  z.strictObject({ in: z.array(z.union([z.string(), z.number()])).min(1) }),
  z.strictObject({ atLeast: z.number() }),
  z.strictObject({ atMost: z.number() }),
  z.strictObject({ known: z.boolean() }),
])

/** Paths into what is known by now, each with its test; all must hold. */
export const Condition = z.record(z.string().min(1), Test)
export type Condition = z.infer<typeof Condition>

/** Literals, or `$path` for something known by now. */
const Arguments = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/**
 * One step of a procedure. `as` names the result for later steps; `otherwise` is said when it does not work out,
 * `declined` when the customer says no, `pressed` when they answer a consent with neither yes nor no.
 */
export const Step = z.union([
  z.strictObject({ need: Key, when: Condition.optional() }),
  z.strictObject({
    read: Key,
    with: Arguments.optional(),
    as: Key,
    when: Condition.optional(),
    otherwise: Key.optional(),
  }),
  z.strictObject({
    write: Key,
    with: Arguments.optional(),
    as: Key,
    when: Condition.optional(),
    say: Key.optional(),
    otherwise: Key.optional(),
    declined: Key.optional(),
    pressed: Key.optional(),
  }),
  z.strictObject({ say: Key, when: Condition.optional(), end: z.boolean().optional() }),
  z.strictObject({ offer: Key, when: Condition.optional() }),
  z.strictObject({ answer: z.literal('question'), when: Condition.optional() }),
  z.strictObject({ mark: z.literal('follow_up'), when: Condition.optional() }),
  z.strictObject({ go: Key, when: Condition.optional() }),
  z.strictObject({ handoff: HandoffReason, when: Condition.optional() }),
])
export type Step = z.infer<typeof Step>

/** A typed slot of a procedure: what it is and how to ask for it. */
export const FactSlot = z.strictObject({
  type: z.enum(['order', 'text', 'phone', 'email', 'date', 'place']),
  ask: Both,
  /** For an order: the statuses that come into question when the customer has several. */
  among: z.array(z.string()).optional(),
})
export type FactSlot = z.infer<typeof FactSlot>

/** The front matter of a playbook: everything machines need. Unknown fields are faults. */
export const PlaybookHeader = z.strictObject({
  name: Key,
  title: Both,
  /** Intents this procedure serves. */
  intents: z.array(IntentName).min(1),
  /** Intents that need no procedure of their own when they come together with one of `intents`. */
  covers: z.array(IntentName).default([]),
  /** Conditions on customer, reading, channel; all must hold for the playbook to match. */
  when: Condition.default({}),
  facts: z.record(Key, FactSlot).default({}),
  /** Proof of identity that reads and writes need: none, the order's own proof, or a shop login. */
  verify: z.enum(['none', 'order', 'login']).default('none'),
  /** The only tools that this playbook may use. */
  tools: z.array(Key).default([]),
  /** Those of them that need the customer's explicit yes to exactly these arguments. */
  consent: z.array(Key).default([]),
  /** The largest amount per write tool and currency. */
  limits: z.record(Key, z.array(Money)).default({}),
  handoff: z.strictObject({ skill: Key }).default({ skill: 'general' }),
  replies: z.record(Key, Both).default({}),
  steps: z.array(Step).min(1),
})
export type PlaybookHeader = z.infer<typeof PlaybookHeader>

/** One procedure of the business: front matter for machines, prose for the model and for people. */
export interface Playbook extends PlaybookHeader {
  /** The prose below the front matter, Markdown. */
  readonly guidance: string
  /** Content hash, so that a reply can be traced to the words it followed. */
  readonly version: string
}
