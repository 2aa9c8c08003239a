import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LineCounter, parseDocument, type Document } from 'yaml'
import { BatonError } from '../domain/error.ts'
import { PlaybookHeader, type Playbook, type Step } from '../domain/playbook.ts'
import type { Tool } from '../tools/tool.ts'

/** A fault in a playbook, where it stands. */
interface Fault {
  file: string
  line: number
  field: string
  what: string
}

type Path = readonly (string | number)[]

/** The line of a field, or of the nearest field around it that is there. */
function lineOf(document: Document, counter: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    const range =
      node && typeof node === 'object' && 'range' in node ? (node.range as [number] | null) : null
    if (range) return counter.linePos(range[0]).line + 1
  }
  return 2
}

/**
 * Reads one playbook: front matter between `---` lines, then prose.
 * Returns every fault it finds, each with its file, line and field.
 */
export function parsePlaybook(
  file: string,
  source: string,
): { playbook: Playbook } | { faults: Fault[] } {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(source)
  if (!parts)
    return {
      faults: [
        { file, line: 1, field: '', what: 'must begin with front matter between two lines of ---' },
      ],
    }
  const [, front = '', prose = ''] = parts
  const counter = new LineCounter()
  const document = parseDocument(front, { lineCounter: counter })
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      line: counter.linePos(error.pos[0]).line + 1,
      field: '',
      what: error.message.split('\n')[0] ?? 'is not YAML',
    }))
    return { faults }
  }
  const parsed = PlaybookHeader.safeParse(document.toJS())
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
      return {
        file,
        line: lineOf(document, counter, path),
        field: path.join('.'),
        what: issue.message,
      }
    })
    return { faults }
  }
  const header = parsed.data
  const faults = inconsistencies(header).map(({ path, what }) => ({
    file,
    line: lineOf(document, counter, path),
    field: path.join('.'),
    what,
  }))
  if (faults.length > 0) return { faults }
  const version = createHash('sha256').update(source).digest('hex').slice(0, 12)
  return { playbook: { ...header, guidance: prose.trim(), version } }
}

/** The reply keys, tools, facts and names that a step speaks of. */
function mentions(step: Step): {
  reply: (readonly [string, string])[]
  tool?: string
  fact?: string
} {
  const replies = (entries: Record<string, string | undefined>) =>
    Object.entries(entries).flatMap(([field, key]) => (key ? [[field, key] as const] : []))
  if ('read' in step) return { reply: replies({ otherwise: step.otherwise }), tool: step.read }
  if ('write' in step) {
    const { say, otherwise, declined, pressed } = step
    return { reply: replies({ say, otherwise, declined, pressed }), tool: step.write }
  }
  if ('offer' in step) return { reply: replies({ offer: step.offer }) }
  if ('say' in step) return { reply: replies({ say: step.say }) }
  return 'need' in step ? { reply: [], fact: step.need } : { reply: [] }
}

/** What a schema cannot see: names that lead nowhere. */
function inconsistencies(header: PlaybookHeader): { path: Path; what: string }[] {
  const found: { path: Path; what: string }[] = []
  header.steps.forEach((step, i) => {
    const { reply, tool, fact } = mentions(step)
    for (const [field, key] of reply) {
      if (!header.replies[key])
        found.push({ path: ['steps', i, field], what: `there is no reply called ${key}` })
    }
    if (tool && !header.tools.includes(tool)) {
      found.push({
        path: ['steps', i, 'read' in step ? 'read' : 'write'],
        what: `${tool} is not among the tools of this playbook`,
      })
    }
    if (fact && !header.facts[fact])
      found.push({ path: ['steps', i, 'need'], what: `there is no fact called ${fact}` })
  })
  header.consent.forEach((tool, i) => {
    if (!header.tools.includes(tool))
      found.push({ path: ['consent', i], what: `${tool} is not among the tools of this playbook` })
  })
  for (const tool of Object.keys(header.limits)) {
    if (!header.tools.includes(tool))
      found.push({
        path: ['limits', tool],
        what: `${tool} is not among the tools of this playbook`,
      })
  }
  return found
}

/** What only the whole set shows: unknown tools, playbooks that go nowhere, names taken twice. */
function acrossPlaybooks(
  all: readonly { file: string; playbook: Playbook }[],
  tools: ReadonlyMap<string, Tool>,
): Fault[] {
  const names = new Map<string, string>()
  const faults: Fault[] = []
  const fault = (file: string, field: string, what: string) =>
    faults.push({ file, line: 2, field, what })
  for (const { file, playbook } of all) {
    const twin = names.get(playbook.name)
    if (twin) fault(file, 'name', `${playbook.name} is the name of ${twin} already`)
    names.set(playbook.name, file)
    for (const name of playbook.tools) {
      const tool = tools.get(name)
      if (!tool) fault(file, 'tools', `there is no tool called ${name}`)
      else if (tool.effect === 'writes' && tool.amount && !playbook.limits[name])
        fault(file, 'limits', `${name} gives something away and needs a limit`)
    }
  }
  for (const { file, playbook } of all) {
    for (const step of playbook.steps) {
      if ('go' in step && !names.has(step.go))
        fault(file, 'steps', `there is no playbook called ${step.go}`)
    }
  }
  return faults
}

/**
 * Reads every `*.md` of a folder but README.md.
 * @throws BatonError `invalid`, naming file, line and field of every fault together.
 */
export async function loadPlaybooks(
  folder: string,
  tools: ReadonlyMap<string, Tool>,
): Promise<Playbook[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new BatonError('not_found', `The playbooks folder ${folder} cannot be read.`, { cause })
  })
  const files = names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort()
  const faults: Fault[] = []
  const read: { file: string; playbook: Playbook }[] = []
  for (const name of files) {
    const result = parsePlaybook(name, await readFile(join(folder, name), 'utf8'))
    if ('faults' in result) faults.push(...result.faults)
    else read.push({ file: name, playbook: result.playbook })
  }
  faults.push(...acrossPlaybooks(read, tools))
  if (files.length === 0) throw new BatonError('invalid', `There is no playbook in ${folder}.`)
  if (faults.length > 0) {
    const lines = faults.map(
      ({ file, line, field, what }) => `  ${file}:${line}${field ? ` ${field}` : ''}: ${what}`,
    )
    throw new BatonError(
      'invalid',
      `The playbooks have ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:\n${lines.join('\n')}`,
    )
  }
  return read.map(({ playbook }) => playbook)
}
