import { z } from 'zod'
import { isoDay } from '../domain/day.ts'
import { countedBack } from './counted-back.ts'
import { month, quarter, type TimeRule } from './days.ts'
import { englishTimes } from './timeline-en.ts'
import { lunarTimes } from './lunar.ts'
import { chineseTimes } from './timeline-zh.ts'

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** When something is wanted: until a day, from a day to a day, or in words that name no day. */
export const Timeline = z.object({ from: Day.nullable(), to: Day.nullable(), words: z.string() })
export type Timeline = z.infer<typeof Timeline>

/** A time and where it stands in the text. */
export interface TimelineSpan extends Timeline {
  readonly start: number
  readonly end: number
}

const rules: readonly TimeRule[] = [...isoTimes(), ...chineseTimes, ...lunarTimes, ...englishTimes]

function isoTimes(): TimeRule[] {
  return [
    [
      /(?<!\d)(20\d{2}-\d{2}-\d{2})(?:\s?(?:\/|to|-|–|至|到|~|\.\.)\s?(20\d{2}-\d{2}-\d{2}))?(?![\d-])/g,
      (m) => (m[2] === undefined ? (m[1] ?? null) : [m[1] ?? '', m[2]]),
    ],
    [/(?<![\d-])(20\d{2})-Q([1-4])(?!\d)/g, (m) => quarter(Number(m[1]), Number(m[2]))],
    [/(?<![\d-])(20\d{2})-(\d{2})(?![\d-])/g, (m) => month(Number(m[1]), Number(m[2]) - 1)],
  ]
}

const negated =
  /(?:不是|并非|不要|而不是|(?:原来|原先|原本|本来|之前|先前)(?:说|定|约|写|报|是|的|要|在|好|想)*|原定|(?:签完|签订|签约|付款|下单|确认|定金|收到)[^，。\d一二两三]{0,4}|\b(?:asked|ordered|bought|spoke|talked|called|emailed|wrote|met|visited|came|went|arrived)\b[^.,;!?]{0,24}|not (?:the |on |by )?|instead of (?:the )?|rather than (?:the )?)\s?$/i

/** Every time in a text that lies ahead of today, in order; where two overlap the one that is longer, then named first. */
export function findTimelines(text: string, today: Date): TimelineSpan[] {
  const found: (TimelineSpan & { dated: boolean })[] = []
  const midnight = isoDay(today.getTime())
  for (const [pattern, meaning] of rules) {
    for (const match of text.matchAll(pattern)) {
      const meant = meaning(match, today)
      if (meant === null || negated.test(text.slice(0, match.index))) continue
      const [from, to] =
        meant === true ? [null, null] : typeof meant === 'string' ? [null, meant] : meant
      if (to !== null && to < midnight) continue
      const words = match[0].trim()
      found.push({
        from,
        to,
        words,
        start: match.index,
        end: match.index + match[0].length,
        dated: to !== null,
      })
    }
  }
  const taken: typeof found = []
  for (const span of found.sort(
    (a, b) => Number(b.dated) - Number(a.dated) || b.end - b.start - (a.end - a.start),
  ))
    if (taken.every((other) => span.end <= other.start || span.start >= other.end)) taken.push(span)
  const inOrder = taken
    .sort((a, b) => a.start - b.start)
    .map(({ from, to, words, start, end }) => ({ from, to, words, start, end }))
  return inOrder.map((span, i) => {
    // What lies between two days counts back from the first, if at all.
    const next = inOrder[i + 1]?.start ?? text.length
    const meant = countedBack(span, text.slice(0, next))
    return meant.to !== null && meant.to >= midnight ? meant : span
  })
}

const deadlineBefore =
  /(?:\b(?:by|before|until|till|no later than|deadline(?: is|:)?|deliver(?:y|ed)?(?: date| on| by)?:?|required|needed)|交货期?|交期|送达|截止|最晚|务必|希望|时间)(?:是|:|：|\s|the)*$/i
const deadlineAfter =
  /^\s?[^，。,;；、\d]{0,4}?(?:以前|之前|前(?![天年面期后往台段])|内|之内|到货|得到|到手|就得|就要|得有|送|交付|交货|要|用|必须|提车|at the latest)/

const latestWords =
  /(?:最晚|最迟|至迟|死线|\b(?:no later than|at the (?:very )?latest|latest|deadline(?: is|:)?|absolute(?:ly)? by))(?:是|要|在|\s|by|:|：|the)*$/i

/** The main one of the times in a text: a deadline before other days, days before words, else the first. */
export function mainOf(spans: readonly TimelineSpan[], text: string): TimelineSpan | null {
  const weight = ({ start, end, to, words }: TimelineSpan): number =>
    (to === null ? 0 : 2) +
    // A day of the calendar says more than a feast.
    (/\d/.test(words) ? 0.5 : 0) +
    (to !== null && latestWords.test(text.slice(0, start)) ? 1 : 0) +
    (deadlineBefore.test(text.slice(0, start)) || deadlineAfter.test(text.slice(end)) ? 1 : 0)
  return spans.toSorted((a, b) => weight(b) - weight(a) || a.start - b.start)[0] ?? null
}

/** The main time of a text. */
export function mainTimeline(text: string, today: Date): TimelineSpan | null {
  return mainOf(findTimelines(text, today), text)
}

/** A timeline as a label or a form writes it; days behind today are allowed, for they stand there on purpose. */
export function parseTimeline(text: string, today: Date): Timeline {
  const label = /^(20\d{2}-\d{2}-\d{2})(?:\/(20\d{2}-\d{2}-\d{2}))?$/.exec(text.trim())
  if (label) {
    const [, first = '', second] = label
    return { from: second === undefined ? null : first, to: second ?? first, words: text.trim() }
  }
  const year = /^20\d{2}$/.exec(text.trim())
  if (year) return { from: `${year[0]}-01-01`, to: `${year[0]}-12-31`, words: text.trim() }
  const main = mainTimeline(text, today)
  return main && main.to !== null
    ? { from: main.from, to: main.to, words: main.words }
    : { from: null, to: null, words: text.trim() }
}

/** `2026-12-15`, `2027-01-01/2027-03-31`, or the words where no day is named. */
export function formatTimeline({ from, to, words }: Timeline): string {
  if (to === null) return words
  return from === null ? to : `${from}/${to}`
}
