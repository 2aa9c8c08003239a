import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../tests/fakes/webhook-receiver.ts'
import { openFront, type Front } from '../../tests/front.ts'
import { until } from '../../tests/visitor.ts'
import { signBody } from '../platform/signature.ts'

let receiver: WebhookReceiver
let front: Front
let operatorToken: string
beforeAll(async () => {
  receiver = await startWebhookReceiver()
  front = await openFront({
    BATON_WEBHOOK_URL: receiver.url,
    BATON_WEBHOOK_SECRET: receiver.secret,
    // The route has no limit by address: a platform's customers all come from the same few.
    BATON_RATE_PER_MINUTE: '1',
  })
  operatorToken = await front.operatorToken()
})
afterAll(async () => {
  await front.stop()
  await receiver.close()
})

/** Delivers what a customer said, as the platform does. */
function deliver(
  id: string,
  said: object,
  { secret = receiver.secret, channel = 'webhook', type = 'application/json' } = {},
): Promise<Response> {
  const body = JSON.stringify(said)
  const timestamp = String(Math.floor(Date.now() / 1000))
  return fetch(`${front.url}/v1/channels/${channel}/webhook`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signBody(secret, id, timestamp, body),
    },
    body,
  })
}

const from = (address: string) => receiver.delivered.filter(({ to }) => to === address)

async function messagesAt(address: string) {
  return front.baton.db.query(
    `select m.id, m.author, m.text, m.client_message_id, m.answers, m.delivery, c.id as conversation
       from messages m join conversations c on c.id = m.conversation_id
      where c.address = $1 order by m.conversation_id, m.position`,
    [address],
  )
}

describe('what a platform delivers', () => {
  it('five times, shuffled and at once, is filed once and answered once', async () => {
    const said = Array.from({ length: 8 }, (_, i) => ({ id: `shuffled_${i}`, text: `你好 ${i}` }))
    const calls = Array.from({ length: 5 }, () => said)
      .flat()
      .map((one, i) => ({ one, order: (i * 7919) % 41 }))
      .toSorted((a, b) => a.order - b.order)
    const statuses = await Promise.all(
      calls.map(async ({ one }) => (await deliver(one.id, { from: 'mia', text: one.text })).status),
    )
    expect(new Set(statuses)).toEqual(new Set([204]))
    const filed = (await messagesAt('mia')).filter((row) => row['author'] === 'customer')
    expect(new Set(filed.map((row) => row['conversation'])).size).toBe(1)
    expect(filed).toHaveLength(said.length)
    expect(new Set(filed.map((row) => row['client_message_id']))).toEqual(
      new Set(said.map(({ id }) => id)),
    )
    const answered = await until('an answer to all', async () => {
      const answers = (await messagesAt('mia')).flatMap((row) => (row['answers'] ?? []) as string[])
      return filed.every((row) => answers.includes(String(row['id']))) && answers
    })
    expect(answered).toHaveLength(new Set(answered).size)
  })

  it('with a signature that does not fit is refused, and nothing is filed', async () => {
    const before = [await front.count('messages'), await front.count('conversations')]
    const response = await deliver(
      'forged',
      { from: 'eve', text: 'hi' },
      { secret: `whsec_${'A'.repeat(44)}` },
    )
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json\b/)
    expect(await response.json()).toMatchObject({ type: 'urn:baton:problem:bad_signature' })
    const unsigned = await fetch(`${front.url}/v1/channels/webhook/webhook`, { method: 'POST' })
    expect(unsigned.status).toBe(401)
    expect([await front.count('messages'), await front.count('conversations')]).toEqual(before)
  })

  it('that does not fit is a problem, and what is no channel is not found', async () => {
    expect((await deliver('unfit', { from: 'mia' })).status).toBe(400)
    expect((await deliver('nul', { from: 'mia', text: 'a\u0000' })).status).toBe(400)
    expect((await deliver('odd', { from: 'x', text: 'hi' }, { channel: 'fax' })).status).toBe(404)
    expect(
      (await deliver('proto', { from: 'x', text: 'hi' }, { channel: '__proto__' })).status,
    ).toBe(404)
  })

  it('again, after its conversation was closed, is still filed once', async () => {
    const filed = async () =>
      (await messagesAt('late')).filter((row) => row['author'] === 'customer').length
    await deliver('late_1', { from: 'late', text: 'hi' })
    expect(await filed()).toBe(1)
    await front.baton.db.query("update conversations set closed_at = now() where address = 'late'")
    await deliver('late_1', { from: 'late', text: 'hi' })
    expect(await filed()).toBe(1)
  })

  it('is believed by its signature, whatever content type it names', async () => {
    expect(
      (await deliver('typed', { from: 'ned', text: 'hi' }, { type: 'text/plain' })).status,
    ).toBe(204)
  })
})

describe('our replies', () => {
  it('arrive in order, each once, under the same webhook-id, while the receiver fails', async () => {
    receiver.next(500, 500, 'take and cut', 503, 429)
    await deliver('o1', { from: 'olga', text: '你们几点开门?' })
    await until('the first reply', () => from('olga').length > 0)
    await deliver('o2', { from: 'olga', text: '转人工' })
    const ours = await until('all delivered', async () => {
      const said = (await messagesAt('olga')).filter((row) => row['author'] !== 'customer')
      return said.length >= 2 && said.every((row) => row['delivery'] === 'sent') && said
    })
    expect(from('olga').map(({ id }) => id)).toEqual(ours.map((row) => row['id']))
    expect(from('olga').map(({ text }) => text)).toEqual(ours.map((row) => row['text']))
    const first = receiver.calls.filter(({ id }) => id === ours[0]?.['id'])
    expect(first.length).toBeGreaterThan(1)
    expect(receiver.refused).toEqual([])
  })

  it('that are refused for good are shown at the desk and counted', async () => {
    receiver.answer('gone', 410)
    await deliver('g1', { from: 'gone', text: '你们几点开门?' })
    const lost = await until('the refusal', async () =>
      (await messagesAt('gone')).find((row) => row['delivery'] === 'failed'),
    )
    const view = await fetch(`${front.url}/v1/desk/conversations/${String(lost['conversation'])}`, {
      headers: { authorization: `Bearer ${operatorToken}` },
    })
    expect(await view.json()).toMatchObject({
      undelivered: [
        { messageId: lost['id'], uncertain: false, why: 'The webhook receiver answered 410.' },
      ],
    })
    const metrics = await (await fetch(`${front.url}/metrics`)).text()
    expect(metrics).toMatch(/^baton_deliveries_failed 1$/m)
    expect(from('gone')).toEqual([])
  })
})
