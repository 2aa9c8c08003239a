import { chineseDates } from './dates-zh.ts'
import { englishDates } from './dates-en.ts'
import type { DateRule } from '../../domain/day.ts'
import type { Span } from './span.ts'

/** Dates → ISO: a day `2026-11-21`, a month `2026-12`, a year, or the Monday of a week; all in UTC. */
export function findDates(text: string, now: Date): Span[] {
  return rulesFor(text).flatMap(([pattern, valueOf]) =>
    whole(text, pattern, (match) => valueOf(match, now)),
  )
}

/** The rules that can find anything: most messages are in one script and without a figure. */
function rulesFor(text: string): readonly DateRule[] {
  const chinese = /[\u4e00-\u9fff]|\d[-/.]\s?\d/.test(text) && hasChinese.test(text)
  const english = /[a-z]{3}|\d\/\d/i.test(text) && hasEnglish.test(text)
  return [...(chinese ? chineseDates : []), ...(english ? englishDates : [])]
}

/** One of these stands in whatever the rules find. */
const hasChinese = /[天日晚早儿周週期拜月年号號]|\d[-/.]\s?\d/
const hasEnglish = /day|week|month|year|night|morrow|tmr|\d|\b(?:mon|tue|wed|thu|fri|sat|sun)/i

/** Like `spansOf`, but the span is the whole match although the pattern has groups. */
function whole(
  text: string,
  pattern: RegExp,
  valueOf: (match: RegExpExecArray) => string | null,
): Span[] {
  const spans: Span[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const value = valueOf(match)
    if (value === null || value === '') continue
    spans.push({ type: 'date', value, start: match.index, end: match.index + match[0].length })
  }
  return spans
}
