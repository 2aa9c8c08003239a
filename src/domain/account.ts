import { z } from 'zod'
import { Money } from './money.ts'
import { rulingOf, Words, type Ruling } from './rule.ts'
import type { ShopIdentity } from './shop.ts'

/** Where a customer stands in the membership programme. */
export const Membership = z.object({
  level: z.enum(['explorer', 'voyager', 'navigator', 'wholesale']),
  levelName: Words,
  points: z.int().nonnegative(),
  /** Points that lapse next, and when. */
  lapsing: z.object({ points: z.int(), at: z.coerce.date() }).nullable(),
  /** What is still to be spent for the next level; null at the top. */
  toNext: Money.nullable(),
  nextName: Words.nullable(),
  benefits: z.array(Words),
  coupons: z.array(
    z.object({
      code: z.string(),
      amount: Money,
      least: Money.nullable(),
      expiresAt: z.coerce.date(),
    }),
  ),
})
export type Membership = z.infer<typeof Membership>

/** A day of the year, `MM-DD`: the year of birth is nobody's business here. */
const Birthday = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'must be MM-DD')

/** What can be changed about an account from a conversation. */
export const AccountChange = z.discriminatedUnion('field', [
  z.object({ field: z.literal('phone'), value: z.string().max(30) }),
  z.object({ field: z.literal('email'), value: z.string().max(120) }),
  z.object({ field: z.literal('name'), value: z.string().max(80) }),
  z.object({ field: z.literal('default_address'), value: z.string().max(300) }),
  z.object({ field: z.literal('birthday'), value: Birthday }),
  z.object({ field: z.literal('marketing'), value: z.enum(['on', 'off']) }),
])
export type AccountChange = z.infer<typeof AccountChange>

/** A request about one's own data. */
export const PrivacyRequestKind = z.enum(['access', 'export', 'erase', 'close_account'])
export type PrivacyRequestKind = z.infer<typeof PrivacyRequestKind>

const noted = { note: Words, source: Words.nullable() }
export const AccountRuling = rulingOf(noted)

export const Registered = z.object({
  reference: z.string(),
  note: Words,
  answerBy: z.coerce.date(),
})
export type Registered = z.infer<typeof Registered>

/** Who an invoice is made out to. */
export const InvoiceRequest = z.object({
  kind: z.enum(['personal', 'company', 'vat_special']),
  /** The name on the invoice. */
  title: z.string().min(1).max(120),
  /** 纳税人识别号, or the VAT number. */
  taxNumber: z.string().max(30).nullable(),
  email: z.email().nullable(),
})
export type InvoiceRequest = z.infer<typeof InvoiceRequest>

type Noted = { note: Words; source: Words | null }

/** The customer's own account: membership, master data, data requests, invoices. Each needs a login or the order's proof. */
export interface Accounts {
  /** Null without a login. */
  membership(who: ShopIdentity): Promise<Membership | null>
  ruleChange(who: ShopIdentity, change: AccountChange): Promise<Ruling<Noted>>
  change(who: ShopIdentity, change: AccountChange, idempotencyKey: string): Promise<Registered>
  rulePrivacy(who: ShopIdentity, kind: PrivacyRequestKind): Promise<Ruling<Noted>>
  requestPrivacy(
    who: ShopIdentity,
    kind: PrivacyRequestKind,
    idempotencyKey: string,
  ): Promise<Registered>
  /** Whether and how an order gets this invoice, by site, period and kind. */
  ruleInvoice(
    who: ShopIdentity,
    orderNumber: string,
    request: InvoiceRequest,
  ): Promise<Ruling<Noted>>
  requestInvoice(
    who: ShopIdentity,
    orderNumber: string,
    request: InvoiceRequest,
    idempotencyKey: string,
  ): Promise<Registered>
}
