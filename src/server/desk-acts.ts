import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { replyAsOperator, take } from '../conversation/desk.ts'
import { close, returnToAgent } from '../conversation/give-back.ts'
import { decline, passOn } from '../conversation/pass-on.ts'
import { dayMs } from '../domain/day.ts'
import { ConversationId } from '../domain/id.ts'
import { bearer, mustBeOperator } from './access.ts'
import { DeskReplyRequest, problems, ReturnRequest, SayResponse } from './contract.ts'
import { TransferRequest } from './desk-contract.ts'

const Params = z.strictObject({ id: ConversationId })
const done = { 204: z.undefined(), ...problems }
const act = (summary: string) => ({
  tags: ['desk'],
  security: [{ operator: [] }],
  summary,
  params: Params,
})
const at = (verb: string) => `/v1/desk/conversations/:id/${verb}`

/** What an operator does with a conversation: take, decline, reply, pass on, return, close. */
export function deskActs(app: FastifyInstance, deps: DeskDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const operatorOf = (request: Parameters<typeof bearer>[0]) =>
    mustBeOperator(deps, bearer(request))

  routes.post(
    at('take'),
    { schema: { ...act('Take it, from the desk or from the agent'), response: done } },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await take(deps, request.params.id, operator.id)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    at('decline'),
    { schema: { ...act('Leave what is offered to you to the next'), response: done } },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await decline(deps, request.params.id, operator.id)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    at('reply'),
    {
      schema: {
        ...act('Say something to the customer'),
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
    at('transfer'),
    {
      schema: {
        ...act('Pass it on to a colleague, or to whoever has a skill'),
        body: TransferRequest,
        response: done,
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      const { skill, to, note } = request.body
      await passOn(deps, request.params.id, operator.id, {
        skill: skill ?? null,
        to: to ?? null,
        note,
      })
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    at('return'),
    {
      schema: {
        ...act('Hand it back to the agent, saying what it shall do'),
        body: ReturnRequest,
        response: done,
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      const { scope, expiresAt, playbooks, settled } = request.body
      await returnToAgent(deps, request.params.id, operator.id, {
        scope,
        expiresAt: expiresAt ? new Date(expiresAt) : new Date(deps.clock().getTime() + dayMs),
        playbooks: playbooks ?? null,
        settled,
      })
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    at('close'),
    { schema: { ...act('Close it'), response: done } },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await close(deps, request.params.id, operator.id)
      return reply.code(204).send(undefined)
    },
  )
}
