import { parseArgs } from 'node:util'
import { loadRetail } from '../../evals/tau2/retail/load.ts'
import { checkReference, type Reference } from '../../evals/tau2/retail/reference.ts'
import { retailSuite } from '../../evals/tau2/retail/suite.ts'
import { toolModes, type ToolMode } from '../../evals/tau2/retail/tools/tool.ts'
import { BatonError } from '../domain/error.ts'
import { readConfig } from '../platform/config.ts'
import { exit, type Io } from './command.ts'
import { runOptions, runSuites } from './eval-run.ts'

export const evalTau2Help = `baton eval tau2 [--tools compat|fixed] [--json]
baton eval tau2 --performer model:NAME [--user model:NAME] [--trials K] [OPTION…]

τ²-bench retail: 74 training tasks over the benchmark's own tools and database, with its policy as a
playbook and the product's agent loop. Without a performer the benchmark itself is checked: whether its
reference leaves what each task asks for, and how many tasks an agent passes that does nothing.

  --performer model:NAME   the agent
  --user model:NAME        who plays the user (standard: the agent's model)
  --tools MODE             compat (standard) keeps the benchmark's bug, for published figures; fixed mends it
  --trials K               every task K times, and pass^k
  --case "task 20"         tasks whose name has these words
  --judge, --judge-examples   also ask a model about the tasks' assertions in words
  --data FOLDER            the folder of datasets (standard: BATON_DATASETS, then ../shared/data)

All options of \`baton eval run\` hold: --record, --replay, --live, --budget-money, --html, --resume …
A task passes when the user ended the talk, the database is as the reference leaves it, and the agent said
what was to be told. "database" and "communicated" are the shares of these two.

Exit codes: 0 done, 1 fell short, 2 usage, or the data is not there.
`

function modeOf(typed: string | undefined): ToolMode {
  const mode = toolModes.find((name) => name === (typed ?? 'compat'))
  if (mode) return mode
  throw new BatonError('invalid', `--tools must be one of: ${toolModes.join(', ')}, not ${typed}.`)
}

function userModelOf(typed: string | undefined): string | null {
  if (typed === undefined) return null
  if (/^model:.+/.test(typed)) return typed.slice('model:'.length)
  throw new BatonError('invalid', `--user must be model:NAME, not ${typed}.`)
}

function inWords({
  mode,
  tasks,
  equal,
  unequal,
  refused,
  floor,
  floorDatabase,
}: Reference): string {
  return [
    `tools ${mode}: the reference leaves the state asked for in ${equal} of ${tasks} tasks\n`,
    ...unequal.map(({ task, parted }) => `  task ${task}: ${parted.join('; ')}\n`),
    ...refused.map(
      ({ task, why }) => `  task ${task} asks for what the tools refuse: ${why.join('; ')}\n`,
    ),
    `  doing nothing passes ${floor.length} of ${tasks} (${((100 * floor.length) / tasks).toFixed(1)} %), and leaves the database as asked in ${floorDatabase.length}\n`,
  ].join('')
}

/** `baton eval tau2`. Exit code 0 done, 1 fell short, 2 usage or no data. */
export async function evalTau2(args: string[], io: Io): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: { ...runOptions, tools: text, user: text, data: text },
  })
  const { tools, user, data: folder, performer } = values
  const modes = tools === undefined && performer.length === 0 ? toolModes : [modeOf(tools)]
  const userModel = userModelOf(user)
  let data
  try {
    data = loadRetail(folder ?? readConfig().datasetsFolder)
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'not_found') throw error
    io.err(`skipped: ${error.message}\n`)
    return exit.usage
  }
  if (performer.length > 0) {
    const judged = values.judge !== undefined
    const suites = modes.map((mode) => retailSuite(data, { mode, userModel, judged }))
    return runSuites(values, suites, io)
  }
  const found = []
  for (const mode of modes) found.push(await checkReference(data, mode))
  io.out(values.json ? `${JSON.stringify(found)}\n` : found.map(inWords).join(''))
  return found.every(({ unequal }) => unequal.length === 0) ? exit.done : exit.fellShort
}
