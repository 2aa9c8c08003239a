import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import type { Locale } from '../../domain/locale.ts'
import { Article } from '../../domain/passage.ts'

/** A line of a JSONL file: an Article, with `lang` accepted for `language`, which may be left to the letters used. */
const Line = z.preprocess((raw) => {
  if (typeof raw !== 'object' || raw === null) return raw
  const { lang, ...rest } = raw as Record<string, unknown>
  const language =
    rest['language'] ?? lang ?? languageOf(JSON.stringify([rest['title'], rest['body']]))
  // A page without a title is cited by its id.
  const title =
    typeof rest['title'] === 'string' && rest['title'].trim() ? rest['title'] : rest['id']
  return { ...rest, title, language }
}, Article)

/** One line of a JSONL file as an article; `place` names it where it does not fit. Throws `invalid`. */
export function parseArticleLine(line: string, place: string): Article {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch (cause) {
    throw new BatonError('invalid', `${place} is not JSON.`, { cause })
  }
  const parsed = Line.safeParse(raw)
  if (!parsed.success) throw new BatonError('invalid', `${place}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** `zh` when at least every tenth letter is Chinese, else `en`. */
export function languageOf(text: string): Locale {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return han > 0 && han * 10 >= letters ? 'zh' : 'en'
}
