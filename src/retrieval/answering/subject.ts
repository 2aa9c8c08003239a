import { plain } from '../../domain/plain-text.ts'
import type { PassageHit } from '../../domain/passage.ts'

/** What an answer has to be about, where that is known before it is looked for. */
export interface Subject {
  /** Parts of the library in which it may stand; articles of no part may always answer. */
  categories?: readonly string[] | undefined
  /** Names of a thing, one of which its passage has to say. */
  naming?: readonly string[] | undefined
}

const singular = (name: string) => name.replace(/s$/, '')
const bare = (text: string) => plain(text).replaceAll(/[\s\p{Pd}]+/gu, '')
/** What turns the name of a thing into that of its sister: RV-20 Max is no RV-20. */
const furtherName = /^(?:plus|max|pro|lite|mini|ultra|[a-z0-9](?![a-z]))/

/** Whether a heading names a model, or only a sister whose name goes on. Null when it names neither. */
function namedIn(heading: string, model: string): boolean | null {
  const at = heading.indexOf(model)
  return at < 0 ? null : !furtherName.test(heading.slice(at + model.length))
}

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
  const names = naming.map((name) => bare(singular(name)))
  const models = names.filter((name) => /\d/.test(name))
  const ofModels = passage.headings
    .flatMap((heading) => models.map((name) => namedIn(bare(heading), name)))
    .filter((named) => named !== null)
  if (ofModels.length > 0) return ofModels.includes(true)
  const said = bare([...passage.headings, passage.text].join('\n'))
  return names.some((name) => said.includes(name))
}
