import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import standard from './weights.json' with { type: 'json' }

const Share = z.number().min(0).max(1)
const Exponent = z.number().min(0).max(10)
const rising = (steps: readonly number[]): boolean =>
  steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0))
const falling = (steps: readonly number[]): boolean =>
  steps.every((step, i) => i === 0 || step < (steps[i - 1] ?? 0))

/** What urgency, value and fit are worth, 0–1 each, and from which product on a lead is hot or warm. */
export const GradeWeights = z
  .object({
    version: z.int().positive(),
    urgency: z.object({
      /** By days to the deadline, nearest first. */
      byDays: z
        .array(z.object({ within: z.int().nonnegative(), score: Share }))
        .min(1)
        .refine(
          (steps) => rising(steps.map(({ within }) => within)),
          'must list the nearest deadline first',
        ),
      later: Share,
      pressing: Share,
      inWordsOnly: Share,
      unsaid: Share,
      noHurry: Share,
      noHurryButPlanned: Share.default(0.3),
      comparing: Share.default(0.5),
      /** Added for each earlier visit, at most three times. */
      repeatVisit: Share,
      /** Added while a campaign runs. */
      campaign: Share,
    }),
    value: z.object({
      byAmountCny: z
        .array(z.object({ from: z.number().nonnegative(), score: Share }))
        .min(1)
        .refine(
          (steps) => falling(steps.map(({ from }) => from)),
          'must list the largest amount first',
        ),
      byQuantity: z
        .array(z.object({ from: z.number().nonnegative(), score: Share }))
        .min(1)
        .refine(
          (steps) => falling(steps.map(({ from }) => from)),
          'must list the largest quantity first',
        ),
      /** What a piece of dear goods counts for, where no sum was said. */
      dearPieceCny: z.number().positive(),
      /** At least this much where someone buys to sell on or for a firm. */
      trade: Share,
      /** At least this much where a trial, a sample or a demo is wanted. */
      trial: Share,
      /** Where nothing is known. */
      prior: Share,
    }),
    fit: z.object({ inCatalogue: Share, unknown: Share, unserved: Share }),
    withdrawn: Share,
    /** How much each factor counts: 1 each is the plain product. `baton leads learn` finds them from outcomes. */
    exponents: z.object({ urgency: Exponent, value: Exponent, fit: Exponent }),
    grades: z
      .object({ hot: Share, warm: Share })
      .refine(({ hot, warm }) => warm < hot, 'warm must be below hot'),
    /** Response-time targets, in minutes. */
    answerWithinMinutes: z.object({
      hot: z.number().positive(),
      warm: z.number().positive(),
      cold: z.number().positive(),
    }),
    /** What the exponents and the grades' bounds were learned from, and how well they told on later leads; absent where they are set by hand. */
    learned: z
      .object({
        trainedOn: z.int().positive(),
        testedOn: z.int().positive(),
        until: z.iso.datetime(),
        auroc: Share,
        aurocOfProduct: Share,
        ece: Share,
      })
      .optional(),
  })
  .strict()
export type GradeWeights = z.infer<typeof GradeWeights>

/** Parses weights. Throws `invalid`, naming each field at fault. */
export function parseWeights(raw: unknown): GradeWeights {
  const parsed = GradeWeights.safeParse(raw)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new BatonError('invalid', `The lead weights do not fit: ${faults.join('; ')}.`)
}

/** The weights that Baton comes with. */
export const standardWeights: GradeWeights = parseWeights(standard)
