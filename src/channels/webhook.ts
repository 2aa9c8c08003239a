import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import { Locale } from '../domain/locale.ts'
import { Attachment, maxTextLength } from '../domain/message.ts'
import { Text } from '../domain/text.ts'
import type { Clock } from '../platform/clock.ts'
import { signBody } from '../platform/signature.ts'
import type { Channel, WebhookRequest } from './channel.ts'

export interface WebhookSettings {
  /** Where replies are posted. */
  url: string
  /** `whsec_` and base64: signs what we send, and what we receive is signed with it. */
  secret: string
  clock: Clock
  fetch?: typeof fetch
  timeoutMs?: number
}

const toleranceMs = 5 * 60_000

const Incoming = z.object({
  from: Text.min(1).max(200),
  text: Text.max(maxTextLength),
  attachments: z.array(Attachment).max(10).default([]),
  locale: Locale.default('zh'),
})

function verify({ headers, body }: WebhookRequest, secret: string, now: Date): string {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  const given = headers['webhook-signature']?.split(' ') ?? []
  const sentAt = Number(timestamp) * 1000
  const bad = (why: string) =>
    new BatonError('bad_signature', `The webhook signature is not valid: ${why}.`)
  if (!id || !timestamp || given.length === 0)
    throw bad('webhook-id, webhook-timestamp or webhook-signature is missing')
  if (!Number.isFinite(sentAt) || Math.abs(now.getTime() - sentAt) > toleranceMs)
    throw bad('the timestamp is more than five minutes off')
  const expected = Buffer.from(signBody(secret, id, timestamp, body))
  const matches = given.some((one) => {
    const candidate = Buffer.from(one)
    return candidate.length === expected.length && timingSafeEqual(candidate, expected)
  })
  if (!matches) throw bad('it does not fit the body')
  return id
}

/** Any system that speaks signed JSON over HTTP, both ways. */
export function webhookChannel({
  url,
  secret,
  clock,
  fetch: http = fetch,
  timeoutMs = 10_000,
}: WebhookSettings): Channel {
  return {
    name: 'webhook',
    maxTextLength: 16_000,
    // Standard Webhooks receivers drop a webhook-id they have seen.
    sendsOnce: true,

    receive(request) {
      const channelMessageId = verify(request, secret, clock())
      let json: unknown
      try {
        json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body))
      } catch (cause) {
        throw new BatonError('invalid', 'The body is not JSON in UTF-8.', { cause })
      }
      const parsed = Incoming.safeParse(json)
      if (!parsed.success)
        throw new BatonError('invalid', `The body does not fit: ${z.prettifyError(parsed.error)}`)
      const { from, ...rest } = parsed.data
      return Promise.resolve([{ channelMessageId, address: from, ...rest }])
    },

    async send(address, { id, text }) {
      const body = JSON.stringify({ to: address, id, text })
      const timestamp = String(Math.floor(clock().getTime() / 1000))
      let response: Response
      try {
        response = await http(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': signBody(secret, id, timestamp, body),
          },
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
      } catch (cause) {
        throw new BatonError('upstream_failed', 'The webhook receiver did not answer.', { cause })
      }
      await response.body?.cancel()
      if (response.ok) return { channelMessageId: id }
      const forGood =
        response.status >= 400 &&
        response.status < 500 &&
        response.status !== 408 &&
        response.status !== 429
      throw new BatonError(
        forGood ? 'invalid' : 'upstream_failed',
        `The webhook receiver answered ${response.status}.`,
      )
    },
  }
}
