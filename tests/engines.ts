import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, inject } from 'vitest'
import { silentLog } from '../src/platform/log.ts'
import type { Db } from '../src/store/db.ts'
import { migrate } from '../src/store/migrate.ts'
import { openPglite } from '../src/store/pglite.ts'
import { openPostgres } from '../src/store/postgres.ts'

/** A migrated, empty database in memory. */
export function freshPglite(): Promise<Db> {
  return openPglite({ dump: new Blob([readFileSync(inject('pgliteDump'))]) })
}

/** A migrated, empty database of its own on the test cluster. */
export async function freshPostgres(connections = 10): Promise<Db & { url: string }> {
  const url = inject('postgresUrl')
  if (!url) throw new Error('PostgreSQL is not installed')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = await openPostgres(url, { log: silentLog, connections: 1 })
  await admin.query(`create database ${name}`)
  await admin.close()
  const own = url.replace(/\/postgres$/, `/${name}`)
  const db = await openPostgres(own, { log: silentLog, connections })
  await migrate(db)
  return { ...db, url: own }
}

/** Runs a suite on both engines; without PostgreSQL its half is skipped by name. */
export function onBothEngines(name: string, suite: (open: () => Promise<Db>) => void): void {
  describe(`${name} on PGlite`, () => suite(freshPglite))
  describe.skipIf(!inject('postgresUrl'))(`${name} on PostgreSQL`, () => suite(freshPostgres))
}
