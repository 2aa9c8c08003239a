import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { ConversationId } from '../domain/id.ts'
import { clockNames, foldClocks, measureRun } from '../handoff/clocks.ts'
import { outlookOf } from '../handoff/targets.ts'
import { noConversation } from '../store/conversations.ts'
import { allEvents } from '../store/events.ts'
import { conversationsAtRisk } from '../store/risks.ts'
import { bearer, mustBeOperator } from './access.ts'
import { problems } from './contract.ts'

const Time = z.iso.datetime()
const DeskClock = z.object({
  clock: z.enum(clockNames),
  startedAt: Time,
  stoppedAt: Time.nullable(),
  ms: z.int().describe('Without its pauses'),
  paused: z.boolean(),
  pauses: z.array(
    z.object({ from: Time, to: Time.nullable(), why: z.enum(['customer', 'closed']) }),
  ),
  dueAt: Time.nullable().describe('When its target is passed; null without one'),
  state: z.enum(['fine', 'at_risk', 'breached']).nullable(),
})
const DeskRisk = z.object({
  conversationId: ConversationId,
  clock: z.string(),
  startedAt: Time,
  dueAt: Time,
  breached: z.boolean(),
})
const common = { tags: ['desk'], security: [{ operator: [] }] }

/** Clocks of a conversation, folded from its log, and all that run out. */
export function deskClocks(app: FastifyInstance, deps: DeskDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { db, clock, desk } = deps

  routes.get(
    '/v1/desk/conversations/:id/clocks',
    {
      schema: {
        ...common,
        summary: 'Its clocks, from the log, with every pause',
        params: z.strictObject({ id: ConversationId }),
        response: { 200: z.object({ clocks: z.array(DeskClock) }), ...problems },
      },
    },
    async (request) => {
      await mustBeOperator(deps, bearer(request))
      const { id } = request.params
      const events = await allEvents(db, id)
      if (events.length === 0) throw noConversation(id)
      const now = clock()
      const clocks = foldClocks(events).runs.map((run) => {
        const { name, startedAt, stoppedAt, ms, paused, pauses } = measureRun(run, desk.hours, now)
        const outlook = outlookOf(run, desk, now)
        return {
          clock: name,
          startedAt: startedAt.toISOString(),
          stoppedAt: stoppedAt?.toISOString() ?? null,
          ms,
          paused,
          pauses: pauses.map(({ from, to, why }) => ({
            from: from.toISOString(),
            to: to?.toISOString() ?? null,
            why,
          })),
          dueAt: outlook?.dueAt.toISOString() ?? null,
          state: outlook?.state ?? null,
        }
      })
      return { clocks }
    },
  )

  routes.get(
    '/v1/desk/risks',
    {
      schema: {
        ...common,
        summary: 'Clocks that run out, the soonest first',
        response: { 200: z.object({ risks: z.array(DeskRisk) }), ...problems },
      },
    },
    async (request) => {
      await mustBeOperator(deps, bearer(request))
      const all = (await conversationsAtRisk(db)).flatMap(({ conversationId, risks }) =>
        risks.map((risk) => ({ conversationId, ...risk })),
      )
      return {
        risks: all
          .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
          .map((risk) => ({
            ...risk,
            startedAt: risk.startedAt.toISOString(),
            dueAt: risk.dueAt.toISOString(),
          })),
      }
    },
  )
}
