import type { Accounts } from './account.ts'
import type { AfterSales } from './after-sales.ts'
import type { Calendar } from './calendar.ts'
import type { Catalog } from './catalog.ts'
import type { Crm } from './crm.ts'
import type { OrderChanges } from './order-changes.ts'
import type { Coupons, Logistics, OrderBook } from './shop.ts'

/** The business's systems, each behind its port: the sample shop, or a real shop over HTTP. */
export interface BusinessSystems {
  readonly orders: OrderBook
  readonly logistics: Logistics
  readonly coupons: Coupons
  readonly changes: OrderChanges
  readonly afterSales: AfterSales
  readonly catalog: Catalog
  readonly calendar: Calendar
  readonly accounts: Accounts
  readonly crm: Crm
}
