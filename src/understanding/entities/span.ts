import type { EntityType } from '../../domain/reading.ts'

/** An entity in the offsets of the aligned text, before they are turned into the original's. */
export interface Span {
  readonly type: EntityType
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Finds entities of some types in a text that `alignText` has made plain. */
export type SpanFinder = (text: string, now: Date) => Span[]

/**
 * Every match of a global pattern, which never matches nothing, as a span of its group 1, or of the whole where there is no group 1;
 * `valueOf` normalises, and takes a match back by returning null.
 */
export function spansOf(
  text: string,
  type: EntityType,
  pattern: RegExp,
  valueOf: (match: RegExpExecArray) => string | null,
): Span[] {
  const spans: Span[] = []
  // Not `matchAll`, which makes a copy of the pattern each time.
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const value = valueOf(match)
    if (value === null || value === '') continue
    const inner = match[1]
    const shift = inner === undefined ? 0 : match[0].indexOf(inner)
    const start = match.index + Math.max(0, shift)
    spans.push({ type, value, start, end: start + (inner ?? match[0]).length })
  }
  return spans
}
