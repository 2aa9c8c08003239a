import { z } from 'zod'
import { Money } from './money.ts'
import { rulingOf, Words, type Ruling } from './rule.ts'
import type { ShopIdentity } from './shop.ts'

/** In what state goods come back; the fee depends on it. */
export const GoodsCondition = z.enum(['sealed', 'opened', 'tried', 'used', 'damaged'])
export type GoodsCondition = z.infer<typeof GoodsCondition>

/** Why something is sent back or exchanged, or is wrong. */
export const Fault = z.enum([
  'change_of_mind',
  'wrong_size',
  'defective',
  'damaged_in_transit',
  'wrong_item',
  'incomplete',
  'not_received',
])
export type Fault = z.infer<typeof Fault>

/** What the customer asks for: the kind of claim, about which article of the order, and in what state it is. */
export const Claim = z.object({
  kind: z.enum(['return', 'exchange', 'refund', 'missing', 'damage', 'repair']),
  /** Null when it concerns the whole order. */
  sku: z.string().nullable().default(null),
  because: Fault,
  condition: GoodsCondition.nullable().default(null),
  /** The other colour or size wanted in an exchange. */
  option: z.string().max(60).nullable().default(null),
  /** Kilometres on the display, for e-bikes; charge cycles, for power stations. */
  usage: z.number().min(0).nullable().default(null),
  /** How the customer would like it settled, where the rules leave a choice. */
  wants: z.enum(['refund', 'replacement', 'keep_with_compensation']).nullable().default(null),
})
export type Claim = z.infer<typeof Claim>

const terms = {
  /** What would be paid back, fees deducted; null when nothing is paid or it is not known before inspection. */
  refund: Money.nullable(),
  /** What is deducted for use or postage; null when nothing. */
  deducted: Money.nullable(),
  /** Who pays the way back. */
  postage: z.enum(['shop', 'customer', 'none']),
  /** The last day on which this may be asked for, `YYYY-MM-DD`; null without a limit. */
  until: z.iso.date().nullable(),
  /** What the customer has to do and what happens next. */
  note: Words,
  source: Words.nullable(),
}
/** The terms of a claim, or why there is none. A missing fact (condition, kilometres) is `because: 'needs_condition'`, `'needs_usage'`, `'needs_item'`. */
export const ClaimRuling = rulingOf(terms)
export type ClaimTerms = z.infer<z.ZodObject<typeof terms>>

export const ClaimOpened = z.object({
  reference: z.string(),
  orderNumber: z.string(),
  refund: Money.nullable(),
  note: Words,
  /** When the customer hears of it at the latest. */
  answerBy: z.coerce.date(),
})
export type ClaimOpened = z.infer<typeof ClaimOpened>

/** Money on its way back. */
export const Refund = z.object({
  reference: z.string(),
  orderNumber: z.string(),
  amount: Money,
  method: z.string(),
  methodName: Words,
  state: z.enum(['awaiting_goods', 'inspecting', 'started', 'paid', 'failed']),
  startedAt: z.coerce.date().nullable(),
  /** By the payment method's usual time; null before it was started. */
  arrivesBy: z.coerce.date().nullable(),
  /** True once `arrivesBy` has passed without the money being marked paid. */
  overdue: z.boolean(),
})
export type Refund = z.infer<typeof Refund>

/** Returns, exchanges, refunds, repairs, missing and damaged parcels. */
export interface AfterSales {
  /** Throws `not_found` for an order of nobody or somebody else. */
  rule(who: ShopIdentity, orderNumber: string, claim: Claim): Promise<Ruling<ClaimTerms>>
  /** Opens the claim on the terms agreed. The same key twice is one claim. Throws `conflict` when the terms changed or one is open. */
  open(
    who: ShopIdentity,
    orderNumber: string,
    claim: Claim,
    agreed: Pick<ClaimTerms, 'refund' | 'deducted'>,
    idempotencyKey: string,
  ): Promise<ClaimOpened>
  /** Newest first; none when nothing is being paid back. */
  refunds(who: ShopIdentity, orderNumber: string): Promise<Refund[]>
}
