import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { retryOutgoing } from '../conversation/send-outgoing.ts'
import { OutgoingId } from '../domain/id.ts'
import { Outgoing } from '../domain/outlet.ts'
import { unsentOutgoing } from '../store/outgoing.ts'
import { bearer, mustBeOperator } from './access.ts'
import { problems } from './contract.ts'

const Unsent = z.object({
  ...Outgoing.pick({ id: true, kind: true, target: true, conversationId: true, status: true })
    .shape,
  attempts: z.int(),
  lastError: z.string().nullable(),
  at: z.iso.datetime(),
})
const common = { tags: ['desk'], security: [{ operator: [] }] }

/** Leads and notices that have not gone out, and trying again. */
export function deskOutgoing(app: FastifyInstance, deps: DeskDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/v1/desk/outgoing',
    {
      schema: {
        ...common,
        summary: 'Leads and notices that are not sent: failed first, then the longest waiting',
        response: { 200: z.object({ outgoing: z.array(Unsent) }), ...problems },
      },
    },
    async (request) => {
      await mustBeOperator(deps, bearer(request))
      const unsent = await unsentOutgoing(deps.db)
      return { outgoing: unsent.map((it) => ({ ...it, at: it.at.toISOString() })) }
    },
  )

  routes.post(
    '/v1/desk/outgoing/:id/retry',
    {
      schema: {
        ...common,
        summary: 'Send again what had failed',
        params: z.strictObject({ id: OutgoingId }),
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      await mustBeOperator(deps, bearer(request))
      await retryOutgoing(deps, request.params.id)
      return reply.code(204).send(undefined)
    },
  )
}
