// `npm run check`: everything that must hold of the text of the project, each step named, all run even when one fails.
import { spawnSync } from 'node:child_process'

const npx = (tool: string, ...args: string[]) => ['npx', '--no-install', tool, ...args]

/** Floors count only when something was cruised: an unsupported TypeScript makes the tool see nothing and say nothing. */
function modulesWereCruised(output: string): string | undefined {
  const cruised = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0)
  return cruised > 0 ? undefined : 'the floors were not checked: 0 modules were cruised'
}

const steps: {
  name: string
  command: string[]
  alsoTrue?: (output: string) => string | undefined
}[] = [
  { name: 'format', command: npx('oxfmt', '--check') },
  { name: 'lint', command: npx('oxlint', '--type-aware', '--deny-warnings') },
  // What did not change since the last check is not checked again.
  {
    name: 'types',
    command: npx(
      'tsc',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/types.json',
    ),
  },
  {
    name: 'floors',
    command: npx(
      'depcruise',
      'src',
      'web',
      'evals',
      'bench',
      '--config',
      '.dependency-cruiser.cjs',
      '--exclude',
      'bench/peers|bench/out',
    ),
    alsoTrue: modulesWereCruised,
  },
  { name: 'unused', command: npx('knip') },
  {
    name: 'lock file',
    command: ['npm', 'ci', '--dry-run', '--ignore-scripts', '--loglevel=error'],
  },
]

const failed: string[] = []
for (const { name, command, alsoTrue } of steps) {
  const started = performance.now()
  const [program = '', ...args] = command
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  const output = `${done.stdout}${done.stderr}`
  const fault = done.status === 0 ? alsoTrue?.(output) : `exit code ${done.status}`
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${fault ? '✗' : '✓'} ${name.padEnd(10)} ${seconds} s\n`)
  if (fault) {
    failed.push(name)
    process.stdout.write(`${output.trimEnd()}\n  ${fault}\n`)
  }
}
if (failed.length > 0) {
  process.stdout.write(`check failed: ${failed.join(', ')}\n`)
  process.exit(1)
}
process.stdout.write('check passed\n')
