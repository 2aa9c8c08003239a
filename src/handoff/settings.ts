import { z } from 'zod'

/** What is done for a VIP: as for others; a person wherever others are offered one, or in trouble; a person at once. */
const ForVip = z.enum(['like_others', 'in_trouble', 'at_once'])

const numbers = {
  /** A wish for a person that is read at least this surely is one; said in so many words it is read at 0.97. */
  explicitRequest: z.number().min(0).max(1).default(0.4),
  /** Turns in which the same need was not met: offer a person, then hand over. */
  unmetOffer: z.int().min(1).max(20).default(2),
  unmetHandOver: z.int().min(1).max(20).default(3),
  /** How much two messages must share to be the same need in other words, 0–1. */
  sameNeed: z.number().min(0.1).max(1).default(0.5),
  /** Answers in a row without evidence: offer, then hand over. */
  noEvidenceOffer: z.int().min(1).max(20).default(2),
  noEvidenceHandOver: z.int().min(1).max(20).default(3),
  /** Sentiment at or below this is strongly negative. */
  strongNegative: z.number().min(-1).max(0).default(-0.6),
  strongNegativesInRow: z.int().min(1).max(10).default(2),
  /** A top intent below this is a guess; after that many clarifying questions in a row, a guess hands over. */
  lowConfidence: z.number().min(0).max(1).default(0.35),
  clarifications: z.int().min(0).max(5).default(1),
  turnsWithoutProgress: z.int().min(1).max(50).default(6),
  toolFailuresInRow: z.int().min(1).max(10).default(2),
  forVip: ForVip.default('in_trouble'),
  /** Sentiment at or below this is trouble, for a VIP. */
  vipTrouble: z.number().min(-1).max(0).default(-0.3),
  /** Who is worth this much by their orders (`lifetimeValue`, 0–1) is a VIP, whatever their level of membership. */
  vipWorth: z.number().min(0).max(1).default(0.85),
  /** After a customer has declined a person, that many turns pass before the next offer. */
  quietTurnsAfterDecline: z.int().min(0).max(20).default(3),
  /** The longest a model may take over a turn before the baton passes. */
  modelMs: z.int().min(1000).max(600_000).default(90_000),
  /** An operator seen within this time is online. */
  onlineMs: z.int().min(1000).max(86_400_000).default(120_000),
  /** How long a conversation takes an operator, for the estimate of the wait. */
  handleMinutes: z.number().min(0.5).max(120).default(4),
  /** When nobody is online: how soon a person answers, as promised to the customer. */
  promiseHours: z.number().min(0.5).max(72).default(4),
}

/** When the baton passes: every number a setting. Starting values from the design, §5. A field it does not know is a fault. */
export const HandoffSettings = z.strictObject(numbers).superRefine((settings, context) => {
  const pairs = [
    ['unmetOffer', 'unmetHandOver'],
    ['noEvidenceOffer', 'noEvidenceHandOver'],
  ] as const
  for (const [offer, handOver] of pairs) {
    if (settings[offer] <= settings[handOver]) continue
    context.addIssue({
      code: 'custom',
      path: [offer],
      message: `must not be above ${handOver} (${settings[handOver]}): a person is offered before the baton passes`,
    })
  }
})
export type HandoffSettings = z.infer<typeof HandoffSettings>

export const standardSettings = HandoffSettings.parse({})
