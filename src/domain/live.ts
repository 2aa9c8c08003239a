import type { ConversationId } from './id.ts'

/** What a listener is told besides the event log: that there is something new in it, or of a draft in the making. */
export type LiveSignal =
  | { kind: 'logged' }
  | { kind: 'token'; draftId: string; text: string }
  | { kind: 'reset'; draftId: string }
  | { kind: 'typing'; author: 'agent' | 'operator' }

/** Passes signals to those who watch a conversation. Nothing durable: whoever misses one reads the log. */
export interface Live {
  publish(conversationId: ConversationId, signal: LiveSignal): void
  /** Returns how to stop listening. */
  subscribe(conversationId: ConversationId, listener: (signal: LiveSignal) => void): () => void
  /** The conversations that somebody watches. */
  watched(): ConversationId[]
}
