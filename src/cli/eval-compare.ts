import { parseArgs } from 'node:util'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baselineOf, loadBaseline, type Baseline } from '../../evals/harness/gate/baseline.ts'
import { compareRuns } from '../../evals/harness/gate/compare.ts'
import { markdownSummary } from '../../evals/harness/gate/markdown.ts'
import { comparisonTable } from '../../evals/harness/gate/table.ts'
import { readJournal } from '../../evals/harness/run/journal.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { exit, type Io } from './command.ts'

export const evalCompareHelp = `baton eval compare BEFORE AFTER

Holds two runs against each other, case by case: names of baselines, files, or runs such as 2026-11-21T09-30-00.

  --markdown FILE   a summary for a pull request
  --json            the comparison on stdout

Exit codes: 0 no regression, 1 a regression, 2 usage.
`

/** A baseline by its name or file, or a run of this machine. @throws BatonError `not_found`, `invalid` */
function sideOf(name: string, runsFolder: string): Baseline {
  const folder = join(runsFolder, name)
  if (!existsSync(folder)) return loadBaseline(name)
  const journal = readJournal(folder)
  if (!journal) throw new BatonError('invalid', `The run ${name} has no journal that can be read.`)
  return baselineOf(name, journal.head.at, journal.results)
}

/** `baton eval compare`. Exit code 0 no regression, 1 a regression, 2 usage. */
export function evalCompare(args: string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, markdown: { type: 'string' } },
  })
  const [before, after, ...more] = positionals
  if (before === undefined || after === undefined || more.length > 0) {
    throw new BatonError('invalid', `Name the two sides.\n\n${evalCompareHelp}`)
  }
  const runsFolder = join(readConfig().dataFolder, 'evals')
  try {
    const comparison = compareRuns(sideOf(before, runsFolder), sideOf(after, runsFolder))
    if (comparison.suites.length === 0) {
      throw new BatonError('invalid', `${before} and ${after} have no suite in common.`)
    }
    if (values.markdown !== undefined) {
      writeFileSync(values.markdown, markdownSummary([], comparison))
    }
    io.out(values.json ? `${JSON.stringify(comparison)}\n` : comparisonTable(comparison))
    return comparison.regression ? exit.fellShort : exit.done
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'not_found') throw error
    io.err(`${error.message}\n`)
    return exit.usage
  }
}
