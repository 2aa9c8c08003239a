import { z } from 'zod'
import { Option, Words, type Ruling } from './rule.ts'
import type { ShopIdentity } from './shop.ts'

/** What can be booked. */
export const AppointmentKind = z.enum([
  'test_drive',
  'bike_test_ride',
  'bike_service',
  'installation',
  'store_visit',
  'sales_call',
])
export type AppointmentKind = z.infer<typeof AppointmentKind>

export const Appointment = z.object({
  reference: z.string(),
  kind: AppointmentKind,
  storeId: z.string(),
  storeName: Words,
  city: Words,
  startsAt: z.coerce.date(),
  /** Kind, store, day and time as the store's own clock shows it. */
  what: Words,
  /** How often it was moved. */
  moves: z.int().nonnegative(),
  status: z.enum(['booked', 'cancelled', 'kept', 'missed']),
})
export type Appointment = z.infer<typeof Appointment>

/** Free slots as options: `value` is the slot's id, `label` day and time at the store. */
export const FreeSlots = z.object({
  kind: AppointmentKind,
  storeId: z.string(),
  storeName: Words,
  options: z.array(Option),
})
export type FreeSlots = z.infer<typeof FreeSlots>

/** Who comes, as they said it themselves. */
export const Visitor = z.object({
  name: z.string().min(1).max(80),
  phone: z.string().min(5).max(30),
})
export type Visitor = z.infer<typeof Visitor>

/** An appointment by its reference, and, for those not signed in, the last four digits of its visitor's phone number. */
export const AppointmentClaim = z.object({
  reference: z.string(),
  phoneTail: z.string().nullable(),
})
export type AppointmentClaim = z.infer<typeof AppointmentClaim>

/** What is agreed to: the appointment in words, what the visitor must know or bring, and where that stands. */
export interface BookingTerms {
  what: Words
  /** `YYYY-MM-DD` where the store is. */
  day: string
  note: Words
  source: Words | null
}

/** Appointments at stores. An appointment of somebody else does not exist. */
export interface Calendar {
  /** Free slots near a place, on the wished day (`YYYY-MM-DD`) or else the next ones; or why there are none. */
  slots(
    kind: AppointmentKind,
    where: { place: string | null; day: string | null; limit: number },
  ): Promise<Ruling<FreeSlots>>
  /** Whether this visitor may have this slot, and on which terms. */
  ruleBooking(who: ShopIdentity, slot: string, visitor: Visitor): Promise<Ruling<BookingTerms>>
  /** The same key twice is one appointment. Throws `conflict` when the slot is gone, and names no one. */
  book(
    who: ShopIdentity,
    slot: string,
    visitor: Visitor,
    idempotencyKey: string,
  ): Promise<Appointment>
  find(who: ShopIdentity, claim: AppointmentClaim): Promise<Appointment | null>
  /** Upcoming ones of a customer who is signed in, soonest first. */
  mine(who: ShopIdentity): Promise<Appointment[]>
  /** Whether it may still be moved, to this slot where one is named, or cancelled. */
  ruleChange(
    who: ShopIdentity,
    claim: AppointmentClaim,
    change: { to: 'move'; slot: string | null } | { to: 'cancel' },
  ): Promise<Ruling<BookingTerms>>
  /** The same key twice is one move. Throws `conflict` when the rules say no, `not_found` for nobody's appointment. */
  move(
    who: ShopIdentity,
    claim: AppointmentClaim,
    slot: string,
    idempotencyKey: string,
  ): Promise<Appointment>
  cancel(who: ShopIdentity, claim: AppointmentClaim, idempotencyKey: string): Promise<Appointment>
}
