import { readNumber } from '../../domain/numeral.ts'
import type { Span } from './span.ts'
import { spansOf } from './span.ts'

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
