import { z } from 'zod'
import { Agenda, Course } from './agenda.ts'
import { Holder } from './holder.ts'
import { ConversationId, CustomerId } from './id.ts'
import { Locale } from './locale.ts'

/** One exchange with one Customer on one Channel. */
export const Conversation = z.object({
  id: ConversationId,
  channel: z.string(),
  /** Where replies are pushed to; null where the customer reads them from us. */
  address: z.string().nullable(),
  customerId: CustomerId,
  locale: Locale,
  holder: Holder,
  agenda: Agenda,
  course: Course,
  /** Orders that the customer has proved to be theirs. */
  provenOrders: z.array(z.string()),
  /** What an operator who handed the conversation back wants done. */
  returnedWith: z.string().nullable(),
  /** Until when that holds, and the only procedures the agent may use till then; all when null. */
  returnExpiresAt: z.coerce.date().nullable(),
  returnPlaybooks: z.array(z.string()).nullable(),
  /** A person should look at how this went. */
  followUp: z.boolean(),
  lastPosition: z.int(),
  customerPosition: z.int(),
  answeredPosition: z.int(),
  fence: z.int(),
  turnAttempts: z.int(),
  eventNumber: z.int(),
  burstStartedAt: z.coerce.date().nullable(),
  openedAt: z.coerce.date(),
  closedAt: z.coerce.date().nullable(),
})
export type Conversation = z.infer<typeof Conversation>

/** The person we serve, known or not. What is not proved by a login is only a claim. */
export const Customer = z.object({
  id: CustomerId,
  shopCustomerId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export type Customer = z.infer<typeof Customer>
