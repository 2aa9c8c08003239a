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
  startsAt: z.coerce.date(),
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

/** Appointments at stores. */
export interface Calendar {
  /** Free slots near a place, on the wished day (`YYYY-MM-DD`) or else the next ones; or why there are none. */
  slots(
    kind: AppointmentKind,
    where: { place: string | null; day: string | null; limit: number },
  ): Promise<Ruling<FreeSlots>>
  /** The same key twice is one appointment. Throws `conflict` when the slot is gone, and names no one. */
  book(
    who: ShopIdentity,
    slot: string,
    visitor: Visitor,
    idempotencyKey: string,
  ): Promise<Appointment>
  /** The appointment with this reference, if the phone number's last four digits or the login are its visitor's. */
  find(who: ShopIdentity, reference: string, phoneTail: string | null): Promise<Appointment | null>
  /** Upcoming ones of a customer who is signed in. */
  mine(who: ShopIdentity): Promise<Appointment[]>
  /** Whether it may still be moved or cancelled. */
  ruleChange(reference: string, change: 'move' | 'cancel'): Promise<Ruling<{ note: Words }>>
  move(reference: string, slot: string, idempotencyKey: string): Promise<Appointment>
  cancel(reference: string, idempotencyKey: string): Promise<Appointment>
}
