import { setTimeout as sleep } from 'node:timers/promises'

/** A message as it comes over the wire. */
export interface Said {
  id: string
  author: 'customer' | 'agent' | 'operator' | 'system'
  text: string
  at: string
  answers?: string[]
}

/** A live event as a listener hears it. */
export interface Heard {
  event: string
  id: number | null
  data: Record<string, unknown>
}

/** A customer who talks to a server over HTTP and knows nothing of its inside. */
export interface Visitor {
  id: string
  token: string
  url: string
  post(body: object): Promise<Response>
  /** Says something that must be accepted; returns the message's id. */
  say(text: string, more?: object): Promise<string>
  messages(): Promise<Said[]>
  /** Waits until every message of theirs is answered, and returns all messages. */
  answered(): Promise<Said[]>
}

/** Asks again and again until the answer is there; a test that waits in vain says for what. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  withinMs = 25_000,
): Promise<T> {
  for (const end = performance.now() + withinMs; ; await sleep(25)) {
    const found = await look()
    if (found !== undefined && found !== false && found !== null) return found
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
  }
}

/** Opens a conversation. */
export async function visit(url: string, opening: object = {}): Promise<Visitor> {
  const opened = await fetch(`${url}/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(opening),
  })
  if (opened.status !== 201) throw new Error(`${opened.status} ${await opened.text()}`)
  const { id, token } = (await opened.json()) as { id: string; token: string }
  return visitorOf(url, id, token)
}

/** Someone who has a conversation already. */
export function visitorOf(url: string, id: string, token: string): Visitor {
  const place = `${url}/v1/conversations/${id}/messages`
  const authorization = `Bearer ${token}`
  const it: Visitor = {
    id,
    token,
    url,
    post: (body) =>
      fetch(place, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async say(text, more = {}) {
      const response = await it.post({ text, ...more })
      if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`)
      return ((await response.json()) as { id: string }).id
    },
    async messages() {
      const response = await fetch(place, { headers: { authorization } })
      return ((await response.json()) as { messages: Said[] }).messages
    },
    answered: () =>
      until('an answer to every message', async () => {
        const messages = await it.messages()
        const answers = new Set(messages.flatMap((message) => message.answers ?? []))
        const open = messages.some(({ id, author }) => author === 'customer' && !answers.has(id))
        return !open && messages
      }),
  }
  return it
}

export interface Listener {
  heard: Heard[]
  /** Cuts the connection, as a phone does in a tunnel. */
  cut(): Promise<void>
}

/** Listens to a conversation's server-sent events, after the event with this number. */
export async function listen({ url, id, token }: Visitor, after?: number): Promise<Listener> {
  const abort = new AbortController()
  const response = await fetch(`${url}/v1/conversations/${id}/events`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(after === undefined ? {} : { 'last-event-id': String(after) }),
    },
    signal: abort.signal,
  })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  const heard: Heard[] = []
  const reading = readEvents(response, heard).catch((error: unknown) => {
    if (!abort.signal.aborted && !(error instanceof TypeError)) throw error
  })
  return {
    heard,
    async cut() {
      abort.abort()
      await reading
    },
  }
}

/** Reads an event stream as html.spec.whatwg.org §9.2.6 has it, as far as we use it. */
async function readEvents(response: Response, heard: Heard[]): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true })
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map<string, string>()
      for (const line of block.split('\n')) {
        const [name = '', ...value] = line.split(': ')
        fields.set(name, value.join(': '))
      }
      const event = fields.get('event')
      if (event === undefined) continue
      const id = fields.get('id')
      heard.push({
        event,
        id: id === undefined ? null : Number(id),
        data: JSON.parse(fields.get('data') ?? 'null') as Heard['data'],
      })
    }
  }
}

const smallTalk = ['你好', '谢谢', '你是机器人吗', '好的谢谢']
/** Something to say that is answered at once and never passes the baton, however often it is said. */
export const chatter = (i: number): string =>
  `${smallTalk[i % smallTalk.length]}${'！'.repeat(1 + (i % 3))}`
