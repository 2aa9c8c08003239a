import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { RiskTag } from '../../domain/reading.ts'
import { withoutQuotes } from '../person/human-request.ts'

const Signs = z.strictObject({
  zh: z.array(z.string().min(1)).default([]),
  en: z.array(z.string().min(1)).default([]),
})

const none = { zh: [], en: [] }

/**
 * One file of `training/risks`: a risk's signs; the harmless uses of the same words, which are taken out first; and words
 * by which what follows them in the clause is only supposed.
 */
const RiskFile = z.strictObject({
  signs: Signs,
  harmless: Signs.default(none),
  supposed: Signs.default(none),
})

interface Risk {
  readonly tag: RiskTag
  readonly signs: RegExp
  readonly harmless: RegExp | null
  readonly supposed: RegExp | null
}

/** Signs that a person should look at once. `folded` is `foldText(text)`. */
export type RiskReader = (folded: string) => RiskTag[]

/**
 * Makes the reader of risks from the lists in `risks/` of a training folder; a folder that has none takes those that come with the
 * product, for a risk must not go unseen because somebody wrote intents of their own. Throws `invalid` naming file and field.
 */
export function createRiskReader(trainingFolder: string): RiskReader {
  const own = join(trainingFolder, 'risks')
  const folder = existsSync(own) ? own : join(import.meta.dirname, '../../../training/risks')
  const risks = RiskTag.options.flatMap((tag) => loadRisk(folder, tag) ?? [])
  return (folded) => {
    const said = withoutQuotes(folded)
    return risks
      .filter(({ signs, harmless, supposed }) => {
        if (said.search(signs) < 0) return false
        const left = harmless === null ? said : said.replace(harmless, ' ')
        if (supposed === null) return left.search(signs) >= 0
        return [...left.matchAll(signs)].some(
          ({ index, 0: sign }) => !supposed.test(clauseUpTo(left, index + sign.length)),
        )
      })
      .map(({ tag }) => tag)
  }
}

/** What stands before a place in its clause. */
const clauseUpTo = (text: string, end: number): string =>
  text.slice(0, end).replace(/^.*[,。!?;:\n]|^.*[.] /s, '')

function loadRisk(folder: string, tag: RiskTag): Risk | undefined {
  const path = join(folder, `${tag}.yaml`)
  if (!existsSync(path)) return undefined
  return parseRisk(tag, `${tag}.yaml`, readFileSync(path, 'utf8'))
}

/** Parses one list of signs. Throws `invalid` naming file and field. */
export function parseRisk(tag: RiskTag, name: string, source: string): Risk {
  let raw: unknown
  try {
    raw = parse(source)
  } catch (cause) {
    throw new BatonError('invalid', `${name}: is no YAML.`, { cause })
  }
  const file = RiskFile.safeParse(raw)
  if (!file.success) {
    const [issue] = file.error.issues
    const field = issue?.path.join('.') || 'the file'
    throw new BatonError('invalid', `${name}: ${field}: ${issue?.message ?? 'does not fit'}`, {
      field,
    })
  }
  const { signs, harmless, supposed } = file.data
  const written = (part: string, { zh, en }: z.infer<typeof Signs>): string[] => [
    ...zh.map((sign, at) => patternOf(sign, '[^,。!?]', `${name}: ${part}.zh.${at}`)),
    ...en.map((sign, at) => patternOf(sign, '[^.!?]', `${name}: ${part}.en.${at}`)),
  ]
  // Harmless uses may begin within a word; a sign is a word of its own.
  const [words, uses] = [written('signs', signs), written('harmless', harmless)]
  const conditions = written('supposed', supposed)
  const chinese = words.slice(0, signs.zh.length)
  const english = words.slice(signs.zh.length)
  const all = english.length === 0 ? chinese : [...chinese, `\\b(?:${english.join('|')})\\b`]
  return {
    tag,
    signs: all.length === 0 ? /(?!)/g : new RegExp(all.join('|'), 'g'),
    harmless: uses.length === 0 ? null : new RegExp(uses.join('|'), 'g'),
    supposed: conditions.length === 0 ? null : new RegExp(conditions.join('|')),
  }
}

/** A sign as a pattern: `word*` with any ending, `<4>` up to four characters within the clause; else as written. */
function patternOf(sign: string, within: string, where: string): string {
  const pattern = sign
    .replaceAll(/(?<=[a-z])\*/g, '\\w*')
    .replaceAll(/<(\d+)>/g, `${within}{0,$1}`)
    .replaceAll(/\((?!\?)/g, '(?:')
  try {
    void new RegExp(pattern)
  } catch (cause) {
    throw new BatonError('invalid', `${where}: "${sign}" cannot be read as a sign.`, { cause })
  }
  return pattern
}
