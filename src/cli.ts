#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { ask, askHelp } from './cli/ask.ts'
import { chat, chatHelp } from './cli/chat.ts'
import { exit, inWords, type Command, type Io, type OnProduct } from './cli/command.ts'
import { runThere, type RunHere } from './cli/control.ts'
import { conversations, conversationsHelp } from './cli/conversations.ts'
import { customer, customerHelp } from './cli/customer.ts'
import { db, dbHelp } from './cli/db.ts'
import { doctor, doctorHelp } from './cli/doctor.ts'
import { evalHarness } from './cli/eval-harness.ts'
import { evalHandoff } from './cli/eval-handoff.ts'
import { evalIntents } from './cli/eval-intents.ts'
import { evalLeads } from './cli/eval-leads.ts'
import { evalRetrieval } from './cli/eval-retrieval.ts'
import { fromFolder, kb, kbHelp } from './cli/kb.ts'
import { leads, leadsFromFolder, leadsHelp } from './cli/leads.ts'
import { learn, learnHelp } from './cli/learn.ts'
import { operator, operatorHelp } from './cli/operator.ts'
import { playbooks, playbooksHelp } from './cli/playbooks.ts'
import { read } from './cli/read.ts'
import { serve, serveHelp } from './cli/serve.ts'
import { askBeforeReset, shop, shopHelp } from './cli/shop.ts'
import { readConfig } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import { FolderInUse } from './wire/engines.ts'
import { wire, type Baton } from './wire.ts'

/** Commands that work on the whole product, wherever it runs. */
const onBaton: Record<string, { run: Command; help: string }> = {
  ask: { run: ask, help: askHelp },
  kb: { run: kb, help: kbHelp },
  learn: { run: learn, help: learnHelp },
  leads: { run: leads, help: leadsHelp },
  shop: { run: shop, help: shopHelp },
  operator: { run: operator, help: operatorHelp },
  conversations: { run: conversations, help: conversationsHelp },
  customer: { run: customer, help: customerHelp },
  db: { run: db, help: dbHelp },
}

const help = `baton COMMAND

  serve          run the product (npm start does)
  chat           a conversation in the terminal
  ask "text"     one turn
  read           what is read in a message
  learn          correct the reader while it runs, and take it back
  leads          what became of leads; weights of their grade learned from it
  kb             import, search and list the knowledge base
  shop           the sample shop: customers, orders, proofs, logins, reset
  operator add   an operator for the desk
  conversations  list them, export one
  customer       export or erase all that is kept about one
  playbooks      lint: what would go wrong in use, and what each costs in tokens
  eval           run | compare | fork | watch: suites · handoff | intents | leads | retrieval | tau2: scores
  db migrate     bring the tables up to date
  doctor         check what Baton needs

Each takes --help. Exit codes: 0 done, 1 fell short, 2 usage.
`

const terminal: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isWatched: process.stderr.isTTY,
}

// `baton kb list | head`: who has read enough closes the pipe, and that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exit.done)
})

/** Runs a command on a product that is open already; a relative file means the caller's folder. */
const runHere: RunHere = async (baton, [name = '', ...args], cwd, io) => {
  const command = onBaton[name]
  if (!command) return exit.usage
  try {
    const from = { kb: fromFolder, leads: leadsFromFolder }[name]
    return await command.run(baton, from ? from(args, cwd) : args, io)
  } catch (error) {
    return inWords(error, io)
  }
}

async function withBaton(use: (baton: Baton) => Promise<number>): Promise<number> {
  const config = readConfig()
  const baton = await wire({
    config,
    log: createLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
  })
  try {
    return await use(baton)
  } finally {
    await baton.stop()
  }
}

const onProduct: OnProduct = async (args, io) => {
  try {
    return await withBaton((baton) => runHere(baton, args, process.cwd(), io))
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const code = await runThere(readConfig().dataFolder, args, io)
    if (code === null) throw error
    return code
  }
}

async function evaluate([what, ...args]: string[]): Promise<number> {
  if (what === 'handoff') return evalHandoff(args)
  if (what === 'intents') return evalIntents(args)
  if (what === 'retrieval') return evalRetrieval(args)
  if (what === 'leads') return evalLeads(args)
  const code = what === undefined ? null : await evalHarness(what, args, terminal, onProduct)
  if (code !== null) return code
  terminal.err('baton eval run|compare|fork|watch|tau2|handoff|intents|leads|retrieval --help\n')
  return what === '--help' ? exit.done : exit.usage
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(help)
    return name === undefined ? exit.usage : exit.done
  }
  const wantsHelp = args.includes('--help') || args.includes('-h')
  const helps: Record<string, string> = {
    serve: serveHelp,
    chat: chatHelp,
    playbooks: playbooksHelp,
    doctor: doctorHelp,
  }
  const ownHelp = onBaton[name]?.help ?? helps[name]
  if (wantsHelp && ownHelp) {
    terminal.out(ownHelp)
    return exit.done
  }
  if (name === 'shop')
    return onProduct(
      [name, ...(await askBeforeReset(args, { input: process.stdin, output: process.stderr }))],
      terminal,
    )
  if (onBaton[name]) return onProduct([name, ...args], terminal)
  switch (name) {
    case 'serve':
      return serve(args, runHere)
    case 'chat':
      return withBaton((baton) => chat(baton, args, terminal))
    case 'doctor':
      return doctor(args, terminal)
    case 'playbooks':
      return playbooks(args, terminal)
    case 'read':
      return read(args)
    case 'eval':
      return evaluate(args)
    default:
      terminal.err(`There is no command called ${name}.\n\n${help}`)
      return exit.usage
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = inWords(error, terminal)
}
