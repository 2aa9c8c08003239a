import { z } from 'zod'
import { LeadEntry, tellLead, type Crm } from '../domain/crm.ts'
import { defineTool } from './tool.ts'

const said = (most: number) => z.string().trim().min(1).max(most).optional()

export const captureLead = (crm: Pick<Crm, 'captureLead' | 'completeLead'>) =>
  defineTool({
    name: 'capture_lead',
    description:
      'Pass a wish to buy, to see or to contract on to sales, in the customer’s own words with the contact they gave for it. Sales then calls back.',
    effect: 'writes',
    input: z.object({
      need: LeadEntry.shape.need,
      name: said(80),
      company: said(120),
      phone: said(40),
      email: said(120),
      budget: said(80),
      timeline: said(80),
      place: said(80),
    }),
    sameAs: ({ need }) => need,
    consentQuestion: ({ need }, locale) =>
      locale === 'zh'
        ? `我把“${need}”转给销售同事，可以吗？`
        : `Shall I pass “${need}” on to sales?`,
    async run({ phone, email, ...entry }, { identity, conversationId, idempotencyKey }) {
      const { reference, callBackBy } = await tellLead(
        crm,
        identity,
        {
          lead: conversationId,
          need: entry.need,
          name: entry.name ?? null,
          company: entry.company ?? null,
          contact: phone ?? email ?? null,
          budget: entry.budget ?? null,
          timeline: entry.timeline ?? null,
          place: entry.place ?? null,
        },
        idempotencyKey,
      )
      return {
        ok: true,
        forModel: `Passed on to sales as ${reference}; they answer by ${callBackBy.toISOString()}.`,
        data: { reference, callBackBy },
      }
    },
  })
