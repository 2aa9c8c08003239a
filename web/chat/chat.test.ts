import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, ApiError } from './api.ts'
import { createChat, type Chat } from './chat.ts'
import { createMemory, createShelf, type Memory } from './memory.ts'
import type { ConsentId, MessageId, Opening, Saying, Session } from './wire.ts'

/** A browser's storage, as far as the chat uses it. */
function storage(): Storage {
  const values = new Map<string, string>()
  const used: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
  }
  return used as Storage
}

/** A server that knows the conversations it has opened until it forgets them. */
function createServer() {
  const opened: Opening[] = []
  const said: [string, Saying][] = []
  const known = new Set<string>()
  let reachable = true
  const must = (session: Session) => {
    if (!reachable) throw new ApiError(null, 'the server cannot be reached')
    if (!known.has(session.id)) throw new ApiError(404, 'no such conversation')
  }
  const api: Api = {
    async open(opening) {
      if (opening.customer?.token === 'expired') throw new ApiError(401, 'not a valid login')
      opened.push(opening)
      const id = `cnv_${opened.length}`
      known.add(id)
      return { id: id as Session['id'], token: `token of ${id}` }
    },
    async say(session, saying) {
      must(session)
      said.push([session.id, saying])
      return `msg_${said.length}` as MessageId
    },
    async messages(session) {
      must(session)
      return []
    },
    async events(session, _lastEventId, signal) {
      must(session)
      return new ReadableStream({
        start: (controller) => signal.addEventListener('abort', () => controller.close()),
      })
    },
  }
  return {
    api,
    opened,
    said: () => said.map(([id, { text }]) => `${id}: ${text}`),
    sayings: said,
    forget: () => known.clear(),
    reach: (yes: boolean) => {
      reachable = yes
    },
  }
}

let chats: Chat[] = []
function chatOn(api: Api, memory: Memory, customerToken: string | null = null): Chat {
  const chat = createChat({ api, memory, locale: () => 'zh', customerToken, changed: () => {} })
  chats.push(chat)
  return chat
}
const settle = () => vi.advanceTimersByTimeAsync(10)
const memoryOn = (kept: Storage) => createMemory(createShelf(() => kept))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  for (const chat of chats) chat.stop()
  chats = []
  vi.useRealTimers()
})

describe('a chat', () => {
  it('opens a conversation with the first words and not before', async () => {
    const { api, opened, said } = createServer()
    const chat = chatOn(api, memoryOn(storage()))
    await settle()
    expect(opened).toEqual([])
    chat.say('你好')
    chat.say('在吗')
    await settle()
    expect(opened).toEqual([{ locale: 'zh' }])
    expect(said()).toEqual(['cnv_1: 你好', 'cnv_1: 在吗'])
  })

  it('goes on after a reload, and says what the reload interrupted under the same id', async () => {
    const kept = storage()
    const server = createServer()
    const before = chatOn(server.api, memoryOn(kept))
    before.say('你好')
    await settle()
    server.reach(false)
    before.say('在吗')
    await settle()
    const interrupted = memoryOn(kept).unfiled()[0]
    before.stop()
    server.reach(true)
    chatOn(server.api, memoryOn(kept))
    await settle()
    expect(server.said()).toEqual(['cnv_1: 你好', 'cnv_1: 在吗'])
    expect(server.sayings[1]?.[1].clientMessageId).toBe(interrupted?.clientMessageId)
    expect(server.opened).toHaveLength(1)
  })

  it('begins anew when the server has forgotten it, with the words and without the consent', async () => {
    const { api, said, sayings, forget } = createServer()
    const chat = chatOn(api, memoryOn(storage()))
    chat.say('你好')
    await settle()
    forget()
    chat.say('好的', 'cst_1' as ConsentId)
    await settle()
    expect(said()).toEqual(['cnv_1: 你好', 'cnv_2: 好的'])
    expect(sayings[1]?.[1].consentId).toBeUndefined()
    expect(chat.state().notice).toBe('ended')
  })

  it('serves a customer whose login has expired as a guest, and says so', async () => {
    const { api, opened } = createServer()
    const chat = chatOn(api, memoryOn(storage()), 'expired')
    chat.say('你好')
    await settle()
    expect(opened).toEqual([{ locale: 'zh' }])
    expect(chat.state().notice).toBe('not_logged_in')
  })

  it('does not mix a customer who logs in with what was said before', async () => {
    const kept = storage()
    const { api, opened, said } = createServer()
    const before = chatOn(api, memoryOn(kept))
    before.say('你好')
    await settle()
    before.stop()
    chatOn(api, memoryOn(kept), 'login').say('我的订单呢')
    await settle()
    expect(opened[1]).toEqual({ locale: 'zh', customer: { token: 'login' } })
    expect(said()).toEqual(['cnv_1: 你好', 'cnv_2: 我的订单呢'])
  })

  it('works where the browser refuses storage', async () => {
    const refused = createShelf(() => {
      throw new Error('storage is refused')
    })
    const { api, opened, said } = createServer()
    const chat = chatOn(api, createMemory(refused))
    chat.say('你好')
    chat.say('在吗')
    await settle()
    expect(opened).toHaveLength(1)
    expect(said()).toHaveLength(2)
  })
})
