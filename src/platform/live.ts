import type { ConversationId } from '../domain/id.ts'
import type { Live, LiveSignal } from '../domain/live.ts'

/** Signals within this process. */
export function createLive(): Live {
  const listeners = new Map<ConversationId, Set<(signal: LiveSignal) => void>>()
  return {
    publish(conversationId, signal) {
      for (const listener of listeners.get(conversationId) ?? []) listener(signal)
    },
    subscribe(conversationId, listener) {
      const own = listeners.get(conversationId) ?? new Set()
      listeners.set(conversationId, own)
      own.add(listener)
      return () => {
        own.delete(listener)
        if (own.size === 0 && listeners.get(conversationId) === own)
          listeners.delete(conversationId)
      }
    },
    watched: () => [...listeners.keys()],
  }
}
