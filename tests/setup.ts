import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/store/migrate.ts'
import { openPglite } from '../src/store/pglite.ts'
import { createReader } from '../src/understanding/reader.ts'
import { startCluster } from './cluster.ts'
import { testReader } from './reader.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A dump of a migrated, empty PGlite database: opening it is three times faster than making one. */
    pgliteDump: string
    /** A private PostgreSQL server, or null where PostgreSQL is not installed. */
    postgresUrl: string | null
  }
}

/** Before all tests: the reader trained once, one migrated template for PGlite, and a PostgreSQL server where there is one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  createReader(testReader)
  const folder = mkdtempSync(join(tmpdir(), 'baton-tests-'))
  const template = await openPglite()
  await migrate(template)
  const dump = join(folder, 'template.tar')
  writeFileSync(dump, Buffer.from(await (await template.dump()).arrayBuffer()))
  await template.close()
  project.provide('pgliteDump', dump)

  const cluster = await startCluster()
  project.provide('postgresUrl', cluster?.url ?? null)
  return async () => {
    await cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
