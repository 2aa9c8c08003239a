import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml'
import type { z } from 'zod'

export type Path = readonly (string | number)[]

/** The YAML between the `---` lines of a file, and what stands below them. */
export interface FrontMatter {
  value: unknown
  prose: string
  /** The line of the file on which a field stands, or the nearest field around it that is there. */
  lineOf(path: Path): number
}

/** What is wrong on a line of a file. */
export interface LineFault {
  line: number
  what: string
}

/** Front matter begins on the second line of its file. */
const firstLine = 2

/** Splits a file into front matter and prose; the faults, where it is no YAML. Never throws. */
export function readFrontMatter(source: string): FrontMatter | { faults: LineFault[] } {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(source)
  if (!parts)
    return { faults: [{ line: 1, what: 'must begin with front matter between two lines of ---' }] }
  const [, front = '', prose = ''] = parts
  const counter = new LineCounter()
  const document = parseDocument(front, { lineCounter: counter, prettyErrors: false })
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1
  const faults = document.errors.map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    what: message,
  }))
  visit(document, {
    // The parser leaves this to be thrown later: a text that begins with * is taken for a reference.
    Alias(_, alias) {
      if (!alias.resolve(document))
        faults.push({
          line: lineAt(alias.range?.[0] ?? 0),
          what: `*${alias.source} refers to nothing; put the text in quotes`,
        })
    },
  })
  if (faults.length > 0) return { faults }
  return {
    value: document.toJS(),
    prose,
    lineOf: (path) => {
      const offset = offsetOf(document, path)
      return offset === null ? firstLine : lineAt(offset)
    },
  }
}

/** Where the deepest field on the way to a path begins: its key, or for a list its item. */
function offsetOf(document: Document, path: Path): number | null {
  let node: unknown = document.contents
  let offset: number | null = null
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (!pair) break
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      const range = item && typeof item === 'object' && 'range' in item ? item.range : null
      offset = Array.isArray(range) ? Number(range[0]) : offset
      node = item
    } else break
  }
  return offset
}

type Issue = z.core.$ZodIssue

/** What a schema found, each fault at the field that has it: unknown fields by their own names, unions by their likeliest kind. */
export function faultsOf(
  issues: readonly Issue[],
  above: Path = [],
): { path: Path; what: string }[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? '' : part))]
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: [...path, key], what: 'is not a field here' }))
    const likeliest = issue.code === 'invalid_union' ? likeliestOf(issue.errors) : null
    return likeliest ? faultsOf(likeliest, path) : [{ path, what: issue.message }]
  })
}

/** The kind that was meant: the one with the fewest unknown fields, then with the fewest faults; null in doubt. */
function likeliestOf(kinds: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const unknown = (issues: readonly Issue[]) =>
    issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])).length
  const ranked = kinds.toSorted((a, b) => unknown(a) - unknown(b) || a.length - b.length)
  const [best, next] = ranked
  if (!best) return null
  const inDoubt = next && unknown(next) === unknown(best) && next.length === best.length
  return inDoubt ? null : best
}
