import { setTimeout as sleep } from 'node:timers/promises'

export interface Acknowledged {
  /** The id of the 202; two different ids for one client id would be a message filed twice. */
  ids: string[]
}

export interface CustomerOptions {
  url: string
  says: readonly string[]
  locale: 'zh' | 'en'
  /** A shop login; null for somebody who is not signed in. */
  login: string | null
  random: () => number
  longestPauseMs: number
}

export interface CrashCustomer {
  /** Writes until told to stop, at least once; a request that the server's death cut off is made again. */
  write(over: AbortSignal): Promise<Acknowledged[]>
  /** Whether all that was acknowledged is answered, or the conversation is with a person. */
  isAnswered(): Promise<boolean>
  /** How many messages were sent again with the same client id after they were acknowledged. */
  repeats(): number
  /** How many requests were made again because the server died over them or was not there. */
  cutOff(): number
}

const [retryMs, requestMs, patienceMs] = [200, 20_000, 600_000]
const [burstShare, repeatShare] = [0.3, 0.25]

interface PublicMessage {
  id: string
  author: string
  answers?: string[]
}

/** One customer in one conversation, who writes in bursts, repeats requests, and does not give up. */
export function createCustomer(options: CustomerOptions): CrashCustomer {
  const { url, says, locale, login, random, longestPauseMs } = options
  let conversation: { id: string; token: string } | null = null
  let written = 0
  let repeats = 0
  let cutOff = 0

  /** Makes a request until the server answers it; only a dead or dying server is a reason to try again. */
  async function ask<T>(method: string, path: string, body: object | null, ok: number): Promise<T> {
    const deadline = Date.now() + patienceMs
    for (;;) {
      try {
        const response = await fetch(`${url}${path}`, {
          method,
          signal: AbortSignal.timeout(requestMs),
          headers: {
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...(conversation ? { authorization: `Bearer ${conversation.token}` } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        })
        if (response.status === ok) return (await response.json()) as T
        if (response.status < 500) {
          throw new RangeError(`${method} ${path}: ${response.status} ${await response.text()}`)
        }
      } catch (error) {
        if (error instanceof RangeError) throw error
        if (Date.now() > deadline)
          throw new Error(`${method} ${path} was not answered`, { cause: error })
      }
      cutOff += 1
      await sleep(retryMs)
    }
  }

  async function say(id: string, text: string): Promise<Acknowledged> {
    const post = () =>
      ask<{ id: string }>(
        'POST',
        `/v1/conversations/${id}/messages`,
        { text, clientMessageId: `m${(written += 1)}` },
        202,
      )
    const first = await post()
    if (random() >= repeatShare) return { ids: [first.id] }
    written -= 1
    repeats += 1
    const again = await post()
    return { ids: [first.id, again.id] }
  }

  return {
    repeats: () => repeats,
    cutOff: () => cutOff,
    async write(over) {
      const customer = login ? { token: login } : undefined
      const opening = { locale, ...(customer ? { customer } : {}) }
      conversation = await ask<{ id: string; token: string }>(
        'POST',
        '/v1/conversations',
        opening,
        201,
      )
      const acknowledged: Acknowledged[] = []
      do {
        const burst = random() < burstShare ? 2 + Math.floor(random() * 2) : 1
        for (let i = 0; i < burst; i++) {
          const text = says[acknowledged.length % says.length] ?? ''
          acknowledged.push(await say(conversation.id, text))
        }
        await sleep(random() ** 2 * longestPauseMs, undefined, { signal: over }).catch(() => {})
      } while (!over.aborted)
      return acknowledged
    },
    async isAnswered() {
      if (!conversation) return true
      const open = new Set<string>()
      let after = ''
      for (;;) {
        const { messages } = await ask<{ messages: PublicMessage[] }>(
          'GET',
          `/v1/conversations/${conversation.id}/messages${after}`,
          null,
          200,
        )
        for (const { id, author, answers } of messages) {
          if (author === 'customer') open.add(id)
          for (const answered of answers ?? []) open.delete(answered)
        }
        const last = messages.at(-1)
        if (!last || messages.length < 500) break
        after = `?after=${last.id}`
      }
      return open.size === 0
    },
  }
}
