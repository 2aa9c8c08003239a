import type { z } from 'zod'

/** Somewhere SQL can be run: the database, or one open transaction of it. */
export interface Queryable {
  /** Runs one statement; `$1` for every value. JSON goes in as text and `::jsonb`. */
  query(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
}

/** Postgres, in process or over the wire. Nothing outside `store/` knows which. */
export interface Db extends Queryable {
  readonly engine: 'pglite' | 'postgres'
  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
   * Inside, use `tx` alone: with PGlite a query on the `Db` itself would wait for ever.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Runs a script of several statements in one transaction, after taking the migration lock. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

/** Rows as a schema has them; a row that does not fit is a bug and throws. */
export async function rowsAs<S extends z.ZodType>(
  on: Queryable,
  schema: S,
  sql: string,
  values?: readonly unknown[],
): Promise<z.infer<S>[]> {
  const rows = await on.query(sql, values)
  return rows.map((row) => schema.parse(row))
}

/** The one row there may be, or null. */
export async function rowAs<S extends z.ZodType>(
  on: Queryable,
  schema: S,
  sql: string,
  values?: readonly unknown[],
): Promise<z.infer<S> | null> {
  const [row] = await on.query(sql, values)
  return row === undefined ? null : schema.parse(row)
}
