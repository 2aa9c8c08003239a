import type { Locale } from '../domain/locale.ts'
import type { RuledOut, Words } from '../domain/rule.ts'

/** A ruling in words for the model: the terms' note, or the reason and the way out. */
export function rulingWords(
  ruling: { allowed: true; note: Words } | RuledOut,
  locale: Locale,
): string {
  if (ruling.allowed) return `The rules allow it: ${ruling.note[locale]}`
  const instead = ruling.instead ? ` Instead: ${ruling.instead[locale]}` : ''
  return `The rules do not allow it: ${ruling.reason[locale]}${instead}`
}
