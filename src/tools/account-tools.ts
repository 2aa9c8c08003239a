import type { BusinessSystems } from '../domain/business.ts'
import { changeAccount, requestData, ruleAccountChange, ruleDataRequest } from './account.ts'
import { caseStatus, openCase } from './case.ts'
import { requestInvoice, ruleInvoice } from './invoice.ts'
import { myMembership } from './membership.ts'
import type { Tool } from './tool.ts'

/** Account, membership, data, invoices and cases. */
export function accountTools({
  accounts,
  crm,
  orders,
}: Pick<BusinessSystems, 'accounts' | 'crm' | 'orders'>): Tool[] {
  return [
    myMembership(accounts),
    ruleAccountChange(accounts),
    changeAccount(accounts),
    ruleDataRequest(accounts),
    requestData(accounts),
    ruleInvoice(accounts),
    requestInvoice(accounts),
    openCase(crm, orders),
    caseStatus(crm),
  ]
}
