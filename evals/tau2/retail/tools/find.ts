import type { Order, PaymentMethod, Product, RetailStore, User, Variant } from '../store.ts'
import { ToolFault } from './tool.ts'

function own<T>(records: Record<string, T>, id: string, what: string): T {
  const found = Object.hasOwn(records, id) ? records[id] : undefined
  if (found === undefined) throw new ToolFault(`${what} not found`)
  return found
}

/** @throws ToolFault, as all that follow */
export const orderOf = ({ orders }: RetailStore, id: string): Order => own(orders, id, 'Order')
export const userOf = ({ users }: RetailStore, id: string): User => own(users, id, 'User')
export const productOf = ({ products }: RetailStore, id: string): Product =>
  own(products, id, 'Product')

export const variantOf = (store: RetailStore, productId: string, itemId: string): Variant =>
  own(productOf(store, productId).variants, itemId, 'Variant')

/** The order, to be changed: from now on this store has its own. */
export function orderToChange(store: RetailStore, id: string): Order {
  const order = structuredClone(orderOf(store, id))
  store.orders[id] = order
  return order
}

export function userToChange(store: RetailStore, id: string): User {
  const user = structuredClone(userOf(store, id))
  store.users[id] = user
  return user
}

/** A user's payment method, whose balance may be changed. */
export const paymentMethodOf = (store: RetailStore, userId: string, id: string): PaymentMethod =>
  own(userToChange(store, userId).payment_methods, id, 'Payment method')
