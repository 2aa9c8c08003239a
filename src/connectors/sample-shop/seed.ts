import type { Queryable } from '../../store/db.ts'
import { seedAppointments } from './calendar.ts'
import { sampleCatalog } from './catalog.ts'
import { seedCases } from './crm.ts'
import { sampleHistory, type CustomerRow } from './history.ts'
import { seedRefunds } from './refunds.ts'
import type { OrderRow, ParcelRow } from './rows.ts'
import { seedStock } from './stock.ts'
import { sampleVouchers, seedVouchers } from './vouchers.ts'

async function seedCustomers(tx: Queryable, customers: readonly CustomerRow[]): Promise<void> {
  await tx.query(
    `insert into shop_customers (id, name, phone, email, language, level, birthday, address)
     select id, name, phone, email, language, level, birthday, address
       from jsonb_to_recordset($1::jsonb) as c (id text, name text, phone text, email text, language text, level text,
            birthday text, address text)`,
    [JSON.stringify(customers)],
  )
}

async function seedOrders(tx: Queryable, orders: readonly OrderRow[]): Promise<void> {
  await tx.query(
    `insert into shop_orders (number, customer_id, status, placed_at, total_minor, currency, lines, city, country, promised_by,
                              site, kind, paid_at, payment, dispatched_at, delivered_at, address)
     select number, "customerId", status, "placedAt", total, currency, lines, city, country, "promisedBy",
            site, kind, "paidAt", payment, "dispatchedAt", "deliveredAt", address
       from jsonb_to_recordset($1::jsonb) as o (number text, "customerId" text, status text, "placedAt" timestamptz,
            total integer, currency text, lines jsonb, city text, country text, "promisedBy" timestamptz, site text,
            kind text, "paidAt" timestamptz, payment text, "dispatchedAt" timestamptz, "deliveredAt" timestamptz, address text)`,
    [JSON.stringify(orders)],
  )
}

async function seedParcels(tx: Queryable, parcels: readonly ParcelRow[]): Promise<void> {
  await tx.query(
    `insert into shop_parcels (tracking_number, order_number, carrier, state, stops, expected_by)
     select "trackingNumber", "orderNumber", carrier, state, stops, "expectedBy"
       from jsonb_to_recordset($1::jsonb) as p ("trackingNumber" text, "orderNumber" text, carrier jsonb, state text,
            stops jsonb, "expectedBy" timestamptz)`,
    [JSON.stringify(parcels)],
  )
}

/** Fills the sample shop with people and orders, dated from `now`, unless it has some. True when it did. */
export async function seedSampleShop(tx: Queryable, now: Date): Promise<boolean> {
  const [row] = await tx.query('select exists (select 1 from shop_customers) as there')
  if (row?.['there']) return false
  const { customers, orders, parcels } = sampleHistory(now)
  await seedCustomers(tx, customers)
  await seedOrders(tx, orders)
  await seedParcels(tx, parcels)
  await seedVouchers(tx, sampleVouchers(customers, orders, now))
  await seedStock(tx, now)
  await seedRefunds(tx, now)
  await seedCases(tx, now)
  await seedAppointments(tx, sampleCatalog(tx), now)
  return true
}
