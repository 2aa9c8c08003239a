import { z } from 'zod'
import { Brief, HandoffReason } from '../domain/handoff.ts'
import { Holder } from '../domain/holder.ts'
import { ConsentId, ConversationId, MessageId } from '../domain/id.ts'
import { Locale } from '../domain/locale.ts'
import { Attachment, Citation, maxTextLength, Message } from '../domain/message.ts'
import { Text } from '../domain/text.ts'
import { DeskWait } from './desk-contract.ts'

/** What goes over the wire, both ways: one schema each for server, browser and OpenAPI. */

export const OpenRequest = z.strictObject({
  channel: z.enum(['web']).default('web'),
  locale: Locale.optional().describe(
    'The language of the first words; later the customer’s own decides',
  ),
  customer: z
    .strictObject({
      token: z
        .string()
        .max(4000)
        .optional()
        .describe('A shop login: JWT, HS256, claims sub, exp, name?, phone?, email?'),
      name: Text.max(200).optional(),
      phone: Text.max(40).optional(),
      email: Text.max(200).optional(),
    })
    .optional()
    .describe('Everything but the token is only a claim'),
})

export const OpenResponse = z.object({
  id: ConversationId,
  token: z.string().describe('Opens this conversation; send it as Authorization: Bearer'),
})

export const SayRequest = z.strictObject({
  text: Text.max(maxTextLength, `must have at most ${maxTextLength} characters`).refine(
    (text) => text.trim() !== '',
    'must not be empty',
  ),
  clientMessageId: Text.min(1).max(100).optional().describe('The same id twice is one message'),
  attachments: z.array(Attachment).max(10).optional(),
  consentId: ConsentId.optional().describe(
    'The consent whose button was pressed; text is what the button says',
  ),
})

export const SayResponse = z.object({ id: MessageId })

export const MessagesQuery = z.strictObject({ after: MessageId.optional() })

export const PublicMessage = z.object({
  ...Message.omit({ at: true, citations: true }).shape,
  at: z.iso.datetime(),
  citations: z.array(Citation).optional(),
})
export const MessagesResponse = z.object({ messages: z.array(PublicMessage) })

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  field: z.string().optional(),
})

const problem = {
  description: 'What was wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: Problem } },
}
/** The answers that every route has besides its own. */
export const problems = { '4xx': problem, '5xx': problem }

/** The number of the last event a listener has; numbers are 32-bit, as the log's are. */
export const EventNumber = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** What a listener hears over SSE (`event:` and `data:`) and WebSocket (one JSON object each). */
export const LiveEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('message'), data: PublicMessage }),
  z.object({
    event: z.literal('token'),
    data: z.object({ draftId: z.string(), text: z.string() }),
  }),
  z.object({ event: z.literal('reset'), data: z.object({ draftId: z.string() }) }),
  z.object({
    event: z.literal('typing'),
    data: z.object({ author: z.enum(['agent', 'operator']) }),
  }),
  z.object({
    event: z.literal('holder'),
    data: z.object({ kind: z.enum(['agent', 'desk', 'operator']) }),
  }),
  z.object({
    event: z.literal('receipt'),
    data: z.object({
      reason: HandoffReason,
      understood: z.array(z.string()),
      waitMinutes: z.number().nullable(),
    }),
  }),
  z.object({
    event: z.literal('consent'),
    data: z.object({
      id: ConsentId,
      messageId: MessageId,
      state: z.enum(['asked', 'given', 'denied', 'expired']),
    }),
  }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

/** What a WebSocket client says. */
export const SocketRequest = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    conversationId: ConversationId,
    token: z.string(),
    lastEventId: EventNumber.optional(),
  }),
  z.strictObject({ type: z.literal('message'), ...SayRequest.shape }),
])

/** What it hears back, besides events: `{event, data, id?}`. */
export const SocketReply = z.discriminatedUnion('event', [
  z.object({ event: z.literal('opened'), data: z.object({ conversationId: ConversationId }) }),
  z.object({
    event: z.literal('filed'),
    data: z.object({ id: MessageId, clientMessageId: z.string().optional() }),
  }),
  z.object({ event: z.literal('problem'), data: Problem }),
])

export const DeskConversation = z.object({
  id: ConversationId,
  channel: z.string(),
  locale: Locale,
  holder: Holder,
  openedAt: z.iso.datetime(),
  followUp: z.boolean(),
})
export const QueueResponse = z.object({
  conversations: z.array(DeskConversation.extend({ wait: DeskWait.nullable() })),
})
export const DeskConversationResponse = z.object({
  conversation: DeskConversation,
  brief: Brief.nullable(),
  messages: z.array(PublicMessage),
  suggestions: z.array(z.object({ text: z.string(), at: z.iso.datetime() })),
  undelivered: z
    .array(
      z.object({
        messageId: MessageId,
        uncertain: z.boolean().describe('It may have arrived'),
        why: z.string(),
      }),
    )
    .describe('Messages of ours that the platform did not take'),
})
export const DeskReplyRequest = z.strictObject({
  text: SayRequest.shape.text,
  clientMessageId: SayRequest.shape.clientMessageId,
})
export const ReturnRequest = z.strictObject({
  scope: Text.trim().min(1).max(1000).describe('What the agent shall do now, in your words'),
  expiresAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Until when the scope holds; a day when absent'),
  playbooks: z
    .array(Text.min(1).max(80))
    .max(50)
    .optional()
    .describe('The only procedures it may use till then; all when absent'),
  settled: z
    .boolean()
    .default(false)
    .describe('What the customer wanted is done; the agent does not take it up again'),
})
