import { QdrantClient } from '@qdrant/js-client-rest'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'

export interface QdrantAddress {
  /** `http(s)://host[:port][/prefix]`; without a port 6333, where Qdrant listens. */
  url: string
  apiKey?: string | undefined
}

/** Speaks to one Qdrant server; whatever goes wrong comes out as a sentence. */
export interface QdrantConnection {
  /**
   * Makes a call, which must be safe to make twice: one that was lost on the way is made once more.
   * @throws BatonError `engine_unreachable` when the server does not answer or not to us, `not_found` for a collection that
   * is not there, `upstream_failed` for every other refusal.
   */
  call<T>(call: (client: QdrantClient) => Promise<T>): Promise<T>
}

const timeoutMs = 10_000
const explicitPort = /^https?:\/\/(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:]*):(\d+)/i

export function connect({ url, apiKey }: QdrantAddress): QdrantConnection {
  const { hostname, protocol, pathname } = new URL(url)
  const client = new QdrantClient({
    host: hostname,
    https: protocol === 'https:',
    // The client's own reading of an address loses `:443` and the path.
    port: Number(explicitPort.exec(url)?.[1] ?? 6333),
    prefix: pathname.replace(/\/+$/, ''),
    timeout: timeoutMs,
    // As a header of ours: given as `apiKey`, the client warns on the console when the network inside is plain HTTP.
    ...(apiKey && { headers: { 'api-key': apiKey } }),
    // It would ask in the background and only warn on the console.
    checkCompatibility: false,
  })
  return {
    async call(call) {
      try {
        return await call(client)
      } catch (error) {
        // A kept connection may have been closed by the other side just as it was used.
        if (!isLost(error)) throw explain(error, hostname)
      }
      try {
        return await call(client)
      } catch (error) {
        throw explain(error, hostname)
      }
    },
  }
}

const isLost = (error: unknown) => error instanceof TypeError && error.message === 'fetch failed'

const Refusal = z.object({
  status: z.number(),
  data: z
    .object({ status: z.object({ error: z.string() }) })
    .optional()
    .catch(undefined),
})
/** The cause that undici hangs on a failed fetch, and the timeout of the client. */
const Silence = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.object({ code: z.string().optional(), message: z.string() }).optional().catch(undefined),
})

function explain(error: unknown, host: string): BatonError {
  const refusal = Refusal.safeParse(error)
  if (!refusal.success) return silent(error, host)
  const { status, data } = refusal.data
  const why = data?.status.error ?? `HTTP ${status}`
  if (status === 401 || status === 403) {
    return new BatonError(
      'engine_unreachable',
      `Qdrant at ${host} refuses the key (HTTP ${status}). Set QDRANT_API_KEY to a key that may write.`,
      { cause: error },
    )
  }
  if (status === 404) return new BatonError('not_found', `Qdrant: ${why}`, { cause: error })
  if (status === 429 || status === 503) {
    return new BatonError('engine_unreachable', `Qdrant at ${host} is not ready: ${why}`, {
      cause: error,
    })
  }
  return new BatonError('upstream_failed', `Qdrant refuses a request: ${why}`, { cause: error })
}

function silent(error: unknown, host: string): BatonError {
  const { data: said } = Silence.safeParse(error)
  const why =
    said?.name === 'QdrantClientTimeoutError'
      ? `no answer in ${timeoutMs / 1000} s`
      : (said?.cause?.code ?? said?.cause?.message ?? said?.message ?? String(error))
  return new BatonError(
    'engine_unreachable',
    `QDRANT_URL names Qdrant at ${host}, and it does not answer (${why}). Start it, correct QDRANT_URL, or unset it to keep passages in the embedded index.`,
    { cause: error },
  )
}

/** The version of the server, when it answers. Throws as `call` does. */
export async function probeQdrant(address: QdrantAddress): Promise<string> {
  const { version } = await connect(address).call((client) => client.versionInfo())
  return version
}
