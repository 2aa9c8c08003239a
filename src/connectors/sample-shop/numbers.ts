import type { Carrier } from './people.ts'

/** The number of the sample order with this index: VG, year and month of the order, serial. Unique by its serial. */
export function orderNumber(placedAt: Date, index: number): string {
  const year = String(placedAt.getUTCFullYear()).slice(2)
  const month = String(placedAt.getUTCMonth() + 1).padStart(2, '0')
  return `VG${year}${month}${String(1042 + index * 37).padStart(4, '0')}`
}

/** The tracking number of the n-th parcel of the sample order with this index. */
export function trackingNumber({ prefix, digits }: Carrier, index: number, nth = 0): string {
  const serial = String(70_311_902_417 + index * 7_919 + nth * 131).padStart(12, '0')
  return `${prefix}${serial.slice(-digits)}`
}
