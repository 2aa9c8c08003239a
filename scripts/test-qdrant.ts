// `QDRANT_URL=… npm run test:qdrant`: the contract of the passage index on a real server. Its collections are named
// baton-test-… and are deleted afterwards.
import { spawnSync } from 'node:child_process'

if (!process.env['QDRANT_URL']) {
  process.stderr.write(
    'QDRANT_URL is not set, so nothing was tested. Name a Qdrant server: QDRANT_URL=http://localhost:6333 npm run test:qdrant\n',
  )
  process.exit(2)
}
const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tests/qdrant.test.ts', '-t', 'on a real server'],
  { stdio: 'inherit' },
)
process.exit(run.status ?? 1)
