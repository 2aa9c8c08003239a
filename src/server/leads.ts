import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DeskDeps } from '../conversation/at-desk.ts'
import { correctByCustomer, correctByOperator } from '../conversation/correct-fact.ts'
import type { InboxDeps } from '../conversation/inbox.ts'
import { personBehind } from '../conversation/person.ts'
import { BatonError } from '../domain/error.ts'
import { ConversationId, MessageId } from '../domain/id.ts'
import { LeadBrief } from '../domain/lead-brief.ts'
import { LeadFact, LeadFactName, LeadGrade, VerificationLevel } from '../domain/lead.ts'
import type { OrderBook } from '../domain/shop.ts'
import { Text } from '../domain/text.ts'
import { current } from '../leads/ledger.ts'
import { allLeads, findLead, leadLines, type Lead } from '../store/leads.ts'
import { PersonConversation, PersonFact } from '../store/person.ts'
import { bearer, mustBeOperator, mustOwn } from './access.ts'
import { problems, SayRequest, SayResponse } from './contract.ts'

const Time = z.iso.datetime()
const Value = Text.trim().min(1).max(200).nullable().describe('null takes it back')
const CorrectionRequest = z.strictObject({
  name: LeadFactName,
  value: Value,
  clientMessageId: SayRequest.shape.clientMessageId,
})
const OperatorCorrection = z.strictObject({
  name: LeadFactName,
  value: Value,
  messageId: MessageId.optional().describe(
    'Where it stands; the customer’s last message when absent',
  ),
})
const KnownFact = z.object({ name: LeadFactName, value: z.string() })

const DeskLead = z.object({
  conversationId: ConversationId,
  level: VerificationLevel,
  grade: LeadGrade,
  score: z.number(),
  withdrawn: z.boolean(),
  answerBy: Time.nullable(),
  briefVersion: z.int(),
  writer: z.string().nullable(),
  upToDate: z.boolean(),
})
/** The brief with its time as text. */
const WireBrief = LeadBrief.extend({ next: LeadBrief.shape.next.extend({ at: Time }) })
const LedgerLine = LeadFact.extend({ at: Time })
const Person = z.object({
  verifiedBy: z.enum(['login', 'order', 'nothing']).describe('How it is known who this is'),
  conversations: z.array(PersonConversation.extend({ openedAt: Time, closedAt: Time.nullable() })),
  facts: z.array(PersonFact.extend({ at: Time })),
})

const toDesk = (it: Lead): z.infer<typeof DeskLead> => ({
  ...it,
  answerBy: it.answerBy?.toISOString() ?? null,
  upToDate: it.dirtyAt === null,
})

const tags = { tags: ['desk'], security: [{ operator: [] }] }
const params = z.strictObject({ id: ConversationId })

export interface LeadRoutesDeps extends InboxDeps {
  desk: DeskDeps
  orders: OrderBook
}

/** Leads at the desk, and the facts that customers and operators put right. */
export function leadRoutes(app: FastifyInstance, { desk, orders, ...inbox }: LeadRoutesDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { db } = desk
  const operatorOf = (request: Parameters<typeof bearer>[0]) =>
    mustBeOperator(desk, bearer(request))

  routes.get(
    '/v1/conversations/:id/facts',
    {
      schema: {
        tags: ['conversations'],
        summary: 'What was understood of a wish to buy',
        params,
        security: [{ conversation: [] }],
        response: { 200: z.object({ facts: z.array(KnownFact) }), ...problems },
      },
    },
    async (request) => {
      const { id } = request.params
      await mustOwn(db, id, bearer(request))
      const facts = Object.values(current(await leadLines(db, id)))
      return { facts: facts.map(({ name, normalised }) => ({ name, value: normalised })) }
    },
  )

  routes.post(
    '/v1/conversations/:id/corrections',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Correct what was understood: it becomes a message of the customer',
        params,
        body: CorrectionRequest,
        security: [{ conversation: [] }],
        response: { 202: SayResponse, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await mustOwn(db, id, bearer(request))
      const { name, value, clientMessageId } = request.body
      const messageId = await correctByCustomer(inbox, id, { name, value }, clientMessageId ?? null)
      return reply.code(202).send({ id: messageId })
    },
  )

  routes.get(
    '/v1/desk/leads',
    {
      schema: {
        ...tags,
        summary: 'Leads, the hottest first',
        response: { 200: z.object({ leads: z.array(DeskLead) }), ...problems },
      },
    },
    async (request) => {
      await operatorOf(request)
      return { leads: (await allLeads(db)).map(toDesk) }
    },
  )

  routes.get(
    '/v1/desk/conversations/:id/lead',
    {
      schema: {
        ...tags,
        summary: 'The lead of a conversation: its ledger, and its brief',
        params,
        response: {
          200: z.object({
            lead: DeskLead,
            ledger: z.array(LedgerLine),
            brief: WireBrief.nullable(),
          }),
          ...problems,
        },
      },
    },
    async (request) => {
      await operatorOf(request)
      const { id } = request.params
      const lead = await findLead(db, id)
      if (!lead) throw new BatonError('not_found', `There is no lead in ${id}.`, { field: 'id' })
      const { brief } = lead
      return {
        lead: toDesk(lead),
        ledger: (await leadLines(db, id)).map((line) => ({ ...line, at: line.at.toISOString() })),
        brief: brief && { ...brief, next: { ...brief.next, at: brief.next.at.toISOString() } },
      }
    },
  )

  routes.post(
    '/v1/desk/conversations/:id/facts',
    {
      schema: {
        ...tags,
        summary: 'Correct a fact of the lead, or take it back',
        params,
        body: OperatorCorrection,
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      await operatorOf(request)
      const { name, value, messageId } = request.body
      await correctByOperator(desk, request.params.id, { name, value }, messageId ?? null)
      return reply.code(204).send(undefined)
    },
  )

  routes.get(
    '/v1/desk/conversations/:id/person',
    {
      schema: {
        ...tags,
        summary: 'Who this is on all channels, as far as it was verified: conversations and facts',
        params,
        response: { 200: Person, ...problems },
      },
    },
    async (request) => {
      await operatorOf(request)
      const { verifiedBy, conversations, facts } = await personBehind(
        { db, orders },
        request.params.id,
      )
      return {
        verifiedBy,
        conversations: conversations.map((it) => ({
          ...it,
          openedAt: it.openedAt.toISOString(),
          closedAt: it.closedAt?.toISOString() ?? null,
        })),
        facts: facts.map((fact) => ({ ...fact, at: fact.at.toISOString() })),
      }
    },
  )
}
