import { HumanMessage } from '@langchain/core/messages'
import { afterEach, describe, expect, it } from 'vitest'
import { startFakeOpenAI } from '../../../tests/fakes/openai.ts'
import type { FakeOpenAI, Script } from '../../../tests/fakes/openai.ts'
import type { Plan } from '../../../tests/fakes/openai-plan.ts'
import { createModel } from './models.ts'
import type { ModelSettings } from './models.ts'

let fake: FakeOpenAI
afterEach(() => fake.close())

async function start(script: Script, settings: Partial<ModelSettings> = {}) {
  fake = await startFakeOpenAI(script)
  const { baseUrl, apiKey } = fake
  return createModel({ baseUrl, apiKey, model: 'fake-1', retries: 0, ...settings })
}
const hello = [new HumanMessage('hello')]

async function read(model: ReturnType<typeof createModel>, signal?: AbortSignal) {
  let text = ''
  let finish: unknown
  for await (const chunk of await model.stream(hello, signal ? { signal } : {})) {
    text += chunk.content as string
    finish = chunk.response_metadata['finish_reason'] ?? finish
  }
  return { text, finish }
}
const took = async (work: Promise<unknown>) => {
  const start = performance.now()
  const error = await work.then(
    () => 'nothing',
    (thrown: Error) => thrown.name,
  )
  return { error, ms: performance.now() - start }
}

describe('a stream', () => {
  it('gives its text and keeps its finish_reason', async () => {
    const model = await start([{ text: 'good day', finish: 'length' }])
    expect(await read(model)).toEqual({ text: 'good day', finish: 'length' })
  })

  it.each(['stall_before_headers', 'stall_before_first_byte'] as const)(
    'that begins with silence fails after firstByteMs (%s)',
    async (kind) => {
      const model = await start([{ text: 'a b', fault: { kind } }], {
        firstByteMs: 120,
        idleMs: 9999,
      })
      const { error, ms } = await took(read(model))
      expect(error).toBe('StreamStalled')
      expect(ms).toBeLessThan(2000)
    },
  )

  it('that goes silent in its middle fails after idleMs, though firstByteMs is long', async () => {
    const fault = { kind: 'stall_mid_stream' } as const
    const model = await start([{ text: 'a b c d', fault }], { firstByteMs: 9999, idleMs: 120 })
    const { error, ms } = await took(read(model))
    expect(error).toBe('StreamStalled')
    expect(ms).toBeLessThan(2000)
  })

  it('may be slower in all than idleMs, as long as no pause is', async () => {
    const model = await start([{ text: 'a b c d e f g h i j', tokenMs: 150 }], { idleMs: 1200 })
    expect((await read(model)).text).toBe('a b c d e f g h i j')
  })

  it('does not count the time its reader takes', async () => {
    const model = await start([{ text: 'a b' }], { idleMs: 300 })
    let text = ''
    for await (const chunk of await model.stream(hello)) {
      text += chunk.content as string
      await new Promise((done) => setTimeout(done, 400))
    }
    expect(text).toBe('a b')
  })

  it.each([
    ['a clean end without finish_reason', { kind: 'eof' }],
    ['a page of HTML with status 200', { kind: 'html' }],
  ] as const)('is not whole: %s', async (_, fault) => {
    const model = await start([{ text: 'one two', fault }])
    await expect(read(model)).rejects.toMatchObject({ name: 'StreamIncomplete' })
  })

  it.each([
    ['a TCP reset', { kind: 'cut' }],
    ['an error event', { kind: 'error_event' }],
    ['an event that does not parse', { kind: 'malformed_json' }],
    ['status 500', { kind: 'status', status: 500 }],
    ['429 without Retry-After', { kind: 'status', status: 429 }],
  ] as const)('fails on %s', async (_, fault) => {
    const model = await start([{ text: 'one two', fault }])
    await expect(read(model)).rejects.toThrow()
  })

  it.each([
    ['429 with Retry-After', { kind: 'status', status: 429, retryAfter: '1' }],
    ['500', { kind: 'status', status: 500 }],
  ] as const)('is asked for again after %s', async (_, fault) => {
    const model = await start([{ fault }, { text: 'at last' }], { retries: 1 })
    expect((await read(model)).text).toBe('at last')
  })

  it('ends with the reason of its signal, at once', async () => {
    const model = await start([{ text: 'a b c d', fault: { kind: 'stall_mid_stream' } }])
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('a person took over')), 50)
    const { ms } = await took(
      expect(read(model, controller.signal)).rejects.toThrow('a person took over'),
    )
    expect(ms).toBeLessThan(2000)
  })

  it('closes the connection when its reader stops', async () => {
    const model = await start([{ text: 'word '.repeat(200), tokenMs: 20 }])
    for await (const chunk of await model.stream(hello)) if (chunk.content) break
    await expect.poll(() => fake.streams.now, { timeout: 3000 }).toBe(0)
  })
})

describe('an answer that is not streamed', () => {
  it('comes whole, with its usage', async () => {
    const model = await start([{ text: 'good day' }])
    expect(await model.bindTools([]).invoke(hello)).toMatchObject({
      text: 'good day',
      usage_metadata: { total_tokens: expect.any(Number) as number },
    })
  })

  it('is not waited for longer than wholeMs', async () => {
    const fault = { kind: 'stall_before_headers' } as const
    const model = await start([{ fault }], { wholeMs: 120, firstByteMs: 9999 })
    const { error, ms } = await took(model.bindTools([]).invoke(hello))
    expect(error).not.toBe('nothing')
    expect(ms).toBeLessThan(2000)
  })
})

describe('calls at once', () => {
  const slow: Plan = { text: 'a b c', tokenMs: 15 }

  it('are bounded for streams too, through bindTools', async () => {
    const model = await start(() => slow, { maxCalls: 2 })
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for await (const _ of await model.bindTools([]).stream(hello)) {
          // reads to the end
        }
      }),
    )
    expect(fake.requests).toHaveLength(8)
    expect(fake.streams.peak).toBe(2)
  })

  it('give their place back when they fail, and leave the line when called off', async () => {
    const model = await start(
      [{ text: 'a b', fault: { kind: 'stall_mid_stream' } }, { text: 'fine' }],
      { maxCalls: 1, idleMs: 150 },
    )
    const failing = took(read(model))
    const calledOff = took(read(model, AbortSignal.timeout(40)))
    const last = read(model)
    expect((await failing).error).toBe('StreamStalled')
    expect((await calledOff).error).toBe('TimeoutError')
    expect((await last).text).toBe('fine')
    expect(fake.requests).toHaveLength(2)
  })
})

describe('createModel', () => {
  it('refuses when tracing is on', async () => {
    await expect(start([], { tracing: true })).rejects.toThrow(/third party/)
  })

  it('asks for usage and bounds the answer', async () => {
    const model = await start([{ text: 'hi' }], { maxOutputTokens: 77 })
    await read(model)
    expect(fake.requests[0]).toMatchObject({
      stream_options: { include_usage: true },
      max_tokens: 77,
    })
  })
})
