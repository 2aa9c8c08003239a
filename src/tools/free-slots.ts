import { z } from 'zod'
import { AppointmentKind, type Calendar } from '../domain/calendar.ts'
import { defineTool } from './tool.ts'

const mostShown = 12
const shownWithoutDay = 6

export const freeSlots = (calendar: Pick<Calendar, 'slots'>) =>
  defineTool({
    name: 'free_slots',
    description:
      'Free times for a test drive, test ride, bike service, installation, store visit or sales call near a place, on one day or the next days; or why there are none and what else.',
    effect: 'reads',
    input: z.object({
      kind: AppointmentKind,
      place: z.string().max(80).optional(),
      day: z.iso.date().optional(),
    }),
    async run({ kind, place, day }, { locale }) {
      const limit = day === undefined ? shownWithoutDay : mostShown
      const ruling = await calendar.slots(kind, { place: place ?? null, day: day ?? null, limit })
      const forModel = ruling.allowed
        ? `${ruling.storeName[locale]}: ${ruling.options.map(({ value, label }) => `${label[locale]} [${value}]`).join('; ')}`
        : `${ruling.reason[locale]} ${ruling.instead?.[locale] ?? ''}`
      return { ok: true, forModel, data: ruling }
    },
  })
