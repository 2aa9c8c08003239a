import type { Accounts } from '../domain/account.ts'
import type { OrderBook, ShopIdentity } from '../domain/shop.ts'
import type { HandoffSettings } from '../handoff/settings.ts'
import { lifetimeValue } from '../leads/lifetime-value.ts'
import type { Log } from '../platform/log.ts'

export interface ValuedDeps {
  orders: Pick<OrderBook, 'list'>
  accounts: Pick<Accounts, 'membership'>
  handoff: Pick<HandoffSettings, 'vipWorth' | 'forVip'>
  log: Pick<Log, 'warn'>
}

/** Levels of membership that make a VIP by themselves: the highest one, and who buys for resale. */
const levels = new Set(['navigator', 'wholesale'])
const ordersAsked = 50

/**
 * Whether this customer is a VIP: by their level of membership, or by what they are worth by their orders. Only of who
 * has signed in; a claim makes nobody one. Where the shop does not answer, the customer is served like any other.
 */
export async function isValued(
  { orders, accounts, handoff, log }: ValuedDeps,
  who: ShopIdentity,
  now: Date,
): Promise<boolean> {
  if (who.shopCustomerId === null || handoff.forVip === 'like_others') return false
  try {
    const membership = await accounts.membership(who)
    if (membership && levels.has(membership.level)) return true
    const past = await orders.list(who, ordersAsked)
    return (lifetimeValue(past, now)?.share ?? 0) >= handoff.vipWorth
  } catch (error) {
    log.warn({ err: error }, 'it is not known whether a customer is a VIP')
    return false
  }
}
