import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { IntentName } from '../../domain/intent.ts'

const numbered = { version: z.int().positive(), at: z.coerce.date() }
const lesson = { text: z.string().trim().min(1).max(2000), intent: IntentName }

/** What a person taught: a text is an intent, or is not one (the library of negative samples). */
export const Lesson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('is'), ...lesson }),
  z.strictObject({ kind: z.literal('not'), ...lesson }),
])
export type Lesson = z.infer<typeof Lesson>

/** One row of the book: a lesson, or that an earlier row no longer counts. Numbered from 1, never changed. */
export const Correction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('is'), ...lesson, ...numbered }),
  z.strictObject({ kind: z.literal('not'), ...lesson, ...numbered }),
  z.strictObject({ kind: z.literal('undo'), undone: z.int().positive(), ...numbered }),
])
export type Correction = z.infer<typeof Correction>
export type Taught = Exclude<Correction, { kind: 'undo' }>

/** The corrections of one data folder, as JSON lines: rows are only ever added. */
export interface CorrectionBook {
  /** Every row ever written, oldest first. */
  rows(): readonly Correction[]
  /** The lessons that count: not taken back, and of those on one text and intent only the newest. */
  standing(): readonly Taught[]
  /** Throws `invalid` for a text or an intent that does not fit. */
  add(lesson: Lesson, at: Date): Correction
  /** Takes back one lesson, the newest standing one unless named. Throws `not_found` where there is none. */
  undo(version: number | undefined, at: Date): Correction
}

/** Opens the book in this file; the file is made by the first row. Throws `invalid`, naming the line, for a file that does not fit. */
export function openCorrections(file: string): CorrectionBook {
  const rows = existsSync(file) ? parseRows(file) : []

  function write(row: Correction): Correction {
    mkdirSync(dirname(file), { recursive: true })
    appendFileSync(file, `${JSON.stringify(row)}\n`, { mode: 0o600 })
    rows.push(row)
    return row
  }

  function standing(): readonly Taught[] {
    const undone = new Set(rows.flatMap((row) => (row.kind === 'undo' ? [row.undone] : [])))
    const newest = new Map<string, Taught>()
    for (const row of rows) {
      if (row.kind === 'undo' || undone.has(row.version)) continue
      // One text has one right intent; what it is not may be several things.
      newest.set(row.kind === 'is' ? row.text : `${row.text}\n${row.intent}`, row)
    }
    return [...newest.values()].toSorted((a, b) => a.version - b.version)
  }

  return {
    rows: () => rows,
    standing,
    add(taught, at) {
      const parsed = Lesson.safeParse(taught)
      if (!parsed.success) {
        const [issue] = parsed.error.issues
        const field = issue?.path.join('.') ?? 'text'
        throw new BatonError('invalid', `${field}: ${issue?.message ?? 'does not fit'}.`, { field })
      }
      return write({ ...parsed.data, version: rows.length + 1, at })
    },
    undo(version, at) {
      const lessons = standing()
      const found =
        version === undefined ? lessons.at(-1) : lessons.find((row) => row.version === version)
      if (!found) {
        const which = version === undefined ? 'No correction' : `Correction ${version}`
        throw new BatonError('not_found', `${which} stands: see baton learn --list.`)
      }
      return write({ kind: 'undo', undone: found.version, version: rows.length + 1, at })
    },
  }
}

function parseRows(file: string): Correction[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return [Correction.parse(JSON.parse(line))]
    } catch (cause) {
      throw new BatonError(
        'invalid',
        `${file}:${i + 1}: is no correction. Mend or remove the line.`,
        {
          cause,
        },
      )
    }
  })
}

/** The same standing lessons, the same hash; empty for none. */
export function hashOf(lessons: readonly Taught[]): string {
  if (lessons.length === 0) return ''
  const said = lessons.map(({ kind, text, intent }) => [kind, text, intent])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 8)
}
