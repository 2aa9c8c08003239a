import { BatonError } from '../domain/error.ts'
import type { Db, Queryable } from './db.ts'

/** Everything that is kept about a customer: their row, and by table what belongs to their conversations. */
export interface CustomerData {
  customer: Record<string, unknown>
  tables: Record<string, Record<string, unknown>[]>
}

/** The customer's own id and those of their conversations. */
interface Held {
  customer: Record<string, unknown> & { id: string }
  conversations: string[]
}

/** Reads all that is kept about a customer, by our id or the shop's. Throws `not_found`. */
export async function exportCustomer(db: Db, id: string): Promise<CustomerData> {
  return db.transaction(async (tx) => {
    const { customer, conversations } = await find(tx, id)
    const tables: CustomerData['tables'] = {}
    for (const table of await tablesOfConversations(tx))
      tables[table] = await tx.query(
        `select * from ${table} where ${keyOf(table)} = any($1::text[])`,
        [conversations],
      )
    return { customer, tables }
  })
}

/**
 * Deletes all that is kept about a customer, and says how many rows of which table that was. What the shop keeps is the
 * shop's. Throws `not_found`, and `conflict` while a write of theirs is under way: without its row it could be done twice.
 */
export async function eraseCustomer(db: Db, id: string): Promise<Record<string, number>> {
  return db.transaction(async (tx) => {
    const { customer, conversations } = await find(tx, id)
    await tx.query('select id from conversations where id = any($1::text[]) for update', [
      conversations,
    ])
    const [open] = await tx.query(
      `select id from effects where conversation_id = any($1::text[]) and status = 'intended' limit 1`,
      [conversations],
    )
    if (open)
      throw new BatonError(
        'conflict',
        `${id} has a write under way; erase them when it is settled.`,
      )
    // For this transaction alone: otherwise the event log takes nothing back.
    await tx.query(`select set_config('baton.erasing', 'on', true)`)
    await tx.query(
      `delete from jobs where subject = any($1::text[])
          or subject in (select id from messages where conversation_id = any($1::text[]))
          or subject in (select id from outgoing where conversation_id = any($1::text[]))`,
      [conversations],
    )
    const erased: Record<string, number> = {}
    for (const table of await tablesOfConversations(tx)) {
      const gone = await tx.query(
        `delete from ${table} where ${keyOf(table)} = any($1::text[]) returning 1`,
        [conversations],
      )
      erased[table] = gone.length
    }
    await tx.query('delete from customers where id = $1', [customer.id])
    return erased
  })
}

async function find(tx: Queryable, id: string): Promise<Held> {
  const [customer] = await tx.query(
    'select * from customers where id = $1 or shop_customer_id = $1',
    [id],
  )
  if (!customer)
    throw new BatonError('not_found', `There is no customer called ${id}.`, { field: 'id' })
  const rows = await tx.query('select id from conversations where customer_id = $1 order by id', [
    customer['id'],
  ])
  return {
    customer: { ...customer, id: String(customer['id']) },
    conversations: rows.map((row) => String(row['id'])),
  }
}

const keyOf = (table: string): string => (table === 'conversations' ? 'id' : 'conversation_id')

/**
 * Every table that has rows of conversations, found in the schema so that none that comes later is forgotten; each before
 * those that it refers to.
 */
async function tablesOfConversations(tx: Queryable): Promise<string[]> {
  const columns = await tx.query(
    `select table_name from information_schema.columns
     where table_schema = current_schema() and column_name = 'conversation_id' order by table_name`,
  )
  const references = await tx.query(
    `select conrelid::regclass::text as referring, confrelid::regclass::text as referred
     from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const left = new Set([...columns.map((row) => String(row['table_name'])), 'conversations'])
  const ordered: string[] = []
  while (left.size > 0) {
    const free = [...left].find((table) =>
      references.every(
        ({ referring, referred }) => referred !== table || !left.has(String(referring)),
      ),
    )
    if (free === undefined)
      throw new Error(`these tables refer to each other: ${[...left].join(', ')}`)
    left.delete(free)
    ordered.push(free)
  }
  return ordered
}
