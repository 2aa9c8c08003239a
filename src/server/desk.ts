import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Conversation } from '../domain/conversation.ts'
import { BatonError } from '../domain/error.ts'
import { ConversationId } from '../domain/id.ts'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { conversationsAtDesk, findConversation } from '../store/conversations.ts'
import { findBrief, suggestionsFor } from '../store/desk.ts'
import { eventsAfter } from '../store/events.ts'
import { messagesAfter } from '../store/messages.ts'
import { allWaits, type Wait } from '../store/waits.ts'
import { bearer, mustBeOperator } from './access.ts'
import {
  type DeskConversation,
  DeskConversationResponse,
  problems,
  QueueResponse,
} from './contract.ts'
import type { DeskWait } from './desk-contract.ts'
import { toPublic } from './feed.ts'

const Params = z.strictObject({ id: ConversationId })
const common = { tags: ['desk'], security: [{ operator: [] }] }

const toDesk = ({
  id,
  channel,
  locale,
  holder,
  openedAt,
  followUp,
}: Conversation): z.infer<typeof DeskConversation> => ({
  id,
  channel,
  locale,
  holder,
  openedAt: openedAt.toISOString(),
  followUp,
})

const toWait = (wait: Wait | undefined): z.infer<typeof DeskWait> | null =>
  wait
    ? {
        ...wait,
        since: wait.since.toISOString(),
        offerUntil: wait.offerUntil?.toISOString() ?? null,
      }
    : null

/** What an operator sees: the queue, and a conversation with its brief. */
export function deskRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { db } = deps
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const operatorOf = (request: Parameters<typeof bearer>[0]) =>
    mustBeOperator(deps, bearer(request))

  routes.get(
    '/v1/desk/queue',
    {
      schema: {
        ...common,
        summary: 'Who waits, longest first, and who is with you',
        response: { 200: QueueResponse, ...problems },
      },
    },
    async (request) => {
      const operator = await operatorOf(request)
      const waits = new Map((await allWaits(db)).map((wait) => [wait.conversationId, wait]))
      const conversations = await conversationsAtDesk(db, operator.id)
      return {
        conversations: conversations.map((it) => ({
          ...toDesk(it),
          wait: toWait(waits.get(it.id)),
        })),
      }
    },
  )

  routes.get(
    '/v1/desk/conversations/:id',
    {
      schema: {
        ...common,
        summary: 'A conversation with its brief',
        params: Params,
        response: { 200: DeskConversationResponse, ...problems },
      },
    },
    async (request) => {
      await operatorOf(request)
      const { id } = request.params
      const conversation = await findConversation(db, id)
      if (!conversation)
        throw new BatonError('not_found', `There is no conversation ${id}.`, { field: 'id' })
      const [brief, messages, suggestions, events] = await Promise.all([
        findBrief(db, id),
        messagesAfter(db, id, null),
        suggestionsFor(db, id),
        eventsAfter(db, id, 0),
      ])
      return {
        conversation: toDesk(conversation),
        brief,
        messages: messages.map(toPublic),
        suggestions: suggestions.map(({ text, at }) => ({ text, at: at.toISOString() })),
        undelivered: events.flatMap(({ body }) =>
          body.kind === 'delivery_failed'
            ? [{ messageId: body.messageId, uncertain: body.uncertain, why: body.why }]
            : [],
        ),
      }
    },
  )
}
