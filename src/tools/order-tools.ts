import type { BusinessSystems } from '../domain/business.ts'
import { cancelOrder, changeAddress, modifyOrder, ruleOrderChange } from './order-change.ts'
import { placeOrder, priceBasket } from './place-order.ts'
import type { Tool } from './tool.ts'

/** Tools that change orders and place new ones. */
export const orderTools = ({
  changes,
  catalog,
}: Pick<BusinessSystems, 'changes' | 'catalog'>): Tool[] => [
  ruleOrderChange(changes, catalog),
  changeAddress(changes),
  cancelOrder(changes),
  modifyOrder(changes),
  priceBasket(changes, catalog),
  placeOrder(changes),
]
