import type { Site } from '../../domain/shop.ts'
import { orderNumber, trackingNumber } from './numbers.ts'
import { carriers, sampleCustomers, type SampleOrder } from './people.ts'
import type { OrderRow, ParcelRow } from './rows.ts'

const hourMs = 3_600_000
const minutesToPay = 6

const siteOf: Record<string, Site> = { DE: 'eu', GB: 'uk', US: 'us' }
const usualPayment = { cn: 'wechat', eu: 'card', uk: 'card', us: 'card' } as const
const addresses = new Map(sampleCustomers.map(({ id, address }) => [id, address]))

/** The rows of one of the orders that are written out scan by scan. */
export function firstOrder(
  order: SampleOrder,
  index: number,
  now: Date,
): { order: OrderRow; parcels: ParcelRow[] } {
  const ago = (hours: number) => new Date(now.getTime() - hours * hourMs)
  const placedAt = ago(order.placedHoursAgo)
  const number = orderNumber(placedAt, index)
  const site = order.site ?? siteOf[order.country] ?? 'cn'
  const paid = order.status !== 'unpaid'
  const stops = (order.parcel?.stops ?? []).map(({ hoursAgo, place, what }) => ({
    at: ago(hoursAgo),
    place,
    what,
  }))
  const arrived = stops.findLast(({ what }) => what.en === 'Delivered')
  const carrier = order.parcel && carriers[order.parcel.carrier]
  return {
    order: {
      number,
      customerId: order.customer,
      status: order.status,
      placedAt,
      total: order.lines.reduce((sum, line) => sum + line.price.minor * line.quantity, 0),
      currency: order.lines[0]?.price.currency ?? 'CNY',
      lines: order.lines,
      city: order.city,
      country: order.country,
      site,
      kind: order.kind ?? 'retail',
      paidAt: paid ? new Date(placedAt.getTime() + minutesToPay * 60_000) : null,
      payment: paid ? (order.payment ?? usualPayment[site]) : null,
      dispatchedAt: stops[0]?.at ?? null,
      deliveredAt: arrived?.at ?? null,
      promisedBy: order.promisedInHours === undefined ? null : ago(-order.promisedInHours),
      address: addresses.get(order.customer) ?? '',
    },
    parcels:
      order.parcel && carrier
        ? [
            {
              trackingNumber: trackingNumber(carrier, index),
              orderNumber: number,
              carrier: carrier.name,
              state: order.parcel.state,
              stops,
              expectedBy:
                order.parcel.expectedInHours === undefined
                  ? null
                  : ago(-order.parcel.expectedInHours),
            },
          ]
        : [],
  }
}
