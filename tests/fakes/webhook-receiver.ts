import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A platform that receives Standard Webhooks (standardwebhooks.com), as strict as a real one. */
export interface WebhookReceiver {
  url: string
  secret: string
  /** What was taken, in order, each webhook-id once. */
  delivered: { id: string; to: string; text: string }[]
  /** Every call that was properly signed, with what it was answered. */
  calls: { id: string; answered: number | 'cut' | 'stalled' }[]
  /** Calls that no real platform would believe, and why. */
  refused: string[]
  /** How the next calls are answered, one each, before it is friendly again. */
  next(...moods: Mood[]): void
  /** How every call for one address is answered from now on, whatever `next` and `always` say. */
  answer(to: string, mood: Mood): void
  /** How every call is answered from now on, when `next` names nothing. */
  always(mood: Mood): void
  close(): Promise<void>
}

/**
 * A status to answer with; `cut` ends the connection before the call is taken, `take and cut` after: the sender
 * cannot tell the two apart. `stall` answers nothing.
 */
export type Mood = number | 'cut' | 'take and cut' | 'stall'

const toleranceS = 5 * 60

export async function startWebhookReceiver(
  secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes!').toString('base64')}`,
): Promise<WebhookReceiver> {
  const seen = new Set<string>()
  const moods: Mood[] = []
  const byAddress = new Map<string, Mood>()
  let usual: Mood = 204
  const it: Omit<WebhookReceiver, 'url' | 'close'> = {
    secret,
    delivered: [],
    calls: [],
    refused: [],
    next: (...more) => void moods.push(...more),
    answer: (to, mood) => void byAddress.set(to, mood),
    always: (mood) => (usual = mood),
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const fault = faultIn(request, body, secret)
    if (fault) {
      it.refused.push(fault)
      response.writeHead(401).end()
      return
    }
    const id = String(request.headers['webhook-id'])
    const { to, text } = JSON.parse(body.toString('utf8')) as { to: string; text: string }
    const mood = byAddress.get(to) ?? moods.shift() ?? usual
    const takes = mood === 'take and cut' || (typeof mood === 'number' && mood < 300)
    if (takes && !seen.has(id)) {
      seen.add(id)
      it.delivered.push({ id, to, text })
    }
    it.calls.push({
      id,
      answered: mood === 'stall' ? 'stalled' : typeof mood === 'number' ? mood : 'cut',
    })
    if (mood === 'stall') return
    if (typeof mood !== 'number') request.socket.destroy()
    else response.writeHead(mood).end()
  }

  const server = createServer((request, response) => void receive(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return Object.assign(it, {
    url: `http://127.0.0.1:${port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

/** Why a real receiver would not believe this call; null when it would. Written from the specification, not from our signer. */
function faultIn({ method, headers }: IncomingMessage, body: Buffer, secret: string) {
  if (method !== 'POST') return `method ${method}`
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => headers[`webhook-${name}`],
  )
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    return 'a header is missing'
  if (!/^\d+$/.test(timestamp)) return `timestamp ${timestamp}`
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceS) return 'the timestamp is off'
  const expected = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]))
    .digest()
  const fits = signatures.split(' ').some((signature) => {
    const [version, digest = ''] = signature.split(',')
    const given = Buffer.from(digest, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
  return fits ? null : 'the signature does not fit the bytes'
}
