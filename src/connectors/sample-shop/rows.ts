import type { OrderLine, OrderStatus, Parcel } from '../../domain/shop.ts'

/** Rows of the sample shop's tables, as seeding writes them. */

export interface OrderRow {
  number: string
  customerId: string
  status: OrderStatus
  placedAt: Date
  total: number
  currency: string
  lines: OrderLine[]
  city: string
  country: string
  site: string
  kind: string
  paidAt: Date | null
  payment: string | null
  dispatchedAt: Date | null
  deliveredAt: Date | null
  promisedBy: Date | null
  address: string
}

export type ParcelRow = Omit<Parcel, 'expectedBy'> & { expectedBy: Date | null }
