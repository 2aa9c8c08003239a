import { z } from 'zod'
import { dayMs, isoDay } from '../domain/day.ts'

const minuteMs = 60_000
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 08:30 or 24:00')
const Span = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from < to, 'must begin before it ends; a night is two spans')
const Day = z.array(Span).max(6)
const Date_ = z.iso.date('must be a day such as 2026-10-01')

export const TimeZone = z.string().refine((zone) => {
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}, 'must be an IANA time zone such as Asia/Shanghai')

/** When the desk is staffed, by the clock of its time zone. Holidays are closed; extra days have hours of their own. */
export const WorkingHours = z
  .strictObject({
    timeZone: TimeZone,
    week: z.strictObject(
      Object.fromEntries(weekdays.map((day) => [day, Day.default([])])) as Record<
        (typeof weekdays)[number],
        z.ZodDefault<typeof Day>
      >,
    ),
    holidays: z.array(Date_).max(400).default([]),
    extraDays: z.record(Date_, Day).default({}),
  })
  .refine(({ week }) => weekdays.some((day) => week[day].length > 0), {
    path: ['week'],
    message: 'must have at least one day with hours',
  })
export type WorkingHours = z.infer<typeof WorkingHours>

/** Day and night, every day. */
export const alwaysOpen: WorkingHours = WorkingHours.parse({
  timeZone: 'UTC',
  week: Object.fromEntries(weekdays.map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
})

/** An open stretch, in milliseconds. */
interface Stretch {
  from: number
  to: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far a zone's clock is ahead of UTC at a moment. */
function aheadMs(zone: string, at: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value)
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  )
  return local - Math.floor(at / 1000) * 1000
}

/** The moment at which a zone's clock shows a local time. */
function momentOf(zone: string, local: number): number {
  const guess = local - aheadMs(zone, local)
  return local - aheadMs(zone, guess)
}

/** The open stretches of a local day, given as its midnight in local milliseconds. */
function stretchesOf(hours: WorkingHours, midnight: number): Stretch[] {
  const day = isoDay(midnight)
  const weekday = weekdays[new Date(midnight).getUTCDay()] ?? 'sun'
  const spans = hours.extraDays[day] ?? (hours.holidays.includes(day) ? [] : hours.week[weekday])
  const at = (time: string) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return momentOf(hours.timeZone, midnight + (hour * 60 + minute) * minuteMs)
  }
  return spans
    .map(({ from, to }) => ({ from: at(from), to: at(to) }))
    .toSorted((one, other) => one.from - other.from)
}

/** No shop is closed for longer than this. */
const mostDays = 400

/** Open stretches from a moment on, each cut to what lies after it. */
function* openFrom(hours: WorkingHours, at: number): Generator<Stretch> {
  const local = at + aheadMs(hours.timeZone, at)
  let midnight = Math.floor(local / dayMs) * dayMs
  let reached = at
  for (let day = 0; day < mostDays; day++, midnight += dayMs) {
    for (const { from, to } of stretchesOf(hours, midnight)) {
      if (to <= reached) continue
      yield { from: Math.max(from, reached), to }
      reached = to
    }
  }
}

/** Whether the desk is staffed now. */
export function isOpen(hours: WorkingHours, at: Date): boolean {
  const [next] = openFrom(hours, at.getTime())
  return next !== undefined && next.from === at.getTime()
}

/** The moment so much working time later: the clock stands still while the desk is closed. */
export function afterWorkingTime(hours: WorkingHours, from: Date, ms: number): Date {
  let left = ms
  for (const stretch of openFrom(hours, from.getTime())) {
    const length = stretch.to - stretch.from
    if (left <= length) return new Date(stretch.from + left)
    left -= length
  }
  return new Date(from.getTime() + ms)
}

/** The times between two moments in which the desk was closed, oldest first. */
export function closedBetween(
  hours: WorkingHours,
  from: Date,
  to: Date,
): { from: Date; to: Date }[] {
  const closed: { from: Date; to: Date }[] = []
  const end = to.getTime()
  let reached = from.getTime()
  for (const stretch of openFrom(hours, reached)) {
    if (stretch.from >= end) break
    if (stretch.from > reached) closed.push({ from: new Date(reached), to: new Date(stretch.from) })
    reached = Math.min(stretch.to, end)
  }
  if (reached < end) closed.push({ from: new Date(reached), to })
  return closed
}
