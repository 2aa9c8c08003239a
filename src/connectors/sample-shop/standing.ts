import { BatonError } from '../../domain/error.ts'
import type { Order, Parcel, ShopIdentity } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Queryable } from '../../store/db.ts'
import { sampleLogistics } from './logistics.ts'
import { sampleOrders } from './orders.ts'

/** An order as the rules look at it, with its parcels. */
export interface Standing {
  order: Order
  parcels: Parcel[]
}

/** When the last of an order's parcels was handed over; null while one is under way. */
function handedOver(parcels: readonly Parcel[]): Date | null {
  if (parcels.length === 0 || parcels.some(({ state }) => state !== 'delivered')) return null
  const times = parcels.map(({ stops }) => stops.at(-1)?.at.getTime() ?? 0)
  return new Date(Math.max(...times))
}

/** Finds an order and its parcels. Dates that the order does not have are taken from what it and they show. Throws `not_found`. */
export async function standingOf(
  db: Queryable,
  clock: Clock,
  who: ShopIdentity,
  orderNumber: string,
): Promise<Standing> {
  const order = await sampleOrders(db).find(who, orderNumber)
  if (!order)
    throw new BatonError('not_found', `There is no order ${orderNumber} for this customer.`)
  const parcels = await sampleLogistics(db, clock).track(who, orderNumber)
  const wasDelivered = ['delivered', 'partly_refunded', 'refunded'].includes(order.status)
  return {
    parcels,
    order: {
      ...order,
      paidAt: order.paidAt ?? (order.status === 'unpaid' ? null : order.placedAt),
      deliveredAt: order.deliveredAt ?? (wasDelivered ? handedOver(parcels) : null),
    },
  }
}

/** Holds an order's row until the transaction ends, so that two changes to it come one after the other. */
export const holdOrder = (tx: Queryable, orderNumber: string) =>
  tx.query('select 1 from shop_orders where number = $1 for update', [orderNumber])

/** A reference that people can read out: letters, month and day, a running number. */
export async function nextReference(tx: Queryable, letters: string, now: Date): Promise<string> {
  const [row] = await tx.query(`select nextval('shop_references')::text as serial`)
  const day = now.toISOString().slice(5, 10).replace('-', '')
  return `${letters}${day}${String(row?.['serial']).padStart(4, '0')}`
}
