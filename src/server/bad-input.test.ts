import { createConnection } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit, type Visitor } from '../../tests/visitor.ts'

/** What comes in broken is refused with its status and a problem document, and leaves nothing behind. */

let front: Front
let visitor: Visitor
let operatorToken: string
beforeAll(async () => {
  front = await openFront()
  visitor = await visit(front.url)
  operatorToken = await front.operatorToken()
})
afterAll(() => front.stop())

interface Call {
  method?: string
  path?: string
  token?: string | null
  type?: string | null
  body?: string | Uint8Array<ArrayBuffer>
}

const here = () => `/v1/conversations/${visitor.id}/messages`

async function call({ method = 'POST', path = here(), token, type, body }: Call) {
  const response = await fetch(front.url + path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token ?? visitor.token}` }),
      ...(type === null || body === undefined
        ? {}
        : { 'content-type': type ?? 'application/json' }),
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' ? body : new Blob([body]).stream(), duplex: 'half' }),
  })
  const text = await response.text()
  const problem = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  return { response, problem }
}

async function rows() {
  const tables = ['conversations', 'messages', 'events', 'jobs', 'customers']
  return Promise.all(tables.map((table) => front.count(table)))
}

/** Refused as a problem document of RFC 9457, with nothing stored and the server alive. */
async function expectRefused(it: Call, status: number, field?: string): Promise<void> {
  const before = await rows()
  const { response, problem } = await call(it)
  expect(problem).toMatchObject({ status, type: expect.stringMatching(/^urn:baton:problem:\w+$/) })
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/)
  expect(problem['title']).toEqual(expect.stringMatching(/\w/))
  expect(problem['detail']).toEqual(expect.stringMatching(/\w{2}/))
  expect(problem['field']).toBe(field)
  expect(await rows()).toEqual(before)
  expect((await fetch(`${front.url}/healthz`)).status).toBe(200)
}

const json = (value: unknown) => JSON.stringify(value)
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part as string))))

describe('what is said', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, number, string?]>([
    ['an empty text', json({ text: '' }), 400, 'text'],
    ['white space', json({ text: ' \n\t\u3000' }), 400, 'text'],
    ['8001 characters', json({ text: 'x'.repeat(8001) }), 400, 'text'],
    ['100 kB', json({ text: 'x'.repeat(100_000) }), 413],
    ['NUL', json({ text: 'a\u0000b' }), 400, 'text'],
    ['a lone high surrogate', '{"text":"a\\ud83d"}', 400, 'text'],
    ['a lone low surrogate', '{"text":"\\ude00a"}', 400, 'text'],
    ['a number for text', json({ text: 7 }), 400, 'text'],
    ['no text', json({}), 400, 'text'],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['an unknown field', json({ text: 'hi', extra: 1 }), 400],
    ['no body', '', 400],
    ['half of a JSON', '{"text":"hi', 400],
    ['binary', bytes([0, 159, 146, 150, 255]), 400],
    ['invalid UTF-8', bytes('{"text":"', [0xc3, 0x28], '"}'), 400],
    ['an overlong NUL', bytes('{"text":"', [0xc0, 0x80], '"}'), 400],
    ['a surrogate in UTF-8', bytes('{"text":"', [0xed, 0xa0, 0x80], '"}'), 400],
    ['an empty client id', json({ text: 'hi', clientMessageId: '' }), 400, 'clientMessageId'],
    [
      'a long client id',
      json({ text: 'hi', clientMessageId: 'x'.repeat(101) }),
      400,
      'clientMessageId',
    ],
    ['NUL in it', json({ text: 'hi', clientMessageId: 'a\u0000' }), 400, 'clientMessageId'],
    ['a lone surrogate in it', '{"text":"hi","clientMessageId":"\\ud800"}', 400, 'clientMessageId'],
    ['a consent of no shape', json({ text: 'hi', consentId: '1; drop' }), 400, 'consentId'],
    [
      'a script for an attachment',
      json({ text: 'hi', attachments: [{ kind: 'image', url: 'javascript:alert(1)' }] }),
      400,
      'attachments.0.url',
    ],
    [
      'NUL in its name',
      json({ text: 'hi', attachments: [{ kind: 'file', url: 'https://a.b/c', name: '\u0000' }] }),
      400,
      'attachments.0.name',
    ],
    [
      'a lone surrogate in its name',
      '{"text":"hi","attachments":[{"kind":"file","url":"https://a.b/c","name":"\\udfff"}]}',
      400,
      'attachments.0.name',
    ],
    [
      'NUL in its address',
      json({ text: 'hi', attachments: [{ kind: 'file', url: 'https://a.b/c\u0000d' }] }),
      400,
      'attachments.0.url',
    ],
    [
      'eleven attachments',
      json({
        text: 'hi',
        attachments: Array.from({ length: 11 }, () => ({ kind: 'file', url: 'https://a.b/c' })),
      }),
      400,
      'attachments',
    ],
  ])('refuses %s', async (_, body, status, field) => {
    await expectRefused({ body }, status, field)
  })

  it('takes what is only unusual', async () => {
    const own = await visit(front.url)
    for (const text of [
      'x'.repeat(8000),
      '👩‍👩‍👧 \u200f שלום',
      '\u0001',
      "'; drop table messages; --",
      '{{x}}',
    ]) {
      const id = await own.say(text)
      expect((await own.messages()).find((message) => message.id === id)?.text).toBe(text)
    }
    // The next tests count rows: these turns are over first, and their jobs gone.
    await until('a quiet house', async () => (await front.count('jobs')) === 0)
  })

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'image/png',
    'nonsense',
  ])('refuses the content type %s', (type) =>
    expectRefused({ body: json({ text: 'hi' }), type }, 415),
  )
})

describe('who may', () => {
  it('asks for a token', () => expectRefused({ body: json({ text: 'hi' }), token: null }, 401))
  it.each(['x', 'a b c d e f g h', 'x'.repeat(500), '../../../etc'])(
    'refuses the token %j of no shape',
    (token) => expectRefused({ body: json({ text: 'hi' }), token }, 401),
  )
  it('refuses the token of another conversation', async () => {
    const other = await visit(front.url)
    const foreign = { body: json({ text: 'hi' }), token: other.token }
    await expectRefused(foreign, 403)
    await expectRefused({ method: 'GET', token: other.token }, 403)
    const events = `/v1/conversations/${visitor.id}/events`
    await expectRefused({ method: 'GET', path: events, token: other.token }, 403)
  })
  it('refuses an operator’s token for the customer’s side, and the other way round', async () => {
    await expectRefused({ body: json({ text: 'hi' }), token: operatorToken }, 403)
    await expectRefused({ method: 'GET', path: '/v1/desk/queue' }, 401)
    await expectRefused({ method: 'GET', path: '/v1/desk/queue', token: null }, 401)
  })
})

describe('where to', () => {
  it('knows no conversation that was not opened', async () => {
    const path = '/v1/conversations/cnv_0000000000/messages'
    await expectRefused({ path, body: json({ text: 'hi' }) }, 404, 'id')
    await expectRefused({ path, method: 'GET' }, 404, 'id')
  })
  it.each([
    '1',
    'cnv_',
    'cnv_A',
    'msg_1',
    `cnv_${'0'.repeat(41)}`,
    'cnv_%00',
    'cnv_1%27--',
    '%F0%9F%92%A5',
  ])('refuses the id %s', (id) =>
    expectRefused(
      { path: `/v1/conversations/${id}/messages`, body: json({ text: 'hi' }) },
      400,
      'id',
    ),
  )
  it.each(['%', '%zz', '%c3%28'])('refuses the path %s', async (id) => {
    await expectRefused({ path: `/v1/conversations/${id}/messages`, method: 'GET' }, 400)
  })
  it('names what is wrong with `after`', async () => {
    await expectRefused({ method: 'GET', path: `${here()}?after=1` }, 400, 'after')
    await expectRefused({ method: 'GET', path: `${here()}?after=msg_0` }, 400, 'after')
    await expectRefused({ method: 'GET', path: `${here()}?before=msg_0` }, 400)
  })
  it.each(['PUT', 'PATCH', 'DELETE'])('has no %s', (method) =>
    expectRefused({ method, body: json({ text: 'hi' }) }, 404),
  )
  it('has nothing elsewhere', async () => {
    await expectRefused({ method: 'GET', path: '/v1/nothing' }, 404)
    await expectRefused({ method: 'GET', path: '/web/../package.json' }, 404)
    await expectRefused({ method: 'GET', path: '/web/%2e%2e/package.json' }, 404)
  })
})

describe('opening', () => {
  it.each<[string, string, string?]>([
    ['an unknown channel', json({ channel: 'fax' }), 'channel'],
    ['an unknown locale', json({ locale: 'xx' }), 'locale'],
    ['a customer that is a list', json({ customer: [] }), 'customer'],
    ['an unknown claim', json({ customer: { vip: true } }), 'customer'],
    ['a long name', json({ customer: { name: 'x'.repeat(201) } }), 'customer.name'],
    ['NUL in a name', json({ customer: { name: '\u0000' } }), 'customer.name'],
    ['a lone surrogate in a phone', '{"customer":{"phone":"\\ud800"}}', 'customer.phone'],
    ['an unknown field', json({ id: 'cnv_1' })],
  ])('refuses %s', (_, body, field) =>
    expectRefused({ path: '/v1/conversations', body, token: null }, 400, field),
  )
  it('needs no body', async () => {
    const { response } = await call({ path: '/v1/conversations', token: null })
    expect(response.status).toBe(201)
  })
})

describe('the same client id twice', () => {
  it('is one message with the same words, and a conflict with others', async () => {
    const own = await visit(front.url)
    const first = await own.say('where is it?', { clientMessageId: 'c1' })
    expect(await own.say('where is it?', { clientMessageId: 'c1' })).toBe(first)
    const other = await own.post({ text: 'something else', clientMessageId: 'c1' })
    expect(other.status).toBe(409)
    expect(await other.json()).toMatchObject({ status: 409, field: 'clientMessageId' })
    const said = (await own.messages()).filter(({ author }) => author === 'customer')
    expect(said.map(({ id, text }) => [id, text])).toEqual([[first, 'where is it?']])
  })

  it('is one message even when both come at once', async () => {
    const own = await visit(front.url)
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => own.say('hello?', { clientMessageId: 'at-once' })),
    )
    expect(new Set(ids).size).toBe(1)
    expect((await own.messages()).filter(({ author }) => author === 'customer')).toHaveLength(1)
  })

  it('is two messages in two conversations', async () => {
    const [one, two] = await Promise.all([visit(front.url), visit(front.url)])
    const ids = await Promise.all(
      [one, two].map((own) => own.say('hello', { clientMessageId: 'same' })),
    )
    expect(new Set(ids).size).toBe(2)
  })
})

it('stays up when what comes is not HTTP at all', async () => {
  for (const garbage of [
    '\u0000\u0001\u0002\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /v1/conversations HTTP/1.1\r\n',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(new URL(front.url).port), '127.0.0.1')
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      socket.resume()
      socket.end(garbage)
    })
  }
  expect((await fetch(`${front.url}/healthz`)).status).toBe(200)
})
