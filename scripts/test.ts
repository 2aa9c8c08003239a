// `npm test`: the whole suite; says what was skipped and why. With CI set, a skipped test is a failure.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}

const report = join(mkdtempSync(join(tmpdir(), 'baton-report-')), 'tests.json')
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
if (!existsSync(report)) process.exit(run.status ?? 1)

const results = JSON.parse(readFileSync(report, 'utf8')) as Report
const skipped = results.testResults.flatMap((file) =>
  file.assertionResults
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName),
)
if (skipped.length > 0) {
  const has = {
    'PostgreSQL (package postgresql)':
      existsSync('/usr/lib/postgresql') || existsSync('/usr/local/bin/initdb'),
    'Redis (package redis-server)':
      existsSync('/usr/bin/redis-server') || existsSync('/usr/local/bin/redis-server'),
    'Chromium (package chromium)': existsSync('/usr/bin/chromium'),
    'the datasets (BATON_DATASETS)': existsSync(
      resolve(process.env['BATON_DATASETS'] ?? '../shared/data'),
    ),
  }
  const missing = Object.entries(has)
    .filter(([, there]) => !there)
    .map(([name]) => name)
  process.stdout.write(
    `\nSkipped ${skipped.length}; not on this machine: ${missing.join(', ') || 'nothing known'}\n`,
  )
  for (const name of skipped) process.stdout.write(`  ${name}\n`)
}
process.stdout.write(
  `\n${results.numPassedTests} passed, ${results.numFailedTests} failed, ${skipped.length} skipped\n`,
)
if (run.status !== 0) process.exit(run.status ?? 1)
if (process.env['CI'] && skipped.length > 0) {
  process.stdout.write('In CI a skipped test is a failure.\n')
  process.exit(1)
}
