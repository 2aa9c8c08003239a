import { readNumber } from './chinese-number.ts'
import type { Span } from './span.ts'
import { spansOf } from './span.ts'

const dayMs = 86_400_000
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdayNames = 'sun mon tue wed thu fri sat'.split(' ')
const number = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})'
const count = '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)'
const englishNumbers = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
]
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const weekday = '(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?'

function isoDay(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

/** A calendar day, `null` where there is no such day. Without a year: the one nearest to now. */
function calendarDay(
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

function shifted(now: Date, amount: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  if (unit === 'day' || unit === 'week')
    return isoDay(now.getTime() + amount * dayMs * (unit === 'week' ? 7 : 1))
  const date = new Date(now)
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + amount)
  else date.setUTCFullYear(date.getUTCFullYear() + amount)
  return isoDay(date.getTime())
}

/** The weekday of the week `weeks` from this one, weeks beginning on Monday. */
function weekdayOf(now: Date, index: number, weeks: number): string {
  const today = (now.getUTCDay() + 6) % 7
  return isoDay(now.getTime() + (((index + 6) % 7) - today + 7 * weeks) * dayMs)
}

/** The Monday of the week `weeks` from this one. */
const weekOf = (now: Date, weeks: number): string => weekdayOf(now, 1, weeks)
const monthOf = (now: Date, months: number): string =>
  shifted(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)), months, 'month').slice(
    0,
    7,
  )

type Rule = [pattern: RegExp, valueOf: (match: RegExpExecArray, now: Date) => string | null]

const chineseDays: Record<string, number> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  寻日: -1,
  琴日: -1,
  今天: 0,
  今日: 0,
  今晚: 0,
  今早: 0,
  今儿: 0,
  当天: 0,
  明天: 1,
  明日: 1,
  明早: 1,
  明晚: 1,
  明儿: 1,
  听日: 1,
  后天: 2,
  后日: 2,
  後天: 2,
  大后天: 3,
}
const chineseUnits: Record<string, 'day' | 'week' | 'month' | 'year'> = {
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  个星期: 'week',
  个礼拜: 'week',
  礼拜: 'week',
  个月: 'month',
  年: 'year',
}

const dateRules: Rule[] = [
  [
    /(?<!\d)((?:19|20)\d{2})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?(?!\d)/g,
    (m, now) => calendarDay(now, Number(m[1]), Number(m[2]) - 1, Number(m[3])),
  ],
  [
    new RegExp(
      '(?<!\\d)(\\d{1,2}|[一二三四五六七八九十]{1,3})月(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]?',
      'g',
    ),
    (m, now) =>
      calendarDay(now, undefined, (readNumber(m[1] ?? '') ?? 0) - 1, readNumber(m[2] ?? '') ?? 0),
  ],
  [
    /(?<![\d月])(\d{1,2})[号號](?![楼线店门机院])/g,
    (m, now) => calendarDay(now, now.getUTCFullYear(), now.getUTCMonth(), Number(m[1])),
  ],
  [
    /大前天|大后天|前天|前日|昨天|昨日|昨晚|寻日|琴日|今天|今日|今晚|今早|今儿|明天|明日|明早|明晚|明儿|听日|后天|后日|後天/g,
    (m, now) => shifted(now, chineseDays[m[0]] ?? 0, 'day'),
  ],
  [
    /(上上|下下|上|下|这|本)?个?(?:周|星期|礼拜|週)([一二三四五六日天末])/g,
    (m, now) => {
      const weeks = { 上上: -2, 上: -1, 下: 1, 下下: 2 }[m[1] ?? ''] ?? 0
      return weekdayOf(
        now,
        '日一二三四五六'.indexOf((m[2] ?? '').replace(/[天]/, '日').replace('末', '六')),
        weeks,
      )
    },
  ],
  [
    /(上|下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末])/g,
    (m, now) => weekOf(now, { 上: -1, 下: 1 }[m[1] ?? ''] ?? 0),
  ],
  [/(上|下|这|本)个?月(?!\d)/g, (m, now) => monthOf(now, { 上: -1, 下: 1 }[m[1] ?? ''] ?? 0)],
  [
    /(?<!\d)(\d{1,2})月(?:份|底|初|中)/g,
    (m, now) => calendarDay(now, undefined, Number(m[1]) - 1, 1)?.slice(0, 7) ?? null,
  ],
  [
    /月底/g,
    (_, now) =>
      shifted(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)), -1, 'day'),
  ],
  [/年底/g, (_, now) => `${now.getUTCFullYear()}-12-31`],
  [/明年/g, (_, now) => String(now.getUTCFullYear() + 1)],
  [
    new RegExp(
      `${number}(天|周|个星期|个礼拜|星期|个月|年)(以?前|之前|以?后|之后|以?内|之内)`,
      'g',
    ),
    (m, now) => {
      const amount = readNumber(m[1] ?? '') ?? 0
      return shifted(
        now,
        /前/.test(m[3] ?? '') ? -amount : amount,
        chineseUnits[m[2] ?? ''] ?? 'day',
      )
    },
  ],
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
    new RegExp(`\\b${count} (day|week|month|year)s? ago\\b`, 'gi'),
    (m, now) => shifted(now, -englishCount(m[1]), unitOf(m[2])),
  ],
  [
    new RegExp(`\\b(?:in|within) ${count} (day|week|month|year)s?\\b`, 'gi'),
    (m, now) => shifted(now, englishCount(m[1]), unitOf(m[2])),
  ],
]

function monthIndex(name: string | undefined): number {
  return monthNames.indexOf((name ?? '').slice(0, 3).toLowerCase())
}
function weekdayIndex(name: string | undefined): number {
  return weekdayNames.indexOf((name ?? '').slice(0, 3).toLowerCase())
}
function step(word: string | undefined): number {
  return { last: -1, next: 1 }[(word ?? '').toLowerCase()] ?? 0
}
function unitOf(word: string | undefined): 'day' | 'week' | 'month' | 'year' {
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

/** Dates → ISO: a day `2026-11-21`, a month `2026-12`, a year, or the Monday of a week; all in UTC. */
export function findDates(text: string, now: Date): Span[] {
  return dateRules.flatMap(([pattern, valueOf]) =>
    whole(text, pattern, (match) => valueOf(match, now)),
  )
}

/** Like `spansOf`, but the span is the whole match although the pattern has groups. */
function whole(
  text: string,
  pattern: RegExp,
  valueOf: (match: RegExpExecArray) => string | null,
): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(pattern)) {
    const value = valueOf(match)
    if (value === null || value === '') continue
    spans.push({ type: 'date', value, start: match.index, end: match.index + match[0].length })
  }
  return spans
}

const afternoon = /下午|晚上|傍晚|今晚|明晚|夜里|pm|p\.m/i

/** Times of day → `HH:MM`, 24 hours. */
export function findTimes(text: string): Span[] {
  const timeOf = (hour: number, minute: number, later: boolean): string | null => {
    const h = later && hour < 12 ? hour + 12 : hour
    return h > 23 || minute > 59
      ? null
      : `${String(h).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  }
  return [
    ...spansOf(
      text,
      'time',
      /(?<![\d:.])(\d{1,2}:[0-5]\d(?:\s?[ap]\.?m\b)?)(?![\d:])/gi,
      ([all]) => {
        const [hour = '', minute = ''] = all.split(':')
        return timeOf(Number(hour), Number(minute.slice(0, 2)), afternoon.test(all))
      },
    ),
    ...spansOf(text, 'time', /(?<![\d:.])(\d{1,2}\s?[ap]\.?m\b)/gi, ([all]) => {
      const hour = Number.parseInt(all, 10)
      return hour > 12
        ? null
        : timeOf(hour === 12 && !afternoon.test(all) ? 0 : hour, 0, afternoon.test(all))
    }),
    ...spansOf(
      text,
      'time',
      /((?:凌晨|早上|上午|中午|下午|晚上|傍晚|今晚|明晚|明早|今早)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|一刻|\d{1,2}分?)?)(?![数击赞评心])/g,
      ([all]) => {
        const parts = /(\d{1,2}|[一二两三四五六七八九十]{1,3})点(.*)$/.exec(all)
        const hour = readNumber(parts?.[1] ?? '')
        if (hour === null) return null
        const rest = parts?.[2] ?? ''
        const minute = rest === '半' ? 30 : rest === '一刻' ? 15 : Number.parseInt(rest, 10) || 0
        // 一点 alone is "a little" more often than one o'clock.
        if (/^[一两]点$/.test(all)) return null
        return timeOf(hour, minute, afternoon.test(all))
      },
    ),
  ]
}
