import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Conversation } from '../domain/conversation.ts'
import { BatonError } from '../domain/error.ts'
import { ConversationId } from '../domain/id.ts'
import { close, replyAsOperator, returnToAgent, take, type DeskDeps } from '../conversation/desk.ts'
import { conversationsAtDesk, findConversation } from '../store/conversations.ts'
import { findBrief, suggestionsFor } from '../store/desk.ts'
import { eventsAfter } from '../store/events.ts'
import { messagesAfter } from '../store/messages.ts'
import { bearer, mustBeOperator } from './access.ts'
import {
  type DeskConversation,
  DeskConversationResponse,
  DeskReplyRequest,
  problems,
  QueueResponse,
  ReturnRequest,
  SayResponse,
} from './contract.ts'
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

/** The operator's side: the queue, a conversation with its brief, take, reply, return, close. */
export function deskRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { db, clock } = deps
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const operatorOf = (request: Parameters<typeof bearer>[0]) =>
    mustBeOperator(db, bearer(request), clock())

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
      return { conversations: (await conversationsAtDesk(db, operator.id)).map(toDesk) }
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

  routes.post(
    '/v1/desk/conversations/:id/take',
    {
      schema: {
        ...common,
        summary: 'Take it, from the desk or from the agent',
        params: Params,
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await take(deps, request.params.id, operator.id)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/v1/desk/conversations/:id/reply',
    {
      schema: {
        ...common,
        summary: 'Say something to the customer',
        params: Params,
        body: DeskReplyRequest,
        response: { 202: SayResponse, ...problems },
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      const { text, clientMessageId } = request.body
      const id = await replyAsOperator(deps, request.params.id, operator.id, {
        text,
        clientMessageId: clientMessageId ?? null,
      })
      return reply.code(202).send({ id })
    },
  )

  routes.post(
    '/v1/desk/conversations/:id/return',
    {
      schema: {
        ...common,
        summary: 'Hand it back to the agent, saying what it shall do',
        params: Params,
        body: ReturnRequest,
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await returnToAgent(deps, request.params.id, operator.id, request.body.scope)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/v1/desk/conversations/:id/close',
    {
      schema: {
        ...common,
        summary: 'Close it',
        params: Params,
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await close(deps, request.params.id, operator.id)
      return reply.code(204).send(undefined)
    },
  )
}
