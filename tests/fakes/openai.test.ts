import { OpenAIClient } from '@langchain/openai'
import { afterEach, describe, expect, it } from 'vitest'
import { startFakeOpenAI } from './openai.ts'
import type { FakeOpenAI, Script } from './openai.ts'
import type { Fault } from './openai-plan.ts'

let fake: FakeOpenAI
afterEach(() => fake.close())

async function start(script: Script) {
  fake = await startFakeOpenAI(script)
  return fake
}
const client = (options: object = {}) =>
  new OpenAIClient({ baseURL: fake.baseUrl, apiKey: fake.apiKey, maxRetries: 0, ...options })
const hello = { model: 'fake-1', messages: [{ role: 'user' as const, content: 'hello' }] }
const post = (body: unknown, headers = {}) =>
  fetch(`${fake.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.apiKey}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('answers', () => {
  it('gives text and usage, whole and streamed, to the official client', async () => {
    await start([{ text: 'Good day to you.' }, { text: 'Good day to you.' }])
    const whole = await client().chat.completions.create(hello)
    expect(whole.choices[0]?.message.content).toBe('Good day to you.')
    expect(whole.usage?.total_tokens).toBeGreaterThan(0)

    const stream = await client().chat.completions.create({
      ...hello,
      stream: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let pieces = 0
    let usage = 0
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      if (chunk.choices[0]?.delta.content) pieces++
      usage = chunk.usage?.total_tokens ?? usage
    }
    expect({ text, pieces, usage }).toEqual({
      text: 'Good day to you.',
      pieces: 4,
      usage: whole.usage?.total_tokens,
    })
    expect(fake.requests).toHaveLength(2)
  })

  it('streams parallel tool calls in slices that join to the arguments', async () => {
    await start([
      {
        calls: [
          { name: 'a', args: { order: 'VG26111842' } },
          { name: 'b', args: {} },
        ],
      },
    ])
    const stream = await client().chat.completions.create({ ...hello, stream: true })
    const args: string[] = []
    let finish: string | null | undefined
    for await (const chunk of stream) {
      for (const call of chunk.choices[0]?.delta.tool_calls ?? []) {
        args[call.index] = (args[call.index] ?? '') + (call.function?.arguments ?? '')
      }
      finish = chunk.choices[0]?.finish_reason ?? finish
    }
    expect(args).toEqual(['{"order":"VG26111842"}', '{}'])
    expect(finish).toBe('tool_calls')
  })

  it('embeds the same text to the same unit vector, as floats and as base64', async () => {
    await start([])
    const embed = (input: string | string[]) =>
      client().embeddings.create({ model: 'fake-embed', input, dimensions: 32 })
    const both = await embed(['parcel is late', 'parcel is stuck', '退货政策'])
    const alone = await embed('parcel is late')
    const [late, stuck, other] = both.data.map((row) => row.embedding)
    const dot = (a: number[] = [], b: number[] = []) =>
      a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
    expect(alone.data[0]?.embedding).toEqual(late)
    expect(dot(late, late)).toBeCloseTo(1)
    expect(dot(late, stuck)).toBeGreaterThan(dot(late, other))
  })
})

describe('refuses what the real endpoint refuses', () => {
  const call = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{}' } }],
  }
  const answer = { role: 'tool', tool_call_id: 'c1', content: 'found' }
  const user = { role: 'user', content: 'hi' }

  it.each([
    ['a tool call without its tool message', [user, call]],
    ['a user message between a call and its answer', [user, call, user, answer]],
    ['a tool message without a call', [user, answer]],
    ['a call that is answered twice', [user, call, answer, answer]],
    ['an assistant message with nothing in it', [user, { role: 'assistant', content: '' }]],
    ['an unknown role', [{ role: 'customer', content: 'hi' }]],
    ['no message', []],
  ])('%s', async (_, messages) => {
    await start([{ text: 'never' }])
    const response = await post({ model: 'fake-1', messages })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
    expect(fake.requests).toHaveLength(0)
  })

  it('accepts a call that is answered once', async () => {
    await start([{ text: 'fine' }])
    expect((await post({ model: 'fake-1', messages: [user, call, answer] })).status).toBe(200)
  })

  it.each([
    ['a tool name with a space', { name: 'find order', parameters: { type: 'object' } }],
    ['parameters that are no object', { name: 'find', parameters: { type: 'string' } }],
  ])('%s', async (_, tool) => {
    await start([{ text: 'never' }])
    const response = await post({ ...hello, tools: [{ type: 'function', function: tool }] })
    expect(response.status).toBe(400)
  })

  it('a wrong key (401), an unknown model (404), a body that is not JSON (400)', async () => {
    await start([])
    expect((await post(hello, { authorization: 'Bearer other' })).status).toBe(401)
    expect((await post({ ...hello, model: 'other' })).status).toBe(404)
    expect((await post('{"model": ')).status).toBe(400)
  })
})

describe('fails as scripted', () => {
  async function streamed(fault: Fault): Promise<{ text: string; finish: unknown; error: string }> {
    await start([{ text: 'one two three four', fault }])
    let text = ''
    let finish: unknown = null
    try {
      const stream = await client({ timeout: 800 }).chat.completions.create(
        { ...hello, stream: true },
        { signal: AbortSignal.timeout(1600) },
      )
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? ''
        finish = chunk.choices[0]?.finish_reason ?? finish
      }
    } catch (error) {
      return { text, finish, error: String(error) }
    }
    return { text, finish, error: '' }
  }

  it('never sends headers', async () => {
    expect((await streamed({ kind: 'stall_before_headers' })).error).toMatch(/timed out/i)
  })
  it('goes silent before the first byte', async () => {
    expect(await streamed({ kind: 'stall_before_first_byte' })).toMatchObject({
      text: '',
      finish: null,
    })
  })
  it('goes silent in mid-stream', async () => {
    expect(await streamed({ kind: 'stall_mid_stream' })).toMatchObject({
      text: 'one two ',
      finish: null,
    })
  })
  it('resets the connection in mid-stream', async () => {
    const { text, error } = await streamed({ kind: 'cut' })
    expect({ text, cut: error !== '' }).toEqual({ text: 'one two ', cut: true })
  })
  it('ends cleanly without a finish_reason', async () => {
    expect(await streamed({ kind: 'eof' })).toEqual({ text: 'one two ', finish: null, error: '' })
  })
  it('sends an error event', async () => {
    expect((await streamed({ kind: 'error_event' })).error).toMatch(/had an error/)
  })
  it('sends an event that does not parse', async () => {
    expect((await streamed({ kind: 'malformed_json' })).error).toMatch(/JSON/)
  })
  it('answers 429 with Retry-After, and without', async () => {
    await start([
      { fault: { kind: 'status', status: 429, retryAfter: '1' } },
      { fault: { kind: 'status', status: 429 } },
    ])
    expect((await post(hello)).headers.get('retry-after')).toBe('1')
    const plain = await post(hello)
    expect([plain.status, plain.headers.get('retry-after')]).toEqual([429, null])
  })
  it('answers a page of HTML with status 200, and half a JSON body', async () => {
    await start([{ fault: { kind: 'html' } }, { text: 'x', fault: { kind: 'malformed_json' } }])
    expect(await (await post(hello)).text()).toMatch(/^<html>/)
    await expect((await post(hello)).json()).rejects.toThrow(SyntaxError)
  })
  it('says so when the script is exhausted', async () => {
    await start([])
    expect(await (await post(hello)).text()).toMatch(/exhausted/)
  })
})
