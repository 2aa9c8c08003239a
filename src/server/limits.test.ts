import { afterEach, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { visit } from '../../tests/visitor.ts'

let front: Front
afterEach(() => front.stop())

const open = (headers: Record<string, string> = {}) =>
  fetch(`${front.url}/v1/conversations`, { method: 'POST', headers })

describe('the limits', () => {
  it('of requests a minute: 429, when to come back, and health is never limited', async () => {
    front = await openFront({ BATON_RATE_PER_MINUTE: '5' })
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await open()).status)
    expect(statuses).toEqual([201, 201, 201, 201, 201])
    const refused = await open()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json\b/)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ status: 429, type: 'urn:baton:problem:too_many' })
    expect(await front.count('conversations')).toBe(5)
    for (let i = 0; i < 10; i++) expect((await fetch(`${front.url}/healthz`)).status).toBe(200)
    const page = await fetch(`${front.url}/`)
    expect(page.status).toBe(200)
  })

  it('of a body: 413 at 64 kB, said or streamed, and nothing is stored', async () => {
    front = await openFront()
    const visitor = await visit(front.url)
    const place = `${front.url}/v1/conversations/${visitor.id}/messages`
    const headers = { authorization: `Bearer ${visitor.token}`, 'content-type': 'application/json' }
    const large = JSON.stringify({ text: 'x'.repeat(65_536) })
    const streamed = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 100; i++) controller.enqueue(Buffer.from('x'.repeat(1000)))
        controller.close()
      },
    })
    for (const body of [large, streamed]) {
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
      const response = await fetch(place, init)
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ status: 413 })
    }
    expect(await front.count('messages')).toBe(0)
  })
})

describe('other sites', () => {
  const preflight = (origin: string) =>
    fetch(`${front.url}/v1/conversations`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })

  it('may not call, unless they are configured', async () => {
    front = await openFront()
    const response = await open({ origin: 'https://shop.example' })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    const asked = await preflight('https://shop.example')
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('may call when they are, and only they', async () => {
    front = await openFront({ BATON_CORS_ORIGINS: 'https://shop.example, https://b.example' })
    for (const origin of ['https://shop.example', 'https://b.example']) {
      const response = await open({ origin })
      expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      const asked = await preflight(origin)
      expect(asked.status).toBe(204)
      expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization/i)
    }
    for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'null']) {
      const response = await open({ origin })
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
    const visitor = await visit(front.url)
    const abort = new AbortController()
    const events = await fetch(`${front.url}/v1/conversations/${visitor.id}/events`, {
      headers: { authorization: `Bearer ${visitor.token}`, origin: 'https://shop.example' },
      signal: abort.signal,
    })
    abort.abort()
    expect(events.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  })
})

it('every answer carries the headers that keep a browser safe', async () => {
  front = await openFront()
  for (const path of ['/', '/healthz', '/v1/nothing', '/docs/json']) {
    const { headers } = await fetch(front.url + path)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-inline|unsafe-eval/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
  }
})
