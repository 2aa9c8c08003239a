import { statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { wrongs } from '../../evals/harness/gate/table.ts'
import type { CaseResult } from '../../evals/harness/run/result.ts'
import { openWatch, type Rerun } from '../../evals/harness/watch/watch.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { watchFolder } from '../platform/watch-folder.ts'
import { exit, type Io } from './command.ts'

export const evalWatchHelp = `baton eval watch [SUITE…]

Runs suites on the understudy, stays, and reruns what a changed file touches: new words of a reply rerun the cases that
said it. After other changes of a playbook or an article, cases are gone through on what they asked and were told before,
and those in which something would come about differently are rerun. A suite or dataset reruns the cases that changed.
Ctrl-C ends it. Code, training and the books beside the articles are read at the start.
`

const projectFolder = resolve(import.meta.dirname, '../..')
/** An editor writes a file in several steps. */
const settleMs = 30

/** What came of a change; `ms` since the file was saved, or since the start. */
function told({ results, same, broke, mended, left }: Rerun, ms: number, since: string): string {
  const failed = results.filter(({ status }) => status !== 'passed' && status !== 'skipped')
  const still = failed.filter((it) => !broke.includes(it))
  const name = (it: CaseResult) => `${it.suite}: ${it.case}`
  const lines = [
    `${results.length} ${results.length === 1 ? 'case' : 'cases'}${same > 0 ? ` and ${same} as before` : ''}, ${ms.toFixed(0)} ms ${since}: ${failed.length === 0 ? 'all passed' : `${failed.length} fail`}${left > 0 ? `, ${left} to come` : ''}`,
    ...broke.flatMap((it) => [
      `  ✗ broke: ${name(it)} (${it.origin})`,
      ...wrongs(it).map((line) => `      ${line}`),
    ]),
    ...mended.map((it) => `  ✓ mended: ${name(it)}`),
    ...still.map((it) => `  ✗ ${name(it)} (${it.origin})`),
  ]
  return `${lines.join('\n')}\n`
}

/** When the newest of these files was saved. */
const savedAt = (files: readonly string[]): number =>
  Math.max(...files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0))

/** `baton eval watch`. Ends with Ctrl-C and code 0; 2 for usage or a file that is at fault at the start. */
export async function evalWatch(args: string[], io: Io): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const { cacheFolder, playbooksFolder, knowledgeFile, trainingFolder } = readConfig()
  const watched = await openWatch({
    suites: positionals,
    playbooksFolder,
    knowledgeFile,
    cacheFolder,
  })
  const startedAt = performance.now()
  io.out(told(await watched.first(), performance.now() - startedAt, 'in all'))

  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  let superseded = new AbortController()
  const rerun = async (): Promise<void> => {
    const files = [...waiting]
    waiting.clear()
    superseded = new AbortController()
    try {
      const saved = savedAt(files)
      let ran = 0
      let same = 0
      for await (const done of watched.changed(files, superseded.signal)) {
        ran += done.results.length
        same += done.same
        if (done.results.length > 0) io.out(told(done, Date.now() - saved, 'after it was saved'))
      }
      if (ran === 0 && !superseded.signal.aborted) {
        const why = same > 0 ? `${same} cases come about as before` : 'no case goes that way'
        io.out(`${why}, ${(Date.now() - saved).toFixed(0)} ms after it was saved\n`)
      }
    } catch (error) {
      if (!(error instanceof BatonError)) throw error
      io.err(`${error.message}\n`)
    }
  }
  const changed = (file: string): void => {
    waiting.add(file)
    superseded.abort()
    clearTimeout(timer)
    timer = setTimeout(() => void (working = working.then(rerun)), settleMs)
  }
  const evals = join(projectFolder, 'evals')
  const kept = ['recordings', 'baselines'].map((name) => join(evals, name))
  const watchers = [
    ...[evals, playbooksFolder].map((folder) =>
      watchFolder(folder, (file) => {
        if (!/\.(?:ya?ml|suite\.ts|jsonl|csv|tsv|md)$/.test(file)) return
        if (!kept.some((folder) => file.startsWith(folder))) changed(file)
      }),
    ),
    ...[dirname(knowledgeFile), trainingFolder].map((folder) =>
      watchFolder(folder, (file) => {
        if (resolve(file) === resolve(knowledgeFile)) changed(file)
        else if (/\.(?:jsonl|ya?ml|txt|md)$/.test(file))
          io.err(`${relative(process.cwd(), file)} is read at the start: start the watch again\n`)
      }),
    ),
  ]
  io.err('watching; Ctrl-C ends\n')
  await new Promise<void>((done) => {
    process.once('SIGINT', () => done())
    process.once('SIGTERM', () => done())
  })
  superseded.abort()
  for (const watcher of watchers) watcher.close()
  clearTimeout(timer)
  await working
  await watched.close()
  return exit.done
}
