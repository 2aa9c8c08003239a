import { shifted, type Unit } from '../domain/day.ts'
import { readNumber } from '../domain/numeral.ts'
import { valueOf } from './number-words.ts'

interface Dated {
  readonly from: string | null
  readonly to: string | null
  readonly words: string
  readonly start: number
  readonly end: number
}

const n = '(\\d{1,2}|半|[一二两三四五六七八九十]{1,2})'
const units: Readonly<Record<string, Unit>> = { 天: 'day', 日: 'day', 周: 'week', 月: 'month' }
/** 婚礼是16号，提前一周到. */
const earlierZh = new RegExp(
  `^[^。！？]{0,24}?(?:提前|早)${n}个?(天|日|周|星期|礼拜|月)(?!预[订定约])`,
)
const count = '(\\d{1,2}|an?|one|two|three|four|five|six|ten|a couple of|a few)'
/** We reopen January 11, need them a week before that. */
const earlierEn = new RegExp(
  `^[^!?]{0,50}?\\b${count} (day|week|month)s? (?:before(?:hand)?|earlier|ahead|prior|in advance)(?: (?:of |to |than )?(?:that|then|this|it|the \\w+|we \\w+))?(?=[\\s,.;!?]|$)`,
  'i',
)
/** A week before the wedding on 16 January. */
const beforeEn = new RegExp(
  `\\b${count} (day|week|month)s? (?:before|ahead of|prior to|earlier than) (?:(?:the|our|my|we|i|it)\\b[^.,;!?]{0,30})?$`,
  'i',
)

/** Sunday the 13th, briefing on the Friday before. */
const dayBefore =
  /^[^.!?]{0,40}?\bthe (monday|tuesday|wednesday|thursday|friday|saturday|sunday) before(?: that| it)?\b(?! (?:the|our|we|christmas|new))/i

const countOf = (text: string): number =>
  /couple/i.test(text)
    ? 2
    : /few/i.test(text)
      ? 3
      : (readNumber(text) ?? valueOf(text.toLowerCase()) ?? 1)

/** A day from which the words around it count back, as the day that is meant: by then it is wanted. */
export function countedBack<T extends Dated>(span: T, text: string): T {
  if (span.to === null) return span
  const day = new Date(`${span.from ?? span.to}T00:00:00Z`)
  const after = text.slice(span.end)
  const later = earlierZh.exec(after) ?? earlierEn.exec(after)
  if (later) {
    const [all, number = '', unit = ''] = later
    const end = span.end + all.length
    return { ...span, ...meant(day, number, unit), words: text.slice(span.start, end).trim(), end }
  }
  const weekday = dayBefore.exec(after)
  if (weekday) {
    const [all, name = ''] = weekday
    const index = 'sunmontuewedthufrisat'.indexOf(name.slice(0, 3).toLowerCase()) / 3
    const back = ((day.getUTCDay() - index + 6) % 7) + 1
    const end = span.end + all.length
    return {
      ...span,
      from: null,
      to: shifted(day, -back, 'day'),
      words: text.slice(span.start, end).trim(),
      end,
    }
  }
  const before = beforeEn.exec(text.slice(0, span.start))
  if (!before) return span
  const [, number = '', unit = ''] = before
  const words = text.slice(before.index, span.end).trim()
  return { ...span, ...meant(day, number, unit), words, start: before.index }
}

function meant(day: Date, number: string, unit: string): { from: null; to: string } {
  const size: Unit = units[unit.replace(/星期|礼拜/, '周')] ?? (unit.toLowerCase() as Unit)
  return {
    from: null,
    to: shifted(day, number === '半' ? -15 : -countOf(number), number === '半' ? 'day' : size),
  }
}
