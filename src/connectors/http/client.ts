import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { BatonError, type ErrorCode } from '../../domain/error.ts'
import type { Breaker } from '../../platform/breaker.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import { signBody } from '../../platform/signature.ts'

export interface ShopClientDeps {
  /** Where the shop's contract begins; `/v1/…` is added. */
  url: string
  /** `whsec_` and base64: every request is signed with it, as Standard Webhooks has it. */
  secret: string
  clock: Clock
  log: Log
  breaker: Breaker
  fetch?: typeof fetch
  /** For one try. */
  timeoutMs?: number
  /** In all, the first one counted. */
  tries?: number
  wait?: (ms: number) => Promise<void>
}

export interface ShopClient {
  /**
   * Asks the shop. What may pass (no answer, 429, 5xx) is tried again, a write under the same key.
   * @throws BatonError `not_found`, `conflict` or `invalid` as the shop says; else `upstream_failed`.
   */
  call(path: string, body: unknown, idempotencyKey: string | null): Promise<unknown>
}

const Problem = z.object({ message: z.string().max(2000).optional() })
const mostBytes = 2 * 1024 * 1024
const firstWaitMs = 100
const longestWaitMs = 2000

/** What the shop may say no with; everything else is a failure of its own. */
const saidNo: Record<number, ErrorCode> = {
  400: 'invalid',
  404: 'not_found',
  409: 'conflict',
  422: 'invalid',
}
const mayPass = (status: number) => status === 429 || status >= 500

type Answer =
  | { kind: 'said'; value: unknown }
  | { kind: 'no'; error: BatonError }
  | { kind: 'failed'; why: string; passes: boolean; retryAfterMs: number }

const failed = (why: string, passes: boolean, retryAfterMs = 0): Answer => ({
  kind: 'failed',
  why,
  passes,
  retryAfterMs,
})

function retryAfterOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  if (text.length > mostBytes) return failed('the answer is too large', false)
  let value: unknown
  try {
    value = text === '' ? null : JSON.parse(text)
  } catch {
    return failed(
      `${response.status} without JSON`,
      mayPass(response.status),
      retryAfterOf(response),
    )
  }
  if (response.ok) return { kind: 'said', value }
  const code = saidNo[response.status]
  if (!code)
    return failed(`status ${response.status}`, mayPass(response.status), retryAfterOf(response))
  const message = Problem.safeParse(value).data?.message ?? 'The shop says no.'
  return { kind: 'no', error: new BatonError(code, message) }
}

/** Speaks the shop's contract: signed, bounded in time and size, patient with what passes, quick when the shop is down. */
export function createShopClient({
  url,
  secret,
  clock,
  log,
  breaker,
  fetch: send = fetch,
  timeoutMs = 5000,
  tries = 3,
  wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}: ShopClientDeps): ShopClient {
  const base = url.replace(/\/+$/, '')

  async function once(path: string, body: string, key: string | null): Promise<Answer> {
    const id = `req_${randomUUID()}`
    const timestamp = String(Math.floor(clock().getTime() / 1000))
    try {
      const response = await send(`${base}/v1/${path}`, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signBody(secret, id, timestamp, body),
          ...(key === null ? {} : { 'idempotency-key': key }),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      })
      return await answerOf(response)
    } catch (error) {
      return failed(error instanceof Error ? error.name : 'no answer', true)
    }
  }

  return {
    async call(path, input, idempotencyKey) {
      if (!breaker.admits())
        throw new BatonError('upstream_failed', 'The shop does not answer at the moment.')
      const body = JSON.stringify(input)
      for (let tried = 1; ; tried++) {
        const answer = await once(path, body, idempotencyKey)
        if (answer.kind !== 'failed') {
          breaker.succeeded()
          if (answer.kind === 'no') throw answer.error
          return answer.value
        }
        log.warn({ path, tried, why: answer.why }, 'the shop did not answer')
        if (!answer.passes || tried >= tries) {
          breaker.failed()
          throw new BatonError('upstream_failed', 'The shop did not answer.')
        }
        const backOff = firstWaitMs * 2 ** (tried - 1) * (0.5 + Math.random())
        await wait(Math.min(longestWaitMs, Math.max(backOff, answer.retryAfterMs)))
      }
    },
  }
}
