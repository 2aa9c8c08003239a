import { abroad } from './crowd/abroad.ts'
import { mainland } from './crowd/mainland.ts'
import { pastOrder } from './crowd/past-order.ts'
import type { Person } from './crowd/person.ts'
import { firstOrder } from './first-orders.ts'
import { sampleCustomers, sampleOrderBook } from './people.ts'
import type { OrderRow, ParcelRow } from './rows.ts'

export interface CustomerRow {
  id: string
  name: string
  phone: string
  email: string
  language: string
  level: string
  birthday: string
  address: string
}

export const samplePeople: readonly Person[] = [...mainland, ...abroad]

/** Everyone in the sample shop and all that they ordered, dated from `now`. The orders written out by hand come first. */
export function sampleHistory(now: Date): {
  customers: CustomerRow[]
  orders: OrderRow[]
  parcels: ParcelRow[]
} {
  const first = sampleOrderBook.map((order, index) => firstOrder(order, index, now))
  const written = samplePeople.flatMap((person) => person.orders.map((past) => ({ person, past })))
  const others = written.map(({ person, past }, nth) =>
    pastOrder(person, past, sampleOrderBook.length + nth, now),
  )
  const all = [...first, ...others]
  return {
    customers: [
      ...sampleCustomers,
      ...samplePeople.map(({ id, name, phone, email, language, level, birthday, street }) => ({
        id,
        name,
        phone,
        email,
        language,
        level,
        birthday,
        address: street,
      })),
    ],
    orders: all.map(({ order }) => order),
    parcels: all.flatMap(({ parcels }) => parcels),
  }
}
