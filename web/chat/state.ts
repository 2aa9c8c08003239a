import type {
  ChatMessage,
  ConsentId,
  ConsentState,
  HolderKind,
  LiveEvent,
  MessageId,
  Typist,
} from './wire.ts'
import { addReceipt, arrive, type Entry, fail, file, send } from './timeline.ts'

/** How the page hears of news: as it happens, by asking now and then, or not at the moment. */
export type Connection = 'idle' | 'connecting' | 'live' | 'polling' | 'offline'

export interface Consent {
  id: ConsentId
  /** Our message that asked, and that carries the buttons. */
  askedIn: MessageId
  state: ConsentState
}

/** A reply in the making. `broken`: words of it were missed, so it is not shown. */
export interface Draft {
  id: string
  text: string
  broken: boolean
}

/** What the chat shows. Made only by `reduce`. */
export interface ChatState {
  entries: readonly Entry[]
  drafts: readonly Draft[]
  consents: readonly Consent[]
  typing: Typist | null
  holder: HolderKind
  connection: Connection
  /** Something the customer has to be told about the conversation itself. */
  notice: 'ended' | 'not_logged_in' | null
}

export const emptyChat: ChatState = {
  entries: [],
  drafts: [],
  consents: [],
  typing: null,
  holder: 'agent',
  connection: 'idle',
  notice: null,
}

/** Everything that can happen to a chat. `number` is the event's place in the server's log, null for drafts and polls. */
export type ChatAction =
  | { kind: 'heard'; event: LiveEvent; number: number | null }
  | { kind: 'sending'; clientMessageId: string; text: string; consentId?: ConsentId; at: string }
  | { kind: 'filed'; clientMessageId: string; id: MessageId }
  | { kind: 'failed'; clientMessageId: string; canRetry: boolean }
  | { kind: 'connection'; connection: Connection }
  | { kind: 'typing_faded' }
  | { kind: 'login_refused' }
  | { kind: 'ended' }

/** What the chat shows after `action`. Pure: the same log gives the same chat. */
export function reduce(state: ChatState, action: ChatAction): ChatState {
  switch (action.kind) {
    case 'heard':
      return hear(state, action.event, action.number)
    case 'sending':
      return { ...state, entries: send(state.entries, action), notice: null }
    case 'filed':
      return { ...state, entries: file(state.entries, action.clientMessageId, action.id) }
    case 'failed':
      return { ...state, entries: fail(state.entries, action.clientMessageId, action.canRetry) }
    case 'connection':
      return connect(state, action.connection)
    case 'typing_faded':
      return { ...state, typing: null }
    case 'login_refused':
      return { ...state, notice: 'not_logged_in' }
    case 'ended':
      // What the customer said and is not filed yet goes into the next conversation.
      return {
        ...emptyChat,
        entries: state.entries.filter(({ kind }) => kind === 'outgoing'),
        notice: 'ended',
      }
    default:
      return action satisfies never
  }
}

function hear(state: ChatState, event: LiveEvent, number: number | null): ChatState {
  switch (event.event) {
    case 'message':
      return hearMessage(state, event.data, number)
    case 'token':
      return { ...state, drafts: addToken(state.drafts, event.data), typing: null }
    case 'reset': {
      const drafts = state.drafts.filter(({ id }) => id !== event.data.draftId)
      // A withdrawn draft means that the agent thinks again, not that it has left.
      return { ...state, drafts, typing: state.typing ?? 'agent' }
    }
    case 'typing':
      return { ...state, typing: event.data.author }
    case 'holder':
      return { ...state, holder: event.data.kind, drafts: [], typing: null }
    case 'receipt':
      return { ...state, entries: addReceipt(state.entries, event.data, number) }
    case 'consent':
      return { ...state, consents: changeConsent(state.consents, event.data) }
    default:
      // A newer server may say more than this page understands.
      event satisfies never
      return state
  }
}

function hearMessage(state: ChatState, message: ChatMessage, number: number | null): ChatState {
  const entries = arrive(state.entries, message, number)
  if (message.author === 'customer') return { ...state, entries }
  // What was drafted is now said, or was not said: either way the draft has had its time.
  return { ...state, entries, drafts: [], typing: null }
}

function addToken(
  drafts: readonly Draft[],
  { draftId, text }: { draftId: string; text: string },
): readonly Draft[] {
  if (!drafts.some(({ id }) => id === draftId))
    return [...drafts, { id: draftId, text, broken: false }]
  return drafts.map((draft) =>
    draft.id === draftId ? { ...draft, text: draft.text + text } : draft,
  )
}

function changeConsent(
  consents: readonly Consent[],
  change: { id: ConsentId; messageId: MessageId; state: ConsentState },
): readonly Consent[] {
  const known = consents.some(({ id }) => id === change.id)
  if (!known && change.state !== 'asked') return consents
  if (!known) return [...consents, { id: change.id, askedIn: change.messageId, state: 'asked' }]
  return consents.map((consent) =>
    consent.id === change.id ? { ...consent, state: change.state } : consent,
  )
}

function connect(state: ChatState, connection: Connection): ChatState {
  if (connection === 'live') return { ...state, connection }
  // While we do not listen, tokens go by: a draft that was begun would be continued with a gap.
  const drafts = state.drafts.map((draft) => ({ ...draft, broken: true }))
  return { ...state, connection, drafts, typing: null }
}
