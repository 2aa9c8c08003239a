import { z } from 'zod'
import { HandoffReason } from './handoff.ts'
import { IntentName } from './intent.ts'
import { Money } from './money.ts'

const Key = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a lower_case name')
const Both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

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
 * `declined` when the customer says no, `pressed` when they answer a consent with neither yes nor no. `again` forgets a
 * fact that will not do and asks for it anew in the words of `say` (`unhelped`: they have not got what they wanted); `set` states a fact that follows from what is known.
 * `cite` is the path of the citations that a reply stands on. An `answer` may be bound to parts of the library (`from`, the
 * categories of articles) and to the thing asked about (`of`, the path of its names); `otherwise` is said when there is none.
 * `put` is how the articles put the question, where customers put it in other words: "what if it's late".
 * `topic` is the path of what a read has shown: "is it heavy?" is about that from then on.
 */
export const Step = z.union([
  z.strictObject({ need: Key, when: Condition.optional() }),
  z.strictObject({
    read: Key,
    with: Arguments.optional(),
    as: Key,
    when: Condition.optional(),
    otherwise: Key.optional(),
    topic: z.string().min(1).optional(),
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
  z.strictObject({
    again: Key,
    say: Key,
    when: Condition.optional(),
    unhelped: z.boolean().optional(),
  }),
  z.strictObject({
    set: Key,
    to: z.union([z.string(), z.number()]),
    when: Condition.optional(),
  }),
  z.strictObject({
    say: Key,
    when: Condition.optional(),
    cite: z.string().min(1).optional(),
    end: z.boolean().optional(),
  }),
  z.strictObject({ offer: Key, when: Condition.optional(), end: z.boolean().optional() }),
  z.strictObject({
    answer: z.literal('question'),
    from: z.array(Key).min(1).optional(),
    of: z.string().min(1).optional(),
    put: Both.optional(),
    when: Condition.optional(),
    otherwise: Key.optional(),
    end: z.boolean().optional(),
  }),
  z.strictObject({ mark: z.literal('follow_up'), when: Condition.optional() }),
  z.strictObject({ go: Key, when: Condition.optional() }),
  z.strictObject({ handoff: HandoffReason, when: Condition.optional() }),
])
export type Step = z.infer<typeof Step>

/** Words by which people name one of a few answers, in both languages. */
const ChoiceWords = z.strictObject({
  zh: z.array(z.string().min(1)).min(1),
  en: z.array(z.string().min(1)).min(1),
})

/**
 * A typed slot of a procedure: what it is and how to ask for it. An entity is taken wherever it is said; `text` and
 * `address` are the whole answer to the question; `tried` gathers what they have done about a fault. A `choice` is one of fixed `options`, known by their words, or of the
 * options that an earlier read put at the path `from`.
 */
export const FactSlot = z
  .strictObject({
    type: z.enum([
      'order',
      'text',
      'address',
      'choice',
      'phone',
      'email',
      'date',
      'place',
      'product',
      'quantity',
      'money',
      'person',
      'error_code',
      'tried',
    ]),
    ask: Both,
    /** The question in other words, where it is asked once more. */
    askAgain: Both.optional(),
    /** Taken when it is said, never asked for. */
    optional: z.boolean().optional(),
    /** For an order: the statuses that come into question when the customer has several. */
    among: z.array(z.string()).optional(),
    /** And of these, the statuses that it is mostly about: the only order in one of them is the one that is meant. */
    mostly: z.array(z.string()).optional(),
    /** For words of their own: only those with a digit in them, as a case or tax number has. */
    digits: z.boolean().optional(),
    /** Words that stand before the value wherever it is said: 「抬头：…」, "VAT number …". */
    labels: ChoiceWords.optional(),
    /** For words of their own: the name of a firm, taken wherever it is said. */
    firm: z.boolean().optional(),
    /** Taken only as the answer to its question: 「还是不行」 says nothing of steps that nobody has named yet. */
    onlyAsked: z.boolean().optional(),
    /** What is asked or told beside the matter while it is spoken of: answered each time anew, and never asked for. */
    beside: z.boolean().optional(),
    options: z.record(Key, ChoiceWords).optional(),
    from: z.string().min(1).optional(),
  })
  .refine(({ type, options, from }) => (type === 'choice') === Boolean(options ?? from), {
    message: 'a choice, and only a choice, has options or from',
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
  /**
   * Wordings that mean this wish and no other, whatever the reader makes of them; `…` leaves room for some words. Its first
   * intent is what the wish counts as. Where another playbook serves that intent too, this one is chosen by its cues alone.
   */
  cues: ChoiceWords.optional(),
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
  /** Playbooks whose wishes for the same order are settled once a write of this one is done: a cancelled order is not changed. */
  settles: z.array(Key).default([]),
  /** Parts of the library in which its rules stand: a question back, while it waits for a fact, is answered from them. */
  explainedIn: z.array(Key).default([]),
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
