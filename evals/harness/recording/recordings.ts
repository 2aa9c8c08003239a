import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, relative } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../../src/domain/consent.ts'
import { BatonError } from '../../../src/domain/error.ts'
import { KeptAnswer } from './answer.ts'
import { counted, FileFull } from '../run/stop.ts'
import { differenceBetween } from './difference.ts'

/** A request as it is hashed: the path and the body, with nothing in it that is drawn anew in every run. */
export interface CanonicalRequest {
  path: string
  body: unknown
}

/** The text that is hashed: equal requests have one, whatever the order of their fields. */
export const canonicalText = (request: CanonicalRequest): string => canonicalJson(request)
export const keyOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 20)

/** The same request in another trial is another recording, so that a cache never hides how answers vary. */
const place = (key: string, trial: number): string => `${key}/${trial}`

const PieceLine = z.strictObject({ piece: z.string(), text: z.string() })
const AnswerLine = z.strictObject({
  key: z.string(),
  trial: z.int().positive(),
  request: z.unknown(),
  answer: KeptAnswer,
})
type AnswerLine = z.infer<typeof AnswerLine>

/** Why there is no recording, in words that let somebody mend it. */
export interface Miss {
  key: string
  words: string
}

/** Recorded answers of one file, held in memory. */
export interface Recordings {
  readonly file: string
  readonly size: number
  find(text: string, trial: number): KeptAnswer | null
  /** Keeps an answer, at once on the disk too, in a file beside until `save`: it may have cost money. @throws FileFull */
  put(text: string, trial: number, answer: KeptAnswer): void
  /** What is missing, with the nearest recording and how it differs. */
  explain(text: string, trial: number): Miss
  /**
   * Writes the file, whole or not at all, sorted so that a change is a small difference. Nothing when nothing changed.
   * @throws FileFull, and the file beside keeps what there is
   */
  save(): void
}

/** Longer strings are kept once, paragraph by paragraph: prompts repeat. */
const longString = 120

const isPieces = (value: unknown): value is { $: string[] } =>
  value !== null && typeof value === 'object' && Array.isArray((value as { $?: unknown }).$)

const pieceKey = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 10)

function apart(value: unknown, pieces: Map<string, string>, field = ''): unknown {
  const take = (text: string): string => {
    const key = pieceKey(text)
    pieces.set(key, text)
    return key
  }
  if (typeof value === 'string') {
    return value.length < longString ? value : { $: value.split('\n\n').map(take) }
  }
  // Definitions of tools are the same in request after request.
  if (field === 'tools') return { $: [take(JSON.stringify(value))], json: true }
  if (Array.isArray(value)) return value.map((item) => apart(item, pieces))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, apart(item, pieces, key)]),
  )
}

function together(value: unknown, pieces: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => together(item, pieces))
  if (value === null || typeof value !== 'object') return value
  if (isPieces(value)) {
    const text = value.$.map((key) => pieces.get(key) ?? '').join('\n\n')
    return 'json' in value ? (JSON.parse(text) as unknown) : text
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, together(item, pieces)]),
  )
}

interface Lines {
  lines: AnswerLine[]
  pieces: Map<string, string>
  /** The length of the whole lines. */
  wholeBytes: number
}

function readLines(file: string): Lines {
  const pieces = new Map<string, string>()
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { lines: [], pieces, wholeBytes: 0 }
    throw new BatonError('invalid', `${relative(process.cwd(), file)} cannot be read.`, {
      cause: error,
    })
  }
  // Half a line at the end is what a killed run was writing.
  const whole = source.slice(0, source.lastIndexOf('\n') + 1)
  const lines = whole.split('\n').flatMap((text, i) => {
    if (text === '') return []
    const at = `${relative(process.cwd(), file)}:${i + 1}`
    let raw: unknown
    try {
      raw = JSON.parse(text)
    } catch (cause) {
      throw new BatonError('invalid', `${at}: is not JSON; record again with --refresh.`, { cause })
    }
    const piece = PieceLine.safeParse(raw)
    if (piece.success) {
      pieces.set(piece.data.piece, piece.data.text)
      return []
    }
    const line = AnswerLine.safeParse(raw)
    if (line.success) return [line.data]
    throw new BatonError('invalid', `${at}: is no recording; record again with --refresh.`)
  })
  return { lines, pieces, wholeBytes: Buffer.byteLength(whole) }
}

const asLines = (lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** Opens a file of recordings; one that is not there is empty. @throws BatonError `invalid` naming file and line. */
export function openRecordings(file: string, write = appendFileSync): Recordings {
  const unsaved = `${file}.unsaved`
  const whole = readLines(file)
  // Left behind by a run that was killed.
  const rest = readLines(unsaved)
  const pieces = new Map([...whole.pieces, ...rest.pieces])
  const kept = new Map(
    [...whole.lines, ...rest.lines].map((line) => [place(line.key, line.trial), line]),
  )
  let changed = rest.lines.length > 0
  let opened = false
  let bytes = rest.wholeBytes
  let beside = rest.lines.length

  /** Whole or not at all: half a line would spoil the next. */
  function append(text: string): void {
    if (!opened) {
      mkdirSync(dirname(file), { recursive: true })
      if (existsSync(unsaved)) truncateSync(unsaved, bytes)
      opened = true
    }
    try {
      write(unsaved, text)
    } catch (cause) {
      if (existsSync(unsaved)) truncateSync(unsaved, bytes)
      throw new FileFull(unsaved, counted(beside, 'new answer'), cause)
    }
    bytes += Buffer.byteLength(text)
  }

  return {
    file,
    get size() {
      return kept.size
    },
    find: (text, trial) => kept.get(place(keyOf(text), trial))?.answer ?? null,
    put(text, trial, answer) {
      const fresh = new Map<string, string>()
      const key = keyOf(text)
      const line = { key, trial, request: apart(JSON.parse(text), fresh), answer }
      const newPieces = [...fresh].filter(([piece]) => !pieces.has(piece))
      append(asLines([...newPieces.map(([piece, words]) => ({ piece, text: words })), line]))
      for (const [piece, words] of newPieces) pieces.set(piece, words)
      kept.set(place(key, trial), line)
      beside++
      changed = true
    },
    explain(text, trial) {
      const key = keyOf(text)
      const shown = relative(process.cwd(), file)
      const others = [...kept.values()].filter((line) => line.key === key)
      if (others.length > 0) {
        const trials = others.map((line) => line.trial).toSorted((a, b) => a - b)
        return {
          key,
          words: `${shown} has this request (key ${key}) for trial ${trials.join(', ')} but not for trial ${trial}: record more trials with --record --trials ${trial}.`,
        }
      }
      const nearest = nearestOf(text, kept.values(), pieces)
      if (!nearest) {
        return { key, words: `${shown} has no recording yet (key ${key}): record with --record.` }
      }
      return {
        key,
        words: `${shown} has no recording for key ${key}. The nearest is ${nearest.key}; it differs at ${nearest.difference} Record with --record.`,
      }
    },
    save() {
      if (!changed) return
      const all = [...kept.values()].toSorted((a, b) =>
        place(a.key, a.trial) < place(b.key, b.trial) ? -1 : 1,
      )
      const used = new Set<string>()
      const gather = (value: unknown): void => {
        if (isPieces(value)) for (const key of value.$) used.add(key)
        else if (value !== null && typeof value === 'object') Object.values(value).forEach(gather)
      }
      for (const { request } of all) gather(request)
      const text = asLines([
        ...[...used].toSorted().map((piece) => ({ piece, text: pieces.get(piece) ?? '' })),
        ...all,
      ])
      const made = `${file}.new`
      try {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(made, text)
        renameSync(made, file)
      } catch (cause) {
        rmSync(made, { force: true })
        throw new FileFull(unsaved, counted(beside, 'new answer'), cause)
      }
      rmSync(unsaved, { force: true })
      changed = false
      opened = false
      bytes = 0
      beside = 0
    },
  }
}

/** The recording whose request shares most with this one, and the first place where they part. */
function nearestOf(
  text: string,
  lines: Iterable<AnswerLine>,
  pieces: ReadonlyMap<string, string>,
): { key: string; difference: string } | null {
  const wanted = shingles(text)
  let best: { key: string; request: unknown; shared: number } | null = null
  for (const { key, request } of lines) {
    const found = shingles(canonicalJson(together(request, pieces)))
    let both = 0
    for (const one of found) if (wanted.has(one)) both++
    const shared = both / (wanted.size + found.size - both)
    if (!best || shared > best.shared) best = { key, request: together(request, pieces), shared }
  }
  return best && { key: best.key, difference: differenceBetween(best.request, JSON.parse(text)) }
}

const shingles = (text: string): Set<string> => new Set(text.split(/[\s"，。,.]+/))
