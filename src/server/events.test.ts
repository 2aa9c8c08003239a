import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { chatter, listen, until, visit, type Heard, type Visitor } from '../../tests/visitor.ts'
import { ConversationId } from '../domain/id.ts'
import { signLogin } from './login.ts'

let front: Front
beforeAll(async () => {
  front = await openFront()
})
afterAll(() => front.stop())

const numbered = (heard: readonly Heard[]) => heard.filter(({ id }) => id !== null)

/** What a listener hears who comes afterwards, from the beginning: the measure of all others. */
async function wholeStory(visitor: Visitor, last: number): Promise<Heard[]> {
  const listener = await listen(visitor)
  await until('the last event', () => listener.heard.some(({ id }) => id === last))
  await listener.cut()
  return listener.heard
}

/** Random numbers that a failing test can repeat. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

describe('a listener', () => {
  it('hears the parcel’s story in order: message, typing, reply, consent asked and given', async () => {
    const token = signLogin({ sub: 'sc_lin', exp: Date.now() / 1000 + 600 }, front.baton.shopSecret)
    const visitor = await visit(front.url, { locale: 'zh', customer: { token } })
    const { heard, cut } = await listen(visitor)
    const wish = await visitor.say('订单卡在杭州三天了,都急死了')
    const asked = await until('the question', () =>
      heard.find(({ event, data }) => event === 'consent' && data['state'] === 'asked'),
    )
    await visitor.answered()
    const yes = await visitor.say('好的', { consentId: asked.data['id'] })
    await until('the consent', () =>
      heard.find(({ event, data }) => event === 'consent' && data['state'] === 'given'),
    )
    await visitor.answered()
    await until('the reply to the yes', () =>
      heard.find(({ data }) => (data['answers'] as string[] | undefined)?.includes(yes)),
    )
    await cut()
    const at = (match: (it: Heard) => boolean) => heard.findIndex(match)
    const said = at(({ data }) => data['id'] === wish)
    const typing = at(({ event }) => event === 'typing')
    const reply = at(
      ({ data }) => (data['answers'] as string[] | undefined)?.includes(wish) ?? false,
    )
    expect(heard[typing]).toEqual({ event: 'typing', id: null, data: { author: 'agent' } })
    expect([said >= 0, said < typing, typing < reply]).toEqual([true, true, true])
    expect(heard[reply]?.data).toMatchObject({ author: 'agent', performer: { kind: 'understudy' } })
    const ids = numbered(heard).map(({ id }) => id ?? 0)
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
    expect(await front.count('shop_coupons')).toBe(1)
  })

  it('hears of the handoff: who holds it now, and the receipt', async () => {
    const visitor = await visit(front.url, { locale: 'zh' })
    const { heard, cut } = await listen(visitor)
    await visitor.say('转人工')
    const receipt = await until('the receipt', () => heard.find(({ event }) => event === 'receipt'))
    expect(receipt.data['reason']).toBe('customer_request')
    const holder = await until('the holder', () => heard.find(({ event }) => event === 'holder'))
    expect(holder.data).toEqual({ kind: 'desk' })
    await cut()
  })

  it('learns nothing of what is not for customers', async () => {
    const visitor = await visit(front.url, { locale: 'zh' })
    await visitor.say('转人工')
    await visitor.answered()
    const events = await wholeStory(visitor, await lastShown(visitor))
    expect(new Set(events.map(({ event }) => event))).toEqual(
      new Set(['message', 'holder', 'receipt']),
    )
    expect(JSON.stringify(events)).not.toMatch(/sentiment|brief|args|operatorId|waitingSince/)
  })
})

/** The number of the newest event that customers see. */
async function lastShown(visitor: Visitor): Promise<number> {
  const [row] = await front.baton.db.query(
    `select max(number) as n from events where conversation_id = $1
      and kind in ('message', 'holder_changed', 'receipt', 'consent_asked', 'consent_answered')`,
    [visitor.id],
  )
  return Number(row?.['n'])
}

describe('a listener who is cut off', () => {
  it.each([11, 12, 13])(
    'misses nothing and hears nothing twice, however often (seed %i)',
    async (seed) => {
      const random = seeded(seed)
      const visitor = await visit(front.url, { locale: 'zh' })
      const progress = { talking: true }
      const talk = (async () => {
        for (let i = 0; i < 12; i++) {
          await visitor.say(chatter(i))
          await sleep(random() * 120)
        }
        await visitor.answered()
        progress.talking = false
      })()
      const story: Heard[] = []
      let cuts = 0
      const last = () => story.at(-1)?.id ?? 0
      while (progress.talking || last() < (await lastShown(visitor))) {
        const listener = await listen(visitor, last())
        await sleep(random() * 150)
        await listener.cut()
        story.push(...numbered(listener.heard))
        cuts += 1
      }
      await talk
      expect(cuts).toBeGreaterThan(3)
      expect(story).toEqual(await wholeStory(visitor, last()))
      expect(story.filter(({ data }) => data['author'] === 'customer')).toHaveLength(12)
    },
  )

  it.each(['-1', 'abc', '1.5', '99999999999999999999', '2147483648'])(
    'begins at the beginning when its Last-Event-ID is %s, which we never gave',
    async (lastEventId) => {
      const visitor = await visit(front.url)
      await visitor.say('hello')
      const abort = new AbortController()
      const response = await fetch(`${front.url}/v1/conversations/${visitor.id}/events`, {
        headers: { authorization: `Bearer ${visitor.token}`, 'last-event-id': lastEventId },
        signal: abort.signal,
      })
      expect(response.status).toBe(200)
      let text = ''
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8')
        if (text.includes('event: message')) break
      }
      abort.abort()
      expect(text).toContain('"text":"hello"')
    },
  )
})

it('says that it is an event stream, that nobody may keep', async () => {
  const visitor = await visit(front.url)
  const abort = new AbortController()
  const { headers } = await fetch(`${front.url}/v1/conversations/${visitor.id}/events`, {
    headers: { authorization: `Bearer ${visitor.token}` },
    signal: abort.signal,
  })
  abort.abort()
  expect(headers.get('content-type')).toMatch(/^text\/event-stream\b/)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

it('drops a listener that never reads, and serves the others', async () => {
  const visitor = await visit(front.url)
  const id = ConversationId.parse(visitor.id)
  const { live } = front.baton.inbox
  const deaf = createConnection(Number(new URL(front.url).port), '127.0.0.1')
  deaf.on('error', () => {})
  deaf.pause()
  deaf.write(
    `GET /v1/conversations/${id}/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${visitor.token}\r\n\r\n`,
  )
  await until('the deaf listener', () => live.watched().includes(id))
  await until('its end', async () => {
    for (let i = 0; i < 50; i++)
      live.publish(id, { kind: 'token', draftId: 'd', text: 'x'.repeat(10_000) })
    await sleep(1)
    return !live.watched().includes(id)
  })
  const { heard, cut } = await listen(visitor)
  await visitor.say('hello')
  await until('the message', () => heard.find(({ event }) => event === 'message'))
  await cut()
  deaf.destroy()
})

it('forgets a listener who has gone', async () => {
  const visitor = await visit(front.url)
  const listener = await listen(visitor)
  const id = ConversationId.parse(visitor.id)
  await until('the listener', () => front.baton.inbox.live.watched().includes(id))
  await listener.cut()
  await until('nobody there', () => !front.baton.inbox.live.watched().includes(id))
})
