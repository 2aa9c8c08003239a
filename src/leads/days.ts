import { dayMs, isoDay } from '../domain/day.ts'

/** The day that is meant by a day of the month alone or with its month: the next one that has not passed. */
export function comingDay(today: Date, monthIndex: number | undefined, day: number): string | null {
  const year = today.getUTCFullYear()
  const candidates =
    monthIndex === undefined
      ? [0, 1, 2].map((ahead) => [year, today.getUTCMonth() + ahead] as const)
      : [[year, monthIndex] as const, [year + 1, monthIndex] as const]
  for (const [y, m] of candidates) {
    const time = Date.UTC(y, m, day)
    const isReal = new Date(time).getUTCDate() === day
    if (isReal && isoDay(time) >= isoDay(today.getTime())) return isoDay(time)
  }
  return null
}

/** The year in which a month comes next, this month included. */
export function comingYear(today: Date, monthIndex: number): number {
  return today.getUTCFullYear() + (monthIndex < today.getUTCMonth() ? 1 : 0)
}

/** The last day of a month. */
export const lastDay = (year: number, monthIndex: number): string =>
  isoDay(Date.UTC(year, monthIndex + 1, 0))

/** The Monday and the Sunday of the week that lies so many weeks ahead. */
export function weekAhead(today: Date, weeks: number): readonly [string, string] {
  const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * dayMs + weeks * 7 * dayMs
  return [isoDay(monday), isoDay(monday + 6 * dayMs)]
}

/** Lunar New Year's Day by the Hong Kong Observatory's almanac. */
const springFestivals = [
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
]
/** The next Spring Festival; null beyond the almanac. */
export const comingSpringFestival = (today: Date): string | null =>
  springFestivals.find((day) => day >= isoDay(today.getTime())) ?? null

/** A whole month, from its first to its last day. */
export function month(year: number, index: number): readonly [string, string] {
  return [isoDay(Date.UTC(year, index, 1)), isoDay(Date.UTC(year, index + 1, 0))]
}

/** A whole quarter, 1–4. */
export function quarter(year: number, number: number): readonly [string, string] {
  return [isoDay(Date.UTC(year, number * 3 - 3, 1)), isoDay(Date.UTC(year, number * 3, 0))]
}

/** What a match means: a day, a stretch of days, or (true) a time in words alone; null for no time at all. */
export type Meaning = string | readonly [from: string, to: string] | true | null
export type TimeRule = readonly [
  pattern: RegExp,
  meaning: (match: RegExpExecArray, today: Date) => Meaning,
]

/** The day that lies so many working days ahead, Mondays to Fridays. */
export function workingDay(today: Date, count: number): string {
  let time = today.getTime()
  for (let left = count; left > 0;) {
    time += dayMs
    if (new Date(time).getUTCDay() % 6 !== 0) left -= 1
  }
  return isoDay(time)
}
