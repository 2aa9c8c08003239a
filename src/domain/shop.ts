import { z } from 'zod'
import { Money } from './money.ts'
import { Words } from './rule.ts'

/** For whom the shop is asked. Made by code from a login or from proofs, never by a model. */
export interface ShopIdentity {
  /** The shop's own customer id, when the customer is logged in. */
  readonly shopCustomerId: string | null
  /** Orders whose proof (number and phone or e-mail) stands in this customer's own messages. */
  readonly provenOrders: readonly string[]
}

export const OrderStatus = z.enum([
  'unpaid',
  'paid',
  'packed',
  'shipped',
  'delivered',
  'cancelled',
  'returned',
  'refunded',
  'partly_refunded',
])
export type OrderStatus = z.infer<typeof OrderStatus>

const statusesUnderWay: ReadonlySet<OrderStatus> = new Set(['unpaid', 'paid', 'packed', 'shipped'])
/** Whether the goods of an order are not there yet, and may still come. */
export const isUnderWay = ({ status }: { status: OrderStatus }): boolean =>
  statusesUnderWay.has(status)

export const OrderLine = z.object({
  sku: z.string(),
  name: Words,
  quantity: z.int().positive(),
  price: Money,
  /** The colour or size chosen, where there are several. */
  option: z.object({ value: z.string(), label: Words }).nullable().default(null),
})
export type OrderLine = z.infer<typeof OrderLine>

export const Site = z.enum(['cn', 'eu', 'uk', 'us'])
export type Site = z.infer<typeof Site>

export const OrderKind = z.enum(['retail', 'preorder', 'custom', 'bonded', 'wholesale'])
export type OrderKind = z.infer<typeof OrderKind>

export const Order = z.object({
  number: z.string(),
  shopCustomerId: z.string(),
  status: OrderStatus,
  placedAt: z.coerce.date(),
  total: Money,
  lines: z.array(OrderLine).min(1),
  recipient: z.string(),
  city: z.string(),
  country: z.string().length(2),
  /** The shop it was bought in; its rules and currency follow from it. */
  site: Site,
  /** What sets its own rules: pre-orders, engraving, goods from the bonded warehouse, wholesale. */
  kind: OrderKind,
  paidAt: z.coerce.date().nullable(),
  /** How it was paid: `wechat`, `alipay`, `card_cn`, `card`, `paypal`, `paylater`, `transfer`, `gift_card`. */
  payment: z.string().nullable(),
  dispatchedAt: z.coerce.date().nullable(),
  deliveredAt: z.coerce.date().nullable(),
  /** The day by which delivery was promised at checkout. */
  promisedBy: z.coerce.date().nullable(),
  /** Where an unpaid order is paid, and until when it is kept; null for any other, and where the shop does not say. */
  toPay: z
    .object({ url: z.url({ protocol: /^https?$/ }), by: z.coerce.date().nullable() })
    .nullable()
    .default(null),
})
export type Order = z.infer<typeof Order>

/** Whether an order is this customer's. A shop that answers for the wrong customer must not be believed: what it gives is asked once more. */
export const belongsTo = (
  { number, shopCustomerId }: Pick<Order, 'number' | 'shopCustomerId'>,
  who: ShopIdentity,
): boolean =>
  (who.shopCustomerId !== null && shopCustomerId === who.shopCustomerId) ||
  who.provenOrders.includes(number)

/** One scan of a parcel. */
export const Stop = z.object({
  at: z.coerce.date(),
  place: Words,
  what: Words,
})
export type Stop = z.infer<typeof Stop>

export const Parcel = z.object({
  trackingNumber: z.string(),
  carrier: Words,
  orderNumber: z.string(),
  state: z.enum([
    'label_made',
    'in_transit',
    'stuck',
    'out_for_delivery',
    'delivered',
    'lost',
    'returning',
  ]),
  /** Oldest first. */
  stops: z.array(Stop),
  expectedBy: z.coerce.date().nullable(),
})
export type Parcel = z.infer<typeof Parcel>

export const Urged = z.object({
  reference: z.string(),
  /** When the carrier answers at the latest. */
  answerBy: z.coerce.date(),
  /** True when the same parcel had been urged within the last day and nothing new was sent. */
  alreadyUrged: z.boolean(),
})
export type Urged = z.infer<typeof Urged>

export const CouponReason = z.enum(['late_delivery', 'broken_promise', 'goodwill'])
export type CouponReason = z.infer<typeof CouponReason>

export const Coupon = z.object({
  code: z.string(),
  amount: Money,
  expiresAt: z.coerce.date(),
  orderNumber: z.string(),
})
export type Coupon = z.infer<typeof Coupon>

/** The shop's answer to "may this order have a coupon": the amount by its own rules, or why not. */
export const CouponQuote = z.discriminatedUnion('eligible', [
  z.object({ eligible: z.literal(true), amount: Money, validDays: z.int().positive() }),
  z.object({
    eligible: z.literal(false),
    because: z.enum(['already_compensated', 'on_time', 'not_shipped']),
  }),
])
export type CouponQuote = z.infer<typeof CouponQuote>

/** What a customer states to prove that an order is theirs. */
export type OrderProof = { kind: 'phone' | 'phone_tail' | 'email'; value: string }

/** The shop's orders. Every read is for an identity; an order of somebody else does not exist. */
export interface OrderBook {
  find(who: ShopIdentity, number: string): Promise<Order | null>
  /** Newest first, at most `limit`. */
  list(who: ShopIdentity, limit: number): Promise<Order[]>
  /** Whether this value belongs to the order. Says nothing about why not. */
  prove(number: string, proof: OrderProof): Promise<boolean>
}

/** Parcels and carriers. */
export interface Logistics {
  /** Every parcel of an order, none when it has not been shipped. */
  track(who: ShopIdentity, orderNumber: string): Promise<Parcel[]>
  /** Asks the carrier to move. The same key twice is one request. */
  urge(who: ShopIdentity, orderNumber: string, idempotencyKey: string): Promise<Urged>
}

/** Compensation by coupon. */
export interface Coupons {
  quote(who: ShopIdentity, orderNumber: string, reason: CouponReason): Promise<CouponQuote>
  /** Issues one coupon. The same key twice is one coupon. Throws `conflict` when the order had one for this reason. */
  issue(
    who: ShopIdentity,
    orderNumber: string,
    terms: { amount: Money; reason: CouponReason },
    idempotencyKey: string,
  ): Promise<Coupon>
}
