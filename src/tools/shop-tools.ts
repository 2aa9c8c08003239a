import type { Coupons, Logistics, OrderBook } from '../domain/shop.ts'
import type { Knowledge } from '../retrieval/knowledge.ts'
import { issueCoupon, quoteCoupon } from './coupon.ts'
import { findOrder } from './find-order.ts'
import { requestHandoff } from './request-handoff.ts'
import { searchKnowledge } from './search-knowledge.ts'
import type { Tool } from './tool.ts'
import { trackShipment } from './track-shipment.ts'
import { urgeDelivery } from './urge-delivery.ts'

/** The systems behind the tools. */
export interface ShopSystems {
  orders: OrderBook
  logistics: Logistics
  coupons: Coupons
  knowledge: Pick<Knowledge, 'ask'>
}

/** Every tool there is, over the business's systems; playbooks say which may be used when. */
export function shopTools({ orders, logistics, coupons, knowledge }: ShopSystems): Tool[] {
  return [
    findOrder(orders),
    trackShipment(logistics),
    urgeDelivery(logistics),
    quoteCoupon(coupons),
    issueCoupon(coupons),
    searchKnowledge(knowledge),
    requestHandoff(),
  ]
}
