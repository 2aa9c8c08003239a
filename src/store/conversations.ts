import { BatonError } from '../domain/error.ts'
import { Conversation, Customer } from '../domain/conversation.ts'
import type { ConversationId, CustomerId, OperatorId } from '../domain/id.ts'
import type { Holder } from '../domain/holder.ts'
import type { Locale } from '../domain/locale.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'
import { conversationColumns, customerColumns } from './rows.ts'

export interface NewConversation {
  id: ConversationId
  tokenHash: string
  channel: string
  address: string | null
  customerId: CustomerId
  locale: Locale
  at: Date
}

export async function insertConversation(tx: Queryable, it: NewConversation): Promise<void> {
  await tx.query(
    `insert into conversations (id, token_hash, channel, address, customer_id, locale, opened_at, updated_at, course)
     values ($1, $2, $3, $4, $5, $6, $7, $7, jsonb_build_object('prefers', (
       select before.course -> 'prefers' from conversations before where before.customer_id = $5
        order by before.opened_at desc, before.id desc limit 1)))`,
    [it.id, it.tokenHash, it.channel, it.address, it.customerId, it.locale, it.at],
  )
}

/** The conversation, or null. */
export function findConversation(on: Queryable, id: ConversationId): Promise<Conversation | null> {
  return rowAs(on, Conversation, `select ${conversationColumns} from conversations where id = $1`, [
    id,
  ])
}

/** The newest conversation with this address on a pushing channel, or null; writing in a closed one opens it again. */
export function findConversationAt(
  on: Queryable,
  channel: string,
  address: string,
): Promise<Conversation | null> {
  return rowAs(
    on,
    Conversation,
    `select ${conversationColumns} from conversations where channel = $1 and address = $2
      order by opened_at desc limit 1`,
    [channel, address],
  )
}

export const findCustomer = (on: Queryable, id: CustomerId): Promise<Customer | null> =>
  rowAs(on, Customer, `select ${customerColumns} from customers where id = $1`, [id])

/** How often this customer had been here before this conversation. */
export async function earlierConversations(
  on: Queryable,
  { customerId, openedAt }: Pick<Conversation, 'customerId' | 'openedAt'>,
): Promise<number> {
  const [row] = await on.query(
    'select count(*)::int as n from conversations where customer_id = $1 and opened_at < $2',
    [customerId, openedAt],
  )
  return Number(row?.['n'] ?? 0)
}

/** What is said of a conversation that is not there. */
export const noConversation = (id: ConversationId): BatonError =>
  new BatonError('not_found', `There is no conversation ${id}.`, { field: 'id' })

/**
 * Locks the conversation's row until the transaction ends. Whoever changes a holder, files a message or
 * appends an event does this first, so that all of it happens in one order.
 * @throws BatonError `not_found`
 */
export async function lockConversation(tx: Queryable, id: ConversationId): Promise<Conversation> {
  const found = await rowAs(
    tx,
    Conversation,
    `select ${conversationColumns} from conversations where id = $1 for update`,
    [id],
  )
  if (!found) throw noConversation(id)
  return found
}

/** The conversation whose token this is, if it is its token. */
export async function conversationHasToken(
  on: Queryable,
  id: ConversationId,
  tokenHash: string,
): Promise<boolean | null> {
  const [row] = await on.query('select token_hash from conversations where id = $1', [id])
  return row === undefined ? null : row['token_hash'] === tokenHash
}

/** Writes the holder; the row must be locked. Leaving the agent ends the lease, so that a running turn loses it. */
export async function setHolder(
  tx: Queryable,
  id: ConversationId,
  {
    holder,
    turnDueAt,
    returnedWith,
    at,
  }: { holder: Holder; turnDueAt: Date | null; returnedWith: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `update conversations
        set holder = $2::jsonb, turn_due_at = $3, returned_with = $4, updated_at = $5, risks = '[]',
            clocks_check_at = case when $2::jsonb ->> 'kind' <> 'agent' then $5::timestamptz end,
            lease_owner = null, lease_until = null, turn_attempts = 0
      where id = $1`,
    [id, JSON.stringify(holder), turnDueAt, returnedWith, at],
  )
}

/** What the agent starts from after a person, and what it may do; the row must be locked. */
export async function startFresh(
  tx: Queryable,
  id: ConversationId,
  it: Pick<Conversation, 'agenda' | 'course'> &
    Partial<Pick<Conversation, 'returnExpiresAt' | 'returnPlaybooks'>>,
): Promise<void> {
  await tx.query(
    `update conversations set agenda = $2::jsonb, course = $3::jsonb, return_expires_at = $4, return_playbooks = $5::text[]
      where id = $1`,
    [
      id,
      JSON.stringify(it.agenda),
      JSON.stringify(it.course),
      it.returnExpiresAt ?? null,
      it.returnPlaybooks ?? null,
    ],
  )
}

export async function closeConversation(
  tx: Queryable,
  id: ConversationId,
  at: Date,
): Promise<void> {
  await tx.query(
    `update conversations set closed_at = $2, turn_due_at = null, updated_at = $2 where id = $1`,
    [id, at],
  )
}

/** Conversations that wait for or are with a person: waiting ones first, longest first. */
export function conversationsAtDesk(
  on: Queryable,
  operatorId: OperatorId,
): Promise<Conversation[]> {
  return rowsAs(
    on,
    Conversation,
    `select ${conversationColumns} from conversations
      where closed_at is null and (holder ->> 'kind' = 'desk' or holder ->> 'operatorId' = $1)
        and holder ->> 'kind' <> 'agent'
      order by holder ->> 'kind', holder ->> 'waitingSince', updated_at limit 200`,
    [operatorId],
  )
}

/** Finds the customer by the shop's own id, or makes one. A login's name and addresses replace older ones. */
export async function rememberCustomer(
  tx: Queryable,
  it: {
    id: CustomerId
    shopCustomerId: string | null
    name: string | null
    email: string | null
    phone: string | null
    claims: Record<string, string>
    at: Date
  },
): Promise<Customer> {
  const values = [
    it.id,
    it.shopCustomerId,
    it.name,
    it.email,
    it.phone,
    JSON.stringify(it.claims),
    it.at,
  ]
  const made = await rowAs(
    tx,
    Customer,
    `insert into customers (id, shop_customer_id, name, email, phone, claims, created_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7)
     on conflict (shop_customer_id) do update
        set name = coalesce(excluded.name, customers.name),
            email = coalesce(excluded.email, customers.email),
            phone = coalesce(excluded.phone, customers.phone)
     returning ${customerColumns}`,
    values,
  )
  if (!made) throw new Error('an upsert returned no row')
  return made
}
