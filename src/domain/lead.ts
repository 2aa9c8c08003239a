import { z } from 'zod'
import { MessageId } from './id.ts'

/** The seven facts that make a wish worth a call, in the order in which they are asked for. */
export const leadFactNames = [
  'need',
  'timeline',
  'budget',
  'location_or_channel',
  'name',
  'contact',
  'company',
] as const
export const LeadFactName = z.enum(leadFactNames)
export type LeadFactName = z.infer<typeof LeadFactName>

/**
 * One line of the ledger of lead facts. A later line supersedes an earlier one of the same name; none is overwritten.
 * `stated` gives a value, `retracted` takes the value back, `refused` says that it will not be given.
 */
export const LeadFact = z.object({
  name: LeadFactName,
  kind: z.enum(['stated', 'retracted', 'refused']),
  /** As it was said; for `retracted` and `refused` the words that say so. */
  value: z.string(),
  /** In its normal form: E.164, lower-case address, `EUR 4000-5000`, ISO dates; else as it was said. */
  normalised: z.string(),
  saidBy: z.enum(['customer', 'operator', 'system']),
  messageId: MessageId,
  at: z.coerce.date(),
  confidence: z.number().min(0).max(1),
})
export type LeadFact = z.infer<typeof LeadFact>

/** What holds now of a ledger: the last value of each fact that was not taken back. */
export type LeadFacts = Partial<Record<LeadFactName, LeadFact>>

/**
 * How far a lead is verified. 0 no concrete need; 1 a need stated concretely; 2 also a budget or a quantity, and a
 * timeline; 3 also a role that decides, and a contact that can be one.
 */
export const VerificationLevel = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
export type VerificationLevel = z.infer<typeof VerificationLevel>

export const LeadGrade = z.enum(['hot', 'warm', 'cold'])
export type LeadGrade = z.infer<typeof LeadGrade>
