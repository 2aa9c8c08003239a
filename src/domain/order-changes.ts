import { z } from 'zod'
import { Money } from './money.ts'
import { rulingOf, Words, type Ruling } from './rule.ts'
import type { ShopIdentity } from './shop.ts'

/** One change to an order that is under way. What the rules make of it depends on how far the order has come. */
export const OrderChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('address'),
    /** As the customer wrote it: street and number at least. */
    address: z.string().min(1).max(300),
    recipient: z.string().max(80).optional(),
    phone: z.string().max(30).optional(),
  }),
  /** Another colour or size of the same article at the same price. */
  z.object({ kind: z.literal('option'), sku: z.string(), option: z.string().max(60) }),
  z.object({ kind: z.literal('quantity'), sku: z.string(), quantity: z.int().min(1).max(999) }),
  /** `YYYY-MM-DD`, the day on which the parcel shall arrive. */
  z.object({ kind: z.literal('deliver_on'), date: z.iso.date() }),
  z.object({ kind: z.literal('cancel') }),
])
export type OrderChange = z.infer<typeof OrderChange>

const terms = {
  /** What the customer pays for the change; null when nothing. */
  fee: Money.nullable(),
  /** What goes back to the customer, fee deducted; null when nothing. */
  refund: Money.nullable(),
  /** False when it is tried and may fail: a parcel that has to be caught. */
  certain: z.boolean(),
  /** What will happen and by when, for the customer. */
  note: Words,
  source: Words.nullable(),
}
/** The terms on which a change may be made. */
export const ChangeRuling = rulingOf(terms)
export type ChangeTerms = z.infer<z.ZodObject<typeof terms>>

export const ChangeMade = z.object({
  reference: z.string(),
  orderNumber: z.string(),
  fee: Money.nullable(),
  refund: Money.nullable(),
  certain: z.boolean(),
  note: Words,
})
export type ChangeMade = z.infer<typeof ChangeMade>

/** What a customer wants to buy: articles by SKU, each with the option wanted where there are several. */
export const Basket = z.object({
  lines: z
    .array(
      z.object({
        sku: z.string(),
        quantity: z.int().min(1).max(999),
        option: z.string().max(60).nullable().default(null),
      }),
    )
    .min(1)
    .max(20),
  /** Street and number at least; null for the address on file. */
  address: z.string().max(300).nullable(),
})
export type Basket = z.infer<typeof Basket>

const basketTerms = {
  goods: Money,
  shipping: Money,
  total: Money,
  address: z.string(),
  /** Each line in words: what, how many, at what price. */
  summary: Words,
  arrives: Words,
}
/** What a basket would cost, or why it cannot be ordered. */
export const BasketRuling = rulingOf(basketTerms)
export type BasketTerms = z.infer<z.ZodObject<typeof basketTerms>>

export const OrderPlaced = z.object({
  orderNumber: z.string(),
  total: Money,
  /** Unpaid orders close by themselves at this time. */
  payBy: z.coerce.date(),
  paymentUrl: z.string(),
})
export type OrderPlaced = z.infer<typeof OrderPlaced>

/** Changes to orders, and new ones. A ruling is looked up first; a change is made on exactly the terms that were agreed. */
export interface OrderChanges {
  /** The terms for this change, by stage, kind of goods and country. Throws `not_found` for an order of nobody or somebody else. */
  rule(who: ShopIdentity, orderNumber: string, change: OrderChange): Promise<Ruling<ChangeTerms>>
  /** Makes the change. The same key twice is one change. Throws `conflict` when the rules no longer give these terms. */
  make(
    who: ShopIdentity,
    orderNumber: string,
    change: OrderChange,
    agreed: Pick<ChangeTerms, 'fee' | 'refund'>,
    idempotencyKey: string,
  ): Promise<ChangeMade>
  price(who: ShopIdentity, basket: Basket): Promise<Ruling<BasketTerms>>
  /** Places an unpaid order for a customer who is signed in. Throws `conflict` when the total is no longer this one. */
  place(
    who: ShopIdentity,
    basket: Basket,
    agreedTotal: Money,
    idempotencyKey: string,
  ): Promise<OrderPlaced>
}
