import { globSync, readFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { z } from 'zod'
import { BatonError } from '../../src/domain/error.ts'
import { placeOf, type Origin } from './case.ts'
import { ExpectationSchema } from './expectations/all.ts'

/**
 * Cases in a table. `columns` says which column fills which field of a case: `{ text: utterance, 'slices.language':
 * lang, 'expect.intent': label }`; a column of several values is split: `{ column: intents, split: '|' }`; one that not every row has ends in `?`. Without
 * `columns` every row is a case as it stands.
 */
export const Dataset = z.strictObject({
  /** JSONL, CSV or TSV, seen from the suite's folder; `*` for several. */
  file: z.string().min(1),
  columns: z
    .record(
      z.string().min(1),
      z.union([
        z.string().min(1),
        z.strictObject({ column: z.string().min(1), split: z.string().min(1) }),
      ]),
    )
    .optional(),
  /** Slices of every row of it, e.g. `{ split: held-out }`. */
  slices: z.record(z.string(), z.string()).optional(),
  /** What must hold of every row of it. */
  expect: z.array(ExpectationSchema).optional(),
  /** Only so many rows, from the first: for a quick look. */
  limit: z.int().positive().optional(),
})
export type Dataset = z.input<typeof Dataset>

/** One row, and where it stands. */
export interface Row {
  fields: Record<string, unknown>
  origin: Origin
}

const invalid = (origin: Origin, what: string, cause?: unknown) =>
  new BatonError('invalid', `${placeOf(origin)}: ${what}`, cause === undefined ? {} : { cause })

function readJsonl(source: string, file: string): Row[] {
  return source.split('\n').flatMap((text, i) => {
    if (text.trim() === '') return []
    const origin = { file, line: i + 1 }
    let fields: unknown
    try {
      fields = JSON.parse(text)
    } catch (cause) {
      throw invalid(origin, 'is not JSON.', cause)
    }
    const parsed = z.record(z.string(), z.unknown()).safeParse(fields)
    if (!parsed.success) throw invalid(origin, 'must be a JSON object.')
    return [{ fields: parsed.data, origin }]
  })
}

/** Cells of each row with the line on which it begins: RFC 4180 for CSV; in TSV quotes are plain characters. */
function* tableRows(
  source: string,
  separator: ',' | '\t',
  file: string,
): Generator<{ line: number; cells: string[] }> {
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begins = 1
  let opened = 1
  for (let at = 0; at <= source.length; at++) {
    const char = source.charAt(at)
    if (char === '\n') line++
    if (quoted && char !== '') {
      if (char !== '"') cell += char
      else if (source.charAt(at + 1) === '"') cell += source.charAt(at++)
      else quoted = false
    } else if (char === '"' && cell === '' && separator === ',') {
      quoted = true
      opened = line
    } else if (char === separator) {
      cells.push(cell)
      cell = ''
    } else if (char === '\n' || char === '') {
      cells.push(cell)
      if (cells.some((value) => value.trim() !== '')) yield { line: begins, cells }
      cells = []
      cell = ''
      begins = line
    } else if (char !== '\r') cell += char
  }
  if (quoted) throw invalid({ file, line: opened }, 'the quote that opens here is not closed.')
}

function readTable(source: string, file: string, separator: ',' | '\t'): Row[] {
  const [head, ...rows] = tableRows(source, separator, file)
  const names = head?.cells.map((name) => name.trim()) ?? []
  return rows.map(({ line, cells }) => {
    const origin = { file, line }
    if (cells.length > names.length) {
      throw invalid(origin, `has ${cells.length} cells, and the head has ${names.length} columns.`)
    }
    return { fields: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])), origin }
  })
}

function readRows(path: string, file: string, asked: Origin | null): Row[] {
  let source: string
  try {
    source = readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (cause) {
    throw new BatonError('not_found', `${before(asked)}${file} cannot be read.`, { cause })
  }
  const readers: Record<string, () => Row[]> = {
    '.jsonl': () => readJsonl(source, file),
    '.ndjson': () => readJsonl(source, file),
    '.csv': () => readTable(source, file, ','),
    '.tsv': () => readTable(source, file, '\t'),
  }
  const reader = readers[extname(path).toLowerCase()]
  if (!reader) {
    throw new BatonError('invalid', `${before(asked)}${file}: a dataset is .jsonl, .csv or .tsv.`)
  }
  return reader()
}

/** Puts a value where a dotted path says; `expect.NAME` adds an expectation of that name. */
function put(into: Record<string, unknown>, path: string, value: unknown): void {
  const [head = '', ...rest] = path.split('.')
  if (rest.length === 0) into[head] = value
  else if (head === 'expect') {
    const list = (into['expect'] ??= []) as unknown[]
    list.push({ [rest.join('.')]: value })
  } else put((into[head] ??= {}) as Record<string, unknown>, rest.join('.'), value)
}

function mapped({ fields, origin }: Row, columns: NonNullable<Dataset['columns']>): Row {
  const made: Record<string, unknown> = {}
  for (const [path, from] of Object.entries(columns)) {
    const { column: named, split } =
      typeof from === 'string' ? { column: from, split: undefined } : from
    const optional = named.endsWith('?')
    const column = optional ? named.slice(0, -1) : named
    if (!Object.hasOwn(fields, column)) {
      if (optional) continue
      throw invalid(
        origin,
        `has no column ${column} (for ${path}); there are: ${Object.keys(fields).join(', ')}.`,
      )
    }
    const value = fields[column]
    // An empty cell is a value that was not given.
    if (value === '' || value === null) continue
    put(
      made,
      path,
      split !== undefined && typeof value === 'string'
        ? value.split(split).map((part) => part.trim())
        : value,
    )
  }
  return { fields: made, origin }
}

const before = (asked: Origin | null): string => (asked ? `${placeOf(asked)}: ` : '')

/**
 * The rows of a dataset as fields of cases; `asked` is where a suite asks for it.
 * @throws BatonError `not_found` and `invalid`, naming file and line; an empty dataset is a fault.
 */
export function readDataset(
  { file, columns, limit, slices, expect }: Dataset,
  suiteFile: string,
  asked: Origin | null = null,
): Row[] {
  const folder = dirname(suiteFile)
  const paths = /[*?[{]/.test(file) ? globSync(file, { cwd: folder }).toSorted() : [file]
  const shown = (path: string) => relative(process.cwd(), join(folder, path))
  const rows = paths.flatMap((path) => readRows(join(folder, path), shown(path), asked))
  if (rows.length === 0) {
    throw new BatonError(
      'invalid',
      `${before(asked)}${shown(file)}: the dataset is empty; a suite needs a case.`,
    )
  }
  const kept = limit === undefined ? rows : rows.slice(0, limit)
  const filled = columns ? kept.map((row) => mapped(row, columns)) : kept
  if (!slices && !expect) return filled
  return filled.map(({ fields, origin }) => ({
    fields: {
      ...fields,
      slices: { ...slices, ...(fields['slices'] as object | undefined) },
      expect: [...(expect ?? []), ...((fields['expect'] as unknown[] | undefined) ?? [])],
    },
    origin,
  }))
}
