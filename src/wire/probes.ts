import type { Config } from '../platform/config.ts'
import type { Log } from '../platform/log.ts'
import { openPostgres } from '../store/postgres.ts'

/** Which version of Qdrant answers at an address. Throws `engine_unreachable`. */
export async function probePassages(qdrant: NonNullable<Config['qdrant']>): Promise<string> {
  const { probeQdrant } = await import('../retrieval/qdrant/connection.ts')
  return probeQdrant(qdrant)
}

/** Whether PostgreSQL answers at an address, and which version it is. Throws `engine_unreachable`. */
export async function probeDatabase(url: string, log: Log): Promise<string> {
  const db = await openPostgres(url, { log, connections: 1 })
  const [row] = await db.query('show server_version')
  await db.close()
  return String(row?.['server_version'])
}

/** Which version of Redis answers at an address. Throws `engine_unreachable`. */
export async function probeJobs(redisUrl: string): Promise<string> {
  const { probeRedis } = await import('../jobs/redis.ts')
  return probeRedis(redisUrl)
}
