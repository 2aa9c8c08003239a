import type { BusinessSystems } from '../domain/business.ts'
import { claimTools } from './open-claim.ts'
import { refundStatus } from './refund-status.ts'
import { ruleClaim } from './rule-claim.ts'
import type { Tool } from './tool.ts'

/** Tools for what comes after delivery: returns, exchanges, refunds, missing and damaged parcels. */
export const afterSalesTools = ({
  afterSales,
  catalog,
}: Pick<BusinessSystems, 'afterSales' | 'catalog'>): Tool[] => [
  ruleClaim(afterSales, catalog),
  ...claimTools(afterSales),
  refundStatus(afterSales),
]
