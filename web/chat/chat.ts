import { type Api, ApiError } from './api.ts'
import { type Following, follow } from './follow.ts'
import type { Memory } from './memory.ts'
import { createOutbox } from './outbox.ts'
import { type ChatAction, type ChatState, emptyChat, reduce } from './state.ts'
import type { Outgoing } from './timeline.ts'
import type { ConsentId, MessageId, Opening, Session } from './wire.ts'

export interface ChatDeps {
  api: Api
  memory: Memory
  /** The language of the first words, asked when a conversation is opened. */
  locale: () => 'zh' | 'en'
  /** A shop login, if the page was given one. */
  customerToken: string | null
  changed: (state: ChatState) => void
}

export interface Chat {
  state(): ChatState
  say(text: string, consentId?: ConsentId): void
  /** Sends a message again that could not be sent. */
  retry(clientMessageId: string): void
  /** Looks for news now instead of after the pause. */
  hurry(): void
  stop(): void
}

/** How long a typing sign stands without news: an agent's turn has its limit, a person stops at any time. */
const typingMs = { agent: 95_000, operator: 8_000 }

/**
 * One customer's conversation in one page: opened with the first words, remembered across reloads, followed live. When
 * the server no longer knows it, the next one begins, and what was not said yet goes there.
 */
export function createChat(deps: ChatDeps): Chat {
  const { api, memory, changed } = deps
  let customerToken = deps.customerToken
  // A new login is a new customer: their words do not belong into what was said before it.
  if (customerToken !== null) memory.keepSession(null)
  let state = emptyChat
  let session = memory.session()
  let opening: Promise<Session> | null = null
  let following: Following | null = null
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  function dispatch(action: ChatAction): void {
    const before = state
    state = reduce(state, action)
    if (action.kind === 'heard' && action.event.event === 'typing') {
      clearTimeout(typingTimer)
      const fade = () => dispatch({ kind: 'typing_faded' })
      typingTimer = setTimeout(fade, typingMs[action.event.data.author])
    }
    if (state !== before) changed(state)
  }

  function listen(current: Session): void {
    following?.stop()
    following = follow(
      {
        api,
        hear: (event, number) => dispatch({ kind: 'heard', event, number }),
        connection: (connection) => dispatch({ kind: 'connection', connection }),
        gone: () => end(current),
      },
      current,
    )
  }

  function end(ended: Session): void {
    if (session !== ended) return
    following?.stop()
    session = null
    memory.keepSession(null)
    dispatch({ kind: 'ended' })
  }

  async function open(): Promise<Session> {
    const opened = await openAs(customerToken)
    session = opened
    memory.keepSession(opened)
    listen(opened)
    return opened
  }

  async function openAs(token: string | null): Promise<Session> {
    const anonymous: Opening = { locale: deps.locale() }
    if (token === null) return api.open(anonymous)
    try {
      return await api.open({ ...anonymous, customer: { token } })
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      // The login has expired: better to be served as a stranger than not at all.
      customerToken = null
      dispatch({ kind: 'login_refused' })
      return api.open(anonymous)
    }
  }

  async function inSession(): Promise<Session> {
    if (session) return session
    opening ??= open().finally(() => {
      opening = null
    })
    return opening
  }

  async function deliver({ clientMessageId, text, consentId }: Outgoing): Promise<MessageId> {
    const current = await inSession()
    try {
      const consent = consentId ? { consentId } : {}
      return await api.say(current, { clientMessageId, text, ...consent })
    } catch (error) {
      if (!(error instanceof ApiError) || !error.gone) throw error
      end(current)
      // A consent belongs to the conversation that asked for it; the words do not.
      return api.say(await inSession(), { clientMessageId, text })
    }
  }

  const outbox = createOutbox({
    deliver,
    keep: (unfiled) => memory.keepUnfiled(unfiled),
    sending: (outgoing) => dispatch({ kind: 'sending', ...outgoing }),
    filed: ({ clientMessageId }, id) => dispatch({ kind: 'filed', clientMessageId, id }),
    failed: ({ clientMessageId }, canRetry) =>
      dispatch({ kind: 'failed', clientMessageId, canRetry }),
  })

  if (session) listen(session)
  for (const outgoing of memory.unfiled()) outbox.add(outgoing)

  return {
    state: () => state,
    say(text, consentId) {
      const at = new Date().toISOString()
      const clientMessageId = newId()
      outbox.add({ clientMessageId, text, at, ...(consentId ? { consentId } : {}) })
    },
    retry(clientMessageId) {
      for (const entry of state.entries)
        if (entry.kind === 'outgoing' && entry.key === clientMessageId) outbox.add(entry.saying)
    },
    hurry: () => following?.hurry(),
    stop() {
      clearTimeout(typingTimer)
      following?.stop()
    },
  }
}

/** `crypto.randomUUID` is missing where the page is not served over HTTPS, as when a phone looks at a laptop. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
