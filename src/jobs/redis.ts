import { Redis } from 'ioredis'
import { BatonError } from '../domain/error.ts'

/** The address without its user and password. */
const placeOf = (url: string) => {
  const { host, pathname } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}`
}

/**
 * Which version of Redis answers at an address.
 * @throws BatonError `engine_unreachable` when it does not answer.
 */
export async function probeRedis(url: string): Promise<string> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  // What goes wrong is also said by the promise; without a listener it would be printed.
  let lastError: Error | undefined
  redis.on('error', (error: Error) => (lastError = error))
  try {
    await redis.connect()
    const info = await redis.info('server')
    return /redis_version:(\S+)/.exec(info)?.[1] ?? 'of an unknown version'
  } catch (cause) {
    const why = (lastError ?? (cause instanceof Error ? cause : new Error(String(cause)))).message
    throw new BatonError(
      'engine_unreachable',
      `REDIS_URL names Redis at ${placeOf(url)}, and it does not answer (${why}). Start it, correct REDIS_URL, or unset it to run jobs in the database.`,
      { cause },
    )
  } finally {
    redis.disconnect()
  }
}

/** What a connection is for: Bull wants one to ask, one to listen, and one that may wait for a job for ever. */
type ConnectionUse = 'client' | 'subscriber' | 'bclient'

/**
 * A connection that comes back by itself. While Redis is away a question fails after two tries instead of waiting
 * for ever; only the connections on which Bull waits are patient.
 */
export function connectRedis(url: string, use: ConnectionUse): Redis {
  return new Redis(url, {
    connectTimeout: 5000,
    enableReadyCheck: false,
    maxRetriesPerRequest: use === 'client' ? 2 : null,
    retryStrategy: (times) => Math.min(100 * times, 1000),
  })
}
