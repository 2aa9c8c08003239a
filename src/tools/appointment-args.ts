import { z } from 'zod'
import { AppointmentClaim, type Appointment, type BookingTerms } from '../domain/calendar.ts'
import { Words, type Ruling } from '../domain/rule.ts'

/** A slot's id as `free_slots` gave it. */
export const SlotId = z.string().max(80).describe('The value of a slot from free_slots')

/** What is agreed to in words, as the ruling gave it: shown in the consent question and held against the ruling again. */
export const Agreed = Words.describe('`what` of the ruling, unchanged')

/** A reference, and the last four digits of a phone number, out of the customer's own words. */
export function claimIn(said: string): AppointmentClaim | null {
  const text = said.normalize('NFKC').toUpperCase()
  const [reference] = /\bAP[2-9A-Z]{6}\b/.exec(text) ?? []
  if (reference === undefined) return null
  const rest = text.replace(reference, ' ')
  const [digits] =
    rest
      .replaceAll(/[\s-]/g, '')
      .match(/\d{4,}/g)
      ?.slice(-1) ?? []
  return AppointmentClaim.parse({ reference, phoneTail: digits?.slice(-4) ?? null })
}

/** An appointment as one of several to choose from. */
export const optionOf = ({ reference, what }: Appointment) => ({
  value: reference,
  label: { zh: `${what.zh}（${reference}）`, en: `${what.en} (${reference})` },
})

/** A ruling for a slot, unless the customer has come to want another day than the slot's. */
export function onDay(ruling: Ruling<BookingTerms>, day: string | undefined): Ruling<BookingTerms> {
  if (!ruling.allowed || day === undefined || ruling.day === day) return ruling
  return {
    allowed: false,
    because: 'other_day',
    reason: { zh: '好的，换一天。', en: 'All right, another day.' },
    instead: { zh: '那天几点方便？', en: 'What time that day would suit you?' },
    source: null,
  }
}
