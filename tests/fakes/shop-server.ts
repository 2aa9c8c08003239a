import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { contract } from '../../src/connectors/http/contract.ts'
import type { BusinessSystems } from '../../src/domain/business.ts'
import { BatonError } from '../../src/domain/error.ts'
import { signBody } from '../../src/platform/signature.ts'

/** A shop that implements the connector's contract over HTTP, as strict as a real one would be. */
export interface ShopServer {
  url: string
  secret: string
  /** Calls that were properly signed and fit the contract, in order. */
  calls: { path: string; key: string | null }[]
  /** Calls that a real shop would not believe, and why. */
  refused: string[]
  /** How the next calls are answered, one each, before it is friendly again. */
  next(...moods: Mood[]): void
  /** The same for the next calls of one path, e.g. `crm/captureLead`. */
  nextOf(path: string, ...moods: Mood[]): void
  close(): Promise<void>
}

/**
 * A status to answer with; `cut` ends the connection before the call is done, `done and cut` after: the caller cannot
 * tell the two apart. `stall` answers nothing, `nonsense` JSON of another shape, `no json` no JSON, `huge` far too much.
 */
export type Mood = number | 'cut' | 'done and cut' | 'stall' | 'nonsense' | 'no json' | 'huge'

const toleranceS = 5 * 60
const statusOf: Partial<Record<BatonError['code'], number>> = {
  not_found: 404,
  conflict: 409,
  invalid: 400,
  forbidden: 403,
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** What is wrong with a call's signature; null when it is sound. */
function faultIn(headers: IncomingMessage['headers'], body: string, secret: string): string | null {
  const id = String(headers['webhook-id'] ?? '')
  const timestamp = String(headers['webhook-timestamp'] ?? '')
  if (!id || Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceS) return 'stale or unnamed'
  const given = Buffer.from(String(headers['webhook-signature'] ?? ''))
  const right = Buffer.from(signBody(secret, id, timestamp, body))
  return given.length === right.length && timingSafeEqual(given, right) ? null : 'badly signed'
}

export async function startShopServer(
  systems: BusinessSystems,
  secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes!').toString('base64')}`,
): Promise<ShopServer> {
  const moods: Mood[] = []
  const moodsOf = new Map<string, Mood[]>()
  const it = { calls: [] as ShopServer['calls'], refused: [] as string[] }
  const say = (response: ServerResponse, status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const fault = faultIn(request.headers, body, secret)
    if (fault) {
      it.refused.push(fault)
      say(response, 401, { message: fault })
      return
    }
    const [system = '', method = ''] = (request.url ?? '').replace(/^\/v1\//, '').split('/')
    const operation = (
      contract as Record<string, Record<string, (typeof contract)['orders']['find']>>
    )[system]?.[method]
    if (!operation || request.method !== 'POST') {
      say(response, 405, { message: 'no such operation' })
      return
    }
    const key = request.headers['idempotency-key']
    const parsed = z.strictObject({ ...operation.params }).safeParse(JSON.parse(body))
    if (!parsed.success || operation.writes !== (key !== undefined)) {
      it.refused.push(parsed.success ? 'idempotency-key' : z.prettifyError(parsed.error))
      say(response, 400, { message: 'the request does not fit the contract' })
      return
    }
    it.calls.push({ path: `${system}/${method}`, key: key === undefined ? null : String(key) })
    const mood = moodsOf.get(`${system}/${method}`)?.shift() ?? moods.shift()
    if (mood === 'cut') return void response.destroy()
    if (mood === 'stall') return
    if (mood === 'nonsense') return void say(response, 200, { nonsense: true })
    if (mood === 'no json') return void response.writeHead(200).end('<html>')
    if (mood === 'huge') return void response.writeHead(200).end(`"${'x'.repeat(3_000_000)}"`)
    if (typeof mood === 'number') return void say(response, mood, { message: 'as the test wishes' })
    const args = Object.keys(operation.params).map((name) => parsed.data[name])
    const port = systems[system as keyof BusinessSystems] as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >
    try {
      const value = await port[method]?.(...args, ...(key === undefined ? [] : [key]))
      if (mood === 'done and cut') response.destroy()
      else say(response, 200, value ?? null)
    } catch (error) {
      const status = error instanceof BatonError ? (statusOf[error.code] ?? 500) : 500
      say(response, status, { message: error instanceof Error ? error.message : 'unknown' })
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...it,
    secret,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...more) => void moods.push(...more),
    nextOf: (path, ...more) => void moodsOf.set(path, [...(moodsOf.get(path) ?? []), ...more]),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
