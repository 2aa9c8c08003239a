import { z } from 'zod'
import { ConversationId, MessageId } from '../domain/id.ts'
import { rowsAs, type Queryable } from './db.ts'

/** By what a person's conversations are known. */
export interface PersonKeys {
  conversationId: ConversationId
  shopCustomerId: string | null
  /** Orders of theirs: who proved one is the same person. */
  orderNumbers: readonly string[]
  /** Verified addresses of theirs on pushing channels. */
  addresses: readonly string[]
}

export const PersonConversation = z.object({
  id: ConversationId,
  channel: z.string(),
  openedAt: z.coerce.date(),
  closedAt: z.coerce.date().nullable(),
  holder: z.string(),
})

/** This conversation and the others of the same person, newest first. */
export const conversationsOfPerson = (
  on: Queryable,
  { conversationId, shopCustomerId, orderNumbers, addresses }: PersonKeys,
): Promise<z.infer<typeof PersonConversation>[]> =>
  rowsAs(
    on,
    PersonConversation,
    `select c.id, c.channel, c.opened_at as "openedAt", c.closed_at as "closedAt", c.holder ->> 'kind' as holder
       from conversations c join customers k on k.id = c.customer_id
      where c.id = $1 or ($2::text is not null and k.shop_customer_id = $2) or c.proven_orders && $3::text[]
         or c.address = any($4::text[])
      order by c.opened_at desc limit 50`,
    [conversationId, shopCustomerId, orderNumbers, addresses],
  )

export const PersonFact = z.object({
  name: z.string(),
  value: z.string(),
  conversationId: ConversationId,
  messageId: MessageId,
  saidBy: z.string(),
  at: z.coerce.date(),
})

/** What holds of the facts of these conversations together: of each the newest value that was not taken back since. */
export const factsOf = (
  on: Queryable,
  ids: readonly ConversationId[],
): Promise<z.infer<typeof PersonFact>[]> =>
  rowsAs(
    on,
    PersonFact.extend({ kind: z.string() }),
    `select * from (
       select distinct on (name) name, value, conversation_id as "conversationId", message_id as "messageId", said_by as "saidBy",
              at, kind
         from facts where conversation_id = any($1::text[]) and kind <> 'refused' order by name, at desc, id desc) newest
      where kind = 'stated' order by at`,
    [[...ids]],
  )
