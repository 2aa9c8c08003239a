import { z } from 'zod'
import { Evidence } from './handoff.ts'
import { LeadFactName, LeadGrade, VerificationLevel } from './lead.ts'
import { Locale } from './locale.ts'

/** Why someone hesitates: a closed list of 28. */
export const ObjectionTag = z.enum([
  'price_too_high',
  'over_budget',
  'budget_not_approved',
  'cheaper_elsewhere',
  'wants_discount',
  'hidden_costs',
  'payment_terms',
  'minimum_order',
  'shipping_cost',
  'delivery_too_slow',
  'out_of_stock',
  'not_urgent',
  'needs_to_think',
  'needs_approval',
  'has_supplier',
  'prefers_competitor',
  'quality_doubt',
  'durability_doubt',
  'warranty_doubt',
  'after_sales_doubt',
  'trust_doubt',
  'bad_experience',
  'bad_reviews',
  'feature_missing',
  'compatibility_doubt',
  'too_complicated',
  'returns_worry',
  'privacy_worry',
])
export type ObjectionTag = z.infer<typeof ObjectionTag>

/** What a line of the brief says, and the messages or tool calls it stands on: without one it is not in the brief. */
const Claim = z.object({ text: z.string().min(1), evidence: z.array(Evidence).min(1) })

/** A passage of the knowledge base that a reply stands on. */
const Source = z.object({ articleId: z.string(), passageId: z.string(), heading: z.string() })

export const ReplyStrategy = z.enum(['solve', 'ask', 'reassure'])
export type ReplyStrategy = z.infer<typeof ReplyStrategy>

/** A reply that an operator may send: what it stands on, whether the policies let it pass, and what follows. */
export const SuggestedReply = z.object({
  strategy: ReplyStrategy,
  text: z.string().min(1),
  evidence: z.array(Evidence),
  sources: z.array(Source),
  policy: z.object({ passes: z.boolean(), faults: z.array(z.string()) }),
  /** What happens when it is sent, for the operator. */
  ifSent: z.string(),
})
export type SuggestedReply = z.infer<typeof SuggestedReply>

/** What a person reads before taking up a lead. Every claim names its evidence. */
export const LeadBrief = z.object({
  version: z.literal(1),
  locale: Locale,
  who: z.array(Claim),
  need: Claim.nullable(),
  facts: z.array(
    z.object({
      name: LeadFactName,
      value: z.string(),
      normalised: z.string(),
      evidence: z.array(Evidence).min(1),
    }),
  ),
  level: z.object({ value: VerificationLevel, evidence: z.array(Evidence) }),
  grade: z.object({
    value: LeadGrade,
    score: z.number().min(0).max(1),
    urgency: z.number().min(0).max(1),
    worth: z.number().min(0).max(1),
    fit: z.number().min(0).max(1),
    /** A reason without evidence is one that nothing was said of: a prior. */
    reasons: z.array(
      z.object({
        axis: z.enum(['urgency', 'value', 'fit']),
        code: z.string(),
        detail: z.string(),
        evidence: z.array(Evidence),
      }),
    ),
  }),
  pains: z.array(Claim),
  preferences: z.array(Claim),
  objections: z.array(Claim.extend({ tag: ObjectionTag })),
  /** What lies beside the conversation: orders, comparisons, contracts. */
  knowledge: z.array(
    z.object({
      kind: z.enum(['order', 'comparison', 'contract', 'article']),
      id: z.string(),
      title: z.string(),
    }),
  ),
  /** Three, no two of one strategy. */
  replies: z
    .array(SuggestedReply)
    .length(3)
    .refine(
      (replies) => new Set(replies.map(({ strategy }) => strategy)).size === 3,
      'must differ in strategy',
    ),
  next: z.object({ what: z.string(), at: z.coerce.date(), evidence: z.array(Evidence) }),
  /** Claims that were left out because nothing in the conversation supports them. */
  dropped: z.int().nonnegative(),
})
export type LeadBrief = z.infer<typeof LeadBrief>
