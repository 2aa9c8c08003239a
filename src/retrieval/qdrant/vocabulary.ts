import type { Clock } from '../../platform/clock.ts'
import type { TermStatistics } from '../ranking/ranking.ts'
import { inverseFrequency } from '../index/sparse.ts'
import { createSpeller } from '../index/speller.ts'
import type { QdrantConnection } from './connection.ts'

/** The terms of a collection and how many passages say each, kept in this process to read queries by. */
export interface Vocabulary extends TermStatistics {
  /** Asks for them anew; what this process wrote is in them afterwards. */
  reload(): Promise<void>
  /** Looks, now and then, whether another process has written; if so they are asked for anew, without waiting for it. */
  glance(): void
  /** Waits for a look that is under way. */
  settled(): Promise<void>
}

const nearTerms = 3
/** More different terms than any collection of passages that this index is meant for. */
const mostTerms = 2_000_000
const glanceEveryMs = 5000

export function createVocabulary({
  connection,
  collection,
  clock,
}: {
  connection: QdrantConnection
  /** Name or alias. */
  collection: string
  clock: Clock
}): Vocabulary {
  let frequencies = new Map<string, number>()
  let speller = createSpeller()
  let passages = 0
  let edition = 0
  let seen = ''
  let lookedAt = 0
  let looking: Promise<void> | undefined

  /** How many points there are and when the last was written: differs after every change. */
  async function state(): Promise<{ count: number; key: string }> {
    const [{ count }, { points }] = await Promise.all([
      connection.call((client) => client.count(collection, { exact: true })),
      connection.call((client) =>
        client.scroll(collection, {
          limit: 1,
          order_by: { key: 'writtenAt', direction: 'desc' },
          with_payload: ['writtenAt'],
        }),
      ),
    ])
    return { count, key: `${count} ${JSON.stringify(points[0]?.payload?.['writtenAt'])}` }
  }

  async function reload(): Promise<void> {
    const now = await state()
    const { hits } = await connection.call((client) =>
      client.facet(collection, { key: 'terms', limit: mostTerms, exact: true }),
    )
    const counts = new Map(hits.map(({ value, count }) => [String(value), count]))
    const fresh = createSpeller()
    // In an order of its own: what is near to a slip must not depend on the order in which terms came.
    for (const term of [...counts.keys()].sort()) fresh.add(term)
    frequencies = counts
    speller = fresh
    passages = now.count
    edition += 1
    seen = now.key
    lookedAt = clock().getTime()
  }

  return {
    idf(term) {
      const withTerm = frequencies.get(term)
      return withTerm === undefined ? 0 : inverseFrequency(passages, withTerm)
    },
    near: (term) => speller.near(term, nearTerms),
    count: () => passages,
    edition: () => edition,
    reload,
    glance() {
      if (looking || clock().getTime() - lookedAt < glanceEveryMs) return
      lookedAt = clock().getTime()
      looking = state()
        .then(({ key }) => (key === seen ? undefined : reload()))
        // The search that comes next says what is wrong with the engine.
        .catch(() => {})
        .finally(() => {
          looking = undefined
        })
    },
    settled: async () => looking,
  }
}
