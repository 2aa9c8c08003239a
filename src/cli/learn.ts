import { parseArgs } from 'node:util'
import { BatonError } from '../domain/error.ts'
import { IntentName, intentNames } from '../domain/intent.ts'
import type { Correction } from '../understanding/learning/corrections.ts'
import type { Learned } from '../understanding/learning/learning-reader.ts'
import { exit, type Command, type Io } from './command.ts'

export const learnHelp = `baton learn "text" INTENT        from the next message on, this text is read as INTENT
baton learn "text" --not INTENT  this text is not INTENT
baton learn                      train again on the files and all corrections
baton learn --undo [VERSION]     take back a correction, the newest unless named
baton learn --list               every correction ever made
  --json                         for machines

A running server goes on answering meanwhile. Each says which of 500 fixed messages are read differently now.
`

/** `baton learn`: corrects the reader, here or in the server that has the data folder. */
export const learn: Command = async ({ reader, clock }, args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      not: { type: 'string' },
      undo: { type: 'boolean' },
      list: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const report = (outcome: Learned): number => tell(outcome, values.json === true, io)
  const [text, intent, ...more] = positionals
  if (values.list) return list(reader.book.rows(), values.json === true, io)
  if (values.undo) {
    if (intent !== undefined || values.not !== undefined)
      throw usage('--undo takes a version alone')
    return report(await reader.undo(text === undefined ? undefined : versionOf(text), clock()))
  }
  if (text === undefined) {
    if (values.not !== undefined) throw usage('Say which text')
    return report(await reader.retrain())
  }
  const named = values.not ?? intent
  if (
    named === undefined ||
    more.length > 0 ||
    (values.not !== undefined && intent !== undefined)
  ) {
    throw usage('Name one text and one intent')
  }
  const kind = values.not === undefined ? 'is' : 'not'
  return report(await reader.learn({ kind, text, intent: intentOf(named) }, clock()))
}

const usage = (fault: string): BatonError => new BatonError('invalid', `${fault}.\n\n${learnHelp}`)

function intentOf(name: string): IntentName {
  const parsed = IntentName.safeParse(name)
  if (parsed.success) return parsed.data
  throw usage(`${name} is no intent; the intents are ${intentNames.join(', ')}`)
}

function versionOf(text: string): number {
  const version = Number(text)
  if (Number.isSafeInteger(version) && version > 0) return version
  throw usage('The version of a correction is a whole number, see --list')
}

function list(rows: readonly Correction[], json: boolean, io: Io): number {
  if (json) io.out(`${JSON.stringify(rows)}\n`)
  else for (const row of rows) io.out(`${describe(row)}\n`)
  return exit.done
}

function describe(row: Correction): string {
  const head = `${row.version}  ${row.at.toISOString().slice(0, 16)}`
  if (row.kind === 'undo') return `${head}  takes back ${row.undone}`
  return `${head}  ${row.kind === 'is' ? 'is' : 'is not'} ${row.intent}  ${row.text}`
}

function tell(outcome: Learned, json: boolean, io: Io): number {
  if (json) {
    io.out(`${JSON.stringify(outcome)}\n`)
    return exit.done
  }
  const { version, ms, checked, changed } = outcome
  const better = changed.filter(({ after, right }) => after === right).length
  const worse = changed.filter(({ before, right }) => before === right).length
  io.out(
    `Learned as of correction ${version}, in ${(ms / 1000).toFixed(1)} s. Of ${checked} fixed messages, ` +
      `${changed.length} are read differently: ${better} now rightly, ${worse} now wrongly.\n`,
  )
  for (const { text, before, after, right } of changed.slice(0, 20)) {
    io.out(`  ${before} → ${after}${after === right ? '' : ` (right: ${right})`}  ${text}\n`)
  }
  return exit.done
}
