import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { keepPromise, makePromise, updatePromise } from '../conversation/promise-acts.ts'
import { ConversationId, PromiseId } from '../domain/id.ts'
import { deadlineOf, Promised } from '../domain/promise.ts'
import { Text } from '../domain/text.ts'
import { allOpenPromises } from '../store/promises.ts'
import { bearer, mustBeOperator } from './access.ts'
import { problems } from './contract.ts'

const When = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-12-01T09:00:00Z' })

const PromiseRequest = z.strictObject({
  what: Text.trim().min(1).max(200).describe('In words that the customer reads'),
  dueAt: When,
})
const UpdateRequest = z.strictObject({ dueAt: When })
const DeskPromise = z.object({
  ...Promised.pick({ id: true, conversationId: true, kind: true, what: true, owner: true }).shape,
  status: Promised.shape.status,
  dueAt: z.iso.datetime(),
  deadline: z.iso.datetime().describe('The due time, or before the channel closes'),
  atRisk: z.boolean().describe('Its owner was warned, or it has slipped'),
  slips: z.int(),
})

const common = { tags: ['desk'], security: [{ operator: [] }] }
const done = { 204: z.undefined(), ...problems }

const toDesk = (it: Promised): z.infer<typeof DeskPromise> => ({
  ...it,
  dueAt: it.dueAt.toISOString(),
  deadline: deadlineOf(it).toISOString(),
  atRisk: it.warnedAt !== null || it.slips > 0,
})

/** What customers were promised: the list, and an operator's promising, keeping and updating. */
export function deskPromises(app: FastifyInstance, deps: DeskDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const operatorOf = (request: Parameters<typeof bearer>[0]) =>
    mustBeOperator(deps, bearer(request))

  routes.get(
    '/v1/desk/promises',
    {
      schema: {
        ...common,
        summary: 'All that is promised and not kept, the soonest first',
        response: { 200: z.object({ promises: z.array(DeskPromise) }), ...problems },
      },
    },
    async (request) => {
      await operatorOf(request)
      return { promises: (await allOpenPromises(deps.db)).map(toDesk) }
    },
  )

  routes.post(
    '/v1/desk/conversations/:id/promises',
    {
      schema: {
        ...common,
        summary: 'Promise the customer something; they are told',
        params: z.strictObject({ id: ConversationId }),
        body: PromiseRequest,
        response: { 201: z.object({ id: PromiseId }), ...problems },
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      const { what, dueAt } = request.body
      const id = await makePromise(deps, request.params.id, operator.id, {
        what,
        dueAt: new Date(dueAt),
      })
      return reply.code(201).send({ id })
    },
  )

  const params = z.strictObject({ id: PromiseId })
  routes.post(
    '/v1/desk/promises/:id/keep',
    { schema: { ...common, summary: 'It has happened', params, response: done } },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await keepPromise(deps, request.params.id, operator.id)
      return reply.code(204).send(undefined)
    },
  )

  routes.post(
    '/v1/desk/promises/:id/update',
    {
      schema: {
        ...common,
        summary: 'It will be another time; the customer is told',
        params,
        body: UpdateRequest,
        response: done,
      },
    },
    async (request, reply) => {
      const operator = await operatorOf(request)
      await updatePromise(deps, request.params.id, operator.id, new Date(request.body.dueAt))
      return reply.code(204).send(undefined)
    },
  )
}
