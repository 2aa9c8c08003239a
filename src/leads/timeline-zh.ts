import { isoDay, shifted, weekdayOf, type Unit } from '../domain/day.ts'
import { readNumber } from '../domain/numeral.ts'
import {
  comingDay,
  comingSpringFestival,
  comingYear,
  lastDay,
  weekAhead,
  month,
  quarter,
  workingDay,
  type TimeRule,
} from './days.ts'

const n = '(\\d{1,3}|半|[一二两三四五六七八九十]{1,3})'
const m12 = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])'
const units: Record<string, Unit> = {
  天: 'day',
  日: 'day',
  周: 'week',
  星期: 'week',
  礼拜: 'week',
  月: 'month',
  年: 'year',
}
const festivals: Record<string, [number, number]> = {
  元旦: [0, 1],
  五一: [4, 1],
  劳动节: [4, 1],
  六一: [5, 1],
  儿童节: [5, 1],
  六一八: [5, 18],
  '618': [5, 18],
  国庆: [9, 1],
  双十一: [10, 11],
  双11: [10, 11],
  双十二: [11, 12],
  双12: [11, 12],
  圣诞: [11, 25],
  平安夜: [11, 24],
  三八: [2, 8],
  妇女节: [2, 8],
  情人节: [1, 14],
}
const days: Record<string, number> = {
  今天: 0,
  今日: 0,
  今晚: 0,
  今早: 0,
  明天: 1,
  明日: 1,
  明晚: 1,
  明早: 1,
  后天: 2,
  后晚: 2,
  大后天: 3,
}
const yearOf = (word: string | undefined, today: Date): number | null =>
  word === undefined
    ? null
    : /^\d/.test(word)
      ? Number.parseInt(word, 10)
      : today.getUTCFullYear() + ({ 明: 1, 后: 2, 今: 0, 本: 0 }[word.charAt(0)] ?? 0)
const year = '(20\\d{2}年|明年|后年|今年|本年)?的?'
const numberOf = (text: string | undefined): number => readNumber(text ?? '') ?? 0

/** Times as Chinese customers give them, all relative to today. */
export const chineseTimes: readonly TimeRule[] = [
  [
    // 元月 is January.
    /(?<!\d)元月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]?/g,
    (m, today) => comingDay(today, 0, numberOf(m[1])),
  ],
  [
    /(?<![\d/.])(\d{1,2})[/.](\d{1,2})[日号號]?(?=(?:之|以)?前|要|交|到货|送到)/g,
    (m, today) => (Number(m[1]) > 12 ? null : comingDay(today, Number(m[1]) - 1, Number(m[2]))),
  ],
  [
    new RegExp(
      `${year}(?<!\\d)${m12}月(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]?(?![个\\d])`,
      'g',
    ),
    (m, today) => {
      const index = numberOf(m[2]) - 1
      const given = yearOf(m[1], today)
      const day = numberOf(m[3])
      if (given === null) return comingDay(today, index, day)
      const time = Date.UTC(given, index, day)
      return new Date(time).getUTCDate() === day ? isoDay(time) : null
    },
  ],
  [
    /(?<!\d)(20\d{2})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/g,
    (m) => {
      const time = Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]))
      return new Date(time).getUTCDate() === Number(m[3]) ? isoDay(time) : null
    },
  ],
  [
    /(下个?月|本月|这个月|当月)(\d{1,2}|[一二三四五六七八九十]{1,3})[号日號]/g,
    (m, today) => {
      const index = today.getUTCMonth() + (m[1]?.startsWith('下') ? 1 : 0)
      const time = Date.UTC(today.getUTCFullYear(), index, numberOf(m[2]))
      return new Date(time).getUTCDate() === numberOf(m[2]) ? isoDay(time) : null
    },
  ],
  [
    /(?<![\d月-])(\d{1,2})[号號](?![楼线店门机院仓库])/g,
    (m, today) => comingDay(today, monthBefore(m), Number(m[1])),
  ],
  [
    /大后天|今天|今日|今晚|今早|明天|明日|明晚|明早|后天|后晚/g,
    (m, today) => shifted(today, days[m[0]] ?? 0, 'day'),
  ],
  [
    /(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天末])/g,
    (m, today) => {
      const weeks = { 下: 1, 下下: 2 }[m[1] ?? ''] ?? 0
      const index = '日一二三四五六'.indexOf((m[2] ?? '').replace('天', '日').replace('末', '日'))
      const day = weekdayOf(today, index, weeks)
      // On a Sunday even 这周五 is the coming one.
      return weeks === 0 && day < isoDay(today.getTime()) ? weekdayOf(today, index, 1) : day
    },
  ],
  [
    /(下下|下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末])/g,
    (m, today) => weekAhead(today, { 下: 1, 下下: 2 }[m[1] ?? ''] ?? 0),
  ],
  [
    /(下下|下|这|本|当)个?月(底|末|初|中旬|上旬|下旬|中)?/g,
    (m, today) =>
      partOfMonth(
        today.getUTCFullYear(),
        today.getUTCMonth() + ({ 下: 1, 下下: 2 }[m[1] ?? ''] ?? 0),
        m[2],
      ),
  ],
  [
    new RegExp(
      `${year}(?<!\\d)${m12}月(?:份)?(底|末|初|中旬|上旬|下旬|中)?(?![\\d一二三四五六七八九十])`,
      'g',
    ),
    (m, today) => {
      const index = numberOf(m[2]) - 1
      if (index < 0 || index > 11) return null
      return partOfMonth(yearOf(m[1], today) ?? comingYear(today, index), index, m[3])
    },
  ],
  [
    /(?<![下个这本\d一二三四五六七八九十])月(底|末)/g,
    (_, today) => lastDay(today.getUTCFullYear(), today.getUTCMonth()),
  ],
  [
    new RegExp(`${year}(?:第?([一二三四1234])季度|Q([1-4]))`, 'gi'),
    (m, today) => {
      const number = m[3] === undefined ? numberOf(m[2]) : Number(m[3])
      const given = yearOf(m[1], today)
      return quarter(given ?? comingYear(today, number * 3 - 1), number)
    },
  ],
  [
    /(?:(明)年)?(年底|年末|年终)/g,
    (m, today) => `${today.getUTCFullYear() + (m[1] ? 1 : 0)}-12-31`,
  ],
  [/明年底/g, (_, today) => `${today.getUTCFullYear() + 1}-12-31`],
  [
    /(?:春节|过年|(?<![小周去今明几多两半\d])年前|除夕|大年三十|农历新年|大年初一)(?!以?后|之后|的|礼|福利|货|给|送|发|用)/g,
    (_, today) => comingSpringFestival(today),
  ],
  [/(?:春节|过年|年)(?:以?后|之后)/g, () => true],
  [
    new RegExp(
      `(明年|今年|后年)?(${Object.keys(festivals)
        .sort((a, b) => b.length - a.length)
        .join('|')})节?(?!活动|大促|广场|大道|东?西?路|街|店|商圈)`,
      'g',
    ),
    (m, today) => {
      const [index, day] = festivals[m[2] ?? ''] ?? [0, 1]
      const given = yearOf(m[1], today)
      return given === null ? comingDay(today, index, day) : isoDay(Date.UTC(given, index, day))
    },
  ],
  [
    new RegExp(
      // 12月内 is a month of the year; 三个月内, 两月内 and 半月内 are so many.
      `${n}(?:个?(?:天|日|周|星期|礼拜|年)|个月|(?<=[两半])月)(?:的?时间)?(?:以?内|之内|以?后|之后|左右(?:要|用|到))`,
      'g',
    ),
    (m, today) => {
      const [, named = '天'] = /(天|日|周|星期|礼拜|月|年)/.exec(m[0].slice(m[1]?.length)) ?? []
      const unit = units[named] ?? 'day'
      if (m[1] === '半')
        return unit === 'year' ? shifted(today, 6, 'month') : shifted(today, 15, 'day')
      return shifted(today, numberOf(m[1]), unit)
    },
  ],
  [
    /(明年|后年|今年(?!的?预算|没|已经?)|20\d{2}年)(?![一二三四\d]|[底末]|的?(?:第|十|春|夏|秋|冬|元旦|五一|国庆|Q))/g,
    (m, today) => {
      const given = yearOf(m[1], today)
      return given === null ? null : [`${given}-01-01`, `${given}-12-31`]
    },
  ],
  [/(?:明年|今年)?(?:年初|春天|夏天|秋天|冬天|开春|暑假|寒假|上半年|下半年)/g, () => true],
  [new RegExp(`${n}个?工作日(?:以?内|之内)`, 'g'), (m, today) => workingDay(today, numberOf(m[1]))],
  [
    /[这近][两几]天(?!(?:刚|才|看|收|买|在|有|都))|(?:一|两|几|这)?天(?:之|以)内就?要(?!\d)/g,
    () => true,
  ],
  [/越快越好|尽快|立刻|马上(?:要|用)|现在就要|急用|加急|急需|尽早/g, () => true],
]

/** 1月20号发，18号前到: a day alone is one of the month that the message has just named. */
function monthBefore({ input, index }: RegExpExecArray): number | undefined {
  const named = /^.*?(\d{1,2}|元)月\d{1,2}[日号號]?[^月]{0,16}$/.exec(
    input.slice(Math.max(0, index - 28), index),
  )?.[1]
  return named === undefined ? undefined : named === '元' ? 0 : Number(named) - 1
}

function partOfMonth(
  year: number,
  index: number,
  part: string | undefined,
): string | readonly [string, string] {
  const [from, to] = month(year, index)
  const day = (date: number) => isoDay(Date.UTC(year, index, date))
  switch (part) {
    case '底':
    case '末':
      return to
    case '初':
    case '上旬':
      return [from, day(10)]
    case '中':
    case '中旬':
      return [day(11), day(20)]
    case '下旬':
      return [day(21), to]
    default:
      return [from, to]
  }
}
