import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { isSeq, LineCounter, parseDocument, stringify } from 'yaml'
import { BatonError } from '../../../src/domain/error.ts'
import { loadSuite, suiteFiles, suitesFolder } from '../load.ts'

/** The YAML file of a suite by its name or path; a suite that is not there gets a place. @throws BatonError `invalid` */
export function suiteFileOf(name: string, folder = suitesFolder): string {
  if (/\.ya?ml$/.test(name)) return resolve(name)
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new BatonError(
      'invalid',
      `--promote takes the name of a suite, such as refunds, or a file that ends in .suite.yaml; not ${name}.`,
    )
  }
  const files = suiteFiles(folder)
  const known = files.find((file) => new RegExp(`[/\\\\]${name}\\.suite\\.ya?ml$`).test(file))
  const inCode = files.find((file) => file.endsWith(`${name}.suite.ts`))
  if (!known && inCode) {
    throw new BatonError(
      'invalid',
      `${relative(process.cwd(), inCode)} is TypeScript, which no case can be written into; name a YAML suite.`,
    )
  }
  return known ?? join(folder, name, `${name}.suite.yaml`)
}

const asItem = (it: object, indent: number): string =>
  stringify([it], { lineWidth: 0, aliasDuplicateObjects: false })
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
    .join('\n')

/** The suite's words with one case more, after its last, everything else as it stands. @throws BatonError `invalid` */
function withCase(source: string, it: object, shown: string): { text: string; line: number } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  if (document.errors.length > 0) {
    throw new BatonError('invalid', `${shown} is no YAML that can be read; mend it first.`)
  }
  const cases = document.get('cases', true)
  const whole = source === '' || source.endsWith('\n') ? source : `${source}\n`
  if (cases === undefined || cases === null || (isSeq(cases) && cases.items.length === 0)) {
    if (cases !== undefined && cases !== null) {
      throw new BatonError('invalid', `${shown}: take the empty \`cases: []\` away first.`)
    }
    return { text: `${whole}cases:\n${asItem(it, 2)}`, line: whole.split('\n').length + 1 }
  }
  if (!isSeq(cases) || cases.flow || !cases.range) {
    throw new BatonError(
      'invalid',
      `${shown}: \`cases\` must be a list with one case a line, begun by a dash.`,
    )
  }
  const [start, end] = cases.range
  const { col } = lines.linePos(start)
  const newline = end > 0 && source[end - 1] === '\n' ? end : source.indexOf('\n', end) + 1
  const at = newline === 0 ? whole.length : newline
  const before = whole.slice(0, at)
  return {
    text: `${before}${asItem(it, col - 1)}${whole.slice(at)}`,
    line: before.split('\n').length,
  }
}

/**
 * Adds a case to a YAML suite, or makes the suite. What does not load afterwards is taken back.
 * @returns file and line @throws BatonError `invalid` naming file and line
 */
export async function appendCase(file: string, it: object): Promise<string> {
  const shown = relative(process.cwd(), file)
  const isThere = existsSync(file)
  const name = basename(file).replace(/\.suite\.ya?ml$/, '')
  const source = isThere
    ? readFileSync(file, 'utf8')
    : `suite: ${name}\nabout: Conversations that were held, promoted to cases.\n`
  const { text, line } = withCase(source, it, shown)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  try {
    await loadSuite(file)
  } catch (error) {
    if (isThere) writeFileSync(file, source)
    else rmSync(file)
    throw error
  }
  return `${shown}:${line}`
}
