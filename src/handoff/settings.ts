import { z } from 'zod'

/** When the baton passes: every number a setting. Starting values from the design, §5. */
export const HandoffSettings = z.object({
  /** Turns in which the same need was not met: offer a person, then hand over. */
  unmetOffer: z.int().min(1).max(20).default(2),
  unmetHandOver: z.int().min(1).max(20).default(3),
  /** Answers in a row without evidence: offer, then hand over. */
  noEvidenceOffer: z.int().min(1).max(20).default(2),
  noEvidenceHandOver: z.int().min(1).max(20).default(3),
  /** Sentiment at or below this is strongly negative. */
  strongNegative: z.number().min(-1).max(0).default(-0.6),
  strongNegativesInRow: z.int().min(1).max(10).default(2),
  turnsWithoutProgress: z.int().min(1).max(50).default(6),
  toolFailuresInRow: z.int().min(1).max(10).default(2),
  /** After a customer has declined a person, that many turns pass before the next offer. */
  quietTurnsAfterDecline: z.int().min(0).max(20).default(3),
  /** An operator seen within this time is online. */
  onlineMs: z.int().min(1000).default(120_000),
  /** How long a conversation takes an operator, for the estimate of the wait. */
  handleMinutes: z.number().min(0.5).max(120).default(4),
  /** When nobody is online: how soon a person answers, as promised to the customer. */
  promiseHours: z.number().min(0.5).max(72).default(4),
})
export type HandoffSettings = z.infer<typeof HandoffSettings>

export const standardSettings = HandoffSettings.parse({})
