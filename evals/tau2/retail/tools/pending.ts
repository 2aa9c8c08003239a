import { z } from 'zod'
import type { Order } from '../store.ts'
import { orderToChange, paymentMethodOf } from './find.ts'
import { addressFields, itemIds, newItemIds, orderId, paymentMethodId } from './input.ts'
import { itemIn, swapsOf } from './items.ts'
import { credit, debit, mustCover } from './money.ts'
import { retailTool, ToolFault } from './tool.ts'

const asksFirst =
  'Tell the user the details and get an explicit yes before the call. Returns the order as it is then.'

/** An order whose items were modified counts as pending for address and payment, and for nothing else. */
function mustBePending({ status }: Order): void {
  if (!status.includes('pending')) throw new ToolFault('Non-pending order cannot be modified')
}

export const cancelPendingOrder = retailTool({
  name: 'cancel_pending_order',
  description: `Cancels a pending order and refunds it: to a gift card at once, otherwise in 5 to 7 business days. ${asksFirst}`,
  writes: true,
  input: z.strictObject({
    order_id: orderId,
    reason: z.string().describe("Either 'no longer needed' or 'ordered by mistake'"),
  }),
  run(store, { order_id, reason }) {
    const order = orderToChange(store, order_id)
    if (order.status !== 'pending') throw new ToolFault('Non-pending order cannot be cancelled')
    if (reason !== 'no longer needed' && reason !== 'ordered by mistake') {
      throw new ToolFault('Invalid reason')
    }
    const refunds = order.payment_history.map(({ amount, payment_method_id }) => {
      credit(paymentMethodOf(store, order.user_id, payment_method_id), amount)
      return { transaction_type: 'refund' as const, amount, payment_method_id }
    })
    order.status = 'cancelled'
    order.cancel_reason = reason
    order.payment_history.push(...refunds)
    return order
  },
})

export const modifyPendingOrderAddress = retailTool({
  name: 'modify_pending_order_address',
  description: `Changes where a pending order is sent. ${asksFirst}`,
  writes: true,
  input: z.strictObject({ order_id: orderId, ...addressFields }),
  run(store, { order_id, ...address }) {
    const order = orderToChange(store, order_id)
    mustBePending(order)
    order.address = address
    return order
  },
})

export const modifyPendingOrderItems = retailTool({
  name: 'modify_pending_order_items',
  description: `Changes items of a pending order to others of the same products. Can be called only once per order, so collect every item first. ${asksFirst}`,
  writes: true,
  input: z.strictObject({
    order_id: orderId,
    item_ids: itemIds,
    new_item_ids: newItemIds,
    payment_method_id: paymentMethodId,
  }),
  run(store, { order_id, item_ids, new_item_ids, payment_method_id }, mode) {
    const order = orderToChange(store, order_id)
    if (order.status !== 'pending') throw new ToolFault('Non-pending order cannot be modified')
    if (item_ids.some((id, i) => id === new_item_ids[i])) {
      throw new ToolFault('The new item id should be different from the old item id')
    }
    const { swaps, difference } = swapsOf(store, order, item_ids, new_item_ids)
    const method = paymentMethodOf(store, order.user_id, payment_method_id)
    mustCover(method, difference, 'the new item')
    order.payment_history.push({
      transaction_type: difference > 0 ? 'payment' : 'refund',
      amount: Math.abs(difference),
      payment_method_id,
    })
    debit(method, difference)
    const last = swaps.at(-1)
    for (const swap of swaps) {
      const { price, options } = mode === 'compat' && last ? last.variant : swap.variant
      const item = itemIn(order, swap.itemId)
      Object.assign(item, { item_id: swap.newItemId, price, options: { ...options } })
    }
    order.status = 'pending (item modified)'
    return order
  },
})

export const modifyPendingOrderPayment = retailTool({
  name: 'modify_pending_order_payment',
  description: `Changes how a pending order is paid; the earlier payment is refunded. ${asksFirst}`,
  writes: true,
  input: z.strictObject({ order_id: orderId, payment_method_id: paymentMethodId }),
  run(store, { order_id, payment_method_id }) {
    const order = orderToChange(store, order_id)
    mustBePending(order)
    const method = paymentMethodOf(store, order.user_id, payment_method_id)
    const [paid, ...more] = order.payment_history
    if (paid?.transaction_type !== 'payment' || more.length > 0) {
      throw new ToolFault('There should be exactly one payment for a pending order')
    }
    if (paid.payment_method_id === payment_method_id) {
      throw new ToolFault('The new payment method should be different from the current one')
    }
    const { amount } = paid
    mustCover(method, amount, 'the order')
    order.payment_history.push(
      { transaction_type: 'payment', amount, payment_method_id },
      { transaction_type: 'refund', amount, payment_method_id: paid.payment_method_id },
    )
    debit(method, amount)
    credit(paymentMethodOf(store, order.user_id, paid.payment_method_id), amount)
    return order
  },
})
