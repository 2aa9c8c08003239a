import { z } from 'zod'

/** The languages in which the Agent answers. */
export const Locale = z.enum(['zh', 'en'])
export type Locale = z.infer<typeof Locale>

/** The answer's locale for a BCP 47 tag: Chinese of every kind is `zh`, everything else `en`. */
export function localeOf(languageTag: string): Locale {
  return /^(zh|yue|wuu|nan|hak)\b/i.test(languageTag) ? 'zh' : 'en'
}
