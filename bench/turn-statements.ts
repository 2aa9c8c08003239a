import type { Db, Queryable } from '../src/store/db.ts'

/** What a database was asked while it was listened to. */
export interface Heard {
  statements: number
  /** Transactions, and statements outside one that write. */
  commits: number
  /** Asked by the sample shop, which lies in the same database; not among the others. */
  shopStatements: number
  /** By what they write or read: how many, and how long they took together, waiting for their turn included. */
  byKind: Map<string, { count: number; ms: number }>
}

/** The name of a statement: what it writes, else what it reads. */
function kindOf(sql: string): string {
  const writes = [...sql.matchAll(/\b(insert into|update|delete from)\s+(\w+)/g)]
    .filter(([, , table]) => table !== 'set' && table !== 'skip')
    .map(([, verb, table]) => `${verb} ${table}`)
  if (writes.length > 0) {
    const wrapped = /^\s*with\b/.test(sql) ? 'with ' : ''
    return wrapped + [...new Set(writes)].join(', ')
  }
  return `select ${/\bfrom\s+\(?\s*(\w+)/.exec(sql)?.[1] ?? ''}${/\bfor update\b/.test(sql) ? ' for update' : ''}`
}

/**
 * Listens to a database in place, so that whoever holds it is heard: its methods are replaced by ones that count
 * and time. Returns how to read what was heard since the last time.
 */
export function listenTo(db: Db): () => Heard {
  const nothing = (): Heard => ({
    statements: 0,
    commits: 0,
    shopStatements: 0,
    byKind: new Map(),
  })
  let heard = nothing()
  const kinds = new Map<string, { kind: string; ofShop: boolean; reads: boolean }>()
  const known = (sql: string) => {
    const before = kinds.get(sql)
    if (before) return before
    const kind = kindOf(sql)
    const ofShop = /\b(from|join|into|update)\s+shop_/.test(sql)
    const made = { kind: ofShop ? `shop: ${kind}` : kind, ofShop, reads: kind.startsWith('select') }
    kinds.set(sql, made)
    return made
  }

  const timed =
    (query: Queryable['query'], inTransaction: boolean): Queryable['query'] =>
    async (sql, values) => {
      const { kind, ofShop, reads } = known(sql)
      if (ofShop) heard.shopStatements += 1
      else {
        heard.statements += 1
        if (!inTransaction && !reads) heard.commits += 1
      }
      const startedAt = performance.now()
      try {
        return await query(sql, values)
      } finally {
        const entry = heard.byKind.get(kind) ?? { count: 0, ms: 0 }
        heard.byKind.set(kind, entry)
        entry.count += 1
        entry.ms += performance.now() - startedAt
      }
    }

  const { query, transaction } = db
  Object.assign(db, {
    query: timed(query, false),
    transaction: <T>(work: (tx: Queryable) => Promise<T>) => {
      heard.commits += 1
      return transaction((tx) => work({ query: timed(tx.query, true) }))
    },
  } satisfies Partial<Db>)
  return () => {
    const now = heard
    heard = nothing()
    return now
  }
}
