import { BatonError } from '../../domain/error.ts'
import type { Passage, PassageFilter, PassageHit, PassageIndex } from '../../domain/passage.ts'
import { type Clock, systemClock } from '../../platform/clock.ts'
import { hitsOf } from '../index/embedded.ts'
import type { Embedder } from '../embeddings.ts'
import { fuse } from '../ranking/fuse.ts'
import { type Lexicon, shopLexicon } from '../words/lexicon.ts'
import { createPassageReader } from '../ranking/passage-reading.ts'
import { createCloseLook, createQueryReader, lookedAt } from '../ranking/ranking.ts'
import { weighPassages } from '../index/sparse.ts'
import { findCandidates } from './candidates.ts'
import {
  aliasOf,
  checkCollection,
  collectionInService,
  createCollection,
  putInService,
} from './collection.ts'
import { connect, type QdrantAddress, type QdrantConnection } from './connection.ts'
import { ofArticles, outdated } from './filter.ts'
import { pointOf } from './points.ts'
import { createVocabulary } from './vocabulary.ts'

export interface QdrantIndex extends PassageIndex {
  /** Fills a new collection, puts it in the place of the one in service in one step, and drops that one. */
  rebuild(passages: readonly Passage[]): Promise<void>
  /** Deletes the collection in service and its alias. */
  drop(): Promise<void>
}

export interface QdrantSettings extends QdrantAddress {
  /** What collections and aliases begin with; several houses may share a server. */
  name?: string
  lexicon?: Lexicon
  /** Searches by meaning too, where there is one. */
  embedder?: Embedder | undefined
  clock?: Clock
}

const pointsAtATime = 64
const articlesAtATime = 256

/**
 * A passage index on a Qdrant server. Qdrant keeps the passages, filters them and finds the candidates; they are scored,
 * looked at and ordered here, as in the embedded index and with the same outcome.
 * @throws BatonError `engine_unreachable` when the server does not answer or holds a collection that is not ours.
 */
export async function openQdrantIndex({
  name = 'baton-passages',
  lexicon = shopLexicon(),
  clock = systemClock,
  embedder,
  ...address
}: QdrantSettings): Promise<QdrantIndex> {
  const connection = connect(address)
  const dense = embedder && { model: embedder.model, dimensions: await embedder.dimensions() }
  const alias = aliasOf(name, dense)
  const inService = await collectionInService(connection, alias)
  if (inService === undefined) {
    await putInService(connection, alias, await createCollection(connection, alias, dense))
  } else await checkCollection(connection, inService, dense)
  const vocabulary = createVocabulary({ connection, collection: alias, clock })
  await vocabulary.reload()
  const read = createQueryReader(vocabulary, lexicon)
  const lookClosely = createCloseLook(vocabulary, createPassageReader(lexicon))

  return {
    async search(text: string, filter: PassageFilter, limit: number) {
      vocabulary.glance()
      const query = read(text)
      const meaning = (await embedder?.embedQuery(text)) ?? null
      const { candidates, order } = await findCandidates(
        { connection, collection: alias, idf: (term) => vocabulary.idf(term) },
        { terms: query.terms, meaning },
        filter,
        Math.max(limit, lookedAt),
      )
      const { ranked, rest } = lookClosely(query, candidates)
      if (!order) return hitsOf(ranked, rest, limit)
      return inFusedOrder(hitsOf(ranked, rest, candidates.length), order).slice(0, limit)
    },
    async replace(articleIds, passages) {
      const ids = [...new Set([...articleIds, ...passages.map(({ articleId }) => articleId)])]
      const arriving = Map.groupBy(passages, ({ articleId }) => articleId)
      let changed = false
      for (const some of inGroups(ids, articlesAtATime)) {
        const kept = await storedVersions(connection, alias, some)
        const touched = some.filter((id) => kept.get(id) !== versionOf(arriving.get(id)))
        if (touched.length === 0) continue
        changed = true
        const fresh = touched.flatMap((id) => arriving.get(id) ?? [])
        // The new first: whoever searches meanwhile finds the one or the other, never nothing.
        await upload({ connection, collection: alias, embedder }, fresh, clock())
        const versions = [...new Set(fresh.map(({ version }) => version))]
        await connection.call((client) =>
          client.delete(alias, { filter: outdated(touched, versions), wait: true }),
        )
      }
      if (changed) await vocabulary.reload()
    },
    async count() {
      const { count } = await connection.call((client) => client.count(alias, { exact: true }))
      return count
    },
    async rebuild(passages) {
      const before = await collectionInService(connection, alias)
      const next = await createCollection(connection, alias, dense)
      await upload({ connection, collection: next, embedder }, passages, clock())
      await putInService(connection, alias, next)
      if (before !== undefined) await connection.call((client) => client.deleteCollection(before))
      await vocabulary.reload()
    },
    async drop() {
      await vocabulary.settled()
      const now = await collectionInService(connection, alias)
      // Its alias goes with it.
      if (now !== undefined) await connection.call((client) => client.deleteCollection(now))
    },
  }
}

/** Our order by words and Qdrant's by words and meaning, fused; confidences stay as the features have them. */
function inFusedOrder(hits: readonly PassageHit[], order: readonly string[]): PassageHit[] {
  const scores = fuse([hits.map(({ passage }) => passage.id), order])
  return hits
    .map((hit) => ({ ...hit, score: scores.get(hit.passage.id) ?? 0 }))
    .sort((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1))
}

/** Version and number of passages: an upload that was cut off has fewer. */
const versionOf = (passages: readonly Passage[] | undefined) =>
  passages?.[0] && `${passages[0].version} ${passages.length}`

/** What is kept of these articles; an article of which two versions are kept has neither. */
async function storedVersions(
  connection: QdrantConnection,
  collection: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const counts = new Map<string, Map<string, number>>()
  let offset: string | number | Record<string, unknown> | null | undefined
  do {
    const from = offset
    const page = await connection.call((client) =>
      client.scroll(collection, {
        filter: ofArticles(ids),
        with_payload: ['articleId', 'version'],
        limit: 1000,
        ...(from !== undefined && from !== null && { offset: from }),
      }),
    )
    for (const { payload } of page.points) {
      const [id, version] = [String(payload?.['articleId']), String(payload?.['version'])]
      const versions = counts.get(id) ?? new Map<string, number>()
      counts.set(id, versions.set(version, (versions.get(version) ?? 0) + 1))
    }
    offset = page.next_page_offset
  } while (offset !== undefined && offset !== null)
  return new Map(
    [...counts].map(([id, versions]) => [
      id,
      [...versions].map(([version, count]) => `${version} ${count}`).join(' and '),
    ]),
  )
}

async function upload(
  {
    connection,
    collection,
    embedder,
  }: { connection: QdrantConnection; collection: string; embedder: Embedder | undefined },
  passages: readonly Passage[],
  writtenAt: Date,
): Promise<void> {
  const weighed = [...Map.groupBy(passages, ({ articleId }) => articleId).values()].flatMap(
    (some) =>
      weighPassages(some).flatMap((weights, i) => (some[i] ? [{ passage: some[i], weights }] : [])),
  )
  for (const batch of inGroups(weighed, pointsAtATime)) {
    const meanings = await embedder?.embed(batch.map(({ passage }) => wholeText(passage)))
    const points = batch.map(({ passage, weights }, i) =>
      pointOf(passage, weights, writtenAt, meanings?.[i]),
    )
    const { status } = await connection.call((client) =>
      client.upsert(collection, { points, wait: true }),
    )
    if (status !== 'completed') {
      throw new BatonError('upstream_failed', `Qdrant did not finish an upload (${status}).`)
    }
  }
}

const wholeText = ({ headings, text }: Passage) => `${headings.join(' › ')}\n${text}`

function inGroups<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  )
}
