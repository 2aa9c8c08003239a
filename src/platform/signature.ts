import { createHmac } from 'node:crypto'

/** The signature of Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, base64. */
export function signBody(
  secret: string,
  id: string,
  timestamp: string,
  body: Uint8Array | string,
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}
