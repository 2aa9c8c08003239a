import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, ApiError } from './api.ts'
import { type Following, follow } from './follow.ts'
import type { ChatMessage, LiveEvent, MessageId, Session } from './wire.ts'

const session: Session = { id: 'cnv_1' as Session['id'], token: 'secret' }
const message = (name: string): ChatMessage => ({
  id: `msg_${name}` as MessageId,
  author: 'agent',
  text: name,
  at: '2026-11-21T08:00:00.000Z',
})
const frame = (number: number, name: string) =>
  `id: ${number}\nevent: message\ndata: ${JSON.stringify(message(name))}\n\n`

/** One event stream in the hands of the test. */
interface Line {
  lastEventId: number
  send(text: string): void
  end(): void
  aborted(): boolean
}

/** A server whose streams and failures the test decides, and everything that a follower of it heard. */
function followed(answers: (Error | 'stream' | 'silence')[], messages: ChatMessage[] = []) {
  const lines: Line[] = []
  const heard: [string, number | null][] = []
  const connections: string[] = []
  let gone = false
  let polls = 0
  const api: Pick<Api, 'events' | 'messages'> = {
    async messages(_session, after) {
      polls += 1
      return messages.slice(messages.findIndex(({ id }) => id === after) + 1)
    },
    events(_session, lastEventId, signal) {
      const answer = answers.shift() ?? 'stream'
      if (answer instanceof Error) return Promise.reject(answer)
      const aborted = new ApiError(null, 'aborted')
      if (answer === 'silence')
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(aborted)),
        )
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          lines.push({
            lastEventId,
            send: (text) => controller.enqueue(new TextEncoder().encode(text)),
            end: () => controller.close(),
            aborted: () => signal.aborted,
          })
          signal.addEventListener('abort', () => controller.error(aborted))
        },
      })
      return Promise.resolve(stream)
    },
  }
  const following: Following = follow(
    {
      api: api as Api,
      hear: (event: LiveEvent, number) => {
        heard.push([event.event === 'message' ? event.data.text : event.event, number])
      },
      connection: (connection) => connections.push(connection),
      gone: () => {
        gone = true
      },
      random: () => 1,
    },
    session,
  )
  const line = (index: number): Line => {
    const found = lines[index]
    if (!found) throw new Error(`there is no line ${index}`)
    return found
  }
  return { following, line, lines, heard, connections, gone: () => gone, polls: () => polls }
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const unreachable = () => new ApiError(null, 'the server cannot be reached')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('following a conversation', () => {
  it('hears events with their numbers, and drafts without one', async () => {
    const { line, heard, following } = followed([])
    await settle()
    line(0).send(frame(3, 'hello'))
    line(0).send('event: token\ndata: {"draftId":"d","text":"x"}\n\n')
    await settle()
    expect(heard).toEqual([
      ['hello', 3],
      ['token', null],
    ])
    following.stop()
    expect(line(0).aborted()).toBe(true)
  })

  it('resumes after the last event it heard', async () => {
    const { line, connections, following } = followed([])
    await settle()
    line(0).send(frame(3, 'hello'))
    await settle()
    line(0).end()
    await settle(500)
    expect(line(1).lastEventId).toBe(3)
    expect(connections).toEqual(['connecting', 'live', 'offline', 'live'])
    following.stop()
  })

  it('leaves a line on which even the pings have stopped', async () => {
    const { lines, line, following } = followed([])
    await settle()
    line(0).send(': ping\n\n')
    await settle(49_999)
    expect(lines).toHaveLength(1)
    await settle(1_000)
    expect(lines).toHaveLength(2)
    following.stop()
  })

  it('asks for messages where streams do not come through, each once', async () => {
    const deaf = Array.from({ length: 9 }, () => 'silence' as const)
    const { heard, connections, polls, following } = followed(deaf, [message('a'), message('b')])
    await settle(60_000)
    expect(polls()).toBeGreaterThan(1)
    expect(heard).toEqual([
      ['a', null],
      ['b', null],
    ])
    expect(connections.at(-1)).toBe('polling')
    following.stop()
  })

  it('comes back with growing pauses, and at once when it is hurried', async () => {
    const { lines, following } = followed([unreachable(), unreachable(), unreachable()])
    // 500 and 1,000 ms have passed after the first two failures; the third asks for 2,000.
    await settle(1_600)
    expect(lines).toHaveLength(0)
    following.hurry()
    await settle()
    expect(lines).toHaveLength(1)
    following.stop()
  })

  it('ends when the server does not know the conversation', async () => {
    const { gone, lines } = followed([new ApiError(404, 'not found')])
    await settle(60_000)
    expect(gone()).toBe(true)
    expect(lines).toHaveLength(0)
  })
})
