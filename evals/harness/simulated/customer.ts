import { z } from 'zod'
import { Locale } from '../../../src/domain/locale.ts'

const Pattern = z.string().min(1).refine(isPattern, 'must be a regular expression')

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp
  } catch {
    return false
  }
}

const Several = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

/** Something the customer knows: its value, or its value and how they part with it. */
const Known = z.union([
  z.string().min(1),
  z.strictObject({
    value: z.string().min(1),
    /** Said first by mistake, and corrected in the next message. */
    first: z.string().min(1).optional(),
    /** Not given when it is asked for the first time, or never. */
    refuses: z.enum(['once', 'always']).optional(),
    /** Words by which the agent asks for it, where its name is none of the usual ones. */
    asked: Pattern.optional(),
  }),
])

/** When the customer has what they came for; all that is named must hold. */
const Stops = z
  .strictObject({
    /** Writes that were done. */
    effect: Several.optional(),
    /** What a reply must have told them. */
    said: Pattern.optional(),
    /** They came to get a person. */
    person: z.literal(true).optional(),
  })
  .refine((it) => Object.keys(it).length > 0, 'needs at least one of effect, said, person')

/** A simulated customer: what they want and know, and what they are like. */
export const Customer = z.strictObject({
  language: z.enum(['zh', 'en']),
  /** The page they write on, where it is not their language's. */
  locale: Locale.optional(),
  channel: z.string().default('web'),
  /** Signed in to the shop as this customer. */
  login: z.string().optional(),
  /** Whether somebody is at the desk. */
  online: z.boolean().default(false),
  /** What they want, for people to read and for a model that plays them. */
  goal: z.string().min(1),
  /** How they say it: first, and again in other words when that leads nowhere. */
  says: z.array(z.string().min(1)).min(1),
  knows: z.record(z.string().regex(/^[a-z][a-z_]*$/), Known).default({}),
  temper: z.enum(['polite', 'calm', 'hurried', 'angry']).default('calm'),
  /** Replies that get them nowhere before they give up. */
  patience: z.int().min(1).max(12).default(4),
  /** Giving up: ask for a person, or leave. */
  givesUp: z.enum(['person', 'leaves']).default('person'),
  /** What they say to being asked for consent: yes, no, or first something that is neither. */
  agrees: z.enum(['yes', 'no', 'hesitates']).default('yes'),
  /** After so many replies they want something else, said in these words. */
  changesMind: z
    .strictObject({ after: z.int().positive(), says: z.array(z.string().min(1)).min(1) })
    .optional(),
  /** Another order of theirs that they mix up with the one they mean. */
  mixes: z.string().optional(),
  /** Puts in words of the other language now and then. */
  codeSwitches: z.boolean().default(false),
  /** Goes away after so many replies, for so many minutes, and comes back. */
  goesSilent: z
    .strictObject({ after: z.int().positive(), minutes: z.int().positive().max(10_000) })
    .optional(),
  /** The share of letters that are mistyped; never in what they know. */
  typos: z.number().min(0).max(0.2).default(0),
  stops: Stops,
  mostTurns: z.int().min(1).max(40).default(16),
})
export type Customer = z.output<typeof Customer>

/** What one fact is to a customer, in one form. */
export interface Fact {
  value: string
  first: string | null
  refuses: 'once' | 'always' | null
  asked: string | null
}

export const factsOf = ({ knows }: Pick<Customer, 'knows'>): Record<string, Fact> =>
  Object.fromEntries(
    Object.entries(knows).map(([name, known]) => {
      if (typeof known === 'string') {
        return [name, { value: known, first: null, refuses: null, asked: null }]
      }
      const { value, first = null, refuses = null, asked = null } = known
      return [name, { value, first, refuses, asked }]
    }),
  )

export const effectsWanted = ({ stops }: Pick<Customer, 'stops'>): string[] =>
  [stops.effect ?? []].flat()
