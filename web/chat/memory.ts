import type { Outgoing } from './timeline.ts'
import type { Session } from './wire.ts'

/** What a chat remembers across visits of the page. */
export interface Memory {
  session(): Session | null
  keepSession(session: Session | null): void
  unfiled(): readonly Outgoing[]
  keepUnfiled(unfiled: readonly Outgoing[]): void
  /** How many messages of this conversation the customer has had before their eyes. */
  seen(): number
  keepSeen(count: number): void
}

/** Named values in the browser's storage. Where that is refused (private windows, policies) they last as long as the page. */
export interface Shelf {
  read: (name: string) => unknown
  write: (name: string, value: unknown) => void
}

/** @param open gives the storage; merely looking at `localStorage` may throw. */
export function createShelf(open: () => Storage): Shelf {
  const own = new Map<string, string>()
  const prefix = 'baton.chat.'
  return {
    read(name) {
      try {
        const text = own.get(name) ?? open().getItem(prefix + name)
        return text ? JSON.parse(text) : null
      } catch {
        return null
      }
    },
    write(name, value) {
      const text = JSON.stringify(value)
      own.set(name, text)
      try {
        open().setItem(prefix + name, text)
      } catch {
        // Full or refused: the page's own copy stands.
      }
    },
  }
}

/** What a chat remembers, on a shelf. What does not look right there was never remembered. */
export function createMemory({ read, write }: Shelf): Memory {
  return {
    session() {
      const kept = read('session') as Partial<Session> | null
      return typeof kept?.id === 'string' && typeof kept.token === 'string'
        ? (kept as Session)
        : null
    },
    keepSession(session) {
      write('session', session)
      write('seen', 0)
    },
    unfiled() {
      const kept = read('unfiled')
      return Array.isArray(kept) ? (kept as Outgoing[]) : []
    },
    keepUnfiled: (unfiled) => write('unfiled', unfiled),
    seen() {
      const kept = read('seen')
      return typeof kept === 'number' ? kept : 0
    },
    keepSeen: (count) => write('seen', count),
  }
}
