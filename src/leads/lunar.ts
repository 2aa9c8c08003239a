import { dayMs, isoDay } from '../domain/day.ts'
import { readNumber } from '../domain/numeral.ts'
import { comingSpringFestival, type TimeRule } from './days.ts'

const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})
/** A little more than a lunar year with a leap month. */
const yearAhead = 390

let table: { from: string; days: ReadonlyMap<string, string> } | null = null

/** The coming day of a lunar month and day, `12/20`; leap months have no such days. The last table is kept: it takes some 30 ms. */
function comingLunarDay(today: Date, month: number, day: number): string | null {
  const from = isoDay(today.getTime())
  if (table?.from !== from) {
    const days = new Map<string, string>()
    for (let ahead = 0; ahead < yearAhead; ahead++) {
      const at = new Date(Date.parse(`${from}T00:00:00Z`) + ahead * dayMs)
      const name = calendar.format(at)
      if (!days.has(name)) days.set(name, isoDay(at.getTime()))
    }
    table = { from, days }
  }
  return table.days.get(`${month}/${day}`) ?? null
}

/** 正月 is counted from the almanac's New Year's Day. */
function lunarDay(today: Date, month: number, day: number): string | null {
  if (month !== 1) return comingLunarDay(today, month, day)
  // The year may have begun some days ago.
  const before = new Date(today.getTime() - 29 * dayMs)
  for (const since of [before, today]) {
    const festival = comingSpringFestival(since)
    const coming = festival && isoDay(Date.parse(festival) + (day - 1) * dayMs)
    if (coming && coming >= isoDay(today.getTime())) return coming
  }
  return null
}

const months: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 }
const festivals: Readonly<Record<string, readonly [number, number]>> = {
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中元: [7, 15],
  中秋: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
  北方小年: [12, 23],
  小年: [12, 23],
}

/** Days of the Chinese lunar calendar: 腊月二十, 正月初八, 农历八月十五, 中秋. */
export const lunarTimes: readonly TimeRule[] = [
  [
    /(?:([正冬腊])月|(?:农历|阴历|旧历)的?([一二三四五六七八九十]{1,2})月)(?:初|廿)?(\d{1,2}|[一二三四五六七八九十]{1,3})/g,
    (m, today) => {
      const month = m[1] === undefined ? (readNumber(m[2] ?? '') ?? 0) : (months[m[1]] ?? 0)
      const units = readNumber(m[3] ?? '') ?? 0
      const day = m[0].includes('廿') ? 20 + units : units
      return day >= 1 && day <= 30 ? lunarDay(today, month, day) : null
    },
  ],
  [
    new RegExp(`(${Object.keys(festivals).join('|')})(?:节)?(?!以?后|之后|活动|大促|快乐)`, 'g'),
    (m, today) => {
      const [month, day] = festivals[m[1] ?? ''] ?? [1, 1]
      return lunarDay(today, month, day)
    },
  ],
  [/清明节?(?!以?后|之后|上河|假期?后)/g, (_, today) => clearBright(today)],
]

/** Qingming by the sun: the 4th of April in leap years and those after them, else the 5th (true for 2025–2040 within a day). */
function clearBright(today: Date): string {
  const dayIn = (year: number): string =>
    isoDay(Date.UTC(year, 3, year % 4 === 0 || year % 4 === 1 ? 4 : 5))
  const year = today.getUTCFullYear()
  return dayIn(year) >= isoDay(today.getTime()) ? dayIn(year) : dayIn(year + 1)
}
