import type { Money } from '../../../domain/money.ts'
import type { Order } from '../../../domain/shop.ts'
import { hasEbike } from './goods.ts'

/** What bringing an e-bike costs, and taking it back: kb-zh-007, kb-zh-022 (by series), kb-en-001 (€49), kb-en-002 ($129). */
export function deliveryCostOf(order: Pick<Order, 'site' | 'lines' | 'total'>): Money {
  const { currency } = order.total
  switch (order.site) {
    case 'cn':
      return { minor: /^E-Trail/i.test(hasEbike(order)?.sku ?? '') ? 19_800 : 12_800, currency }
    case 'us':
      return { minor: 12_900, currency }
    case 'eu':
    case 'uk':
      return { minor: 4900, currency }
    default:
      return order.site satisfies never
  }
}
