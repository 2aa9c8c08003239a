import type { Words } from '../../../domain/rule.ts'
import type { OrderKind } from '../../../domain/shop.ts'

/** How an order stands, or how it ended. */
export type Fate =
  | 'unpaid'
  | 'paid'
  | 'packed'
  | 'label'
  | 'transit'
  | 'out'
  | 'stuck'
  | 'lost'
  | 'failed'
  | 'delivered'
  | 'late'
  | 'returned'
  | 'refunded'
  | 'partly'
  | 'cancelled'

export interface Apart {
  kind?: OrderKind
  payment?: string
  /** The day of payment, `YYYY-MM-DD`, where an older rule shall apply. */
  paidOn?: string
  /** For what is not sent yet: in how many days it was promised. */
  promisedInDays?: number
}

/**
 * One order in a life: its fate; how many days ago that came about (placed, last scanned, delivered); the goods,
 * as in `SJ-3L/M*2@89 + GS-2` (option, quantity, price paid for one where it was not today's); what is special.
 */
export type PastOrder = readonly [fate: Fate, daysAgo: number, goods: string, apart?: Apart]

export interface Person {
  id: string
  name: string
  language: string
  city: Words
  district: Words
  street: string
  country: string
  phone: string
  email: string
  /** `MM-DD`. */
  birthday: string
  level: 'explorer' | 'voyager' | 'navigator' | 'wholesale'
  orders: readonly PastOrder[]
}

type Bilingual = readonly [zh: string, en: string]

/** A customer with a place, ways to be reached, a birthday, a level and a history. */
export const person = (
  id: string,
  [name, language]: readonly [name: string, language: string],
  [city, district, street, country]: readonly [Bilingual, Bilingual, string, string],
  [phone, email, birthday]: readonly [string, string, string],
  level: Person['level'],
  orders: readonly PastOrder[],
): Person => ({
  id: `sc_${id}`,
  name,
  language,
  city: { zh: city[0], en: city[1] },
  district: { zh: district[0], en: district[1] },
  street,
  country,
  phone,
  email: `${email}${email.includes('@') ? '' : '@mail.example'}`,
  birthday,
  level,
  orders,
})
