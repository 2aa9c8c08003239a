import { z } from 'zod'
import { Consent } from './consent.ts'
import { Customer } from './conversation.ts'
import { Effect } from './effect.ts'
import { EventBody } from './event.ts'
import { Fact } from './fact.ts'
import { ConversationId } from './id.ts'
import { Message } from './message.ts'
import { TurnRecord } from './turn-record.ts'

/** A message in its place. */
export const PlacedMessage = Message.extend({
  position: z.int(),
  /** It is the press of a consent's button. */
  pressed: z.boolean(),
  /** The turn that said it. */
  turnId: z.string().nullable().default(null),
})
export type PlacedMessage = z.infer<typeof PlacedMessage>

/** All that is stored of one conversation, as plain data: what `baton conversations export` prints. */
export const ConversationRecord = z.object({
  version: z.literal(1),
  id: ConversationId,
  channel: z.string(),
  openedAt: z.coerce.date(),
  customer: Customer,
  /** In the order in which they were said. */
  messages: z.array(PlacedMessage),
  /** Turns that the Agent has ended, oldest first. */
  turns: z.array(TurnRecord),
  facts: z.array(Fact),
  consents: z.array(Consent.extend({ askedAt: z.coerce.date() })),
  effects: z.array(Effect),
  events: z.array(z.object({ number: z.int(), at: z.coerce.date(), body: EventBody })),
  /** Values that were tried as proof of an order, by their hash. */
  proofs: z.array(
    z.object({
      orderNumber: z.string(),
      valueHash: z.string(),
      proven: z.boolean(),
      at: z.coerce.date(),
    }),
  ),
  /** The same in plain words, where a fork has seen them: a masked record has no hashes that fit. */
  plainProofs: z
    .array(
      z.object({
        orderNumber: z.string(),
        kind: z.string(),
        value: z.string(),
        proven: z.boolean(),
      }),
    )
    .default([]),
})
export type ConversationRecord = z.infer<typeof ConversationRecord>
