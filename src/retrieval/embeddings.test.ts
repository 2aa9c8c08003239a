import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeOpenAI, startFakeOpenAI } from '../../tests/fakes/openai.ts'
import { temporaryFolder } from '../../tests/house.ts'
import { createBreaker } from '../platform/breaker.ts'
import { createEmbedder } from './embeddings.ts'

describe('the embedder', () => {
  let fake: FakeOpenAI
  let folder: ReturnType<typeof temporaryFolder>
  let sent: string[][]
  let waits: number[]
  /** Answers that stand in for the endpoint's next ones. */
  let instead: (Response | Error)[]
  const now = new Date('2026-11-21T08:00:00Z')

  beforeEach(async () => {
    fake = await startFakeOpenAI([])
    folder = temporaryFolder()
    sent = []
    waits = []
    instead = []
  })
  afterEach(async () => {
    folder.remove()
    await fake.close()
  })

  const open = () =>
    createEmbedder({
      baseUrl: fake.baseUrl,
      apiKey: fake.apiKey,
      model: 'fake-embed',
      cacheFolder: folder.path,
      breaker: createBreaker({ clock: () => now }),
      async fetch(address, init) {
        const body = typeof init?.body === 'string' ? init.body : '{}'
        sent.push((JSON.parse(body) as { input: string[] }).input)
        const next = instead.shift()
        if (next instanceof Error) throw next
        return next ?? fetch(address, init)
      },
      async pause(ms) {
        waits.push(ms)
      },
    })

  it('embeds in batches, and each text only once, also in the next process', async () => {
    const texts = Array.from({ length: 100 }, (_, i) => `kettle ${i % 70}`)
    const vectors = await open().embed(texts)
    expect(sent.map(({ length }) => length)).toEqual([64, 6])
    expect(vectors[71]).toEqual(vectors[1])
    const again = await open().embed(texts)
    expect(sent).toHaveLength(2)
    expect(again[5]?.[0]).toBeCloseTo(vectors[5]?.[0] ?? -1, 6)
    expect(await open().dimensions()).toBe(64)
  })

  it('waits and asks again while the endpoint is busy, as long as it says', async () => {
    instead = [
      new Response('', { status: 429, headers: { 'retry-after': '7' } }),
      new Response('', { status: 503 }),
      new TypeError('fetch failed'),
    ]
    expect(await open().embed(['kettle'])).toHaveLength(1)
    expect(waits[0]).toBe(7000)
    expect(waits[1]).toBeGreaterThanOrEqual(500)
    expect(waits[2]).toBeLessThanOrEqual(3000)
  })

  it('gives up after five attempts, and at once when it is refused, with the way out', async () => {
    instead = Array.from({ length: 5 }, () => new Response('', { status: 500 }))
    await expect(open().embed(['kettle'])).rejects.toMatchObject({
      code: 'upstream_failed',
      message: expect.stringContaining('HTTP 500, 5 times'),
    })
    instead = [new Response('no such model', { status: 404 })]
    await expect(open().embed(['kettle'])).rejects.toThrow(
      /404 no such model.*unset BATON_EMBEDDINGS_MODEL/,
    )
    expect(sent).toHaveLength(6)
  })

  it.each([
    ['<html>', 'not JSON'],
    ['{"data":[]}', '0 vectors for 1 texts'],
    ['{"data":[{"index":0,"embedding":"AAAA"}]}', 'another form'],
  ])('says what is wrong with the answer %s', async (body, words) => {
    instead = [new Response(body)]
    await expect(open().embed(['kettle'])).rejects.toThrow(words)
  })

  it('does without the vector of a query when the endpoint fails, and soon stops asking', async () => {
    const embedder = open()
    expect(await embedder.embedQuery('kettle')).toHaveLength(64)
    instead = Array.from({ length: 3 }, () => new TypeError('fetch failed'))
    for (let i = 0; i < 5; i++) expect(await embedder.embedQuery('kettle')).toBeNull()
    expect(sent).toHaveLength(4)
  })
})
