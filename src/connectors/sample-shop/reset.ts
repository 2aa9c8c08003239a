import type { Queryable } from '../../store/db.ts'
import { seedSampleShop } from './seed.ts'

const quoted = (name: unknown) => `"${String(name).replaceAll('"', '""')}"`

/**
 * Puts the sample shop back to its first state, dated from `now`: every table and sequence whose name begins with
 * `shop_`, and nothing else. A table of another room that came to refer to one of them stops it.
 */
export async function resetSampleShop(tx: Queryable, now: Date): Promise<void> {
  const tables = await tx.query(
    `select tablename as name from pg_tables where schemaname = current_schema() and tablename like 'shop\\_%'`,
  )
  const sequences = await tx.query(
    `select sequencename as name from pg_sequences where schemaname = current_schema() and sequencename like 'shop\\_%'`,
  )
  await tx.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
  for (const { name } of sequences) await tx.query(`alter sequence ${quoted(name)} restart`)
  await seedSampleShop(tx, now)
}
