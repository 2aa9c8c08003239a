import type { Item, Order, RetailStore, Variant } from '../store.ts'
import { variantOf } from './find.ts'
import { ToolFault } from './tool.ts'

const times = (ids: readonly string[], id: string): number => ids.filter((one) => one === id).length

/** @throws ToolFault when an item is asked for more often than the order has it */
export function mustHave({ items }: Order, ids: readonly string[]): void {
  const there = items.map(({ item_id }) => item_id)
  const missing = ids.find((id) => times(ids, id) > times(there, id))
  if (missing !== undefined) throw new ToolFault(`Item ${missing} not found in the order`)
}

/** The first item of that id; two of the same id are told apart by nothing. @throws ToolFault */
export function itemIn({ items }: Order, id: string): Item {
  const item = items.find(({ item_id }) => item_id === id)
  if (!item) throw new ToolFault(`Item ${id} not found`)
  return item
}

/** One item for another of the same product. */
export interface Swap {
  itemId: string
  newItemId: string
  variant: Variant
}

/**
 * What is swapped for what, and what it costs more (or less, below 0) before rounding.
 * @throws ToolFault when numbers differ, or a new item is of another product or not available
 */
export function swapsOf(
  store: RetailStore,
  order: Order,
  ids: readonly string[],
  newIds: readonly string[],
): { swaps: Swap[]; difference: number } {
  mustHave(order, ids)
  if (ids.length !== newIds.length) {
    throw new ToolFault('The number of items to be exchanged should match')
  }
  let difference = 0
  const swaps = ids.map((itemId, i) => {
    const newItemId = newIds[i] ?? ''
    const { product_id, price } = itemIn(order, itemId)
    const variant = variantOf(store, product_id, newItemId)
    if (!variant.available) throw new ToolFault(`New item ${newItemId} not found or available`)
    difference += variant.price - price
    return { itemId, newItemId, variant }
  })
  return { swaps, difference }
}
