import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { IntentName } from '../../domain/intent.ts'
import type { Example } from '../recogniser/recogniser.ts'

/** A message as written in a training file: bare, or with the further intents that it carries. */
const TrainingEntry = z.union(
  [
    z.string().trim().min(1),
    z.strictObject({ text: z.string().trim().min(1), also: z.array(IntentName).default([]) }),
  ],
  { error: 'must be a text (quoted where it looks like a number or yes/no) or {text, also: […]}' },
)

/** One file of `training/intents`: an intent and messages that carry it first of all. */
export const TrainingFile = z.strictObject({
  intent: IntentName,
  zh: z.array(TrainingEntry).default([]),
  en: z.array(TrainingEntry).default([]),
})
export type TrainingFile = z.infer<typeof TrainingFile>

export interface TrainingExample extends Example {
  readonly labels: readonly [IntentName, ...IntentName[]]
  readonly language: 'zh' | 'en'
}

export interface Training {
  readonly examples: readonly TrainingExample[]
  /** Hash of all the files' bytes: the same files, the same hash. */
  readonly hash: string
}

/**
 * Reads every `.yaml` of a folder, or of its subfolder `intents` where there is one. An intent without a file is no fault: it is just never read.
 * Throws `invalid` naming file, line and field for a file that does not fit, and `not_found` for a
 * folder that is not there.
 */
export function loadTraining(trainingFolder: string): Training {
  const inner = join(trainingFolder, 'intents')
  const folder = existsSync(inner) ? inner : trainingFolder
  const hash = createHash('sha256')
  const examples: TrainingExample[] = []
  for (const name of listYaml(folder)) {
    const source = readFileSync(join(folder, name), 'utf8')
    hash.update(`${name}\n${source}\n`)
    const file = parseTrainingFile(name, source)
    for (const language of ['zh', 'en'] as const) {
      for (const entry of file[language]) {
        const { text, also } = typeof entry === 'string' ? { text: entry, also: [] } : entry
        const others = also.filter((intent) => intent !== file.intent)
        examples.push({ text, labels: [file.intent, ...others], language })
      }
    }
  }
  return { examples, hash: hash.digest('hex').slice(0, 16) }
}

function listYaml(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
  } catch (cause) {
    throw new BatonError('not_found', `The training folder ${folder} cannot be read.`, { cause })
  }
}

/** Parses one training file. Throws `invalid` naming file, line and field. */
export function parseTrainingFile(name: string, source: string): TrainingFile {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const [fault] = document.errors
  if (fault) {
    const line = lines.linePos(fault.pos[0]).line
    throw new BatonError('invalid', `${name}:${line}: ${fault.message.split('\n')[0]}`)
  }
  const parsed = TrainingFile.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  const field = path.join('.') || 'the file'
  const line = lines.linePos(offsetOf(document, path)).line
  throw new BatonError(
    'invalid',
    `${name}:${line}: ${field}: ${issue?.message ?? 'does not fit'}`,
    {
      field,
    },
  )
}

/** Where in the source the node at this path, or its nearest existing parent, begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true)
    if (node instanceof Object && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0])
    }
    if (isMap(node) || isSeq(node)) break
  }
  return 0
}
