import { join } from 'node:path'
import { BatonError } from '../domain/error.ts'
import type { PassageIndex } from '../domain/passage.ts'
import { createTableQueue, type TableQueueDeps } from '../jobs/table.ts'
import { createBreaker } from '../platform/breaker.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { lockFolder } from '../platform/folder.ts'
import type { Log } from '../platform/log.ts'
import { createEmbedder } from '../retrieval/embeddings.ts'
import { createEmbeddedIndex } from '../retrieval/index/embedded.ts'
import type { Db } from '../store/db.ts'
import { openPglite } from '../store/pglite.ts'
import { openPostgres } from '../store/postgres.ts'

const pace = { pollMs: 500 } as const

/** Thrown when another process has the data folder: speak to it over the socket in that folder instead. */
export class FolderInUse extends BatonError {
  constructor(folder: string) {
    super(
      'conflict',
      `Another Baton process is using the data folder ${folder}. Stop it, or set BATON_DATA to another folder.`,
    )
  }
}

/** The truth: PostgreSQL where one is configured, else the database in the data folder. Throws `FolderInUse`, `engine_unreachable`. */
export async function openDb(
  { databaseUrl, dataFolder }: Config,
  log: Log,
): Promise<{ db: Db; unlock: () => void }> {
  if (databaseUrl) return { db: await openPostgres(databaseUrl, { log }), unlock: () => {} }
  const unlock = lockFolder(dataFolder)
  if (!unlock) throw new FolderInUse(dataFolder)
  try {
    return { db: await openPglite({ folder: join(dataFolder, 'pg') }), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

/** An empty passage index in this process. */
export const createIndex = (): PassageIndex => createEmbeddedIndex()

/** The passage index that is configured; the client of Qdrant is loaded only where it is. Throws `engine_unreachable`. */
export async function openIndex(
  { qdrant, embeddings, cacheFolder }: Config,
  clock: Clock,
): Promise<PassageIndex> {
  if (!qdrant) return createIndex()
  const { openQdrantIndex } = await import('../retrieval/qdrant/qdrant.ts')
  const embedder =
    embeddings && createEmbedder({ ...embeddings, cacheFolder, breaker: createBreaker({ clock }) })
  return openQdrantIndex({ ...qdrant, embedder, clock })
}

/** The queue that is configured; Bull is loaded only where Redis is. Throws `engine_unreachable`. */
export async function openQueue(config: Config, deps: Omit<TableQueueDeps, keyof typeof pace>) {
  const given = { ...deps, ...pace }
  if (!config.redisUrl) return createTableQueue(given)
  const { createBullQueue } = await import('../jobs/bull.ts')
  return createBullQueue({ ...given, redisUrl: config.redisUrl })
}
