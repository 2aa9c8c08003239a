import { dayMs, isoDay } from '../../domain/day.ts'

/** When a store is open on a day, `HH:MM` by its own clock. */
export interface Opening {
  open: string
  close: string
}

interface Timetable extends Opening {
  zone: string
  country: 'CN' | 'DE' | 'NL' | 'SG'
  /** Weekdays it is closed on; 0 is Sunday. */
  closedOn: readonly number[]
}

const china = (open: string, close: string, closedOn: readonly number[] = []): Timetable => ({
  zone: 'Asia/Shanghai',
  country: 'CN',
  open,
  close,
  closedOn,
})

/** The stores' hours by city: articles kb-zh-081 and kb-en-039. `phone` is the sales desk. */
const timetables: Readonly<Record<string, Timetable>> = {
  Shanghai: china('10:00', '22:00'),
  Beijing: china('10:00', '21:30'),
  Guangzhou: china('10:30', '22:00'),
  Shenzhen: china('10:30', '22:00'),
  Chengdu: china('10:00', '21:30'),
  Hangzhou: china('10:00', '21:00'),
  Ningbo: china('09:00', '18:00', [1]),
  Berlin: { zone: 'Europe/Berlin', country: 'DE', open: '10:00', close: '19:00', closedOn: [0] },
  Rotterdam: {
    zone: 'Europe/Amsterdam',
    country: 'NL',
    open: '11:00',
    close: '18:00',
    closedOn: [1],
  },
  Singapore: { zone: 'Asia/Singapore', country: 'SG', open: '11:00', close: '21:00', closedOn: [] },
  phone: china('09:00', '18:00', [0, 6]),
}

/** Public holidays on which the showrooms abroad are closed (kb-en-039), as far ahead as anything can be booked. */
const holidays: Readonly<Record<'DE' | 'NL' | 'SG', ReadonlySet<string>>> = {
  DE: new Set(['2026-12-25', '2026-12-26', '2027-01-01', '2027-03-08', '2027-03-26', '2027-03-29']),
  NL: new Set(['2026-12-25', '2026-12-26', '2027-01-01', '2027-03-28', '2027-03-29']),
  SG: new Set(['2026-12-25', '2027-01-01', '2027-02-06', '2027-02-08', '2027-03-10', '2027-03-26']),
}

const timetableOf = (city: string): Timetable => timetables[city] ?? china('10:00', '18:00')
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** Spring Festival 2027 in the stores of China: article kb-zh-090. */
function springFestival(day: string, usual: Opening): Opening | null {
  if (day === '2027-02-05') return { ...usual, close: '15:00' }
  if (day === '2027-02-06') return null
  return day > '2027-02-06' && day <= '2027-02-11' ? { open: '11:00', close: '20:00' } : usual
}

/** When the store in a city is open on a day, by its own clock; null when it is closed. */
export function openingOn(city: string, day: string): Opening | null {
  const { country, open, close, closedOn } = timetableOf(city)
  if (closedOn.includes(weekday(day))) return null
  if (country !== 'CN') return holidays[country].has(day) ? null : { open, close }
  // Stocktaking on the first Tuesday of the month.
  const counting = city === 'Chengdu' && weekday(day) === 2 && Number(day.slice(8)) <= 7
  return springFestival(day, { open: counting ? '13:00' : open, close })
}

/** Whether a city's store is one of those in mainland China. */
export const isInChina = (city: string): boolean => timetables[city]?.country === 'CN'

/** Today where the store is. */
export function localDay(city: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timetableOf(city).zone }).format(now)
}

/** The day so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  isoDay(Date.parse(`${day}T00:00:00Z`) + days * dayMs)

/** The moment at which the store's own clock shows `YYYY-MM-DDTHH:MM`. */
export function momentAt(city: string, local: string): Date {
  const wanted = Date.parse(`${local}:00Z`)
  const shown = (at: number) => {
    const parts = new Intl.DateTimeFormat('sv-SE', {
      timeZone: timetableOf(city).zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(at)
    return Date.parse(`${parts.replace(' ', 'T')}Z`)
  }
  // Once more, since the first guess may lie on the other side of a change of the clocks.
  const first = wanted - (shown(wanted) - wanted)
  return new Date(first - (shown(first) - wanted))
}
