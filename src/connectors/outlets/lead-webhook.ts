import type { Outlet } from '../../domain/outlet.ts'
import type { Clock } from '../../platform/clock.ts'
import { signBody } from '../../platform/signature.ts'
import { postJson } from './post.ts'

/** Leads to any system that takes signed JSON (Standard Webhooks): the same `webhook-id` at every try. */
export function leadWebhook({
  url,
  secret,
  clock,
  fetch: http,
}: {
  url: string
  secret: string
  clock: Clock
  fetch?: typeof fetch
}): Outlet {
  return {
    async send({ id, at, body: data }) {
      const body = JSON.stringify({ type: 'lead.updated', timestamp: at.toISOString(), data })
      const timestamp = String(Math.floor(clock().getTime() / 1000))
      await postJson({
        what: 'The lead webhook’s receiver',
        url,
        body,
        fetch: http,
        headers: {
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signBody(secret, id, timestamp, body),
        },
      })
      return { reference: null }
    },
  }
}
