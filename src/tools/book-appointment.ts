import { z } from 'zod'
import { Visitor, type Calendar } from '../domain/calendar.ts'
import { Agreed, onDay, SlotId } from './appointment-args.ts'
import type { Cite } from './find-product.ts'
import { defineTool } from './tool.ts'

const Booking = z.object({
  slot: SlotId,
  name: Visitor.shape.name.describe('Who comes, as the customer said it'),
  phone: Visitor.shape.phone,
})

export const ruleAppointment = (calendar: Pick<Calendar, 'ruleBooking'>, cite: Cite) =>
  defineTool({
    name: 'rule_appointment',
    description:
      'Whether this visitor may have this slot, and what they must know or bring. Look here before booking and tell the conditions.',
    effect: 'reads',
    input: Booking.extend({
      day: z.iso.date().optional().describe('The day wished for, where one was'),
    }),
    async run({ slot, name, phone, day }, { identity, locale }) {
      const ruling = onDay(await calendar.ruleBooking(identity, slot, { name, phone }), day)
      const source = ruling.source?.[locale]
      return {
        ok: true,
        forModel: ruling.allowed
          ? `May be booked: ${ruling.what[locale]}. ${ruling.note[locale]} Pass "what" unchanged: ${JSON.stringify(ruling.what)}`
          : `${ruling.reason[locale]} ${ruling.instead?.[locale] ?? ''}`,
        data: { ...ruling, citations: source ? [cite(source)].filter(Boolean) : [] },
      }
    },
  })

export const bookAppointment = (calendar: Pick<Calendar, 'ruleBooking' | 'book'>) =>
  defineTool({
    name: 'book_appointment',
    description:
      'Book a slot for a visitor. The customer is asked by the system first; do not ask them yourself.',
    effect: 'writes',
    input: Booking.extend({ what: Agreed }),
    sameAs: ({ slot, phone }) => ({ slot, phone }),
    consentQuestion: ({ what, name, phone }, locale) =>
      locale === 'zh'
        ? `请确认：${what.zh}，登记 ${name}、电话 ${phone}。现在帮您约上吗？（回复“好的”或“不用”）`
        : `Please confirm: ${what.en}, for ${name}, phone ${phone}. Shall I book it? (reply "yes" or "no")`,
    async run({ slot, what, name, phone }, { identity, idempotencyKey, locale }) {
      const visitor = { name, phone }
      const ruling = await calendar.ruleBooking(identity, slot, visitor)
      // A seat that is gone may be this very booking's, done before the answer was written down: the port knows its key.
      if (ruling.allowed && ruling.what.zh !== what.zh) {
        return {
          ok: false,
          forModel: 'What the customer agreed to is not this slot. Ask anew.',
          data: { failed: 'conflict' },
        }
      }
      const booked = await calendar.book(identity, slot, visitor, idempotencyKey)
      return {
        ok: true,
        forModel: `Booked: ${booked.what[locale]}; reference ${booked.reference}.`,
        data: booked,
      }
    },
  })
