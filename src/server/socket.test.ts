import { createConnection } from 'node:net'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { chatter, until, visit, type Visitor } from '../../tests/visitor.ts'
import { ConversationId } from '../domain/id.ts'

let front: Front
beforeAll(async () => {
  front = await openFront()
})
afterAll(() => front.stop())

interface Frame {
  event: string
  id?: number
  data: Record<string, unknown>
}

interface Line {
  frames: Frame[]
  socket: WebSocket
  send(what: object | string | Uint8Array<ArrayBuffer>): void
  /** Waits for a frame that fits. */
  hear(event: string, fits?: (frame: Frame) => boolean): Promise<Frame>
  hangUp(): Promise<void>
}

async function dial(): Promise<Line> {
  const socket = new WebSocket(`${front.url.replace('http', 'ws')}/v1/ws`)
  const frames: Frame[] = []
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data)) as Frame))
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  return {
    frames,
    socket,
    send: (what) =>
      socket.send(
        typeof what === 'string' || what instanceof Uint8Array ? what : JSON.stringify(what),
      ),
    hear: (event, fits = () => true) =>
      until(`a frame ${event}`, () => frames.find((it) => it.event === event && fits(it))),
    async hangUp() {
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve))
      socket.close()
      await closed
    },
  }
}

const openFrame = ({ id, token }: Visitor, lastEventId?: number) => ({
  type: 'open',
  conversationId: id,
  token,
  ...(lastEventId === undefined ? {} : { lastEventId }),
})

describe('a socket', () => {
  it('is opened, takes messages, and brings the events', async () => {
    const visitor = await visit(front.url, { locale: 'zh' })
    const line = await dial()
    line.send(openFrame(visitor))
    expect((await line.hear('opened')).data).toEqual({ conversationId: visitor.id })
    line.send({ type: 'message', text: '转人工', clientMessageId: 'one' })
    const filed = await line.hear('filed')
    expect(filed.data).toMatchObject({ clientMessageId: 'one' })
    await line.hear('message', ({ data }) => data['id'] === filed.data['id'])
    expect((await line.hear('typing')).id).toBeUndefined()
    await line.hear('message', ({ data }) => data['author'] === 'agent')
    await line.hear('receipt')
    expect((await line.hear('holder')).data).toEqual({ kind: 'desk' })
    const ids = line.frames.flatMap(({ id }) => (id === undefined ? [] : [id]))
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
    await line.hangUp()
  })

  it('files the same client id once, and answers with the same id', async () => {
    const visitor = await visit(front.url)
    const line = await dial()
    line.send(openFrame(visitor))
    for (let i = 0; i < 3; i++) line.send({ type: 'message', text: 'hi', clientMessageId: 'a' })
    line.send({ type: 'message', text: 'other words', clientMessageId: 'a' })
    const problem = await line.hear('problem')
    expect(problem.data).toMatchObject({ status: 409, field: 'clientMessageId' })
    const filed = line.frames.filter(({ event }) => event === 'filed')
    expect(filed).toHaveLength(3)
    expect(new Set(filed.map(({ data }) => data['id'])).size).toBe(1)
    await line.hangUp()
  })

  it('keeps the order of what is said quickly', async () => {
    const visitor = await visit(front.url)
    const line = await dial()
    line.send(openFrame(visitor))
    const texts = Array.from({ length: 20 }, (_, i) => `line ${i}`)
    for (const text of texts) line.send({ type: 'message', text })
    await until(
      'all filed',
      () => line.frames.filter(({ event }) => event === 'filed').length === 20,
    )
    const said = (await visitor.messages()).filter(({ author }) => author === 'customer')
    expect(said.map(({ text }) => text)).toEqual(texts)
    await line.hangUp()
  })

  it('resumes after the last event, and misses and repeats nothing', async () => {
    const visitor = await visit(front.url, { locale: 'zh' })
    const story: Frame[] = []
    const talk = (async () => {
      for (let i = 0; i < 10; i++) {
        await visitor.say(chatter(i))
        await sleep(60)
      }
      return visitor.answered()
    })()
    let messages: Awaited<typeof talk> | undefined
    void talk.then((all) => (messages = all))
    const shown = () =>
      story.filter(({ event }) => event === 'message').map(({ data }) => data['id'])
    await until('the whole story', async () => {
      const line = await dial()
      line.send(openFrame(visitor, story.at(-1)?.id ?? 0))
      await line.hear('opened')
      await sleep(40 + 13 * (story.length % 7))
      await line.hangUp()
      story.push(...line.frames.filter(({ id }) => id !== undefined))
      return messages && shown().length >= messages.length
    })
    expect(shown()).toEqual(messages?.map(({ id }) => id))
  })
})

describe('a socket that says what it may not', () => {
  const said = "messages where author = 'customer'"
  it.each<[string, string | object | Uint8Array<ArrayBuffer>, number, string?]>([
    ['no JSON', 'hello', 400],
    ['an empty frame', '', 400],
    ['bytes', Uint8Array.from([0, 255, 1]), 400],
    ['null', 'null', 400],
    ['an unknown type', { type: 'dance' }, 400, 'type'],
    ['a message before it is opened', { type: 'message', text: 'hi' }, 401],
    ['an unknown field', { type: 'message', text: 'hi', more: 1 }, 400],
    ['an empty text', { type: 'message', text: ' ' }, 400, 'text'],
    ['NUL', { type: 'message', text: 'a\u0000' }, 400, 'text'],
    ['8001 characters', { type: 'message', text: 'x'.repeat(8001) }, 400, 'text'],
    [
      'an unknown conversation',
      { type: 'open', conversationId: 'cnv_0', token: 'x'.repeat(20) },
      404,
      'id',
    ],
    ['an id of no shape', { type: 'open', conversationId: '1', token: 'x' }, 400, 'conversationId'],
  ])('%s is a problem, and the socket lives on', async (_, frame, status, field) => {
    const before = await front.count(said)
    const line = await dial()
    line.send(frame)
    const { data } = await line.hear('problem')
    expect(data).toMatchObject({ status, type: expect.stringMatching(/^urn:baton:problem:/) })
    expect(data['field']).toBe(field)
    expect(await front.count(said)).toBe(before)
    const visitor = await visit(front.url)
    line.send(openFrame(visitor))
    await line.hear('opened')
    await line.hangUp()
  })

  it('another conversation’s token opens nothing', async () => {
    const [mine, other] = [await visit(front.url), await visit(front.url)]
    const line = await dial()
    line.send({ ...openFrame(mine), token: other.token })
    expect((await line.hear('problem')).data).toMatchObject({ status: 403 })
    line.send({ type: 'message', text: 'hi' })
    await line.hear('problem', ({ data }) => data['status'] === 401)
    await line.hangUp()
  })

  it('an event number that the log cannot have is a problem', async () => {
    const visitor = await visit(front.url)
    const line = await dial()
    line.send(openFrame(visitor, 2 ** 31))
    expect((await line.hear('problem')).data).toMatchObject({ status: 400, field: 'lastEventId' })
    await line.hangUp()
  })

  it('a frame over the limit ends the socket and nothing else', async () => {
    const line = await dial()
    const ended = new Promise<CloseEvent>((resolve) =>
      line.socket.addEventListener('close', resolve),
    )
    line.send('x'.repeat(70_000))
    expect((await ended).code).toBe(1009)
    expect((await fetch(`${front.url}/healthz`)).status).toBe(200)
  })

  it('a flood is slowed down, whatever it is made of', async () => {
    const line = await dial()
    for (let i = 0; i < 70; i++) line.send('nonsense')
    await line.hear('problem', ({ data }) => data['status'] === 429)
    await line.hangUp()
  })
})

it('drops a socket that never reads', async () => {
  const visitor = await visit(front.url)
  const id = ConversationId.parse(visitor.id)
  const { live } = front.baton.inbox
  const deaf = createConnection(Number(new URL(front.url).port), '127.0.0.1')
  deaf.on('error', () => {})
  const upgraded = new Promise((resolve) => deaf.once('data', resolve))
  deaf.write(
    `GET /v1/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  await upgraded
  deaf.pause()
  deaf.write(clientFrame(JSON.stringify(openFrame(visitor))))
  await until('the deaf socket', () => live.watched().includes(id))
  await until('its end', async () => {
    for (let i = 0; i < 50; i++)
      live.publish(id, { kind: 'token', draftId: 'd', text: 'x'.repeat(10_000) })
    await sleep(1)
    return !live.watched().includes(id)
  })
  deaf.destroy()
})

/** A masked text frame (RFC 6455 §5.2); a mask of zeros leaves the text as it is. */
function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(payload.length)
  const head = payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0x80 | 126, ...length]
  return Buffer.concat([Buffer.from(head), Buffer.alloc(4), payload])
}
