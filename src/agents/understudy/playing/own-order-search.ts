import { z } from 'zod'
import type { Outcome, Proposal } from '../../../domain/proposal.ts'
import { Order } from '../../../domain/shop.ts'

/** What `search_my_orders` gives; `said` is empty when the words could mean any order. */
const OwnOrders = z.object({
  orders: z.array(Order),
  said: z.array(z.string()).default([]),
  sure: z.boolean().default(true),
})
export type OwnOrders = z.infer<typeof OwnOrders>

/** The orders of who is signed in that words describe; null when the search could not be made. */
export async function* searchOwnOrders(
  words: string,
): AsyncGenerator<Proposal, OwnOrders | null, Outcome> {
  // What happened to them is not asked: that takes the carriers, and only tells, where this chooses.
  const args = { words, ordersOnly: true }
  const outcome = yield { kind: 'call', tool: 'search_my_orders', args }
  if (outcome.kind !== 'called') return null
  return OwnOrders.safeParse(outcome.result.data).data ?? null
}
