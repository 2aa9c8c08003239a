import { plain } from '../domain/plain-text.ts'
import type { PassageHit } from '../domain/passage.ts'

/** What an answer has to be about, where that is known before it is looked for. */
export interface Subject {
  /** Parts of the library in which it may stand; articles of no part may always answer. */
  categories?: readonly string[] | undefined
  /** Names of a thing, one of which its passage has to say. */
  naming?: readonly string[] | undefined
}

const singular = (name: string) => name.replace(/s$/, '')
const bare = (text: string) => plain(text).replaceAll(/[\s\p{Pd}]+/gu, '')

/**
 * Whether a hit is about the subject: a rule about bonded goods is no answer to whether a bike comes with a lock, however well
 * its words fit.
 */
export function isAbout(
  { passage }: Pick<PassageHit, 'passage'>,
  { categories, naming }: Subject,
  categoryOf: (articleId: string) => string | undefined,
): boolean {
  const category = categoryOf(passage.articleId)
  if (categories && category !== undefined && !categories.includes(category)) return false
  if (!naming || naming.length === 0) return true
  const said = bare([...passage.headings, passage.text].join('\n'))
  return naming.some((name) => said.includes(bare(singular(name))))
}
