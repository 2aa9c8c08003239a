/** Reckoning with days, all in UTC. */
export const dayMs = 86_400_000

export type Unit = 'day' | 'week' | 'month' | 'year'

/** A way to write a date, and the date that a match means; null when it means none after all. */
export type DateRule = readonly [
  pattern: RegExp,
  valueOf: (match: RegExpExecArray, now: Date) => string | null,
]

/** `YYYY-MM-DD` in UTC; empty for a time that no calendar has. */
export function isoDay(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

/** A calendar day, `null` where there is no such day. Without a year: the one nearest to now. */
export function calendarDay(
  now: Date,
  year: number | undefined,
  monthIndex: number,
  day: number,
): string | null {
  const make = (y: number): number => Date.UTC(y, monthIndex, day)
  const full = year === undefined ? undefined : year < 100 ? 2000 + year : year
  const candidates = full === undefined ? [-1, 0, 1].map((d) => now.getUTCFullYear() + d) : [full]
  const valid = candidates
    .map(make)
    .filter(
      (time) => new Date(time).getUTCDate() === day && new Date(time).getUTCMonth() === monthIndex,
    )
  const [nearest] = valid.sort((a, b) => Math.abs(a - now.getTime()) - Math.abs(b - now.getTime()))
  return nearest === undefined ? null : isoDay(nearest)
}

/** The day that lies so many units from now. */
export function shifted(now: Date, amount: number, unit: Unit): string {
  if (unit === 'day' || unit === 'week')
    return isoDay(now.getTime() + amount * dayMs * (unit === 'week' ? 7 : 1))
  const date = new Date(now)
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + amount)
  else date.setUTCFullYear(date.getUTCFullYear() + amount)
  return isoDay(date.getTime())
}

/** The weekday of the week `weeks` from this one, weeks beginning on Monday. */
export function weekdayOf(now: Date, index: number, weeks: number): string {
  const today = (now.getUTCDay() + 6) % 7
  return isoDay(now.getTime() + (((index + 6) % 7) - today + 7 * weeks) * dayMs)
}

/** The Monday of the week `weeks` from this one. */
export const weekOf = (now: Date, weeks: number): string => weekdayOf(now, 1, weeks)
/** The month `months` from this one. */
export const monthOf = (now: Date, months: number): string =>
  shifted(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)), months, 'month').slice(
    0,
    7,
  )
