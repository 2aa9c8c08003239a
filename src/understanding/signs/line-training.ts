import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { seededRandom } from '../recogniser/random.ts'
import type { Example } from '../recogniser/recogniser.ts'
import { loadTraining } from '../learning/training.ts'
import type { TrainingExample } from '../learning/training.ts'

const Lines = z.array(z.string().trim().min(1))

/** One file of lines: what they all say, in both languages. `{a,b}` in a line stands for either, nothing between commas for none. */
const LineFile = z.strictObject({
  says: z.string().min(1),
  zh: Lines.default([]),
  en: Lines.default([]),
})

/** So many ways of putting one line together are learned. */
const waysOfALine = 14

/** Lines that a small model learns to tell apart, beside the messages of the intents. */
export interface LineTraining<Sense extends string> {
  /** What the lines say, for whoever reads by them. */
  readonly senses: readonly Sense[]
  /** Hash of the bytes of all that is learned from. */
  readonly hash: string
  /** Reads and puts together the examples; only for whoever trains. */
  examples(): Example[]
}

const productFolder = join(import.meta.dirname, '../../../training')

/** What a subject's lines are. `besides`: what the messages of the intents say to it. */
interface Subject<Sense extends string> {
  folder: string
  senses: readonly Sense[]
  besides: (messages: readonly TrainingExample[]) => Example[]
}

/**
 * The lines of a subject: the subfolder of a training folder with the messages of its intents, or the product's own of
 * both. Throws `invalid` naming file and field for a file that does not fit.
 */
export function loadLines<Sense extends string>(
  trainingFolder: string,
  { folder, senses, besides }: Subject<Sense>,
): LineTraining<Sense> {
  const root = existsSync(join(trainingFolder, folder)) ? trainingFolder : productFolder
  const own = sourcesIn(join(root, folder))
  const hash = createHash('sha256')
  for (const { name, source } of [...own, ...sourcesIn(join(root, 'intents'))])
    hash.update(`${name}\n${source}\n`)
  return {
    senses,
    hash: hash.digest('hex').slice(0, 8),
    examples: () => [
      ...own.flatMap(({ name, source }) => examplesOf(`${folder}/${name}`, source, senses)),
      ...besides(loadTraining(root).examples),
    ],
  }
}

/** The examples of one file. Throws `invalid` naming file and field. */
export function examplesOf(name: string, source: string, senses: readonly string[]): Example[] {
  const parsed = LineFile.extend({ says: z.enum(senses) }).safeParse(readYaml(name, source))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the file'
    throw new BatonError('invalid', `${name}: ${field}: ${issue?.message}`, { field })
  }
  const { says, zh, en } = parsed.data
  return [...zh, ...en].flatMap(waysOf).map((text) => ({ text, labels: [says] }))
}

/** Some of the ways to put a line together, always the same ones. */
function waysOf(line: string): string[] {
  const parts = line.split(/\{([^}]*)\}/).map((part, i) => (i % 2 === 0 ? [part] : part.split(',')))
  const all = parts.reduce((product, options) => product * options.length, 1)
  const random = seededRandom(line.length)
  const ways = new Set<string>()
  for (let tries = 0; tries < 3 * waysOfALine && ways.size < Math.min(all, waysOfALine); tries++) {
    const way = parts.map((options) => options[Math.floor(random.next() * options.length)])
    ways.add(way.join('').replace(/\s+/g, ' ').trim())
  }
  ways.delete('')
  return [...ways]
}

function sourcesIn(folder: string): { name: string; source: string }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  return names.sort().map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') }))
}

function readYaml(name: string, source: string): unknown {
  try {
    return parse(source)
  } catch (cause) {
    const [first] = cause instanceof Error ? cause.message.split('\n') : []
    throw new BatonError('invalid', `${name}: ${first ?? 'is no YAML'}`, { cause })
  }
}
