import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BatonError } from '../domain/error.ts'
import type { Db } from './db.ts'

const folder = join(import.meta.dirname, 'migrations')

/**
 * Brings the tables up to this version: numbered files, forward only, each in one transaction.
 * Safe when several processes start at once. Returns the names of the files that were applied.
 * @throws BatonError `conflict` when the database is newer than this program.
 */
export async function migrate(db: Db): Promise<string[]> {
  await db.script(
    `create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
  )
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const done = new Set(
    (await db.query('select name from migrations')).map((row) => String(row['name'])),
  )
  const unknown = [...done].filter((name) => !files.includes(name))
  if (unknown.length > 0) {
    throw new BatonError(
      'conflict',
      `The database has migrations that this version does not know (${unknown.join(', ')}). Run the newer version of Baton.`,
    )
  }
  const applied: string[] = []
  for (const name of files.filter((file) => !done.has(file))) {
    const sql = await readFile(join(folder, name), 'utf8')
    try {
      // The insert comes first: a second process waits here for the lock and then fails on the key.
      await db.script(`insert into migrations (name) values ('${name}');\n${sql}`)
      applied.push(name)
    } catch (error) {
      const [row] = await db.query('select 1 from migrations where name = $1', [name])
      if (!row) throw error
    }
  }
  return applied
}
