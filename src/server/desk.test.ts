import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit, type Said, type Visitor } from '../../tests/visitor.ts'

let front: Front
let mei: Desk
let tom: Desk
beforeAll(async () => {
  front = await openFront()
  mei = await deskOf('Mei')
  tom = await deskOf('Tom')
})
afterAll(() => front.stop())

interface DeskView {
  conversation: { id: string; holder: { kind: string; operatorId?: string } }
  brief: { reason: string; need: { text: string; evidence: string[] }[] } | null
  messages: Said[]
  suggestions: { text: string }[]
  undelivered: unknown[]
}

/** An operator at work over HTTP. */
interface Desk {
  queue(): Promise<string[]>
  view(id: string): Promise<DeskView>
  act(id: string, verb: string, body?: object): Promise<Response>
}

async function deskOf(name: string): Promise<Desk> {
  const authorization = `Bearer ${await front.operatorToken(name)}`
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`${front.url}/v1/desk/${path}`, { headers: { authorization } })
    expect(response.status).toBe(200)
    return response.json()
  }
  return {
    async queue() {
      const { conversations } = (await get('queue')) as { conversations: { id: string }[] }
      return conversations.map(({ id }) => id)
    },
    view: async (id) => (await get(`conversations/${id}`)) as DeskView,
    act: (id, verb, body) =>
      fetch(`${front.url}/v1/desk/conversations/${id}/${verb}`, {
        method: 'POST',
        headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
  }
}

async function statusOf(response: Promise<Response>): Promise<number> {
  return (await response).status
}

/** A customer who waits at the desk. */
async function waiting(): Promise<{ visitor: Visitor; wish: string }> {
  const visitor = await visit(front.url, { locale: 'zh' })
  const wish = await visitor.say('我要找人工客服')
  await until('the queue', async () => (await mei.queue()).includes(visitor.id))
  return { visitor, wish }
}

describe('the desk', () => {
  it('is for operators alone', async () => {
    const { visitor } = await waiting()
    const calls: [string, string][] = [
      ['GET', 'queue'],
      ['GET', `conversations/${visitor.id}`],
      ...['take', 'reply', 'return', 'close'].map((verb): [string, string] => [
        'POST',
        `conversations/${visitor.id}/${verb}`,
      ]),
    ]
    const body = { text: 'hi', scope: 'hi' }
    for (const [method, path] of calls) {
      for (const headers of [{}, { authorization: `Bearer ${visitor.token}` }]) {
        const field = path.endsWith('reply') ? 'text' : path.endsWith('return') ? 'scope' : null
        const response = await fetch(`${front.url}/v1/desk/${path}`, {
          method,
          headers: { ...headers, ...(field ? { 'content-type': 'application/json' } : {}) },
          ...(field ? { body: JSON.stringify({ [field]: body.text }) } : {}),
        })
        expect([path, response.status]).toEqual([path, 401])
      }
    }
    expect((await mei.view(visitor.id)).conversation.holder.kind).toBe('desk')
  })

  it('shows who waits, longest first, each with a brief that names its evidence', async () => {
    const first = await waiting()
    const second = await waiting()
    const queue = (await mei.queue()).filter((id) =>
      [first.visitor.id, second.visitor.id].includes(id),
    )
    expect(queue).toEqual([first.visitor.id, second.visitor.id])
    const { brief, conversation, messages } = await mei.view(first.visitor.id)
    expect(conversation.holder.kind).toBe('desk')
    expect(brief?.reason).toBe('customer_request')
    expect(messages.map(({ id }) => id)).toContain(first.wish)
    const evidence = brief?.need.flatMap((line) => line.evidence) ?? []
    expect(evidence).toContain(first.wish)
  })

  it('gives a conversation to one of two who take it at once', async () => {
    for (let i = 0; i < 5; i++) {
      const { visitor } = await waiting()
      const statuses = await Promise.all(
        [mei, tom].map((desk) => statusOf(desk.act(visitor.id, 'take'))),
      )
      expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 409])
      const winner = statuses[0] === 204 ? mei : tom
      const loser = winner === mei ? tom : mei
      expect(await statusOf(winner.act(visitor.id, 'take'))).toBe(204)
      expect(await statusOf(loser.act(visitor.id, 'reply', { text: 'mine!' }))).toBe(409)
      expect(await statusOf(loser.act(visitor.id, 'return', { scope: 'mine!' }))).toBe(409)
      expect(await statusOf(loser.act(visitor.id, 'close'))).toBe(409)
      expect(await loser.queue()).not.toContain(visitor.id)
      expect(await winner.queue()).toContain(visitor.id)
    }
  })

  it('answers with a reply all that the customer has said, once per client id', async () => {
    const { visitor } = await waiting()
    await mei.act(visitor.id, 'take')
    const more = [await visitor.say('在吗?'), await visitor.say('急!')]
    const send = (text: string) =>
      mei.act(visitor.id, 'reply', { text, clientMessageId: 'reply-1' })
    const first = (await (await send('在的,请讲')).json()) as { id: string }
    const again = (await (await send('在的,请讲')).json()) as { id: string }
    expect(again.id).toBe(first.id)
    const other = await send('不同的话')
    expect(other.status).toBe(409)
    expect(await other.json()).toMatchObject({ field: 'clientMessageId' })
    const replies = (await visitor.messages()).filter(({ author }) => author === 'operator')
    expect(replies).toHaveLength(1)
    expect(replies[0]?.text).toBe('在的,请讲')
    expect(replies[0]?.answers).toEqual(expect.arrayContaining(more))
    expect(JSON.stringify(await visitor.messages())).not.toContain('opr_')
  })

  it('keeps the agent silent while an operator holds the conversation', async () => {
    const { visitor } = await waiting()
    await mei.act(visitor.id, 'take')
    const before = (await visitor.messages()).filter(({ author }) => author === 'agent').length
    await visitor.say('你们几点开门?')
    const [row] = await front.baton.db.query(
      'select turn_due_at from conversations where id = $1',
      [visitor.id],
    )
    expect(row?.['turn_due_at']).toBeNull()
    await mei.act(visitor.id, 'reply', { text: '九点' })
    const after = (await visitor.messages()).filter(({ author }) => author === 'agent').length
    expect(after).toBe(before)
  })

  it('takes a conversation from the agent too', async () => {
    const visitor = await visit(front.url, { locale: 'zh' })
    expect(await statusOf(mei.act(visitor.id, 'take'))).toBe(204)
    expect((await mei.view(visitor.id)).conversation.holder.kind).toBe('operator')
  })

  it('hands it back with a scope, and the agent answers what was left open', async () => {
    const { visitor } = await waiting()
    await mei.act(visitor.id, 'take')
    await mei.act(visitor.id, 'reply', { text: '好的' })
    const open = await visitor.say('你们的营业时间是几点?')
    expect(await statusOf(mei.act(visitor.id, 'return', { scope: '回答营业时间' }))).toBe(204)
    const messages = await visitor.answered()
    const reply = messages.find(({ answers }) => answers?.includes(open))
    expect(reply?.author).toBe('agent')
    expect((await mei.view(visitor.id)).conversation.holder.kind).toBe('agent')
    expect(await mei.queue()).not.toContain(visitor.id)
    expect(await statusOf(mei.act(visitor.id, 'return', { scope: 'again' }))).toBe(409)
  })

  it('closes it, and a new word of the customer opens it again, with the agent', async () => {
    const { visitor } = await waiting()
    await mei.act(visitor.id, 'take')
    await mei.act(visitor.id, 'reply', { text: '解决了' })
    expect(await statusOf(mei.act(visitor.id, 'close'))).toBe(204)
    expect(await mei.queue()).not.toContain(visitor.id)
    const again = await visitor.say('你们的营业时间是几点?')
    const reply = (await visitor.answered()).find(({ answers }) => answers?.includes(again))
    expect(reply?.author).toBe('agent')
  })

  it('refuses what does not fit, and changes nothing', async () => {
    const { visitor } = await waiting()
    await mei.act(visitor.id, 'take')
    const before = await front.count('events')
    for (const [verb, body, field] of [
      ['reply', { text: ' ' }, 'text'],
      ['reply', { text: 'x'.repeat(8001) }, 'text'],
      ['reply', { text: 'a\u0000' }, 'text'],
      ['return', { scope: '' }, 'scope'],
      ['return', { scope: 'a\u0000' }, 'scope'],
      ['return', { scope: 'x'.repeat(1001) }, 'scope'],
    ] as const) {
      const response = await mei.act(visitor.id, verb, body)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ field })
    }
    expect(await front.count('events')).toBe(before)
    expect(await statusOf(mei.act('cnv_0', 'take'))).toBe(404)
    expect(await statusOf(mei.act('cnv_0', 'reply', { text: 'hi' }))).toBe(404)
    expect(await statusOf(mei.act('1', 'take'))).toBe(400)
  })
})
