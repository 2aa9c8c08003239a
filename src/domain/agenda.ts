import { z } from 'zod'
import { IntentName } from './intent.ts'
import { MessageId } from './id.ts'
import { Option } from './rule.ts'

/** One thing the customer wants in this conversation, and how far its playbook has come. */
export const Wish = z.object({
  playbook: z.string(),
  intent: IntentName,
  /** The customer's own words for it. */
  words: z.string(),
  /** What the words are about where they do not say so: what was named before. */
  topic: z.string().optional(),
  messageId: MessageId,
  status: z.enum(['open', 'waiting_for_fact', 'waiting_for_consent', 'done', 'dropped']),
  /** Facts of the playbook, by slot. */
  facts: z.record(z.string(), z.string()),
  /** Whether its order was only carried over from what was spoken of before: words that describe another go first. */
  carried: z.boolean().optional(),
  /** Whether it is but guessed: nothing is done for it that was not asked for. */
  guessed: z.boolean().optional(),
  /** The fact that was asked for last. */
  asked: z.string().nullable(),
  /** Whether the question was put in our last words; in those before, nobody answers it by chance. */
  stands: z.boolean().optional(),
  /** What was offered to choose from when it was asked, in the order shown. */
  options: z.array(Option).optional(),
  /** How often each fact has been asked for. */
  timesAsked: z.record(z.string(), z.number()),
  /** Reply keys that were said already, so that returning to a wish does not repeat them. */
  said: z.array(z.string()),
  /** Turns in which the customer came back to it without its being met. */
  unmetTurns: z.number(),
})
export type Wish = z.infer<typeof Wish>

/** What the conversation is about just now, in the customer's words, and how many messages ago it was named. */
export const Topic = z.object({
  goods: z.string().optional(),
  place: z.string().optional(),
  /** The goods that were shown last, in that order: "how much is the second one". */
  shown: z.array(z.string()).optional(),
  age: z.int().optional(),
})
export type Topic = z.infer<typeof Topic>

/** What the customer wants, oldest first, and what is spoken of. */
export const Agenda = z.object({ wishes: z.array(Wish).default([]), topic: Topic.optional() })
export type Agenda = z.infer<typeof Agenda>

/** What the customer wants now, as far as it takes to know it again when they come back to it. */
export const Need = z.object({
  /** Their words for it, the first and the last few. */
  words: z.array(z.string()),
  intents: z.array(z.string()),
  /** Entity values given for it so far. */
  facts: z.array(z.string()),
})
export type Need = z.infer<typeof Need>

/**
 * What our last reply came to. `advised`: the customer is to try something; `failed`: no answer, a failing system, or our own words over again; `restricted`: we
 * may not do what was asked.
 */
export const LastReply = z.enum([
  'none',
  'answered',
  'advised',
  'asked',
  'clarified',
  'failed',
  'restricted',
])
export type LastReply = z.infer<typeof LastReply>

/** How the conversation is going, in numbers that the handoff rules read. */
export const Course = z.object({
  turns: z.int().default(0),
  turnsWithoutProgress: z.int().default(0),
  answersWithoutEvidence: z.int().default(0),
  strongNegativesInRow: z.int().default(0),
  need: Need.nullable().default(null),
  /** Turns in which the customer voiced that need, this one among them, and it was not met. */
  unmetTurns: z.int().default(0),
  lastReply: LastReply.default('none'),
  clarificationsInRow: z.int().default(0),
  /** How often each tool failed, in a row. */
  toolFailures: z.record(z.string(), z.int()).default({}),
  /** What the customer wants for good: a person, or to be spared one. Kept for their next conversations too. */
  prefers: z.enum(['person', 'agent']).nullable().default(null),
  /** Whether our last message offered a person. */
  offered: z.boolean().default(false),
  /** The customer declined a person; not offered again for some turns. */
  offersDeclined: z.int().default(0),
  sentiment: z.array(z.number()).default([]),
})
export type Course = z.infer<typeof Course>
