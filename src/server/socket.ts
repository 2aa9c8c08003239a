import type { FastifyInstance } from 'fastify'
import type { WebSocket } from '@fastify/websocket'
import type { z } from 'zod'
import { BatonError } from '../domain/error.ts'
import type { ConversationId } from '../domain/id.ts'
import { fileMessage, type InboxDeps } from '../conversation/inbox.ts'
import { mustOwn } from './access.ts'
import { type SocketReply, SocketRequest } from './contract.ts'
import { problemOf } from './errors.ts'
import { follow, type FeedDeps } from './feed.ts'

const mostBufferedBytes = 1 << 20
/** What one socket may say in a minute; the HTTP routes have their own limit. */
const mostPerMinute = 60

/** The same as HTTP and SSE over one socket: first `open` with the token, then `message`s; events come back. */
export function socketRoute(app: FastifyInstance, deps: FeedDeps & InboxDeps): void {
  app.get('/v1/ws', { websocket: true, schema: { hide: true } }, (socket) => attend(socket, deps))
}

function attend(socket: WebSocket, deps: FeedDeps & InboxDeps): void {
  let conversationId: ConversationId | null = null
  let stop = () => {}
  let saidThisMinute = 0
  const minute = setInterval(() => (saidThisMinute = 0), 60_000)
  const send = (what: object) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > mostBufferedBytes) socket.terminate()
    else socket.send(JSON.stringify(what))
  }
  const answer = (reply: z.input<typeof SocketReply>) => send(reply)

  async function hear(text: string): Promise<void> {
    saidThisMinute += 1
    if (saidThisMinute > mostPerMinute)
      throw new BatonError('too_many', 'Too many messages in a minute; wait a moment.')
    const request = parse(text)
    if (request.type === 'open') {
      await mustOwn(deps.db, request.conversationId, request.token)
      stop()
      conversationId = request.conversationId
      answer({ event: 'opened', data: { conversationId } })
      stop = follow(deps, conversationId, request.lastEventId ?? 0, (event, number) =>
        send(number === null ? event : { ...event, id: number }),
      )
      return
    }
    if (!conversationId)
      throw new BatonError(
        'unauthorized',
        'Send {"type":"open","conversationId":…,"token":…} first.',
      )
    const { id } = await fileMessage(deps, conversationId, {
      text: request.text,
      clientMessageId: request.clientMessageId ?? null,
      attachments: request.attachments ?? [],
      pressedConsent: request.consentId ?? null,
    })
    answer({
      event: 'filed',
      data: request.clientMessageId ? { id, clientMessageId: request.clientMessageId } : { id },
    })
  }

  // One at a time, so that what a customer says keeps its order.
  let last: Promise<void> = Promise.resolve()
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    const text = isBinary ? '' : data.toString('utf8')
    last = last
      .then(() => hear(text))
      .catch((error: unknown) => {
        const problem = problemOf(error)
        if (problem.status >= 500) deps.log.error({ err: error }, 'a socket request failed')
        answer({ event: 'problem', data: problem })
      })
  })
  socket.on('close', () => {
    clearInterval(minute)
    stop()
  })
}

function parse(text: string): z.infer<typeof SocketRequest> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new BatonError('invalid', 'Send JSON text.', { cause })
  }
  const parsed = SocketRequest.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.')
  throw new BatonError(
    'invalid',
    `${field ? `${field}: ` : ''}${issue?.message ?? 'does not fit'}`,
    field ? { field } : {},
  )
}
