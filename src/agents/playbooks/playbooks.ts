import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BatonError } from '../../domain/error.ts'
import { PlaybookHeader, type Playbook, type Step } from '../../domain/playbook.ts'
import type { Tool } from '../../tools/tool.ts'
import { faultsOf, readFrontMatter, type FrontMatter, type Path } from './front-matter.ts'

/** A fault in a playbook, where it stands. */
interface Fault {
  file: string
  line: number
  field: string
  what: string
}

/** A playbook, and the line of its file on which a field stands. */
interface Parsed {
  playbook: Playbook
  lineOf: FrontMatter['lineOf']
}

/**
 * Reads one playbook: front matter between `---` lines, then prose.
 * Returns every fault it finds, each with its file, line and field.
 */
export function parsePlaybook(file: string, source: string): Parsed | { faults: Fault[] } {
  const front = readFrontMatter(source)
  if ('faults' in front) return { faults: front.faults.map((it) => ({ file, field: '', ...it })) }
  const { value, prose, lineOf } = front
  const parsed = PlaybookHeader.safeParse(value)
  const found = parsed.success ? inconsistencies(parsed.data) : faultsOf(parsed.error.issues)
  if (!parsed.success || found.length > 0) {
    return {
      faults: found.map(({ path, what }) => ({
        file,
        line: lineOf(path),
        field: path.join('.'),
        what,
      })),
    }
  }
  const version = createHash('sha256').update(source).digest('hex').slice(0, 12)
  return { playbook: { ...parsed.data, guidance: prose.trim(), version }, lineOf }
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
  if ('again' in step) return { reply: replies({ say: step.say }), fact: step.again }
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
      found.push({
        path: ['steps', i, Object.keys(step)[0] ?? 'need'],
        what: `there is no fact called ${fact}`,
      })
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
export function acrossPlaybooks(
  all: readonly ({ file: string } & Parsed)[],
  tools: ReadonlyMap<string, Tool>,
): Fault[] {
  const names = new Map<string, string>()
  const faults: Fault[] = []
  for (const { file, playbook } of all) {
    if (!names.has(playbook.name)) names.set(playbook.name, file)
  }
  for (const { file, playbook, lineOf } of all) {
    const fault = (path: Path, what: string) =>
      faults.push({ file, line: lineOf(path), field: path.join('.'), what })
    const owner = names.get(playbook.name)
    if (owner !== file) fault(['name'], `${playbook.name} is the name of ${owner} already`)
    playbook.tools.forEach((name, i) => {
      const tool = tools.get(name)
      if (!tool) fault(['tools', i], `there is no tool called ${name}`)
      else if (tool.effect === 'writes' && tool.amount && !playbook.limits[name])
        fault(['limits'], `${name} gives something away and needs a limit`)
    })
    playbook.settles.forEach((name, i) => {
      if (!names.has(name)) fault(['settles', i], `there is no playbook called ${name}`)
    })
    playbook.steps.forEach((step, i) => {
      if ('go' in step && !names.has(step.go))
        fault(['steps', i, 'go'], `there is no playbook called ${step.go}`)
    })
  }
  return faults
}

/** Files as they were read before, by name and source: whoever reads a folder again parses only what changed. */
export type ReadBefore = Map<string, { source: string; result: ReturnType<typeof parsePlaybook> }>

/**
 * Reads every `*.md` of a folder but README.md.
 * @throws BatonError `invalid`, naming file, line and field of every fault together.
 */
export async function loadPlaybooks(
  folder: string,
  tools: ReadonlyMap<string, Tool>,
  before: ReadBefore = new Map(),
): Promise<Playbook[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new BatonError('not_found', `The playbooks folder ${folder} cannot be read.`, { cause })
  })
  const files = names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort()
  const faults: Fault[] = []
  const read: ({ file: string } & Parsed)[] = []
  for (const name of files) {
    const source = await readFile(join(folder, name), 'utf8')
    const known = before.get(name)
    const result = known?.source === source ? known.result : parsePlaybook(name, source)
    before.set(name, { source, result })
    if ('faults' in result) faults.push(...result.faults)
    else read.push({ file: name, ...result })
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
