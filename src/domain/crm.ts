import { z } from 'zod'
import { Words } from './rule.ts'
import type { ShopIdentity } from './shop.ts'

export const CaseKind = z.enum([
  'complaint',
  'payment',
  'account',
  'repair',
  'damage',
  'contract',
  'feedback',
  'other',
])
export type CaseKind = z.infer<typeof CaseKind>

/** How grave: it sets the times by which somebody answers and settles it. */
export const CaseLevel = z.enum(['normal', 'raised', 'grave'])
export type CaseLevel = z.infer<typeof CaseLevel>

/** A complaint or request that outlives its conversation. Its number starts with TS. */
export const Case = z.object({
  number: z.string(),
  kind: CaseKind,
  level: CaseLevel,
  status: z.enum(['open', 'in_progress', 'waiting_for_customer', 'settled']),
  orderNumber: z.string().nullable(),
  summary: z.string(),
  openedAt: z.coerce.date(),
  firstAnswerBy: z.coerce.date(),
  settleBy: z.coerce.date(),
  /** What happened last, for the customer. */
  lastNews: Words.nullable(),
})
export type Case = z.infer<typeof Case>

/** A wish worth a call, as the CRM takes it in. */
export const LeadEntry = z.object({
  /** Which lead it is, by the conversation it comes from: told again, by the agent or by what was read, it is the same one. */
  lead: z.string().min(1).max(80),
  need: z.string().min(1).max(500),
  name: z.string().max(80).nullable(),
  company: z.string().max(120).nullable(),
  contact: z.string().max(120).nullable(),
  budget: z.string().max(80).nullable(),
  timeline: z.string().max(80).nullable(),
  place: z.string().max(80).nullable(),
})
export type LeadEntry = z.infer<typeof LeadEntry>

/** What a CRM calls a lead, and until when sales answers. */
export const LeadTaken = z.object({ reference: z.string(), callBackBy: z.coerce.date() })
export type LeadTaken = z.infer<typeof LeadTaken>

/** Cases and leads. */
export interface Crm {
  /** The same key twice is one case. */
  openCase(
    who: ShopIdentity,
    entry: {
      kind: CaseKind
      level: CaseLevel
      summary: string
      orderNumber: string | null
      contact: string | null
    },
    idempotencyKey: string,
  ): Promise<Case>
  /** By number with the phone number's last four digits, or, signed in or with a proved order, one's own. */
  cases(who: ShopIdentity, number: string | null, phoneTail: string | null): Promise<Case[]>
  /**
   * Takes a lead in, always under `leadKey`: whoever tells of it and however often, it is one lead. What a key that is known
   * brings is not read again; the same contact completes what was told before.
   */
  captureLead(who: ShopIdentity, entry: LeadEntry, idempotencyKey: string): Promise<LeadTaken>
  /** Adds to a lead that was taken in what was said of it meanwhile. The same key twice is one effect. */
  completeLead(
    who: ShopIdentity,
    reference: string,
    entry: LeadEntry,
    idempotencyKey: string,
  ): Promise<LeadTaken>
}

/** The one key under which a lead is taken in, by the agent's tool and by what goes out afterwards: a retry between the two finds it there. */
export const leadKey = (lead: string): string => `lead ${lead}`

/**
 * Tells a CRM of a lead: takes it in, or finds that it has it, and adds what `entry` says. May be cut and begun anew
 * anywhere: there is one lead afterwards, with all of `entry`.
 */
export async function tellLead(
  crm: Pick<Crm, 'captureLead' | 'completeLead'>,
  who: ShopIdentity,
  entry: LeadEntry,
  idempotencyKey: string,
): Promise<LeadTaken> {
  const { reference } = await crm.captureLead(who, entry, leadKey(entry.lead))
  return crm.completeLead(who, reference, entry, idempotencyKey)
}
