import { globSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { LabelledMessage } from '../agents/playbooks/lint/lint-matching.ts'
import { lintPlaybooks, type Lint } from '../agents/playbooks/lint/lint.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { unaskedTools } from '../tools/unasked.ts'
import { loadTraining } from '../understanding/learning/training.ts'
import { exit, type Io } from './command.ts'

export const playbooksHelp = `baton playbooks lint [FOLDER] [--json]

Looks through playbooks (standard: the configured folder) for what loads and would still go wrong: never or always matched, shadowed by
another, contradicting, tools that nothing reaches, missing languages, writes without consent, facts that nobody uses or asks for, intents
that no playbook serves; each with file, line and way out. Shows what each costs a prompt in tokens (o200k_base).

Exit codes: 0 nothing found, 1 something found, 2 usage or a folder that cannot be read.
`

const Row = z.object({ intents: z.array(z.string()) })

/** Messages that people have labelled with intents: those for training and those of the reading suite. */
function labelledMessages(trainingFolder: string, readingFolder: string): LabelledMessage[] {
  const trained = loadTraining(trainingFolder).examples.map(({ labels }) => ({ intents: labels }))
  const held = globSync('*.jsonl', { cwd: readingFolder }).flatMap((name) =>
    readFileSync(join(readingFolder, name), 'utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [Row.parse(JSON.parse(line))])),
  )
  return [...trained, ...held]
}

function print({ findings, costs }: Lint, folder: string, io: Io): void {
  for (const { rule, file, line, field, what, wayOut } of findings) {
    const place = file === '.' ? folder : `${join(folder, file)}:${line}`
    io.out(`${place}${field ? ` ${field}` : ''}: ${what} (${rule}). Way out: ${wayOut}.\n`)
  }
  const width = Math.max(0, ...costs.map(({ name }) => name.length))
  io.out(`${findings.length > 0 ? '\n' : ''}Tokens in a prompt, where it applies:\n`)
  for (const { name, tokens } of costs.toSorted((a, b) => b.tokens.zh - a.tokens.zh))
    io.out(
      `  ${name.padEnd(width)}  zh ${String(tokens.zh).padStart(5)}  en ${String(tokens.en).padStart(5)}\n`,
    )
  io.out(
    `${costs.length} playbooks, ${findings.length === 0 ? 'nothing found' : `${findings.length} found`}\n`,
  )
}

/** `baton playbooks lint`. Exit code 0 nothing found, 1 something found, 2 usage. */
export async function playbooks(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [verb, typed, ...more] = positionals
  if (verb !== 'lint' || more.length > 0) throw new BatonError('invalid', playbooksHelp)
  const { playbooksFolder, trainingFolder } = readConfig()
  const folder = resolve(typed ?? playbooksFolder)
  const project = resolve(import.meta.dirname, '../..')
  const messages = labelledMessages(trainingFolder, join(project, 'evals/reading'))
  try {
    const lint = await lintPlaybooks(folder, unaskedTools(), messages)
    if (values.json) io.out(`${JSON.stringify(lint)}\n`)
    else print(lint, relative(process.cwd(), folder) || '.', io)
    return lint.findings.length === 0 ? exit.done : exit.fellShort
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'not_found') throw error
    io.err(`${error.message}\n`)
    return exit.usage
  }
}
