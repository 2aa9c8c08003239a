import { z } from 'zod'
import type { AppointmentClaim, Calendar } from '../domain/calendar.ts'
import { Agreed, claimIn, onDay, optionOf, SlotId } from './appointment-args.ts'
import { defineTool } from './tool.ts'

const Claimed = z.object({
  reference: z.string().regex(/^AP[2-9A-Z]{6}$/, 'must look like AP7K2M9Q'),
  phoneTail: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .describe('Last four digits of the phone number it was booked with; not for those signed in'),
})
const claimOf = ({ reference, phoneTail }: z.infer<typeof Claimed>): AppointmentClaim => ({
  reference,
  phoneTail: phoneTail ?? null,
})
/** What a call claims by digits; one without digits stands on the login. */
const claimed = (claim: AppointmentClaim | null) =>
  claim?.phoneTail ? { reference: claim.reference, tail: claim.phoneTail } : undefined

export const myAppointments = (calendar: Pick<Calendar, 'find' | 'mine'>) =>
  defineTool({
    name: 'my_appointments',
    description:
      "A customer's appointments: for those signed in the upcoming ones; otherwise one, by reference and the phone number's last four digits.",
    effect: 'reads',
    input: z.object({
      said: z
        .string()
        .max(300)
        .optional()
        .describe('Reference (AP…) and last four digits of the phone, as the customer wrote them'),
      reference: z.string().max(20).optional().describe('One of those that were listed'),
    }),
    claim: ({ said, reference }) => claimed(claimIn(`${reference ?? ''} ${said ?? ''}`)),
    async run({ said, reference }, { identity, locale }) {
      const claim = claimIn(`${reference ?? ''} ${said ?? ''}`)
      const one = claim && (await calendar.find(identity, claim))
      const found = one ? [one] : claim ? [] : await calendar.mine(identity)
      if (found.length === 0) {
        const forModel = claim
          ? 'No appointment has this reference and phone number. Ask to check both.'
          : 'There is no upcoming appointment known; ask for the reference and the phone number’s last four digits.'
        return { ok: true, forModel, data: { count: 0, claimed: claim !== null } }
      }
      return {
        ok: true,
        forModel: found.map(({ reference: it, what }) => `${it}: ${what[locale]}`).join('\n'),
        data: {
          count: found.length,
          options: found.map(optionOf),
          appointment: found.length === 1 ? found[0] : null,
          // So that a write can prove it again.
          phoneTail: one && identity.shopCustomerId === null ? claim?.phoneTail : undefined,
        },
      }
    },
  })

export const ruleAppointmentChange = (calendar: Pick<Calendar, 'ruleChange'>) =>
  defineTool({
    name: 'rule_appointment_change',
    description:
      'Whether an appointment may still be moved (to this slot, where one is chosen) or cancelled, or why not and what instead.',
    effect: 'reads',
    input: Claimed.extend({
      change: z.enum(['move', 'cancel']),
      slot: SlotId.optional(),
      day: z.iso.date().optional().describe('The day wished for, where one was'),
    }),
    claim: (args) => claimed(claimOf(args)),
    async run({ change, slot, day, ...claim }, { identity, locale }) {
      const to = change === 'move' ? { to: change, slot: slot ?? null } : { to: change }
      const ruled = await calendar.ruleChange(identity, claimOf(claim), to)
      const ruling = slot === undefined ? ruled : onDay(ruled, day)
      return {
        ok: true,
        forModel: ruling.allowed
          ? `Allowed: ${ruling.what[locale]}. Pass "what" unchanged: ${JSON.stringify(ruling.what)}`
          : `${ruling.reason[locale]} ${ruling.instead?.[locale] ?? ''}`,
        data: ruling,
      }
    },
  })

export const moveAppointment = (calendar: Pick<Calendar, 'ruleChange' | 'move'>) =>
  defineTool({
    name: 'move_appointment',
    description:
      'Move an appointment to another free slot. The customer is asked by the system first; do not ask them yourself.',
    effect: 'writes',
    input: Claimed.extend({ slot: SlotId, what: Agreed }),
    sameAs: ({ reference, slot }) => ({ reference, slot }),
    consentQuestion: ({ reference, what }, locale) =>
      locale === 'zh'
        ? `把预约 ${reference} 改到：${what.zh}，可以吗？（回复“好的”或“不用”）`
        : `Shall I move appointment ${reference} to: ${what.en}? (reply "yes" or "no")`,
    claim: (args) => claimed(claimOf(args)),
    async run({ slot, what, ...claim }, { identity, idempotencyKey, locale }) {
      const ruling = await calendar.ruleChange(identity, claimOf(claim), { to: 'move', slot })
      if (ruling.allowed && ruling.what.zh !== what.zh) {
        return {
          ok: false,
          forModel: 'What the customer agreed to is not this slot. Ask anew.',
          data: { failed: 'conflict' },
        }
      }
      const moved = await calendar.move(identity, claimOf(claim), slot, idempotencyKey)
      return { ok: true, forModel: `Moved to ${moved.what[locale]}.`, data: moved }
    },
  })

export const cancelAppointment = (calendar: Pick<Calendar, 'cancel'>) =>
  defineTool({
    name: 'cancel_appointment',
    description:
      'Cancel an appointment. The customer is asked by the system first; do not ask them yourself.',
    effect: 'writes',
    input: Claimed.extend({ what: Agreed }),
    sameAs: ({ reference }) => reference,
    consentQuestion: ({ reference, what }, locale) =>
      locale === 'zh'
        ? `取消预约 ${reference}（${what.zh}），确定吗？（回复“好的”或“不用”）`
        : `Cancel appointment ${reference} (${what.en})? (reply "yes" or "no")`,
    claim: (args) => claimed(claimOf(args)),
    async run({ what: _what, ...claim }, { identity, idempotencyKey, locale }) {
      const cancelled = await calendar.cancel(identity, claimOf(claim), idempotencyKey)
      return {
        ok: true,
        forModel: `Cancelled: ${cancelled.what[locale]}.`,
        data: cancelled,
      }
    },
  })
