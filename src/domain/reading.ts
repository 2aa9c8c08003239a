import { z } from 'zod'
import { IntentGroup, IntentName } from './intent.ts'

/** What a span of a message is. `order_number`, `tracking_number` and `case_number` follow the shop's patterns. */
export const EntityType = z.enum([
  'order_number',
  'tracking_number',
  'case_number',
  'phone',
  'phone_tail',
  'email',
  'money',
  'quantity',
  'date',
  'time',
  'place',
  'address',
  'product',
  'goods',
  'error_code',
  'person',
  'url',
  'id_card',
  'bank_card',
  'passport',
  'plate',
])
export type EntityType = z.infer<typeof EntityType>

/** A span of a message and its normalised value (E.164 phone, ISO date, `VG26111842`, `CNY 12.50`). Offsets are UTF-16. */
export const Entity = z.object({
  type: EntityType,
  value: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
})
export type Entity = z.infer<typeof Entity>

/** How a message is said, beside what its mood is: in haste, meaning the opposite of its words, or as what was said before it has not helped. */
export const Tone = z.enum(['urgent', 'sarcastic', 'unhelped'])
export type Tone = z.infer<typeof Tone>

/** Signs that a person should look at once. */
export const RiskTag = z.enum([
  'legal',
  'media',
  'regulator',
  'chargeback',
  'safety',
  'self_harm',
  'fraud',
])
export type RiskTag = z.infer<typeof RiskTag>

/** Intents, sentiment, language and entities as we guessed them; calibrated, and never a fact. */
export const Reading = z.object({
  /** Only the intents that hold, at least one, most important first. */
  intents: z.array(z.object({ name: IntentName, probability: z.number().min(0).max(1) })).min(1),
  /** The group of the first intent, and how likely it is that the wish is one of that group. */
  group: z.object({ name: IntentGroup, probability: z.number().min(0).max(1) }).optional(),
  outOfScope: z.boolean(),
  /** −1 furious … 0 neutral … 1 delighted. */
  sentiment: z.number().min(-1).max(1),
  /** BCP 47. */
  language: z.string(),
  entities: z.array(Entity),
  risks: z.array(RiskTag),
  tones: z.array(Tone).optional(),
})
export type Reading = z.infer<typeof Reading>

/** A part of a message that wants something else than the rest of it, as it reads alone. */
export interface Part {
  text: string
  reading: Reading
}

/** A top intent below this is a guess, not a reading: nothing is done on it (design, §5). */
export const lowConfidence = 0.35

/** A group of wishes this likely is believed, though its members are as likely as each other. */
const sureOfGroup = 0.4

/**
 * Whether the first intent is more than a guess. A plain message that may be one of several neighbours (where it is, when it
 * comes, why so late) is sure of their group: the likeliest of them serves, and its first reply tells what was understood.
 */
export function isSure({ intents: [top], group }: Pick<Reading, 'intents' | 'group'>): boolean {
  if ((top?.probability ?? 0) >= lowConfidence) return true
  return group !== undefined && served.has(group.name) && group.probability >= sureOfGroup
}

/** Groups whose procedures ask before they do anything. */
const served: ReadonlySet<IntentGroup> = new Set(['order', 'after_sales'])

export interface ReadingContext {
  /** Earlier messages of the same customer, oldest first. */
  previous?: readonly string[]
  /** BCP 47; used when the text itself does not tell. */
  languageHint?: string
  /** For dates relative to now. */
  now?: Date
}

/** Reads a message without a model, in well under a millisecond. Never throws, whatever the text. */
export interface Reader {
  readonly version: string
  read(text: string, context?: ReadingContext): Reading
}
