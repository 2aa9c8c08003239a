import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { candidatesOf } from '../../evals/harness/candidate.ts'
import { forkConversation, type Fork } from '../../evals/harness/fork/fork.ts'
import { promote } from '../../evals/harness/fork/promote.ts'
import { sideBySide } from '../../evals/harness/fork/side-by-side.ts'
import { suiteFileOf } from '../../evals/harness/fork/suite-file.ts'
import { openHouse, type House } from '../../evals/harness/house.ts'
import { newTrial } from '../../evals/harness/recording/caller.ts'
import { callers } from '../../evals/harness/session.ts'
import { ConversationRecord } from '../domain/conversation-record.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { exit, type Io, type OnProduct } from './command.ts'
import { numberOf } from './eval-options.ts'
import { runOptions, sessionOptions } from './eval-run.ts'

export const evalForkHelp = `baton eval fork CONVERSATION|FILE

Takes a stored conversation again from a turn on: its state is as it was, the customer says what they said, and recorded tool results
answer the calls. Shows what was and what the candidate makes of it side by side. CONVERSATION is an id (baton conversations list), from the data
folder or the server that runs on it; FILE is what baton conversations export printed.

  --at TURN             the first turn that is taken again (standard 1)
The candidate
  --performer P         understudy (standard), model:NAME, or model for BATON_MODEL
  --prompt FILE   --playbooks FOLDER   --settings FILE   --training FOLDER   --knowledge FILE   --temperature N
  --replay (standard)   --record   --refresh   --live   --recordings FOLDER    a model's answers, as in eval run
Calls that were not recorded
  --unrecorded refuse   the candidate is told that the system does not answer (standard)
  --unrecorded run      they run on a sample shop as on the day of the conversation; tools of MCP servers never run
A case of it
  --promote SUITE       writes it as a case into evals/SUITE/SUITE.suite.yaml, or a file; the sample shop's values become placeholders,
                        other personal data is masked (look at it before you share it)
  --name WORDS          what the case is called
  --expect SIDE         candidate (standard) or recorded: whose holder, effects and citations the case asks for
  --json

Exit codes: 0 done, 1 a call was not recorded and refused, 2 usage or a file at fault.
`

const text = { type: 'string' } as const

const read = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...runOptions,
      at: text,
      unrecorded: text,
      promote: text,
      name: text,
      expect: text,
    },
  })
type Values = ReturnType<typeof read>['values']

/** What `baton shop list --json` prints. */
const Listed = z.object({
  customers: z.array(
    z.custom<House['shop'][number]>((it) => it instanceof Object && 'id' in it && 'orders' in it),
  ),
})

function oneOf<T extends string>(
  option: string,
  typed: string | undefined,
  all: readonly [T, ...T[]],
): T {
  if (typed === undefined) return all[0]
  const known = all.find((name) => name === typed)
  if (known) return known
  throw new BatonError('invalid', `${option} must be one of: ${all.join(', ')}; not ${typed}.`)
}

/** What a command prints, asked of the product wherever it runs. */
async function answerOf(product: OnProduct, args: string[], io: Io): Promise<string> {
  let out = ''
  const code = await product(args, { out: (text) => (out += text), err: io.err })
  // What was wrong has been said.
  if (code !== exit.done) throw new BatonError('invalid', `baton ${args.join(' ')} failed.`)
  return out
}

function parseRecord(source: string, name: string): ConversationRecord {
  let raw: unknown
  try {
    raw = JSON.parse(source)
  } catch (cause) {
    throw new BatonError(
      'invalid',
      `${name} is not JSON; make it with baton conversations export ID.`,
      { cause },
    )
  }
  const record = ConversationRecord.safeParse(raw)
  if (record.success) return record.data
  const [issue] = record.error.issues
  throw new BatonError(
    'invalid',
    `${name} is no exported conversation: ${issue?.path.join('.')}: ${issue?.message}.`,
  )
}

async function recordOf(named: string, product: OnProduct, io: Io): Promise<ConversationRecord> {
  if (!named.endsWith('.json')) {
    return parseRecord(await answerOf(product, ['conversations', 'export', named], io), named)
  }
  let source: string
  try {
    source = readFileSync(named, 'utf8')
  } catch (cause) {
    throw new BatonError('invalid', `${named} cannot be read.`, { cause })
  }
  return parseRecord(source, named)
}

/** The candidate's house, and the way to its model. */
async function stage(values: Values, signal: AbortSignal) {
  const options = sessionOptions(
    {
      ...values,
      recordings: values.recordings ?? join(readConfig().dataFolder, 'evals', 'recordings'),
    },
    [],
    signal,
  )
  if (typeof options.matrix === 'string')
    throw new BatonError('invalid', 'A fork has one candidate; leave --matrix out.')
  const [candidate, ...others] = candidatesOf(options.matrix)
  if (!candidate || others.length > 0)
    throw new BatonError('invalid', 'A fork has one candidate; give every option once.')
  const ways = callers(options, null)
  const model = candidate.performer.kind === 'model' ? candidate.performer.name : ''
  const caller = ways.callerOf('fork', model)
  const house = await openHouse({
    candidate,
    caller,
    cacheFolder: options.cacheFolder,
    concurrency: 1,
    mcpFile: readConfig().mcpFile,
  })
  return { house, caller, candidate, save: () => ways.files.forEach((file) => file.save()) }
}

async function promoted(
  fork: Fork,
  values: Values,
  shop: () => Promise<House['shop']>,
  house: House,
): Promise<Awaited<ReturnType<typeof promote>> | null> {
  if (values.promote === undefined) return null
  const words = fork.turns[0]?.customer[0] ?? ''
  const excerpt = Array.from(words.replaceAll(/\s+/g, ' ')).slice(0, 40).join('')
  return promote({
    fork,
    suiteFile: suiteFileOf(values.promote),
    name: values.name ?? `${excerpt} (turn ${fork.at} of ${fork.conversation.slice(-6)})`,
    wanted: oneOf('--expect', values.expect, ['candidate', 'recorded']),
    shop: await shop(),
    reader: house.turn.reader,
  })
}

/** `baton eval fork`. Exit code 0 done, 1 a call was refused because it was not recorded, 2 usage or a file at fault. */
export async function evalFork(args: string[], io: Io, product: OnProduct): Promise<number> {
  const { values, positionals } = read(args)
  const [named, ...more] = positionals
  if (named === undefined || more.length > 0)
    throw new BatonError('invalid', `Name one conversation.\n\n${evalForkHelp}`)
  const at = numberOf('--at', values.at, { least: 1, whole: true }) ?? 1
  const onUnrecorded = oneOf('--unrecorded', values.unrecorded, ['refuse', 'run'])
  oneOf('--expect', values.expect, ['candidate', 'recorded'])
  if (values.promote !== undefined) suiteFileOf(values.promote)
  const record = await recordOf(named, product, io)
  const shop = async (): Promise<House['shop']> =>
    named.endsWith('.json')
      ? house.baton.listShop()
      : Listed.parse(JSON.parse(await answerOf(product, ['shop', 'list', '--json'], io))).customers
  const { signal } = new AbortController()
  const { house, caller, candidate, save } = await stage(values, signal)
  try {
    const trial = newTrial(1, signal)
    const fork = await caller.during(trial, () =>
      forkConversation(house, {
        record,
        at,
        onUnrecorded,
        signal,
        candidate: candidate.id,
        searchesAnew: values.knowledge.length > 0,
      }),
    )
    if (trial.faults[0]) throw trial.faults[0]
    const written = await promoted(fork, values, shop, house)
    print(fork, written, values.json, io)
    return fork.unrecorded.some(({ became }) => became === 'refused') ? exit.fellShort : exit.done
  } catch (error) {
    // A recording that is not there is a word that was typed wrongly.
    if (!(error instanceof BatonError) || error.code !== 'not_found') throw error
    io.err(`${error.message}\n`)
    return exit.usage
  } finally {
    save()
    await house.close()
  }
}

function print(
  fork: Fork,
  written: Awaited<ReturnType<typeof promote>> | null,
  asJson: boolean,
  io: Io,
): void {
  const { conversation, candidate, at, turns, unrecorded, endsBecause } = fork
  if (asJson) {
    const shown = { conversation, candidate, at, turns, unrecorded, endsBecause, promoted: written }
    return io.out(`${JSON.stringify(shown)}\n`)
  }
  io.out(sideBySide(fork, process.stdout.columns || 120))
  if (!written) return
  io.out(`\nwrote ${written.place}\n`)
  if (written.record) io.out(`wrote ${written.record}, masked: look at it before you share it\n`)
}
