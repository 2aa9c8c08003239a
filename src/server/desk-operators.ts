import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { onlineSince, type DeskDeps } from '../conversation/at-desk.ts'
import { setPresence } from '../conversation/presence.ts'
import { BatonError } from '../domain/error.ts'
import type { OperatorId } from '../domain/id.ts'
import { operatorStates } from '../store/operators.ts'
import { bearer, mustBeOperator } from './access.ts'
import { problems } from './contract.ts'
import { MeResponse, OperatorsResponse, PresenceRequest } from './desk-contract.ts'

const common = { tags: ['desk'], security: [{ operator: [] }] }

/** Who is at the desk: oneself, one's colleagues, and saying that one is here. */
export function deskOperators(app: FastifyInstance, deps: DeskDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const operatorOf = (request: Parameters<typeof bearer>[0]) =>
    mustBeOperator(deps, bearer(request))
  const everybody = () => operatorStates(deps.db, onlineSince(deps))

  async function oneself(id: OperatorId) {
    const operator = (await everybody()).find((one) => one.id === id)
    if (!operator) throw new BatonError('not_found', `There is no operator ${id}.`)
    return { operator, onlineMs: deps.handoff.onlineMs }
  }

  routes.get(
    '/v1/desk/me',
    { schema: { ...common, summary: 'Yourself', response: { 200: MeResponse, ...problems } } },
    async (request) => oneself((await operatorOf(request)).id),
  )

  routes.post(
    '/v1/desk/presence',
    {
      schema: {
        ...common,
        summary: 'Say that you are here, and whether you take conversations',
        body: PresenceRequest,
        response: { 200: MeResponse, ...problems },
      },
    },
    async (request) => {
      const { id } = await operatorOf(request)
      await setPresence(deps, id, request.body.state === 'away')
      return oneself(id)
    },
  )

  routes.get(
    '/v1/desk/operators',
    {
      schema: {
        ...common,
        summary: 'Who is at the desk, with skills and load',
        response: { 200: OperatorsResponse, ...problems },
      },
    },
    async (request) => {
      await operatorOf(request)
      return { operators: await everybody() }
    },
  )
}
