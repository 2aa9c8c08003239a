import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../tests/fakes/webhook-receiver.ts'
import { BatonError } from '../domain/error.ts'
import { MessageId } from '../domain/id.ts'
import { signBody } from '../platform/signature.ts'
import { webhookChannel } from './webhook.ts'

let receiver: WebhookReceiver
beforeEach(async () => {
  receiver = await startWebhookReceiver()
})
afterEach(() => receiver.close())

const channel = (timeoutMs = 2000) =>
  webhookChannel({
    url: receiver.url,
    secret: receiver.secret,
    clock: () => new Date(),
    timeoutMs,
  })

/** A call as the platform makes it. */
function signed(body: string | Uint8Array, { id = 'evt_1', at = Date.now(), secret = '' } = {}) {
  const timestamp = String(Math.floor(at / 1000))
  return {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signBody(secret || receiver.secret, id, timestamp, body),
    } as Record<string, string | undefined>,
    body: Buffer.from(body),
  }
}
const hello = JSON.stringify({ from: 'lin', text: '你好' })

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act()
    return 'nothing thrown'
  } catch (error) {
    return error instanceof BatonError ? error.code : String(error)
  }
}

describe('the signature', () => {
  it('is the one in the example of the specification', () => {
    // The example of github.com/standard-webhooks/standard-webhooks: secret, id, timestamp and payload.
    const signature = signBody(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '1614265330',
      '{"test": 2432232314}',
    )
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
})

describe('receiving', () => {
  it('takes what is signed, as it was said', async () => {
    expect(await channel().receive?.(signed(hello))).toEqual([
      { channelMessageId: 'evt_1', address: 'lin', text: '你好', attachments: [], locale: 'zh' },
    ])
  })

  it('takes one fitting signature among several, as while a secret is changed', async () => {
    const call = signed(hello)
    call.headers['webhook-signature'] = `v1,AAAA v2,BBBB ${call.headers['webhook-signature']}`
    expect(await channel().receive?.(call)).toHaveLength(1)
  })

  it.each<[string, (call: ReturnType<typeof signed>) => void]>([
    ['another body', (call) => (call.body = Buffer.from(hello.replace('lin', 'lim')))],
    ['a body with one more space', (call) => (call.body = Buffer.from(`${hello} `))],
    ['another id', (call) => (call.headers['webhook-id'] = 'evt_2')],
    ['another timestamp', (call) => (call.headers['webhook-timestamp'] = '1614265330')],
    ['a timestamp of no number', (call) => (call.headers['webhook-timestamp'] = 'now')],
    ['no id', (call) => delete call.headers['webhook-id']],
    ['no signature', (call) => delete call.headers['webhook-signature']],
    ['an empty signature', (call) => (call.headers['webhook-signature'] = '')],
    ['a signature of another version', (call) => (call.headers['webhook-signature'] = 'v2,AAAA')],
  ])('refuses %s', async (_, spoil) => {
    const call = signed(hello)
    spoil(call)
    expect(await codeOf(() => channel().receive?.(call))).toBe('bad_signature')
  })

  it.each([
    ['an old call', { at: Date.now() - 6 * 60_000 }],
    ['a call from the future', { at: Date.now() + 6 * 60_000 }],
    ['another secret', { secret: `whsec_${Buffer.alloc(32).toString('base64')}` }],
  ])('refuses %s, though its signature fits', async (_, options) => {
    expect(await codeOf(() => channel().receive?.(signed(hello, options)))).toBe('bad_signature')
  })

  it.each<[string, string | Uint8Array]>([
    ['no JSON', 'hello'],
    ['invalid UTF-8', Buffer.from([0x7b, 0xc3, 0x28, 0x7d])],
    ['no sender', '{"text":"hi"}'],
    ['NUL', JSON.stringify({ from: 'lin', text: 'a\u0000' })],
    ['a lone surrogate', '{"from":"lin","text":"\\ud800"}'],
    ['8001 characters', JSON.stringify({ from: 'lin', text: 'x'.repeat(8001) })],
  ])('calls %s invalid, once its signature fits', async (_, body) => {
    expect(await codeOf(() => channel().receive?.(signed(body)))).toBe('invalid')
  })
})

describe('sending', () => {
  const message = { id: MessageId.parse('msg_1'), text: '马上就到 🚚' }
  const send = (timeoutMs?: number) => channel(timeoutMs).send?.('lin', message)

  it('is believed by a receiver that checks, and keeps its id when repeated', async () => {
    await send()
    await send()
    expect(receiver.refused).toEqual([])
    expect(receiver.calls).toEqual([
      { id: 'msg_1', answered: 204 },
      { id: 'msg_1', answered: 204 },
    ])
    expect(receiver.delivered).toEqual([{ id: 'msg_1', to: 'lin', text: message.text }])
  })

  it.each([500, 502, 503, 429, 408])('may be tried again after %i', async (status) => {
    receiver.next(status)
    expect(await codeOf(send)).toBe('upstream_failed')
    expect(await codeOf(send)).toBe('nothing thrown')
  })

  it.each([400, 404, 410])('is over for good after %i', async (status) => {
    receiver.next(status)
    expect(await codeOf(send)).toBe('invalid')
  })

  it.each(['cut', 'take and cut', 'stall'] as const)(
    'that meets a receiver that does %s is tried again and arrives once',
    async (mood) => {
      receiver.next(mood)
      expect(await codeOf(() => send(mood === 'stall' ? 200 : 2000))).toBe('upstream_failed')
      await send()
      expect(receiver.delivered).toHaveLength(1)
    },
  )

  it('follows no redirect: the signed words go nowhere else', async () => {
    receiver.next(302)
    expect(await codeOf(send)).not.toBe('nothing thrown')
    expect(receiver.delivered).toEqual([])
  })
})
