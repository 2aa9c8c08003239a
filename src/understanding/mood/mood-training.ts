import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'

/** How a message is meant, from the angriest to the gladdest. */
export const Mood = z.enum([
  'furious',
  'annoyed',
  'disapproving',
  'disappointed',
  'neutral',
  'pleased',
  'delighted',
])
export type Mood = z.infer<typeof Mood>

const Texts = z.array(z.string().trim().min(1))

/** One file of `training/mood`: messages of a mood, and single words that carry it, parted by commas. */
const MoodFile = z.strictObject({
  mood: Mood,
  zh: Texts.default([]),
  en: Texts.default([]),
  words: z.strictObject({ zh: z.string().default(''), en: z.string().default('') }).optional(),
})

export interface MoodExample {
  readonly text: string
  readonly mood: Mood
}

export interface MoodTraining {
  readonly examples: readonly MoodExample[]
  /** Hash of all the files' bytes: the same files, the same hash. */
  readonly hash: string
}

const productFolder = join(import.meta.dirname, '../../../training/mood')

/**
 * Reads the messages that mood is learned from: the subfolder `mood` of a training folder, or the product's own where
 * there is none. Throws `invalid` naming file and field for a file that does not fit.
 */
export function loadMoodTraining(trainingFolder: string): MoodTraining {
  const own = join(trainingFolder, 'mood')
  const folder = existsSync(own) ? own : productFolder
  const hash = createHash('sha256')
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const examples = names.sort().flatMap((name) => {
    const source = readFileSync(join(folder, name), 'utf8')
    hash.update(`${name}\n${source}\n`)
    return examplesOf(name, source)
  })
  return { examples, hash: hash.digest('hex').slice(0, 8) }
}

/** The examples of one file. Throws `invalid` naming file and field. */
export function examplesOf(name: string, source: string): MoodExample[] {
  const parsed = MoodFile.safeParse(readYaml(name, source))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the file'
    throw new BatonError('invalid', `mood/${name}: ${field}: ${issue?.message}`, { field })
  }
  const { mood, zh, en, words } = parsed.data
  const single = [words?.zh, words?.en].flatMap((list) => list?.split(',') ?? [])
  return [...zh, ...en, ...single]
    .map((text) => ({ text: text.trim(), mood }))
    .filter(({ text }) => text !== '')
}

function readYaml(name: string, source: string): unknown {
  try {
    return parse(source)
  } catch (cause) {
    const [first] = cause instanceof Error ? cause.message.split('\n') : []
    throw new BatonError('invalid', `mood/${name}: ${first ?? 'is no YAML'}`, { cause })
  }
}
