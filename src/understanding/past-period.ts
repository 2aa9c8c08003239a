import { dayMs } from '../domain/day.ts'
import { readNumber } from '../domain/numeral.ts'
import { findDates } from './entities/dates.ts'

/** A stretch of time behind us, from its first moment until before its last. */
export interface PastPeriod {
  from: Date
  until: Date
}

/** People who tell when they bought something say so; a day that is named otherwise is about something else. */
const bought =
  /买|购|下单|下的单|拍的|订的|定的|收到|退的|退了|\b(?:bought|ordered|purchased|got|placed|received|returned|sent back|order from|purchase from)\b/i
/** How long something has been going on says nothing of when it was bought. */
const since = /(?:从|自从?)[^，。]{0,6}$|\b(?:since|for|until|by)\s+$/i

/** When something was bought, as far as a text says it: "last winter", 「去年三月」, 「上周」. Null when it does not. */
export function pastPeriodIn(text: string, now: Date): PastPeriod | null {
  if (!bought.test(text)) return null
  const long = rules.flatMap(([pattern, periodOf]) =>
    [...text.matchAll(pattern)].map((match) => ({ match, period: periodOf(match, now) })),
  )
  const named = long.find(({ match, period }) => period && !since.test(text.slice(0, match.index)))
  if (named?.period) return named.period
  const date = findDates(text, now).find(
    ({ value, start }) => new Date(value) <= now && !since.test(text.slice(0, start)),
  )
  return date ? periodOfDate(date.value, text.slice(date.start, date.end)) : null
}

/** A year, a month, a week by its Monday, or a day, with as much room as people leave around it. */
function periodOfDate(value: string, words: string): PastPeriod {
  const [year = 0, month, day] = value.split('-').map(Number)
  if (month === undefined) return years(year)
  if (day === undefined) return months(year, month - 1, 1)
  const at = Date.UTC(year, month - 1, day)
  const isAgo = /ago|前/.test(words)
  const isWeek = /week\b|[周星期礼拜](?![一二三四五六日天末])/i.test(words)
  if (isWeek && !isAgo) return around(at, 0, 7)
  if (isAgo && /year|年/i.test(words)) return around(at, 90, 90)
  if (isAgo && /month|月/i.test(words)) return around(at, 20, 20)
  if (isAgo && isWeek) return around(at, 5, 5)
  // A day of the customer's, wherever they live.
  return around(at, 1, 2)
}

const around = (at: number, before: number, after: number): PastPeriod => ({
  from: new Date(at - before * dayMs),
  until: new Date(at + after * dayMs),
})
const months = (year: number, index: number, count: number): PastPeriod => ({
  from: new Date(Date.UTC(year, index, 1) - dayMs),
  until: new Date(Date.UTC(year, index + count, 1) + dayMs),
})
const years = (year: number): PastPeriod => months(year, 0, 12)

/** The first month of a season; winter begins in December. */
const seasons: Readonly<Record<string, number>> = {
  春: 2,
  夏: 5,
  秋: 8,
  冬: 11,
  spring: 2,
  summer: 5,
  autumn: 8,
  fall: 8,
  winter: 11,
}
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const yearsBack: Readonly<Record<string, number>> = { 今年: 0, 去年: 1, 前年: 2 }

/** The season of a year, or the latest that has begun; that which was `last` is over. */
function season(name: string, said: string | undefined, now: Date): PastPeriod | null {
  const first = seasons[name.toLowerCase()] ?? 0
  const of = (back: number) => months(now.getUTCFullYear() - back, first, 3)
  const back = yearsBack[said ?? '']
  if (back !== undefined) return of(back)
  const isLast = said?.toLowerCase() === 'last'
  return [0, 1, 2].map(of).find(({ from, until }) => (isLast ? until : from) <= now) ?? null
}

/** The latest month of that name that has begun, or that of a year. */
function month(index: number, year: number | null, now: Date): PastPeriod | null {
  if (index < 0 || index > 11) return null
  const thisYear = now.getUTCFullYear()
  return months(year ?? (index <= now.getUTCMonth() ? thisYear : thisYear - 1), index, 1)
}

const rules: readonly [RegExp, (match: RegExpMatchArray, now: Date) => PastPeriod | null][] = [
  [/(今年|去年|前年)?([春夏秋冬])(?:天|季)/g, (m, now) => season(m[2] ?? '', m[1], now)],
  [
    /\b(this|last|in|in the) (spring|summer|autumn|fall|winter)\b/gi,
    (m, now) => season(m[2] ?? '', m[1], now),
  ],
  [
    /(今年|去年|前年|20\d\d年)?(?<!\d)(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|初|中|底)?(?![\d一二三四五六七八九十前后内之])/g,
    (m, now) => month((readNumber(m[2] ?? '') ?? 0) - 1, yearSaid(m[1], now), now),
  ],
  [
    /\b(?:in|last) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: (20\d\d|last year))?(?! \d{1,2}\b)/gi,
    (m, now) => month(monthNames.indexOf((m[1] ?? '').toLowerCase()), yearSaid(m[2], now), now),
  ],
  [/今年|去年|前年/g, (m, now) => years(now.getUTCFullYear() - (yearsBack[m[0]] ?? 0))],
]

/** The year that goes with a month: 「2025年」, "2025", 「去年」, "last year"; null when none does. */
function yearSaid(said: string | undefined, now: Date): number | null {
  const digits = /^\d{4}/.exec(said ?? '')
  if (digits) return Number(digits[0])
  const back = said?.toLowerCase() === 'last year' ? 1 : yearsBack[said ?? '']
  return back === undefined ? null : now.getUTCFullYear() - back
}
