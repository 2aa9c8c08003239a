import { isoDay } from '../domain/day.ts'

/** Times of the year that people name without a day, and about when they begin: month (from 0) and day. */
const seasons: readonly (readonly [RegExp, number, number])[] = [
  [/寒假/, 0, 20],
  [/暑假|\bsummer (?:holidays?|break)\b/i, 6, 1],
  [/春季开学|下学期/, 1, 20],
  [/秋季开学|新学年|\bnew school year\b/i, 8, 1],
  [/供暖季|入冬|\bbefore (?:the )?(?:winter|cold)\b/i, 10, 15],
  [/\bski(?:ing)? season\b/i, 11, 15],
]

/** About when a time named without a day comes next, as an ISO day, to judge how soon it is; null for other words. */
export function seasonDay(words: string, today: Date): string | null {
  const season = seasons.find(([name]) => name.test(words))
  if (!season) return null
  const [, month, day] = season
  const year = today.getUTCFullYear()
  const here = isoDay(Date.UTC(year, month, day))
  return here >= isoDay(today.getTime()) ? here : isoDay(Date.UTC(year + 1, month, day))
}
