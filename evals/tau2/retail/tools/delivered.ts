import { z } from 'zod'
import { toCents } from '../rounding.ts'
import { orderToChange, paymentMethodOf } from './find.ts'
import { itemIds, newItemIds, orderId, paymentMethodId } from './input.ts'
import { mustHave, swapsOf } from './items.ts'
import { mustCover } from './money.ts'
import { retailTool, ToolFault } from './tool.ts'

const asksFirst =
  'Only once per order, so collect every item first. Tell the user the details and get an explicit yes before the call. Returns the order as it is then.'

export const returnDeliveredOrderItems = retailTool({
  name: 'return_delivered_order_items',
  description: `Requests the return of items of a delivered order; the refund goes to the original payment method or a gift card. ${asksFirst}`,
  writes: true,
  input: z.strictObject({
    order_id: orderId,
    item_ids: itemIds,
    payment_method_id: paymentMethodId,
  }),
  run(store, { order_id, item_ids, payment_method_id }) {
    const order = orderToChange(store, order_id)
    if (order.status !== 'delivered') {
      throw new ToolFault('Non-delivered order cannot be returned')
    }
    const method = paymentMethodOf(store, order.user_id, payment_method_id)
    const [paid] = order.payment_history
    if (method.source !== 'gift_card' && payment_method_id !== paid?.payment_method_id) {
      throw new ToolFault('Payment method should be the original payment method')
    }
    mustHave(order, item_ids)
    order.status = 'return requested'
    order.return_items = item_ids.toSorted()
    order.return_payment_method_id = payment_method_id
    return order
  },
})

export const exchangeDeliveredOrderItems = retailTool({
  name: 'exchange_delivered_order_items',
  description: `Requests the exchange of items of a delivered order for others of the same products. ${asksFirst}`,
  writes: true,
  input: z.strictObject({
    order_id: orderId,
    item_ids: itemIds,
    new_item_ids: newItemIds,
    payment_method_id: paymentMethodId,
  }),
  run(store, { order_id, item_ids, new_item_ids, payment_method_id }) {
    const order = orderToChange(store, order_id)
    if (order.status !== 'delivered') {
      throw new ToolFault('Non-delivered order cannot be exchanged')
    }
    const { difference: exact } = swapsOf(store, order, item_ids, new_item_ids)
    const difference = toCents(exact)
    const method = paymentMethodOf(store, order.user_id, payment_method_id)
    mustCover(method, difference, 'the price difference')
    order.status = 'exchange requested'
    order.exchange_items = item_ids.toSorted()
    order.exchange_new_items = new_item_ids.toSorted()
    order.exchange_payment_method_id = payment_method_id
    order.exchange_price_difference = difference
    return order
  },
})
