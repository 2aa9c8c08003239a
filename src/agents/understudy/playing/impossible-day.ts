const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const named = `(${monthNames.map((name) => `${name}[a-z]*`).join('|')})`
const dayMonth = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${named}\\b`, 'i')
const monthDay = new RegExp(`\\b${named} (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)`, 'i')

const monthOf = (name: string) => monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1

/** Whether a month has a day in some year: the 29th of February counts, the 30th does not. */
const exists = (month: number, day: number) =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2024, month, 0)).getUTCDate()

/**
 * A day in a text that no calendar has, as it was written: 「2月30号」, "31 February", `2026-13-01`; null when every day
 * named is one.
 */
export function impossibleDayIn(text: string): string | null {
  const folded = text.normalize('NFKC')
  const chinese = /(\d{1,2})月(\d{1,2})[日号]/.exec(folded)
  if (chinese && !exists(Number(chinese[1]), Number(chinese[2]))) return chinese[0]
  const iso = /(?<!\d)20\d\d-(\d{1,2})-(\d{1,2})(?!\d)/.exec(folded)
  if (iso && !exists(Number(iso[1]), Number(iso[2]))) return iso[0]
  const first = dayMonth.exec(folded)
  if (first && !exists(monthOf(first[2] ?? ''), Number(first[1]))) return first[0]
  const second = monthDay.exec(folded)
  if (second && !exists(monthOf(second[1] ?? ''), Number(second[2]))) return second[0]
  return null
}
