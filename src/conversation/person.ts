import { BatonError } from '../domain/error.ts'
import type { ConversationId } from '../domain/id.ts'
import type { OrderBook } from '../domain/shop.ts'
import { findConversation, findCustomer } from '../store/conversations.ts'
import type { Db } from '../store/db.ts'
import { conversationsOfPerson, factsOf, type PersonKeys } from '../store/person.ts'

/** How it is known who this is. */
export type VerifiedBy = 'login' | 'order' | 'nothing'

const ordersAsked = 50

/**
 * Who this is on all channels, as far as it was verified: by a shop login, or by an order that was proved to be theirs.
 * Whoever has proved nothing is nobody but themselves: what they claim joins them to no one.
 */
export async function personBehind(
  { db, orders }: { db: Db; orders: OrderBook },
  id: ConversationId,
) {
  const conversation = await findConversation(db, id)
  if (!conversation)
    throw new BatonError('not_found', `There is no conversation ${id}.`, { field: 'id' })
  const { provenOrders, customerId } = conversation
  const customer = await findCustomer(db, customerId)
  const login = customer?.shopCustomerId ?? null
  const [proven] = provenOrders
  const order =
    login === null && proven !== undefined
      ? await orders.find({ shopCustomerId: null, provenOrders }, proven)
      : null
  const shopCustomerId = login ?? order?.shopCustomerId ?? null
  const theirs =
    shopCustomerId === null
      ? []
      : await orders.list({ shopCustomerId, provenOrders: [] }, ordersAsked)
  const keys: PersonKeys = {
    conversationId: id,
    shopCustomerId,
    orderNumbers: theirs.map(({ number }) => number),
    // What the shop's login vouches for, and a platform for its address: the same person on another channel.
    addresses: login === null ? [] : [customer?.email, customer?.phone].flatMap((one) => one ?? []),
  }
  const conversations = await conversationsOfPerson(db, keys)
  const facts = await factsOf(
    db,
    conversations.map((one) => one.id),
  )
  const verifiedBy: VerifiedBy =
    login !== null ? 'login' : shopCustomerId !== null ? 'order' : 'nothing'
  return { verifiedBy, shopCustomerId, conversations, facts }
}
