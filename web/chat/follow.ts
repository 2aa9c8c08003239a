import { type Api, ApiError } from './api.ts'
import { backoffMs, pause } from './pause.ts'
import { type Frame, readFrames } from './sse.ts'
import type { Connection } from './state.ts'
import type { LiveEvent, MessageId, Session } from './wire.ts'

export interface FollowDeps {
  api: Api
  hear: (event: LiveEvent, number: number | null) => void
  connection: (connection: Connection) => void
  /** The server does not know this conversation (any more). Following has ended. */
  gone: () => void
  random?: () => number
}

export interface Following {
  stop(): void
  /** Tries at once instead of at the end of the pause: the network is back, the page is looked at. */
  hurry(): void
}

/** Headers must come in this time; a proxy that holds back the stream never gives them. */
const answerMs = 10_000
/** The server pings every 20 s: a line that is silent for longer is dead, whatever TCP believes. */
const silenceMs = 50_000
/** After this many failures in a row we also ask for messages, in case only streaming is in the way. */
const failuresBeforePolling = 2
const pollMs = 3_000

/**
 * Listens to a conversation from its first event: streams, resumes where it was, comes back with growing pauses, and
 * asks for messages meanwhile where streaming does not work. `hear` may get a message twice, never out of its place.
 */
export function follow(deps: FollowDeps, session: Session): Following {
  const { api, hear, connection, gone, random = Math.random } = deps
  const stopping = new AbortController()
  let hurrying = new AbortController()
  let lastEventId = 0
  let failures = 0

  function take({ event, data, id }: Frame): void {
    const number = Number(id) || 0
    // A draft's token has no id of its own and carries the one before it.
    const numbered = number > lastEventId
    if (numbered) lastEventId = number
    hear({ event, data: JSON.parse(data) } as LiveEvent, numbered ? number : null)
  }

  async function listen(): Promise<void> {
    const line = new AbortController()
    const cut = () => line.abort()
    let watchdog = setTimeout(cut, answerMs)
    stopping.signal.addEventListener('abort', cut)
    try {
      const stream = await api.events(session, lastEventId, line.signal)
      const alive = () => {
        failures = 0
        clearTimeout(watchdog)
        watchdog = setTimeout(cut, silenceMs)
      }
      connection('live')
      for await (const frame of readFrames(stream, alive)) take(frame)
    } finally {
      clearTimeout(watchdog)
      stopping.signal.removeEventListener('abort', cut)
      line.abort()
    }
  }

  async function run(): Promise<void> {
    connection('connecting')
    const poller = createPoller(api, session, hear)
    while (!stopping.signal.aborted) {
      try {
        await listen()
      } catch (error) {
        if (error instanceof ApiError && error.gone) {
          stopping.abort()
          return gone()
        }
      }
      if (stopping.signal.aborted) return
      failures += 1
      const polled = failures > failuresBeforePolling && (await poller.poll())
      connection(polled ? 'polling' : 'offline')
      await wait(poller)
    }
  }

  /** Sits out the pause before the next try, asking for messages now and then once streaming has failed for long. */
  async function wait(poller: Poller): Promise<void> {
    hurrying = new AbortController()
    const signal = AbortSignal.any([stopping.signal, hurrying.signal])
    let left = backoffMs(failures, { random })
    while (left > 0 && !signal.aborted) {
      const step = Math.min(left, pollMs)
      await pause(step, signal)
      left -= step
      if (failures > failuresBeforePolling && left > 0 && !signal.aborted)
        connection((await poller.poll()) ? 'polling' : 'offline')
    }
  }

  void run()
  return { stop: () => stopping.abort(), hurry: () => hurrying.abort() }
}

interface Poller {
  /** Whether the server answered. */
  poll(): Promise<boolean>
}

function createPoller(api: Api, session: Session, hear: FollowDeps['hear']): Poller {
  let last: MessageId | null = null
  return {
    async poll() {
      try {
        for (const message of await api.messages(session, last)) {
          last = message.id
          hear({ event: 'message', data: message }, null)
        }
        return true
      } catch {
        return false
      }
    },
  }
}
