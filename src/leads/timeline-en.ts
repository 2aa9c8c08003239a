import { isoDay, shifted, weekdayOf, type Unit } from '../domain/day.ts'
import { comingDay, comingYear, lastDay, weekAhead, month, quarter, type TimeRule } from './days.ts'
import { valueOf } from './number-words.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdays = 'sun mon tue wed thu fri sat'.split(' ')
const name =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const weekday = '(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?'
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  )
const ordinalWords = ordinals.toReversed().join('|').replaceAll('-', '[- ]')
const ordinal = `(\\d{1,2})(?:st|nd|rd|th)|(${ordinalWords})`
const count =
  '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple of|a few)'

const monthIndex = (text = ''): number => months.indexOf(text.slice(0, 3).toLowerCase())
const weekdayIndex = (text = ''): number => weekdays.indexOf(text.slice(0, 3).toLowerCase())
const ordinalOf = (figures?: string, word?: string): number =>
  figures === undefined
    ? ordinals.indexOf((word ?? '').toLowerCase().replace(' ', '-')) + 1
    : Number(figures)
const countOf = (text = ''): number =>
  /couple/i.test(text) ? 2 : /few/i.test(text) ? 3 : (valueOf(text) ?? 1)

function dayOf(today: Date, year: string | undefined, index: number, day: number): string | null {
  if (year === undefined) return comingDay(today, index, day)
  const time = Date.UTC(Number(year), index, day)
  return new Date(time).getUTCDate() === day ? isoDay(time) : null
}

function yearFor(today: Date, word: string | undefined, index: number): number {
  if (word === undefined) return comingYear(today, index)
  if (/^\d/.test(word)) return Number(word)
  if (/this/i.test(word)) return today.getUTCFullYear()
  // Next June, said in March, is usually the coming one of next year.
  return /next year/i.test(word) ? today.getUTCFullYear() + 1 : comingYear(today, index)
}

function nearestWeekday(today: Date, word: string, index: number): string {
  if (/next/i.test(word)) return weekdayOf(today, index, 1)
  const ahead = (index - today.getUTCDay() + 7) % 7
  return shifted(today, ahead, 'day')
}

/** Times as English customers give them, all relative to today. */
export const englishTimes: readonly TimeRule[] = [
  [
    /\b(day after tomorrow|the day after|today|tonight|tomorrow|tmrw?)\b/gi,
    (m, today) => {
      const word = (m[1] ?? '').toLowerCase()
      return shifted(today, /day after/.test(word) ? 2 : /^tom|^tm/.test(word) ? 1 : 0, 'day')
    },
  ],
  [
    new RegExp(
      `\\b${name}\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|,\\d{3}|:)(?:,? (20\\d{2}))?`,
      'gi',
    ),
    (m, today) => dayOf(today, m[3], monthIndex(m[1]), Number(m[2])),
  ],
  [
    new RegExp(
      `\\b(?:the )?(?:(\\d{1,2})(?:st|nd|rd|th)?|(${ordinalWords}))(?: of)? ${name}\\b\\.?(?:,? (20\\d{2}))?`,
      'gi',
    ),
    (m, today) => dayOf(today, m[4], monthIndex(m[3]), ordinalOf(m[1], m[2])),
  ],
  [
    /\b(?:the )?(\d{1,2})(?:st|nd|rd|th)? of (this|next) month\b/gi,
    (m, today) => {
      const ahead = /next/i.test(m[2] ?? '') ? 1 : 0
      const index = today.getUTCMonth() + ahead
      return dayOf(
        today,
        String(today.getUTCFullYear() + Math.floor(index / 12)),
        index % 12,
        Number(m[1]),
      )
    },
  ],
  [
    new RegExp(
      `\\b(?:on|by|before|until|till|for) the (?:${ordinal})\\b(?! (?:floor|time|one|of))`,
      'gi',
    ),
    (m, today) => comingDay(today, undefined, ordinalOf(m[1], m[2])),
  ],
  [
    /\bthe (\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|time|one|of))/gi,
    (m, today) => comingDay(today, undefined, Number(m[1])),
  ],
  [
    /(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d{2})(?![\d/])/g,
    (m, today) => {
      const [a, b] = [Number(m[1]), Number(m[2])]
      const year = `${Number(m[3]) < 100 ? 2000 + Number(m[3]) : Number(m[3])}`
      // Day first, as nearly everywhere, unless that cannot be.
      return b > 12 ? dayOf(today, year, a - 1, b) : dayOf(today, year, b - 1, a)
    },
  ],
  [
    new RegExp(`\\b${weekday} next week\\b`, 'gi'),
    (m, today) => weekdayOf(today, weekdayIndex(m[1]), 1),
  ],
  [
    // Friday week is a week after the coming Friday.
    new RegExp(`\\b${weekday} week\\b|\\ba week on ${weekday}\\b`, 'gi'),
    (m, today) => {
      const coming = nearestWeekday(today, '', weekdayIndex(m[1] ?? m[2]))
      return shifted(new Date(`${coming}T00:00:00Z`), 7, 'day')
    },
  ],
  [
    new RegExp(
      `\\b(?:(next|this|on|by|until|till|before|coming|closing|for)\\s+)${weekday}\\b`,
      'gi',
    ),
    (m, today) => nearestWeekday(today, m[1] ?? '', weekdayIndex(m[2])),
  ],
  [
    /\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! before(?! (?:the|our|we|christmas|new)\b))/gi,
    (m, today) => nearestWeekday(today, '', weekdayIndex(m[1])),
  ],
  [
    /\b(?:(?:by |at |before )?(?:the )?end of )(?:the |this )?(week|month|quarter|year)\b|\bEOM\b|\bmonth[- ]end\b/gi,
    (m, today) => endOf(today, (m[1] ?? 'month').toLowerCase(), 0),
  ],
  [
    /\b(?:the )?end of next (week|month|quarter|year)\b/gi,
    (m, today) => endOf(today, (m[1] ?? '').toLowerCase(), 1),
  ],
  [
    /\byear[- ]end\b|\bend of year\b|\bEOY\b|\b(?:before|by the time) the year (?:is out|ends|is over|runs out)\b/gi,
    (_, today) => endOf(today, 'year', 0),
  ],
  [
    new RegExp(
      `\\b(?:(early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[- ])?${name}\\b(?! \\d{1,2}\\b)(?:,? (20\\d{2}|next year|this year))?`,
      'gi',
    ),
    (m, today) => {
      // "may" is a verb unless a preposition or a part of the month stands before it.
      if (/^may$/i.test(m[2] ?? '') && m[2] !== 'May') return null
      if (/^mar$/i.test(m[2] ?? '')) return null
      const index = monthIndex(m[2])
      return partOfMonth(yearFor(today, m[3], index), index, (m[1] ?? '').toLowerCase())
    },
  ],
  [
    new RegExp(`\\bnext ${name}\\b(?! \\d)`, 'gi'),
    (m, today) => month(comingYear(today, monthIndex(m[1])), monthIndex(m[1])),
  ],
  [
    /\b(?:Q([1-4])|(first|second|third|fourth) quarter)(?: of)?(?: (20\d{2}|next year|this year))?\b/gi,
    (m, today) => {
      const number = m[1] === undefined ? ordinalOf(undefined, m[2]) : Number(m[1])
      return quarter(yearFor(today, m[3], number * 3 - 1), number)
    },
  ],
  [
    /\bend of Q([1-4])(?: (20\d{2}))?\b/gi,
    (m, today) => quarter(yearFor(today, m[2], Number(m[1]) * 3 - 1), Number(m[1]))[1],
  ],
  [
    /\bnext quarter\b/gi,
    (_, today) => {
      const number = Math.floor(today.getUTCMonth() / 3) + 2
      return number > 4
        ? quarter(today.getUTCFullYear() + 1, 1)
        : quarter(today.getUTCFullYear(), number)
    },
  ],
  [
    new RegExp(
      `\\b(?:the )?(first|second|third|fourth|last) (weekend|week|${weekday}) (?:in|of) ${name}\\b`,
      'gi',
    ),
    (m, today) => weekOfMonth(today, m[1] ?? '', m[2] ?? '', monthIndex(m[4])),
  ],
  [
    /\b(next|this|the) weekend\b/gi,
    (m, today) =>
      /next/i.test(m[1] ?? '') ? weekdayOf(today, 6, 1) : nearestWeekday(today, '', 6),
  ],
  [/\b(next|this) week\b/gi, (m, today) => weekAhead(today, /next/i.test(m[1] ?? '') ? 1 : 0)],
  [
    /\b(next|this) month\b/gi,
    (m, today) =>
      month(today.getUTCFullYear(), today.getUTCMonth() + (/next/i.test(m[1] ?? '') ? 1 : 0)),
  ],
  [
    /\b(next|this) year\b/gi,
    (m, today) => {
      const year = today.getUTCFullYear() + (/next/i.test(m[1] ?? '') ? 1 : 0)
      return [`${year}-01-01`, `${year}-12-31`]
    },
  ],
  [
    new RegExp(
      `\\b(?:in|within|inside|over) (?:the next )?${count}(?: to \\w+)? (day|week|month|year)s?\\b|\\b${count} (day|week|month)s? from (?:now|today)\\b`,
      'gi',
    ),
    (m, today) =>
      shifted(today, countOf(m[1] ?? m[3]), (m[2] ?? m[4] ?? 'day').toLowerCase() as Unit),
  ],
  [
    new RegExp(
      `\\b${count} (day|week)s? (?:before|ahead of) (?:christmas|xmas|(new year)(?:'s|’s)?(?: day)?)\\b`,
      'gi',
    ),
    (m, today) => {
      const feast = m[3] === undefined ? comingDay(today, 11, 25) : comingDay(today, 0, 1)
      const unit = (m[2] ?? 'day').toLowerCase() as Unit
      return feast && shifted(new Date(`${feast}T00:00:00Z`), -countOf(m[1]), unit)
    },
  ],
  [
    /\b(?:Christmas|xmas)(?: eve)?\b/gi,
    (m, today) => comingDay(today, 11, /eve/i.test(m[0]) ? 24 : 25),
  ],
  [
    /\bNew Year(?:'s|’s)?(?: (Day|Eve))?\b/gi,
    (m, today) => (/eve/i.test(m[1] ?? '') ? comingDay(today, 11, 31) : comingDay(today, 0, 1)),
  ],
  [/\b(?:Valentine'?s(?: Day)?)\b/gi, (_, today) => comingDay(today, 1, 14)],
  [/\bEaster\b/gi, (_, today) => easter(today)],
  [/\bHallowe'?en\b/gi, (_, today) => comingDay(today, 9, 31)],
  [
    /\b(?:by|before|on|until|till) (\d{1,2})\/(\d{1,2})(?![\d/])/gi,
    (m, today) => nearerReading(today, Number(m[1]), Number(m[2])),
  ],
  [/\bBlack Friday\b/gi, (_, today) => blackFriday(today)],
  [/\b(?:(?:next|this|in|the) )*(?:spring|summer|autumn|fall|winter)(?! camp)\b/gi, () => true],
  [
    /\bas (?:soon|quickly|fast) as (?:\w+ )?(?:possible|you can)\b|\bthe (?:sooner|faster|quicker) the better\b|\bstraight ?away\b|\bpronto\b|\basap\b|\bright away\b|\bimmediately\b|\byesterday\b|\burgently\b/gi,
    () => true,
  ],
]

/** The first weekend in May, the last Friday of June. */
function weekOfMonth(
  today: Date,
  ordinalWord: string,
  part: string,
  index: number,
): string | readonly [string, string] {
  const year = comingYear(today, index)
  const wanted = /^week$/i.test(part) ? 1 : /^weekend$/i.test(part) ? 6 : weekdayIndex(part)
  const first = new Date(Date.UTC(year, index, 1))
  const offset = (wanted - first.getUTCDay() + 7) % 7
  const last = new Date(Date.UTC(year, index + 1, 0))
  const nth = ordinals.indexOf(ordinalWord.toLowerCase())
  const day =
    nth < 0
      ? shifted(last, -((last.getUTCDay() - wanted + 7) % 7), 'day')
      : shifted(first, offset + 7 * nth, 'day')
  const length = /^week$/i.test(part) ? 6 : 1
  return /^week/i.test(part) ? [day, shifted(new Date(`${day}T00:00:00Z`), length, 'day')] : day
}

/** Easter Sunday, by the anonymous Gregorian computus. */
function easterOf(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const sum = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114
  return isoDay(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1))
}

function easter(today: Date): string {
  const coming = easterOf(today.getUTCFullYear())
  return coming >= isoDay(today.getTime()) ? coming : easterOf(today.getUTCFullYear() + 1)
}

/** 12/10 is the twelfth of October or the tenth of December: whichever comes first. */
function nearerReading(today: Date, a: number, b: number): string | null {
  const readings = [
    b <= 12 ? comingDay(today, b - 1, a) : null,
    a <= 12 ? comingDay(today, a - 1, b) : null,
  ]
  return readings.filter((day) => day !== null).sort()[0] ?? null
}

/** The Friday after the fourth Thursday of November. */
function blackFriday(today: Date): string | null {
  for (const year of [today.getUTCFullYear(), today.getUTCFullYear() + 1]) {
    const first = new Date(Date.UTC(year, 10, 1)).getUTCDay()
    const day = isoDay(Date.UTC(year, 10, 1 + ((4 - first + 7) % 7) + 22))
    if (day >= isoDay(today.getTime())) return day
  }
  return null
}

function endOf(today: Date, unit: string, ahead: number): string {
  const [year, index] = [today.getUTCFullYear(), today.getUTCMonth()]
  switch (unit) {
    case 'week':
      return weekAhead(today, ahead)[1]
    case 'quarter':
      return lastDay(year, Math.floor(index / 3) * 3 + 2 + 3 * ahead)
    case 'year':
      return `${year + ahead}-12-31`
    default:
      return lastDay(year, index + ahead)
  }
}

function partOfMonth(
  year: number,
  index: number,
  part: string,
): string | readonly [string, string] {
  const [from, to] = month(year, index)
  const day = (date: number) => isoDay(Date.UTC(year, index, date))
  if (/end/.test(part)) return to
  if (/early|begin|start/.test(part)) return [from, day(10)]
  if (/mid/.test(part)) return [day(11), day(20)]
  if (/late/.test(part)) return [day(21), to]
  return [from, to]
}
