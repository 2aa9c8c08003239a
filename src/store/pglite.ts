import { PGlite } from '@electric-sql/pglite'
import type { Db } from './db.ts'
import { createStatements } from './pglite-statements.ts'

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
  // Values hardly change how our statements are best carried out, and planning costs more than the work.
  await lite.exec('set plan_cache_mode = force_generic_plan')
  // What is in memory only has no disk to wait for.
  if (folder === undefined) await lite.exec('set synchronous_commit = off')
  const statements = createStatements(lite)
  const inTurn = oneAtATime()
  return {
    engine: 'pglite',
    query: (sql, values = []) => inTurn(() => statements.run(sql, values, true)),
    transaction: (work) =>
      inTurn(async () => {
        await statements.run('begin', [], false)
        let open = true
        try {
          const result = await work({
            async query(sql, values = []) {
              if (!open) throw new Error('The transaction is over.')
              return statements.run(sql, values, false)
            },
          })
          open = false
          await statements.run('commit', [], true)
          return result
        } catch (error) {
          open = false
          await statements.run('rollback', [], false)
          throw error
        }
      }),
    script: (sql) =>
      inTurn(async () => {
        await lite.transaction(async (tx) => void (await tx.exec(sql)))
        await statements.forget()
      }),
    close: () => inTurn(() => lite.close()),
    dump: () =>
      inTurn(async () => {
        // Commits that nobody waited for are not yet in the files that a dump is made of.
        await lite.exec('checkpoint')
        return lite.dumpDataDir('none')
      }),
  }
}

/** Lets work begin when all work before it is over, however that ended. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
