import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'

/**
 * `npm run bench NAME [--short] [--only PART] [--json]`: runs one bench and prints what it measured as JSON; words go to standard
 * error. The result of a full run is written to `bench/results/NAME.json`, to be committed.
 * Exit codes: 0 done, 1 something that must hold did not, 2 usage.
 */

interface Entry {
  about: string
  /** Imported only after its peers are installed. */
  load(): Promise<Bench>
}

const benches: Record<string, Entry> = {
  turn: {
    about: 'whole durable turns by the understudy: turns a second, latency, where the time goes',
    load: async () => (await import('./turn.ts')).bench,
  },
  crash: {
    about: 'kill −9 in the middle of conversations: nothing lost, doubled or out of order',
    load: async () => (await import('./crash.ts')).bench,
  },
  routing: {
    about: 'who takes a chat: waits against Erlang C and round robin, time of a decision',
    load: async () => (await import('./routing.ts')).bench,
  },
  read: {
    about: 'recognising intents, against nlp.js',
    load: async () => (await import('./read.ts')).bench,
  },
  folds: {
    about: 'recognising intents: five folds of the public sets, against the plain recipe',
    load: async () => (await import('./folds.ts')).bench,
  },
  loop: {
    about: "what a model's turn costs besides the model, against the AI SDK",
    load: async () => {
      const { benchLoop } = await import('./loop.ts')
      return ({ short }) => benchLoop(short)
    },
  },
  evals: {
    about:
      'the eval harness: false alarms, losses found, recorded cases a second, against promptfoo',
    load: async () => (await import('./evals.ts')).bench,
  },
  search: {
    about: 'finding articles, against MiniSearch and Orama',
    load: async () => {
      const { benchSearch } = await import('./search.ts')
      return ({ short }) => benchSearch(short)
    },
  },
}

const help = `npm run bench NAME [-- --short] [-- --only PART] [-- --json]

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(8)} ${about}`)
  .join('\n')}

  --short  a smaller run; its result is not kept
  --only   one part alone (folds: a set); its result is not kept
  --json   the result on one line
`

/** Peers have their own package.json and lock, and are installed here and nowhere else. */
function installPeers(name: string): void {
  const folder = join(import.meta.dirname, 'peers', name)
  const lock = join(folder, 'package-lock.json')
  if (!existsSync(lock)) return
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  say(`installing the peers of ${name}`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const install = (...args: string[]) =>
    spawnSync(npm, [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  let done = install('ci')
  // `ci` asks for packages of other platforms that a registry may lack; `install` goes by the same lock without them.
  if (done.status !== 0) done = install('install', '--no-save')
  if (done.status !== 0) throw new Error(`npm install failed in ${folder}`)
}

const say = (words: string) => void process.stderr.write(`bench: ${words}\n`)
const load = () => loadavg().map((value) => Number(value.toFixed(2)))

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [name = '', ...rest] = positionals
  const entry = benches[name]
  if (values.help || (name === '' && rest.length === 0)) {
    process.stdout.write(help)
    return 0
  }
  if (!entry || rest.length > 0) {
    process.stderr.write(`There is no bench called ${positionals.join(' ')}.\n\n${help}`)
    return 2
  }
  installPeers(name)
  const bench = await entry.load()
  const [startedAt, loadBefore] = [performance.now(), load()]
  const { workload, seed, ...figures } = await bench({
    short: values.short,
    only: values.only,
    progress: say,
  })
  const result = {
    bench: name,
    short: values.short,
    workload,
    seed,
    ...figures,
    at: new Date().toISOString(),
    seconds: Math.round((performance.now() - startedAt) / 1000),
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    load: { before: loadBefore, after: load() },
  }
  const text = JSON.stringify(result, null, 2)
  if (!values.short && values.only === undefined) {
    const folder = join(import.meta.dirname, 'results')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.json`), `${text}\n`)
  }
  process.stdout.write(`${values.json ? JSON.stringify(result) : text}\n`)
  return (figures.held ?? true) ? 0 : 1
}

process.exitCode = await main()
