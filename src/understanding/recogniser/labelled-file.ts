import { readFileSync } from 'node:fs'
import { BatonError } from '../../domain/error.ts'

/** A text and its class, as evaluations are given them. */
export interface LabelledText {
  readonly text: string
  readonly label: string
}

const textColumns = ['text', 'sentence', 'utterance', 'query']
const labelColumns = ['label', 'category', 'intent']

/**
 * Reads CSV, TSV or JSONL with `text,label` (or `text,category`, `sentence,label`). A table without
 * such a first line is taken as text, label in this order; a missing label is the empty one.
 * Throws `not_found` or `invalid` with file and line.
 */
export function readLabelledFile(path: string): LabelledText[] {
  let source: string
  try {
    source = readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (cause) {
    throw new BatonError('not_found', `${path} cannot be read.`, { cause })
  }
  const rows = source.trimStart().startsWith('{') ? readJsonLines(path, source) : readTable(source)
  const kept = rows.filter(({ text }) => text.trim() !== '')
  if (kept.length === 0) throw new BatonError('invalid', `${path}: holds no texts.`)
  return kept
}

function readJsonLines(path: string, source: string): LabelledText[] {
  return source.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    let row: unknown
    try {
      row = JSON.parse(line)
    } catch (cause) {
      throw new BatonError('invalid', `${path}:${i + 1}: is not JSON.`, { cause })
    }
    const fields = new Map(Object.entries(row instanceof Object ? row : {}))
    const find = (names: readonly string[]): unknown =>
      names.map((name) => fields.get(name)).find((value) => value !== undefined)
    const text = find(textColumns)
    if (typeof text !== 'string') {
      throw new BatonError('invalid', `${path}:${i + 1}: has no field text.`, { field: 'text' })
    }
    const label = find(labelColumns)
    return [{ text, label: typeof label === 'string' ? label : JSON.stringify(label ?? '') }]
  })
}

function readTable(source: string): LabelledText[] {
  const firstLine = source.slice(0, Math.max(0, source.indexOf('\n')))
  const rows = readCells(source, firstLine.includes('\t') ? '\t' : ',')
  const head = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase())
  const textAt = head.findIndex((name) => textColumns.includes(name))
  const labelAt = head.findIndex((name) => labelColumns.includes(name))
  const headed = textAt >= 0
  return (headed ? rows.slice(1) : rows).map((cells) => ({
    text: cells[headed ? textAt : 0] ?? '',
    label: cells[headed ? labelAt : 1]?.trim() ?? '',
  }))
}

/** Cells of a separated table by RFC 4180; in a tab-separated one, quotes are plain characters. */
function readCells(source: string, separator: string): string[][] {
  if (separator === '\t') {
    return source
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))
  }
  const rows: string[][] = []
  let cells: string[] = []
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy
  for (const [, content = '', end = ''] of source.matchAll(cell)) {
    cells.push(content.startsWith('"') ? content.slice(1, -1).replaceAll('""', '"') : content)
    if (end === separator) continue
    if (cells.length > 1 || cells[0] !== '') rows.push(cells)
    cells = []
  }
  return rows
}
