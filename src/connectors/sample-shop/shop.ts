import type { BusinessSystems } from '../../domain/business.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db } from '../../store/db.ts'
import { sampleAccounts } from './accounts.ts'
import { sampleAfterSales } from './after-sales.ts'
import { sampleCalendar } from './calendar.ts'
import { sampleCatalog } from './catalog.ts'
import { sampleChanges } from './changes.ts'
import { sampleCoupons } from './coupons.ts'
import { sampleCrm } from './crm.ts'
import { sampleLogistics } from './logistics.ts'
import { sampleOrders } from './orders.ts'

/** The sample shop behind the ports of a business: every system over the same tables. */
export function sampleShop(db: Db, clock: Clock): BusinessSystems {
  const catalog = sampleCatalog(db)
  return {
    orders: sampleOrders(db),
    logistics: sampleLogistics(db, clock),
    coupons: sampleCoupons(db, clock),
    changes: sampleChanges(db, clock, catalog),
    afterSales: sampleAfterSales(db, clock),
    catalog,
    calendar: sampleCalendar(db, clock, catalog),
    crm: sampleCrm(db, clock),
    accounts: sampleAccounts(db, clock),
  }
}
