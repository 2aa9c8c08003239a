import { PGlite } from '@electric-sql/pglite'
import type { Db, Queryable } from './db.ts'

/** Where PGlite keeps its data: a folder, or memory, filled from a dump where one is given. */
export interface PgliteSource {
  folder?: string
  dump?: Blob
}

/**
 * Postgres in this process. One session, so transactions run one after another; the caller holds the
 * lock on the folder, because PGlite itself takes none and two owners destroy each other's rows.
 */
export async function openPglite({ folder, dump }: PgliteSource = {}): Promise<
  Db & { dump(): Promise<Blob> }
> {
  const lite = await PGlite.create({
    dataDir: folder ?? 'memory://',
    ...(dump ? { loadDataDir: dump } : {}),
  })
  const on = (session: Pick<PGlite, 'query'>): Queryable => ({
    query: async (sql, values) => {
      const { rows } = await session.query<Record<string, unknown>>(
        sql,
        values as unknown[] | undefined,
      )
      return rows
    },
  })
  return {
    engine: 'pglite',
    ...on(lite),
    transaction: (work) => lite.transaction((tx) => work(on(tx as Pick<PGlite, 'query'>))),
    script: (sql) => lite.transaction(async (tx) => void (await tx.exec(sql))),
    close: () => lite.close(),
    dump: () => lite.dumpDataDir('none'),
  }
}
