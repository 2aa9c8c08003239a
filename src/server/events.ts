import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ConversationId } from '../domain/id.ts'
import { bearer, mustOwn } from './access.ts'
import { EventNumber, LiveEvent, problems } from './contract.ts'
import { follow, type FeedDeps } from './feed.ts'

const heartbeatMs = 20_000
/** A listener that does not read is dropped: it resumes where it was when it comes back. */
const mostBufferedBytes = 1 << 20

/** Server-sent events (html.spec.whatwg.org §9.2): `id` is the event's number, to resume by `Last-Event-ID`. */
export function eventRoutes(app: FastifyInstance, deps: FeedDeps): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/conversations/:id/events',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Live events (SSE)',
        description:
          'message, token, reset, typing, holder, receipt, consent. Resume with Last-Event-ID.',
        params: z.strictObject({ id: ConversationId }),
        security: [{ conversation: [] }],
        headers: z.object({ 'last-event-id': z.string().optional() }),
        response: {
          200: {
            description: 'Each event’s `event:` and `data:` as one LiveEvent has them',
            content: { 'text/event-stream': { schema: LiveEvent } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await mustOwn(deps.db, id, bearer(request))
      // A browser sends back what it was given; what is no number of ours begins at the beginning.
      const after = EventNumber.catch(0).parse(request.headers['last-event-id'] ?? 0)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write(': ping\n\n')
      const write = (text: string) => {
        raw.write(text)
        if (raw.writableLength > mostBufferedBytes) raw.destroy()
      }
      const stop = follow(deps, id, after, ({ event, data }, number) =>
        write(
          `${number === null ? '' : `id: ${number}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
        ),
      )
      const heartbeat = setInterval(() => write(': ping\n\n'), heartbeatMs)
      raw.on('close', () => {
        clearInterval(heartbeat)
        stop()
      })
    },
  )
}
