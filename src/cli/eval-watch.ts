import { watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openWatch, type Rerun } from '../../evals/harness/watch.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { exit, type Io } from './command.ts'

export const evalWatchHelp = `baton eval watch [SUITE…]

Runs suites on the understudy, stays, and reruns what a changed file touches: a playbook reruns the conversations that
opened it, a suite or dataset the cases that changed. Ctrl-C ends it. What is read at start (code, training, knowledge)
needs a new start.
`

const projectFolder = resolve(import.meta.dirname, '../..')
/** An editor writes a file in several steps. */
const settleMs = 60

function told({ results, broke, mended, ms }: Rerun): string {
  const failed = results.filter(({ status }) => status !== 'passed' && status !== 'skipped')
  const lines = [
    `${results.length} ${results.length === 1 ? 'case' : 'cases'} in ${ms.toFixed(0)} ms: ${failed.length === 0 ? 'all passed' : `${failed.length} fail`}`,
    ...broke.map((name) => `  ✗ broke: ${name}`),
    ...mended.map((name) => `  ✓ mended: ${name}`),
  ]
  return `${lines.join('\n')}\n`
}

/** `baton eval watch`. Ends with Ctrl-C and code 0; 2 for usage or a file that is at fault at the start. */
export async function evalWatch(args: string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const { cacheFolder, playbooksFolder } = readConfig()
  const watched = await openWatch({ suites: positionals, playbooksFolder, cacheFolder })
  io.out(told(await watched.first()))

  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const rerun = async (): Promise<void> => {
    const files = [...waiting]
    waiting.clear()
    try {
      const done = await watched.changed(files)
      if (done.results.length > 0) io.out(told(done))
    } catch (error) {
      if (!(error instanceof BatonError)) throw error
      io.err(`${error.message}\n`)
    }
  }
  const folders = [join(projectFolder, 'evals'), playbooksFolder]
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, name) => {
      if (name === null || !/\.(?:ya?ml|suite\.ts|jsonl|csv|tsv|md)$/.test(name)) return
      if (/^(?:recordings|baselines)\b/.test(name)) return
      waiting.add(join(folder, name))
      clearTimeout(timer)
      timer = setTimeout(() => void (working = working.then(rerun)), settleMs)
    }),
  )
  io.err('watching; Ctrl-C ends\n')
  await new Promise<void>((done) => {
    process.once('SIGINT', () => done())
    process.once('SIGTERM', () => done())
  })
  for (const watcher of watchers) watcher.close()
  clearTimeout(timer)
  await working
  await watched.close()
  return exit.done
}
