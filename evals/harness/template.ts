import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { migrate } from '../../src/store/migrate.ts'
import { openPglite } from '../../src/store/pglite.ts'
import { contentHash } from './candidate.ts'
import { hashOf } from './case.ts'

const project = resolve(import.meta.dirname, '../..')

/** Changes with the tables and with the engine. */
const templateName = (): string =>
  `tables-${hashOf([
    contentHash(join(project, 'src/store/migrations')),
    readFileSync(join(project, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  ])}.tar`

/**
 * An empty database in memory with all its tables. Making one takes seconds, most of it PGlite's own first start, so a
 * dump of one is kept in the cache folder and opened from then on; dumps of other versions are removed.
 */
export async function openTables(
  cacheFolder: string,
): Promise<Awaited<ReturnType<typeof openPglite>>> {
  const file = join(cacheFolder, templateName())
  if (existsSync(file)) return openPglite({ dump: new Blob([readFileSync(file)]) })
  const db = await openPglite()
  await migrate(db)
  keepDump(file, Buffer.from(await (await db.dump()).arrayBuffer()))
  return db
}

/** Keeps a dump for the next time, where that is possible: a full disk or another user's files cost time and nothing else. */
function keepDump(file: string, dump: Buffer): void {
  const folder = dirname(file)
  const own = `${file}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(own, dump)
    renameSync(own, file)
    for (const other of globSync('tables-*.tar', { cwd: folder })) {
      if (other !== basename(file)) rmSync(join(folder, other), { force: true })
    }
  } catch {
    rmSync(own, { force: true })
  }
}
