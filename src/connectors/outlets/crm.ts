import { z } from 'zod'
import { LeadEntry, tellLead, type Crm } from '../../domain/crm.ts'
import type { Outlet } from '../../domain/outlet.ts'

/** What a lead's row holds for the CRM. */
const Body = z.object({
  entry: LeadEntry,
  identity: z.object({
    shopCustomerId: z.string().nullable(),
    provenOrders: z.array(z.string()),
  }),
})

/** Leads to the business's CRM, through its port: the sample shop's, or a real one over HTTP. */
export const crmOutlet = (crm: Pick<Crm, 'captureLead' | 'completeLead'>): Outlet => ({
  async send({ idempotencyKey, body }) {
    const { entry, identity } = Body.parse(body)
    const { reference } = await tellLead(crm, identity, entry, idempotencyKey)
    return { reference }
  },
})
