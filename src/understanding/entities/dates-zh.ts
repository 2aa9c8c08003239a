import { calendarDay, monthOf, shifted, weekdayOf, weekOf } from '../../domain/day.ts'
import type { DateRule, Unit } from '../../domain/day.ts'
import { readNumber } from '../../domain/numeral.ts'

const number = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})'

const dayNames: Record<string, number> = {
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
const units: Record<string, Unit> = {
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

/** Dates as Chinese writes them, Cantonese days among them; figures that any language may use too. */
export const chineseDates: readonly DateRule[] = [
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
    (m, now) => shifted(now, dayNames[m[0]] ?? 0, 'day'),
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
      return shifted(now, /前/.test(m[3] ?? '') ? -amount : amount, units[m[2] ?? ''] ?? 'day')
    },
  ],
]
