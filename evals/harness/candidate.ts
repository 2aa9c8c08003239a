import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../src/domain/error.ts'
import { HandoffSettings } from '../../src/handoff/settings.ts'
import { hashOf } from './case.ts'

/** One way to be: who performs, by which prompt, which playbooks and which settings. Every version is a file or folder. */
export interface Candidate {
  /** What it is called in tables, e.g. `model:gpt-x, playbooks-v2`. */
  readonly id: string
  readonly performer:
    | { readonly kind: 'understudy' }
    | { readonly kind: 'model'; readonly name: string }
  readonly temperature: number | undefined
  /** The words of the prompt file; null for the prompt that the product has. */
  readonly prompt: string | null
  readonly playbooksFolder: string
  readonly trainingFolder: string
  readonly knowledgeFile: string
  readonly settings: HandoffSettings
  /** The model that plays simulated customers; a script where it is null. */
  readonly customers: string | null
  /** Changes with the content of anything it is made of, and with nothing else. */
  readonly fingerprint: string
}

const Performer = z
  .string()
  .regex(/^(?:understudy|model:.+)$/, 'must be `understudy` or `model:NAME`')

const File = z.string().min(1)

/** The sides of a matrix; every combination becomes a candidate. Paths are seen from the matrix file. */
export const Matrix = z.strictObject({
  performers: z.array(Performer).min(1).default(['understudy']),
  prompts: z.array(File).default([]),
  playbooks: z.array(File).default([]),
  settings: z.array(File).default([]),
  training: z.array(File).default([]),
  knowledge: z.array(File).default([]),
  /** Who plays simulated customers: `script`, or `model:NAME`. */
  customers: z
    .array(z.string().regex(/^(?:script|model:.+)$/, 'must be `script` or `model:NAME`'))
    .default([]),
  temperatures: z.array(z.number().min(0).max(2)).default([]),
})
export type Matrix = z.input<typeof Matrix>

const project = resolve(import.meta.dirname, '../..')
const standard = {
  playbooks: join(project, 'playbooks'),
  training: join(project, 'training'),
  knowledge: join(project, 'knowledge/voyager-goods.jsonl'),
}

/** A hash over a file, or over all files of a folder with their names. @throws BatonError `not_found` */
export function contentHash(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new BatonError('not_found', `There is no ${relative(process.cwd(), path)}.`)
  const files = found.isDirectory() ? globSync('**/*', { cwd: path }).toSorted() : ['']
  const hash = createHash('sha256')
  for (const name of files) {
    const file = join(path, name)
    if (statSync(file).isFile()) hash.update(`${name}\n`).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}

function readSettings(path: string): HandoffSettings {
  const shown = relative(process.cwd(), path)
  let raw: unknown
  try {
    raw = parseYaml(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new BatonError('invalid', `${shown} cannot be read as YAML.`, { cause })
  }
  const parsed = HandoffSettings.strict().safeParse(raw ?? {})
  if (parsed.success) return parsed.data
  throw new BatonError('invalid', `${shown}: ${z.prettifyError(parsed.error)}`)
}

/** A short name for a version: the file's without its ending, or the folder's. */
const versionName = (path: string): string =>
  basename(path).replace(/\.(?:md|ya?ml|txt|jsonl)$/, '')

/** All values of a side, or the one that stands when the side is empty. */
const side = <T>(values: readonly T[], otherwise: T): { value: T; varies: boolean }[] =>
  values.length === 0
    ? [{ value: otherwise, varies: false }]
    : values.map((value) => ({ value, varies: true }))

/** Every combination, in order. @throws BatonError `invalid` or `not_found`, naming the file at fault. */
export function candidatesOf(matrix: Matrix, folder = process.cwd()): Candidate[] {
  const read = Matrix.safeParse(matrix)
  if (!read.success) throw new BatonError('invalid', `The matrix: ${z.prettifyError(read.error)}`)
  const it = read.data
  const paths = (files: readonly string[]) => files.map((file) => resolve(folder, file))
  const made: Candidate[] = []
  for (const performer of it.performers)
    for (const temperature of side<number | undefined>(it.temperatures, undefined))
      for (const prompt of side<string | null>(paths(it.prompts), null))
        for (const playbooks of side(paths(it.playbooks), standard.playbooks))
          for (const settings of side<string | null>(paths(it.settings), null))
            for (const training of side(paths(it.training), standard.training))
              for (const knowledge of side(paths(it.knowledge), standard.knowledge))
                for (const customers of side(it.customers, 'script'))
                  made.push(
                    candidate(performer, {
                      temperature,
                      prompt,
                      playbooks,
                      settings,
                      training,
                      knowledge,
                      customers,
                    }),
                  )
  return made
}

type Sides = {
  temperature: { value: number | undefined; varies: boolean }
  prompt: { value: string | null; varies: boolean }
  settings: { value: string | null; varies: boolean }
} & Record<'playbooks' | 'training' | 'knowledge' | 'customers', { value: string; varies: boolean }>

function candidate(performer: string, sides: Sides): Candidate {
  const { temperature, prompt, playbooks, settings, training, knowledge } = sides
  const customers = /^model:(.+)$/.exec(sides.customers.value)?.[1] ?? null
  const names = [prompt, playbooks, settings, training, knowledge].flatMap(({ value, varies }) =>
    varies && value !== null ? [versionName(value)] : [],
  )
  const at = temperature.value === undefined ? [] : [`t=${temperature.value}`]
  const promptText = prompt.value === null ? null : readPrompt(prompt.value)
  const handoff = settings.value === null ? HandoffSettings.parse({}) : readSettings(settings.value)
  return {
    id: [performer, ...at, ...names, ...(customers ? [`customers by ${customers}`] : [])].join(
      ', ',
    ),
    performer:
      performer === 'understudy'
        ? { kind: 'understudy' }
        : { kind: 'model', name: performer.slice('model:'.length) },
    temperature: temperature.value,
    prompt: promptText,
    playbooksFolder: playbooks.value,
    trainingFolder: training.value,
    knowledgeFile: knowledge.value,
    settings: handoff,
    customers,
    fingerprint: hashOf([
      performer,
      temperature.value ?? null,
      promptText,
      contentHash(playbooks.value),
      contentHash(training.value),
      contentHash(knowledge.value),
      handoff,
      ...(customers ? [customers] : []),
    ]),
  }
}

function readPrompt(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new BatonError(
      'not_found',
      `The prompt ${relative(process.cwd(), path)} cannot be read.`,
      {
        cause,
      },
    )
  }
}

/** A matrix file, and its candidates. @throws BatonError */
export function readMatrix(file: string): Candidate[] {
  const shown = relative(process.cwd(), resolve(file))
  let raw: unknown
  try {
    raw = parseYaml(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new BatonError('invalid', `${shown} cannot be read as YAML.`, { cause })
  }
  const parsed = Matrix.safeParse(raw)
  if (!parsed.success) throw new BatonError('invalid', `${shown}: ${z.prettifyError(parsed.error)}`)
  return candidatesOf(parsed.data, dirname(resolve(file)))
}
