import { exit, type Io, type OnProduct } from './command.ts'

interface HarnessCommand {
  run(args: string[], io: Io, product: OnProduct): number | Promise<number>
  help: string
}

/** Commands over `evals/harness`, each loaded only when it is asked for. */
const commands: Record<string, () => Promise<HarnessCommand>> = {
  run: async () => {
    const { evalRun: run, evalRunHelp: help } = await import('./eval-run.ts')
    return { run, help }
  },
  compare: async () => {
    const { evalCompare: run, evalCompareHelp: help } = await import('./eval-compare.ts')
    return { run, help }
  },
  tau2: async () => {
    const { evalTau2: run, evalTau2Help: help } = await import('./eval-tau2.ts')
    return { run, help }
  },
  fork: async () => {
    const { evalFork: run, evalForkHelp: help } = await import('./eval-fork.ts')
    return { run, help }
  },
  watch: async () => {
    const { evalWatch: run, evalWatchHelp: help } = await import('./eval-watch.ts')
    return { run, help }
  },
}

/** `baton eval run|compare|fork|watch|tau2`; null for another word. */
export async function evalHarness(
  what: string,
  args: string[],
  io: Io,
  product: OnProduct,
): Promise<number | null> {
  const command = await commands[what]?.()
  if (!command) return null
  if (!args.includes('--help') && !args.includes('-h')) return command.run(args, io, product)
  io.out(command.help)
  return exit.done
}
