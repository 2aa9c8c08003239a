import { globSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  isCollection,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml'
import { BatonError } from '../../src/domain/error.ts'
import { placeOf } from './case.ts'
import { linesOfCases } from './source-lines.ts'
import { readSuite, type LineOf, type Suite, type SuiteDraft } from './suite.ts'

/** Where suites are looked for. */
export const suitesFolder = join(import.meta.dirname, '..')

/** A quote or bracket that nobody closes is noticed later, often at the end of the file; it has to be mended where it opens. */
function openedBefore(document: Document, fault: YAMLParseError): number | null {
  if (!/closing|end with a/i.test(fault.message)) return null
  const [noticed] = fault.pos
  let last: number | null = null
  visit(document, (_key, node) => {
    const opens =
      (isScalar(node) && node.type?.startsWith('QUOTE')) || (isCollection(node) && node.flow)
    if (opens && isNode(node) && node.range && node.range[0] < noticed) last = node.range[0]
  })
  return last
}

function loadYaml(file: string): Suite {
  const source = readFileSync(file, 'utf8')
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const [fault] = document.errors
  if (fault) {
    const { line } = lines.linePos(openedBefore(document, fault) ?? fault.pos[0])
    const words = fault.message.replace(/ at line \d+, column \d+:[\s\S]*/, '')
    throw new BatonError('invalid', `${relative(process.cwd(), file)}:${line}: ${words}`)
  }
  const lineOf: LineOf = (path) => {
    // What is not there, such as a field that is missing, is looked for where it would be.
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      const at =
        node instanceof Object && 'range' in node ? (node.range as [number] | undefined) : undefined
      if (at) return lines.linePos(at[0]).line
    }
    return null
  }
  return readSuite(document.toJS(), file, lineOf)
}

/** The first line of a file that a stack goes through. */
function lineInStack(stack: string, file: string): number | null {
  const url = String(pathToFileURL(file))
  for (const text of stack.split('\n')) {
    if (!text.includes(url) && !text.includes(file)) continue
    const line = /:(\d+)(?::\d+)?\)?$/.exec(text)?.[1]
    if (line !== undefined) return Number(line)
  }
  return null
}

/** The place in a file that a failed import names, as far as its stack tells. */
function placeInStack(error: unknown, file: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const line = lineInStack(stack, file) ?? lineOfImport(error, file)
  return placeOf({ file: relative(process.cwd(), file), line })
}

/** A module that is not there leaves no line in the stack; the file says where it is asked for. */
function lineOfImport(error: unknown, file: string): number | null {
  const missing = error instanceof Error && /^Cannot find \w+ '([^']+)'/.exec(error.message)?.[1]
  if (!missing) return null
  const place = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((text) => /\b(?:from|import)\b/.test(text) && text.includes(basename(missing)))
  return place < 0 ? null : place + 1
}

async function loadTypeScript(file: string): Promise<Suite> {
  let draft: unknown
  try {
    // The time of the last change makes a watcher see the new file and not the one it has read.
    const version = statSync(file).mtimeMs
    const module = (await import(`${String(pathToFileURL(file))}?at=${version}`)) as {
      default?: unknown
    }
    draft = module.default
  } catch (cause) {
    if (cause instanceof BatonError) throw cause
    const words = cause instanceof Error ? cause.message : String(cause)
    throw new BatonError('invalid', `${placeInStack(cause, file)}: ${words}`, { cause })
  }
  if (!(draft instanceof Object) || !('fields' in draft)) {
    throw new BatonError(
      'invalid',
      `${relative(process.cwd(), file)}: must have suite(…) as its default export.`,
    )
  }
  const { fields, calledAt } = draft as SuiteDraft
  const called = lineInStack(calledAt, file)
  const lines = linesOfCases(readFileSync(file, 'utf8'), fields.cases ?? [], called ?? 1)
  // A case that code has made has no line of its own; the call of `suite` is where to begin.
  return readSuite(fields, file, ([field, i]) =>
    field === 'cases' && typeof i === 'number' ? (lines[i] ?? called) : called,
  )
}

/** Loads one suite. @throws BatonError `invalid` naming file and line, `not_found`. */
export async function loadSuite(file: string): Promise<Suite> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new BatonError('not_found', `There is no file ${relative(process.cwd(), file)}.`)
  }
  return /\.ya?ml$/.test(file) ? loadYaml(file) : loadTypeScript(file)
}

/** Every suite file in a folder, sorted. */
export const suiteFiles = (folder = suitesFolder): string[] =>
  globSync('**/*.suite.{ts,yaml,yml}', { cwd: folder })
    .toSorted()
    .map((name) => join(folder, name))

const isPath = (name: string): boolean => /\.(?:ts|ya?ml)$/.test(name)

/**
 * The suites of these names or files; all of them for no name. Every file is read before anything runs.
 * @throws BatonError `not_found` for a name that no suite has, `invalid` for two suites of one name.
 */
export async function findSuites(
  names: readonly string[],
  folder = suitesFolder,
): Promise<Suite[]> {
  const named = names.filter((name) => !isPath(name))
  const files = names.filter(isPath).map((name) => resolve(name))
  // A suite in a folder of its name is found without reading the others.
  const candidates = named.length > 0 || names.length === 0 ? suiteFiles(folder) : []
  const quick = candidates.filter((file) => named.some((name) => fileNamed(file, name)))
  const toLoad = named.length > 0 && quick.length === named.length ? quick : candidates
  const suites = await Promise.all([...files, ...toLoad].map((file) => loadSuite(file)))
  const byName = new Map<string, Suite>()
  for (const suite of suites) {
    const other = byName.get(suite.name)
    if (other && other.file !== suite.file) {
      throw new BatonError(
        'invalid',
        `${suite.file} and ${other.file} are both called ${suite.name}; rename one of them.`,
      )
    }
    byName.set(suite.name, suite)
  }
  const wanted = files.map((file) => relative(process.cwd(), file))
  const missing = named.find((name) => !byName.has(name))
  if (missing !== undefined) {
    const known = suiteFiles(folder).map((file) => relative(process.cwd(), file))
    throw new BatonError(
      'not_found',
      `There is no suite called ${missing}. There are: ${known.join(', ')}.`,
    )
  }
  return [...byName.values()].filter(
    ({ name, file }) => names.length === 0 || named.includes(name) || wanted.includes(file),
  )
}

const fileNamed = (file: string, name: string): boolean =>
  file.endsWith(`/${name}.suite.ts`) || (/\.ya?ml$/.test(file) && file.includes(`/${name}.suite.`))
