import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { Breaker } from '../platform/breaker.ts'

/** Texts as vectors, by a model behind an OpenAI-compatible `/embeddings`. */
export interface Embedder {
  readonly model: string
  /** How long its vectors are; asked of the endpoint once and then remembered. */
  dimensions(): Promise<number>
  /**
   * One vector for each text, in order. What was embedded before comes from the cache.
   * @throws BatonError `upstream_failed` when the endpoint refuses, or still fails after several attempts.
   */
  embed(texts: readonly string[]): Promise<number[][]>
  /** The vector of a query; null when the endpoint does not give it at once: then words alone must do. */
  embedQuery(text: string): Promise<number[] | null>
}

export interface EmbeddingsEndpoint {
  /** Ends in `/v1` or the like. */
  baseUrl: string
  apiKey: string
  model: string
  /** Where vectors are kept, a file for each text: they can always be made again. */
  cacheFolder: string
  breaker: Breaker
  fetch?: typeof fetch
  pause?: (ms: number) => Promise<unknown>
}

const textsAtATime = 64
/** About what fits the smallest of the usual models; the rest of a longer text is not embedded. */
const maxLength = 6000
const attempts = 5
const firstWaitMs = 500
const mostWaitMs = 30_000
const batchTimeoutMs = 30_000
const queryTimeoutMs = 2000

const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1) })),
})

/** A failure that may pass by itself. */
class Passing extends Error {
  readonly waitMs: number | undefined
  constructor(message: string, waitMs?: number) {
    super(message)
    this.waitMs = waitMs
  }
}

export function createEmbedder({
  baseUrl,
  apiKey,
  model,
  cacheFolder,
  breaker,
  fetch: send = fetch,
  pause = (ms) => sleep(ms),
}: EmbeddingsEndpoint): Embedder {
  const address = `${baseUrl.replace(/\/+$/, '')}/embeddings`
  const fault = (why: string) =>
    new BatonError(
      'upstream_failed',
      `The embeddings model ${model} at ${address} fails: ${why}. Correct BATON_EMBEDDINGS_MODEL or OPENAI_BASE_URL, or unset BATON_EMBEDDINGS_MODEL to search by words alone.`,
    )

  async function ask(texts: readonly string[], timeoutMs: number): Promise<number[][]> {
    const response = await send(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, input: texts }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new Passing(cause instanceof Error ? cause.message : String(cause))
    })
    if (response.status === 408 || response.status === 429 || response.status >= 500) {
      await response.body?.cancel()
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
      throw new Passing(
        `HTTP ${response.status}`,
        Number.isFinite(seconds) ? seconds * 1000 : undefined,
      )
    }
    const text = await response.text().catch((cause: unknown) => {
      throw new Passing(cause instanceof Error ? cause.message : String(cause))
    })
    if (!response.ok) throw fault(`HTTP ${response.status} ${text.slice(0, 200)}`)
    return readVectors(text, texts.length, fault)
  }

  async function askPatiently(texts: readonly string[]): Promise<number[][]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(texts, batchTimeoutMs)
      } catch (error) {
        if (!(error instanceof Passing)) throw error
        if (attempt === attempts) throw fault(`${error.message}, ${attempts} times`)
        // Doubled each time and spread out, so that several processes do not come back at once.
        const wait = firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random())
        await pause(Math.min(error.waitMs ?? wait, mostWaitMs))
      }
    }
  }

  const fileOf = (text: string) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([address, model, text]))
      .digest('hex')
    return join(cacheFolder, 'embeddings', hash.slice(0, 2), `${hash.slice(2)}.f32`)
  }

  async function embed(texts: readonly string[]): Promise<number[][]> {
    const cut = texts.map((text) => text.slice(0, maxLength))
    const vectors = new Map<string, number[]>()
    const missing: string[] = []
    for (const text of new Set(cut)) {
      const kept = await readVector(fileOf(text))
      if (kept) vectors.set(text, kept)
      else missing.push(text)
    }
    for (let from = 0; from < missing.length; from += textsAtATime) {
      const some = missing.slice(from, from + textsAtATime)
      for (const [i, vector] of (await askPatiently(some)).entries()) {
        const text = some[i] ?? ''
        vectors.set(text, vector)
        await keepVector(fileOf(text), vector)
      }
    }
    return cut.map((text) => vectors.get(text) ?? [])
  }

  let known: number | undefined
  return {
    model,
    embed,
    async dimensions() {
      known ??= (await embed(['How long is a vector?']))[0]?.length ?? 0
      return known
    },
    async embedQuery(text) {
      if (text.trim() === '' || !breaker.admits()) return null
      try {
        const [vector] = await ask([text.slice(0, maxLength)], queryTimeoutMs)
        breaker.succeeded()
        return vector ?? null
      } catch {
        // Searching goes on without it; the breaker keeps a dead endpoint from costing every search its two seconds.
        breaker.failed()
        return null
      }
    },
  }
}

function readVectors(text: string, count: number, fault: (why: string) => BatonError): number[][] {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw fault('its answer is not JSON')
  }
  const parsed = Answer.safeParse(raw)
  if (!parsed.success) throw fault(`its answer has another form: ${z.prettifyError(parsed.error)}`)
  const vectors = parsed.data.data
    .toSorted((a, b) => a.index - b.index)
    .map(({ embedding }) => embedding)
  if (vectors.length !== count) throw fault(`${vectors.length} vectors for ${count} texts`)
  if (vectors.some(({ length }) => length !== vectors[0]?.length))
    throw fault('its vectors differ in length')
  return vectors
}

async function readVector(path: string): Promise<number[] | undefined> {
  const bytes = await readFile(path).catch(() => undefined)
  if (!bytes || bytes.length === 0 || bytes.length % 4 !== 0) return undefined
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4))
}

/** Written beside and moved into place: a file is there whole or not at all. */
async function keepVector(path: string, vector: readonly number[]): Promise<void> {
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * 4)
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${randomBytes(4).toString('hex')}`
  await writeFile(beside, bytes)
  await rename(beside, path)
}
