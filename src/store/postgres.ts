import { createHash } from 'node:crypto'
import pg from 'pg'
import { BatonError } from '../domain/error.ts'
import type { Log } from '../platform/log.ts'
import type { Db, Queryable } from './db.ts'
import { createLanes } from './lanes.ts'

const migrationLock = 7_220_411

const names = new Map<string, string>()

/** A name for a statement, the same for the same text: a connection parses and plans a named one only once. */
function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known) return known
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 32)
  names.set(sql, name)
  return name
}

/**
 * PostgreSQL over the wire: half of the connections are lanes for single statements, the others a pool for transactions.
 * @throws BatonError `engine_unreachable` when it does not answer.
 */
export async function openPostgres(
  url: string,
  { log, connections = 10 }: { log: Log; connections?: number },
): Promise<Db> {
  const config = {
    connectionString: url,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
    application_name: 'baton',
    // Our statements find rows by their keys, so one plan serves all values; otherwise the server plans each anew, five times
    // a connection and whenever the estimates differ. `options` in DATABASE_URL overrides it.
    options: '-c plan_cache_mode=force_generic_plan',
  }
  const single = Math.max(Math.floor(connections / 2), 1)
  const pool = new pg.Pool({
    ...config,
    max: Math.max(connections - single, 1),
    idleTimeoutMillis: 30_000,
  })
  const lost = (error: Error) =>
    log.warn({ reason: error.message }, 'a database connection was lost')
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', lost)
  try {
    await pool.query('select 1')
  } catch (cause) {
    await pool.end()
    const { host, pathname } = new URL(url)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BatonError(
      'engine_unreachable',
      `DATABASE_URL names PostgreSQL at ${host}${pathname}, and it does not answer (${why}). Start it, correct DATABASE_URL, or unset it to run on the embedded database.`,
      { cause },
    )
  }

  const lanes = createLanes(config, single, lost)

  // Our statements are a fixed few, so their names are too; those without values run once, at migration.
  const query: Queryable['query'] = async (text, values) =>
    values
      ? lanes.query({ name: nameOf(text), text, values: [...values] })
      : (await pool.query<Record<string, unknown>>(text)).rows

  const within = (client: pg.PoolClient): Queryable => ({
    query: async (text, values) =>
      (values
        ? await client.query({ name: nameOf(text), text, values: [...values] })
        : await client.query(text)
      ).rows,
  })

  async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const result = await work(within(client))
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure))
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    engine: 'postgres',
    query,
    transaction,
    script: (sql) =>
      transaction(async (tx) => {
        await tx.query(`select pg_advisory_xact_lock(${migrationLock})`)
        await tx.query(sql)
      }),
    close: async () => {
      await lanes.close()
      await pool.end()
    },
  }
}
