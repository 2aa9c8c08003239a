import { z } from 'zod'

/** The languages in which the Agent answers. */
export const Locale = z.enum(['zh', 'en'])
export type Locale = z.infer<typeof Locale>

/** The answer's locale for a BCP 47 tag: Chinese of every kind is `zh`, everything else `en`. */
export function localeOf(languageTag: string): Locale {
  return /^(zh|yue|wuu|nan|hak)\b/i.test(languageTag) ? 'zh' : 'en'
}

/** Whether the Agent understands a language, by its BCP 47 tag; words that say nothing of any are not foreign. */
export const isUnderstood = (languageTag: string): boolean =>
  languageTag === 'und' || /^en\b/i.test(languageTag) || localeOf(languageTag) === 'zh'
