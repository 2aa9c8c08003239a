import {
  calendarDay,
  dayMs,
  isoDay,
  monthOf,
  shifted,
  weekdayOf,
  weekOf,
} from '../../domain/day.ts'
import type { DateRule, Unit } from '../../domain/day.ts'

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdayNames = 'sun mon tue wed thu fri sat'.split(' ')
const count = '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)'
const englishNumbers = ' one two three four five six seven eight nine ten'.split(' ')
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const weekday = '(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?'

/** Dates as English writes them. */
export const englishDates: readonly DateRule[] = [
  [
    /\b(day before yesterday|day after tomorrow|yesterday|today|tonight|tomorrow|tmr|tmrw)\b/gi,
    (m, now) => {
      const days: Record<string, number> = {
        'day before yesterday': -2,
        yesterday: -1,
        tomorrow: 1,
        tmr: 1,
        tmrw: 1,
        'day after tomorrow': 2,
      }
      return shifted(now, days[(m[1] ?? '').toLowerCase()] ?? 0, 'day')
    },
  ],
  [
    new RegExp(`\\b${month}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d{2}))?(?!\\d)`, 'gi'),
    (m, now) =>
      calendarDay(
        now,
        m[3] === undefined ? undefined : Number(m[3]),
        monthIndex(m[1]),
        Number(m[2]),
      ),
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}\\b\\.?(?:,? (20\\d{2}))?`, 'gi'),
    (m, now) =>
      calendarDay(
        now,
        m[3] === undefined ? undefined : Number(m[3]),
        monthIndex(m[2]),
        Number(m[1]),
      ),
  ],
  [
    /(?<![\d/.])(\d{1,2})\/(\d{1,2})(?:\/((?:19|20)\d{2}|\d{2}))?(?![\d/])/g,
    (m, now) => {
      const [a, b] = [Number(m[1]), Number(m[2])]
      const year = m[3] === undefined ? undefined : Number(m[3])
      // Month first, as in the United States, unless that cannot be.
      return a > 12 ? calendarDay(now, year, b - 1, a) : calendarDay(now, year, a - 1, b)
    },
  ],
  [
    new RegExp(
      `\\b(?:(last|next|this|on|by|since|until|till|before|coming)\\s+)${weekday}\\b`,
      'gi',
    ),
    (m, now) => nearWeekday(now, (m[1] ?? '').toLowerCase(), weekdayIndex(m[2])),
  ],
  [
    /\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/gi,
    (m, now) => nearWeekday(now, 'on', weekdayIndex(m[1])),
  ],
  [/\b(last|next|this) week(?!end|day)\b/gi, (m, now) => weekOf(now, step(m[1]))],
  [/\b(last|next|this) month\b/gi, (m, now) => monthOf(now, step(m[1]))],
  [/\b(last|next|this) year\b/gi, (m, now) => String(now.getUTCFullYear() + step(m[1]))],
  [/\b(last|next|this) weekend\b/gi, (m, now) => weekdayOf(now, 6, step(m[1]))],
  [
    /\b(?:in|since|until|till|before|year) ((?:19[3-9]\d|20(?:0[1-9]|[1-4]\d)))\b(?![-/.,]?\d|\s*(?:units|pieces|pcs|items|x|usd|eur|euros?|dollars?|pounds?|g|kg|mah|w|v|ml)\b)/gi,
    (m) => m[1] ?? null,
  ],
  [
    /\b(?:on|by|until|till|before|since|after|from) the (\d{1,2})(?:st|nd|rd|th)\b(?! of)/gi,
    (m, now) => dayOfMonth(now, Number(m[1])),
  ],
  // "The 12th at 10am", "the 30th then" is a day to come; "the 2nd one" is a place in a list.
  [
    /(?<!\b(?:on|by|until|till|before|since|after|from) )\bthe (\d{1,2})(?:st|nd|rd|th)\b(?= ?(?:at|around|about|in the (?:morning|afternoon|evening)) )/gi,
    (m, now) => comingDayOfMonth(now, Number(m[1])),
  ],
  [/\ba fortnight ago\b/gi, (_, now) => shifted(now, -14, 'day')],
  [
    /\bend of (?:the|this) month\b/gi,
    (_, now) => isoDay(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - dayMs),
  ],
  [
    new RegExp(`\\b${count} (day|week|month|year)s? ago\\b`, 'gi'),
    (m, now) => shifted(now, -englishCount(m[1]), unitOf(m[2])),
  ],
  [
    new RegExp(`\\b(?:in|within) ${count} (day|week|month|year)s?\\b`, 'gi'),
    (m, now) => shifted(now, englishCount(m[1]), unitOf(m[2])),
  ],
]

/** A bare day of the month is this month's, whether it is past or to come. */
function dayOfMonth(now: Date, day: number): string | null {
  return calendarDay(now, now.getUTCFullYear(), now.getUTCMonth(), day)
}
/** Such a day as comes next: this month's, or else the first month's that has one. */
function comingDayOfMonth(now: Date, day: number): string | null {
  const today = now.getUTCDate()
  const monthsAhead = [day < today ? 1 : 0, day < today ? 2 : 1]
  const times = monthsAhead.map((ahead) =>
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, day),
  )
  const real = times.find((time) => new Date(time).getUTCDate() === day)
  return real === undefined ? null : isoDay(real)
}
function monthIndex(name: string | undefined): number {
  return monthNames.indexOf((name ?? '').slice(0, 3).toLowerCase())
}
function weekdayIndex(name: string | undefined): number {
  return weekdayNames.indexOf((name ?? '').slice(0, 3).toLowerCase())
}
function step(word: string | undefined): number {
  return { last: -1, next: 1 }[(word ?? '').toLowerCase()] ?? 0
}
function unitOf(word: string | undefined): Unit {
  const unit = (word ?? '').toLowerCase()
  return unit === 'week' || unit === 'month' || unit === 'year' ? unit : 'day'
}
function englishCount(word: string | undefined): number {
  const text = (word ?? '').toLowerCase()
  if (/^\d/.test(text)) return Number(text)
  return Math.max(1, englishNumbers.indexOf(text))
}

/** `last` looks back, everything else ahead; `next` skips the coming one when it is this week's. */
function nearWeekday(now: Date, word: string, index: number): string {
  const ahead = (index - now.getUTCDay() + 7) % 7
  if (word === 'last' || word === 'since')
    return isoDay(now.getTime() - ((7 - ahead) % 7 || 7) * dayMs)
  if (word === 'next') return weekdayOf(now, index, 1)
  return isoDay(now.getTime() + ahead * dayMs)
}
