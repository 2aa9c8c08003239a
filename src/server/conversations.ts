import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ConversationId } from '../domain/id.ts'
import { goOnWithAgent } from '../conversation/choose-holder.ts'
import { fileMessage, type InboxDeps } from '../conversation/inbox.ts'
import { openConversation } from '../conversation/open.ts'
import { messagesAfter } from '../store/messages.ts'
import { bearer, mustOwn } from './access.ts'
import {
  MessagesQuery,
  MessagesResponse,
  OpenRequest,
  OpenResponse,
  problems,
  SayRequest,
  SayResponse,
} from './contract.ts'
import { toPublic } from './feed.ts'
import { verifyLogin } from './login.ts'

export interface ConversationRoutesDeps extends InboxDeps {
  shopSecret: string
}

const Params = z.strictObject({ id: ConversationId })

/** Fields that were given. */
const given = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** The customer's side: open a conversation, say something, read what was said. */
export function conversationRoutes(app: FastifyInstance, deps: ConversationRoutesDeps): void {
  const { db, clock } = deps
  const routes = app.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/v1/conversations',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Open a conversation',
        body: OpenRequest.nullish(),
        response: { 201: OpenResponse, ...problems },
      },
    },
    async (request, reply) => {
      const { channel, locale, customer } = request.body ?? OpenRequest.parse({})
      const { token, ...claims } = customer ?? {}
      const login = token === undefined ? null : verifyLogin(token, deps.shopSecret, clock())
      const wanted =
        locale ?? (/^zh\b/i.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en')
      const opened = await openConversation(
        { db, clock },
        { channel, address: null, locale: wanted, login, claims: given(claims) },
      )
      return reply.code(201).send(opened)
    },
  )

  routes.post(
    '/v1/conversations/:id/messages',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Say something',
        params: Params,
        body: SayRequest,
        security: [{ conversation: [] }],
        response: { 202: SayResponse, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await mustOwn(db, id, bearer(request))
      const { text, clientMessageId, attachments, consentId } = request.body
      const filed = await fileMessage(deps, id, {
        text,
        clientMessageId: clientMessageId ?? null,
        attachments: attachments ?? [],
        pressedConsent: consentId ?? null,
      })
      return reply.code(202).send({ id: filed.id })
    },
  )

  routes.post(
    '/v1/conversations/:id/agent',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Go on with the agent instead of waiting for a person',
        params: Params,
        security: [{ conversation: [] }],
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await mustOwn(db, id, bearer(request))
      await goOnWithAgent(deps, id)
      return reply.code(204).send(undefined)
    },
  )

  routes.get(
    '/v1/conversations/:id/messages',
    {
      schema: {
        tags: ['conversations'],
        summary: 'What was said',
        params: Params,
        querystring: MessagesQuery,
        security: [{ conversation: [] }],
        response: { 200: MessagesResponse, ...problems },
      },
    },
    async (request) => {
      const { id } = request.params
      await mustOwn(db, id, bearer(request))
      const messages = await messagesAfter(db, id, request.query.after ?? null)
      return { messages: messages.map(toPublic) }
    },
  )
}
