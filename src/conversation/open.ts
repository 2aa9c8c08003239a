import { createHash, randomBytes } from 'node:crypto'
import { ConversationId, CustomerId } from '../domain/id.ts'
import type { Locale } from '../domain/locale.ts'
import type { Clock } from '../platform/clock.ts'
import { insertConversation, rememberCustomer } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { appendEvents } from '../store/events.ts'

/** Who opens a conversation: proved by a shop login, or only claimed. */
export interface Opening {
  channel: string
  address: string | null
  locale: Locale
  /** From a verified login, and from nowhere else. */
  login: {
    shopCustomerId: string
    name: string | null
    email: string | null
    phone: string | null
  } | null
  /** What the customer says of themselves; nothing rests on it. */
  claims: Record<string, string>
}

/** The hash under which a token is kept: a stolen database opens no conversation. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url')

/** Opens a conversation and returns its id and the token that alone opens it. */
export async function openConversation(
  { db, clock }: { db: Db; clock: Clock },
  { channel, address, locale, login, claims }: Opening,
): Promise<{ id: ConversationId; token: string }> {
  const at = clock()
  const id = ConversationId.make(at.getTime())
  const token = randomBytes(24).toString('base64url')
  await db.transaction(async (tx) => {
    const customer = await rememberCustomer(tx, {
      id: CustomerId.make(at.getTime()),
      shopCustomerId: login?.shopCustomerId ?? null,
      name: login?.name ?? null,
      email: login?.email ?? null,
      phone: login?.phone ?? null,
      claims,
      at,
    })
    await insertConversation(tx, {
      id,
      tokenHash: hashToken(token),
      channel,
      address,
      customerId: customer.id,
      locale,
      at,
    })
    await appendEvents(tx, id, at, [
      { kind: 'conversation_opened', channel, locale, customerId: customer.id },
    ])
  })
  return { id, token }
}
