import type { BusinessSystems } from '../domain/business.ts'
import type { OutsideTool } from '../domain/outside-tool.ts'
import type { Knowledge } from '../retrieval/knowledge.ts'
import { accountTools } from './account-tools.ts'
import { afterSalesTools } from './after-sales-tools.ts'
import { askedOnce } from './asked-once.ts'
import { issueCoupon, quoteCoupon } from './coupon.ts'
import { findOrder } from './find-order.ts'
import { orderTools } from './order-tools.ts'
import { presalesTools, type PresalesSystems } from './presales-tools.ts'
import { outsideTool } from './outside-tool.ts'
import { requestHandoff } from './request-handoff.ts'
import { searchKnowledge } from './search-knowledge.ts'
import { searchMyOrders } from './search-my-orders.ts'
import type { Tool } from './tool.ts'
import { trackShipment } from './track-shipment.ts'
import { urgeDelivery } from './urge-delivery.ts'

/** The systems behind the tools: the business's, and what Baton knows of its own. */
export interface ShopSystems
  extends
    Pick<
      BusinessSystems,
      'orders' | 'logistics' | 'coupons' | 'changes' | 'afterSales' | 'accounts'
    >,
    PresalesSystems {
  readonly knowledge: Pick<Knowledge, 'ask' | 'cite'>
}

/** Every tool there is, over the business's systems, and those from outside; playbooks say which may be used when. */
export function shopTools(systems: ShopSystems, outside: readonly OutsideTool[] = []): Tool[] {
  const { logistics, coupons, knowledge } = systems
  const { orders, rereading } = askedOnce(systems.orders)
  return [
    findOrder(orders),
    searchMyOrders({ orders, logistics }),
    trackShipment(logistics),
    urgeDelivery(logistics),
    quoteCoupon(coupons),
    issueCoupon(coupons),
    ...orderTools(systems),
    ...afterSalesTools(systems),
    ...accountTools(systems),
    searchKnowledge(knowledge),
    ...presalesTools(systems),
    requestHandoff(),
    ...outside.map(outsideTool),
  ].map(rereading)
}
