import { z } from 'zod'
import {
  AccountChange,
  AccountRuling,
  InvoiceRequest,
  Membership,
  PrivacyRequestKind,
  Registered,
} from '../../domain/account.ts'
import { Claim, ClaimOpened, ClaimRuling, Refund } from '../../domain/after-sales.ts'
import type { BusinessSystems } from '../../domain/business.ts'
import {
  Appointment,
  AppointmentClaim,
  AppointmentKind,
  FreeSlots,
  Visitor,
} from '../../domain/calendar.ts'
import { Product, Stock, Store } from '../../domain/catalog.ts'
import { Case, CaseKind, CaseLevel, LeadEntry, LeadTaken } from '../../domain/crm.ts'
import { Money } from '../../domain/money.ts'
import {
  Basket,
  BasketRuling,
  ChangeMade,
  ChangeRuling,
  OrderChange,
  OrderPlaced,
} from '../../domain/order-changes.ts'
import { rulingOf, Words } from '../../domain/rule.ts'
import { Coupon, CouponQuote, CouponReason, Order, Parcel, Urged } from '../../domain/shop.ts'

/** For whom the shop is asked; Baton has checked the login, and the shop the proof. */
export const Who = z.object({
  shopCustomerId: z.string().nullable(),
  provenOrders: z.array(z.string()),
})
const OrderNumber = z.string().min(1).max(40)
const SlotsRuling = rulingOf(FreeSlots.shape)
const BookingRuling = rulingOf({ what: Words, note: Words, source: Words.nullable() })
const Claimed = z.object({ fee: Money.nullable(), refund: Money.nullable() })

/** One operation of the contract: `POST /v1/{system}/{operation}` with its parameters as one JSON object. */
export interface Operation {
  readonly summary: string
  /** In the order in which the port's method takes them. */
  readonly params: Readonly<Record<string, z.ZodType>>
  readonly output: z.ZodType
  /** A write comes with an `Idempotency-Key`: the same key twice is one effect. */
  readonly writes: boolean
}

const reads = (summary: string, params: Operation['params'], output: z.ZodType): Operation => ({
  summary,
  params,
  output,
  writes: false,
})
const writes = (summary: string, params: Operation['params'], output: z.ZodType): Operation => ({
  summary,
  params,
  output,
  writes: true,
})

type Contract = {
  readonly [S in keyof BusinessSystems]: Record<keyof BusinessSystems[S], Operation>
}

/**
 * What a shop implements so that Baton can work for it: every method of every port, as one small HTTP contract. The
 * client, the OpenAPI document and the shop of the tests are all made from this table.
 */
export const contract: Contract = {
  orders: {
    find: reads('One order of this customer', { who: Who, number: OrderNumber }, Order.nullable()),
    list: reads(
      'The newest orders of this customer',
      { who: Who, limit: z.int().min(1).max(100) },
      z.array(Order),
    ),
    prove: reads(
      'Whether a phone number, its last four digits or an e-mail address belongs to an order',
      {
        number: OrderNumber,
        proof: z.object({ kind: z.enum(['phone', 'phone_tail', 'email']), value: z.string() }),
      },
      z.boolean(),
    ),
  },
  logistics: {
    track: reads(
      'The parcels of an order',
      { who: Who, orderNumber: OrderNumber },
      z.array(Parcel),
    ),
    urge: writes('Ask the carrier to move', { who: Who, orderNumber: OrderNumber }, Urged),
  },
  coupons: {
    quote: reads(
      'What coupon the rules give',
      { who: Who, orderNumber: OrderNumber, reason: CouponReason },
      CouponQuote,
    ),
    issue: writes(
      'Issue one coupon',
      {
        who: Who,
        orderNumber: OrderNumber,
        terms: z.object({ amount: Money, reason: CouponReason }),
      },
      Coupon,
    ),
  },
  changes: {
    rule: reads(
      'The terms of a change to an order',
      { who: Who, orderNumber: OrderNumber, change: OrderChange },
      ChangeRuling,
    ),
    make: writes(
      'Make the change on these terms',
      { who: Who, orderNumber: OrderNumber, change: OrderChange, agreed: Claimed },
      ChangeMade,
    ),
    price: reads('What a basket costs', { who: Who, basket: Basket }, BasketRuling),
    place: writes(
      'Place an unpaid order at this total',
      { who: Who, basket: Basket, agreedTotal: Money },
      OrderPlaced,
    ),
  },
  afterSales: {
    rule: reads(
      'The terms of a return, exchange, refund or claim',
      { who: Who, orderNumber: OrderNumber, claim: Claim },
      ClaimRuling,
    ),
    open: writes(
      'Open the claim on these terms',
      {
        who: Who,
        orderNumber: OrderNumber,
        claim: Claim,
        agreed: z.object({ refund: Money.nullable(), deducted: Money.nullable() }),
      },
      ClaimOpened,
    ),
    refunds: reads(
      'Money on its way back',
      { who: Who, orderNumber: OrderNumber },
      z.array(Refund),
    ),
  },
  catalog: {
    find: reads(
      'Products by words',
      { query: z.string().max(500), limit: z.int().min(1).max(50) },
      z.array(Product),
    ),
    get: reads('One product', { sku: z.string() }, Product.nullable()),
    stock: reads('How much is where', { sku: z.string() }, z.array(Stock)),
    stores: reads('Stores, nearest first', { near: z.string().nullable() }, z.array(Store)),
  },
  calendar: {
    slots: reads(
      'Free slots',
      {
        kind: AppointmentKind,
        where: z.object({
          place: z.string().nullable(),
          day: z.iso.date().nullable(),
          limit: z.int().min(1).max(50),
        }),
      },
      SlotsRuling,
    ),
    ruleBooking: reads(
      'Whether this visitor may have this slot',
      { who: Who, slot: z.string(), visitor: Visitor },
      BookingRuling,
    ),
    book: writes('Book a slot', { who: Who, slot: z.string(), visitor: Visitor }, Appointment),
    find: reads('One appointment', { who: Who, claim: AppointmentClaim }, Appointment.nullable()),
    mine: reads('Upcoming appointments', { who: Who }, z.array(Appointment)),
    ruleChange: reads(
      'Whether it may be moved or cancelled',
      {
        who: Who,
        claim: AppointmentClaim,
        change: z.discriminatedUnion('to', [
          z.object({ to: z.literal('move'), slot: z.string().nullable() }),
          z.object({ to: z.literal('cancel') }),
        ]),
      },
      BookingRuling,
    ),
    move: writes(
      'Move an appointment',
      { who: Who, claim: AppointmentClaim, slot: z.string() },
      Appointment,
    ),
    cancel: writes('Cancel an appointment', { who: Who, claim: AppointmentClaim }, Appointment),
  },
  accounts: {
    membership: reads('Level, points, benefits', { who: Who }, Membership.nullable()),
    ruleChange: reads(
      'Whether the account may be changed so',
      { who: Who, change: AccountChange },
      AccountRuling,
    ),
    change: writes('Change the account', { who: Who, change: AccountChange }, Registered),
    rulePrivacy: reads(
      'What happens to a data request',
      { who: Who, kind: PrivacyRequestKind },
      AccountRuling,
    ),
    requestPrivacy: writes(
      'File a data request',
      { who: Who, kind: PrivacyRequestKind },
      Registered,
    ),
    ruleInvoice: reads(
      'Whether the order gets this invoice',
      { who: Who, orderNumber: OrderNumber, request: InvoiceRequest },
      AccountRuling,
    ),
    requestInvoice: writes(
      'Request an invoice',
      { who: Who, orderNumber: OrderNumber, request: InvoiceRequest },
      Registered,
    ),
  },
  crm: {
    openCase: writes(
      'Open a case',
      {
        who: Who,
        entry: z.object({
          kind: CaseKind,
          level: CaseLevel,
          summary: z.string().max(4000),
          orderNumber: OrderNumber.nullable(),
          contact: z.string().max(120).nullable(),
        }),
      },
      Case,
    ),
    cases: reads(
      'How cases stand',
      { who: Who, number: z.string().nullable(), phoneTail: z.string().nullable() },
      z.array(Case),
    ),
    captureLead: writes(
      'Take in a lead; its key is the same whoever tells of it, and a lead that is known is answered with its reference',
      { who: Who, entry: LeadEntry },
      LeadTaken,
    ),
    completeLead: writes(
      'Add to a lead that was taken in what was said of it meanwhile',
      { who: Who, reference: z.string().min(1).max(80), entry: LeadEntry },
      LeadTaken,
    ),
  },
}
