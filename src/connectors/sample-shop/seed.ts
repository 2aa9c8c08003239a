import type { Queryable } from '../../store/db.ts'
import { seedAppointments } from './calendar.ts'
import { sampleCatalog } from './catalog.ts'
import { seedCases } from './crm.ts'
import { seedRefunds } from './refunds.ts'
import { sampleCustomers, sampleOrderBook, carriers, type SampleOrder } from './people.ts'
import { seedStock } from './stock.ts'

const hourMs = 3_600_000

/** The order number for the n-th sample order placed in that month: VG, year, month, serial. */
function orderNumber(placedAt: Date, serial: number): string {
  const year = String(placedAt.getUTCFullYear()).slice(2)
  const month = String(placedAt.getUTCMonth() + 1).padStart(2, '0')
  return `VG${year}${month}${String(serial).padStart(4, '0')}`
}

function rowsFor(order: SampleOrder, index: number, now: Date) {
  const ago = (hours: number) => new Date(now.getTime() - hours * hourMs)
  const placedAt = ago(order.placedHoursAgo)
  const number = orderNumber(placedAt, 1042 + index * 37)
  const total = order.lines.reduce((sum, line) => sum + line.price.minor * line.quantity, 0)
  const carrier = order.parcel && carriers[order.parcel.carrier]
  const serial = String(70_311_902_417 + index * 7_919).padStart(12, '0')
  return {
    order: {
      number,
      customerId: order.customer,
      status: order.status,
      placedAt,
      total,
      currency: order.lines[0]?.price.currency ?? 'CNY',
      lines: order.lines,
      city: order.city,
      country: order.country,
      promisedBy: order.promisedInHours === undefined ? null : ago(-order.promisedInHours),
    },
    parcel:
      order.parcel && carrier
        ? {
            trackingNumber: `${carrier.prefix}${serial.slice(-carrier.digits)}`,
            orderNumber: number,
            carrier: carrier.name,
            state: order.parcel.state,
            stops: order.parcel.stops.map(({ hoursAgo, place, what }) => ({
              at: ago(hoursAgo),
              place,
              what,
            })),
            expectedBy:
              order.parcel.expectedInHours === undefined
                ? null
                : ago(-order.parcel.expectedInHours),
          }
        : undefined,
  }
}

/** Fills the sample shop with people and orders, dated from `now`, unless it has some. True when it did. */
export async function seedSampleShop(tx: Queryable, now: Date): Promise<boolean> {
  const [row] = await tx.query('select exists (select 1 from shop_customers) as there')
  if (row?.['there']) return false
  await tx.query(
    `insert into shop_customers (id, name, phone, email, language, level)
     select id, name, phone, email, language, level
       from jsonb_to_recordset($1::jsonb) as c (id text, name text, phone text, email text, language text, level text)`,
    [JSON.stringify(sampleCustomers)],
  )
  const rows = sampleOrderBook.map((order, index) => rowsFor(order, index, now))
  await tx.query(
    `insert into shop_orders (number, customer_id, status, placed_at, total_minor, currency, lines, city, country, promised_by)
     select number, "customerId", status, "placedAt", total, currency, lines, city, country, "promisedBy"
       from jsonb_to_recordset($1::jsonb) as o (number text, "customerId" text, status text, "placedAt" timestamptz,
            total integer, currency text, lines jsonb, city text, country text, "promisedBy" timestamptz)`,
    [JSON.stringify(rows.map(({ order }) => order))],
  )
  await tx.query(
    `insert into shop_parcels (tracking_number, order_number, carrier, state, stops, expected_by)
     select "trackingNumber", "orderNumber", carrier, state, stops, "expectedBy"
       from jsonb_to_recordset($1::jsonb) as p ("trackingNumber" text, "orderNumber" text, carrier jsonb, state text,
            stops jsonb, "expectedBy" timestamptz)`,
    [JSON.stringify(rows.flatMap(({ parcel }) => parcel ?? []))],
  )
  await seedStock(tx, now)
  await seedRefunds(tx, now)
  await seedCases(tx, now)
  await seedAppointments(tx, sampleCatalog(tx), now)
  return true
}
