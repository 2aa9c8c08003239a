import { chineseDates } from './dates-zh.ts'
import { englishDates } from './dates-en.ts'
import type { Span } from './span.ts'

/** Dates → ISO: a day `2026-11-21`, a month `2026-12`, a year, or the Monday of a week; all in UTC. */
export function findDates(text: string, now: Date): Span[] {
  return [...chineseDates, ...englishDates].flatMap(([pattern, valueOf]) =>
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
