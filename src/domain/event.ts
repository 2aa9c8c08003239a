import { z } from 'zod'
import { Brief, HandoffReason } from './handoff.ts'
import { Holder } from './holder.ts'
import { LeadGrade } from './lead.ts'
import {
  ConsentId,
  type ConversationId,
  EffectId,
  MessageId,
  OperatorId,
  PromiseId,
  TurnId,
} from './id.ts'
import { Message } from './message.ts'

/** One thing that happened. The log is append-only; clocks, briefs and boards are folds over it. */
export const EventBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conversation_opened'),
    channel: z.string(),
    locale: z.string(),
    customerId: z.string(),
  }),
  z.object({ kind: z.literal('message'), message: Message }),
  z.object({
    kind: z.literal('read'),
    messageId: MessageId,
    intents: z.array(z.string()),
    sentiment: z.number(),
    risks: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('fact_stated'),
    name: z.string(),
    value: z.string(),
    messageId: MessageId,
    /** The customer, where nobody is named. */
    saidBy: z.string().optional(),
  }),
  z.object({
    kind: z.literal('fact_retracted'),
    name: z.string(),
    messageId: MessageId,
    saidBy: z.string().optional(),
  }),
  z.object({ kind: z.literal('order_proven'), orderNumber: z.string(), messageId: MessageId }),
  z.object({ kind: z.literal('proof_failed'), orderNumber: z.string(), messageId: MessageId }),
  z.object({
    kind: z.literal('tool_called'),
    turnId: TurnId,
    tool: z.string(),
    ok: z.boolean(),
    summary: z.string(),
  }),
  z.object({ kind: z.literal('tool_refused'), turnId: TurnId, tool: z.string(), code: z.string() }),
  z.object({
    kind: z.literal('effect_intended'),
    effectId: EffectId,
    tool: z.string(),
    args: z.unknown(),
  }),
  z.object({
    kind: z.literal('effect_settled'),
    effectId: EffectId,
    tool: z.string(),
    ok: z.boolean(),
    summary: z.string(),
  }),
  z.object({
    kind: z.literal('consent_asked'),
    consentId: ConsentId,
    messageId: MessageId,
    tool: z.string(),
    args: z.unknown(),
  }),
  z.object({
    kind: z.literal('consent_answered'),
    consentId: ConsentId,
    messageId: MessageId,
    answer: z.enum(['given', 'denied', 'expired']),
  }),
  z.object({ kind: z.literal('followup_marked'), turnId: TurnId }),
  z.object({ kind: z.literal('gap_recorded'), messageId: MessageId, question: z.string() }),
  z.object({ kind: z.literal('handed_over'), reason: HandoffReason, brief: Brief }),
  z.object({
    kind: z.literal('receipt'),
    reason: HandoffReason,
    understood: z.array(z.string()),
    waitMinutes: z.number().nullable(),
  }),
  z.object({ kind: z.literal('holder_changed'), from: Holder, to: Holder }),
  z.object({
    kind: z.literal('offered'),
    operatorId: OperatorId,
    until: z.coerce.date(),
    /** How wide the search was. */
    rung: z.string(),
  }),
  z.object({
    kind: z.literal('offer_ended'),
    operatorId: OperatorId,
    why: z.enum(['expired', 'vanished', 'declined', 'taken_by_another']),
  }),
  z.object({ kind: z.literal('operator_vanished'), operatorId: OperatorId }),
  z.object({
    kind: z.literal('transferred'),
    operatorId: OperatorId,
    skill: z.string(),
    to: OperatorId.nullable(),
    note: z.string(),
  }),
  z.object({ kind: z.literal('suggested'), text: z.string(), turnId: TurnId }),
  z.object({
    kind: z.literal('promised'),
    promiseId: PromiseId,
    what: z.string(),
    dueAt: z.coerce.date(),
    owner: z.string(),
  }),
  z.object({
    kind: z.literal('promise_at_risk'),
    promiseId: PromiseId,
    deadline: z.coerce.date(),
    owner: z.string(),
  }),
  z.object({
    kind: z.literal('promise_slipped'),
    promiseId: PromiseId,
    /** Where the customer was told. */
    messageId: MessageId,
    newDueAt: z.coerce.date().nullable(),
  }),
  z.object({
    kind: z.literal('promise_escalated'),
    promiseId: PromiseId,
    owner: z.string(),
    slips: z.int(),
  }),
  z.object({
    kind: z.literal('promise_updated'),
    promiseId: PromiseId,
    dueAt: z.coerce.date(),
    by: OperatorId,
  }),
  /** `by`: the operator who says so, or whose word it was that kept it; `customer` when they need it no more. */
  z.object({ kind: z.literal('promise_kept'), promiseId: PromiseId, by: z.string() }),
  z.object({
    kind: z.literal('sla_at_risk'),
    clock: z.string(),
    startedAt: z.coerce.date(),
    dueAt: z.coerce.date(),
  }),
  z.object({
    kind: z.literal('sla_breached'),
    clock: z.string(),
    startedAt: z.coerce.date(),
    dueAt: z.coerce.date(),
  }),
  z.object({
    kind: z.literal('lead_graded'),
    level: z.int(),
    grade: LeadGrade,
    score: z.number(),
    /** Of the brief, who wrote it, and how many of its lines nothing supported. */
    version: z.int(),
    writer: z.string(),
    dropped: z.int(),
  }),
  z.object({ kind: z.literal('delivered'), messageId: MessageId, channelMessageId: z.string() }),
  z.object({
    kind: z.literal('delivery_failed'),
    messageId: MessageId,
    uncertain: z.boolean(),
    why: z.string(),
  }),
  z.object({
    kind: z.literal('returned'),
    operatorId: OperatorId,
    scope: z.string(),
    expiresAt: z.coerce.date().optional(),
    playbooks: z.array(z.string()).nullable().optional(),
    settled: z.boolean().optional(),
  }),
  /** A customer who waited for a person goes on with the agent. */
  z.object({ kind: z.literal('agent_chosen') }),
  z.object({ kind: z.literal('closed'), operatorId: OperatorId.nullable() }),
  z.object({
    kind: z.literal('turn_ended'),
    turnId: TurnId,
    outcome: z.string(),
    performer: z.string(),
    ms: z.number(),
  }),
])
export type EventBody = z.infer<typeof EventBody>

/** An event in its place: `number` counts from 1 within its conversation, without gaps. */
export interface LoggedEvent {
  conversationId: ConversationId
  number: number
  at: Date
  body: EventBody
}
