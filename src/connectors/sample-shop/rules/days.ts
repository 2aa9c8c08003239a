import { dayMs, isoDay } from '../../../domain/day.ts'
import type { Words } from '../../../domain/rule.ts'
import type { Order } from '../../../domain/shop.ts'
import { both } from './ruling.ts'

/** Where a site's days begin and end. The American site counts by the clock of its warehouse in Reno. */
const timeZones: Record<Order['site'], string> = {
  cn: 'Asia/Shanghai',
  eu: 'Europe/Berlin',
  uk: 'Europe/London',
  us: 'America/Los_Angeles',
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in the time zone of the site, `YYYY-MM-DD`. */
export function dayOf(moment: Date, site: Order['site']): string {
  const timeZone = timeZones[site]
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format.format(moment)
}

/** The day that lies so many days after a day. */
export const daysAfter = (day: string, days: number): string =>
  isoDay(Date.parse(`${day}T00:00:00Z`) + days * dayMs)

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

/** The moment so many working days (Monday to Friday, UTC) after another. */
export function workingDaysAfter(moment: Date, days: number): Date {
  let at = moment.getTime()
  for (let left = days; left > 0;) {
    at += dayMs
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return new Date(at)
}

/** A day as people write it: 11月28日, 28 November; with the year when it is not this one's. */
export function showDay(day: string, today: string): Words {
  const [year = '', month = '', date = ''] = day.split('-')
  const sameYear = today.startsWith(year)
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  const zh = `${Number(month)}月${Number(date)}日`
  const en = `${Number(date)} ${name}`
  return sameYear ? both(zh, en) : both(`${year}年${zh}`, `${en} ${year}`)
}
