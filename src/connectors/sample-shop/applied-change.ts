import type { OrderChange } from '../../domain/order-changes.ts'
import type { Option } from '../../domain/rule.ts'
import type { Order, OrderLine } from '../../domain/shop.ts'
import type { Queryable } from '../../store/db.ts'
import { paidFor } from './rules/matter.ts'
import { optionNamed } from './rules/modifying.ts'

const isLine = (line: OrderLine, sku: string) => line.sku.toUpperCase() === sku.toUpperCase()

async function saveLines(
  tx: Queryable,
  order: Order,
  lines: readonly OrderLine[],
  totalMinor: number,
): Promise<void> {
  await tx.query('update shop_orders set lines = $2::jsonb, total_minor = $3 where number = $1', [
    order.number,
    JSON.stringify(lines),
    totalMinor,
  ])
}

/** Makes the order what the change says. The rules have allowed it. */
export async function applyChange(
  tx: Queryable,
  order: Order,
  change: OrderChange,
  options: readonly Option[],
): Promise<void> {
  const { number, lines, total } = order
  switch (change.kind) {
    case 'cancel':
      await tx.query(`update shop_orders set status = 'cancelled' where number = $1`, [number])
      return
    case 'address':
      await tx.query('update shop_orders set address = $2 where number = $1', [
        number,
        change.address,
      ])
      return
    case 'deliver_on':
      // By the evening of that day in China, where alone a day can be chosen.
      await tx.query('update shop_orders set promised_by = $2 where number = $1', [
        number,
        new Date(`${change.date}T10:00:00Z`),
      ])
      return
    case 'option': {
      const option = optionNamed(options, change.option) ?? null
      const changed = lines.map((line) => (isLine(line, change.sku) ? { ...line, option } : line))
      await saveLines(tx, order, changed, total.minor)
      return
    }
    case 'quantity': {
      const line = lines.find((each) => isLine(each, change.sku))
      if (!line) return
      const paid = paidFor(order, line).minor
      const back = Math.round((paid * (line.quantity - change.quantity)) / line.quantity)
      const changed = lines.map((each) =>
        isLine(each, change.sku) ? { ...each, quantity: change.quantity } : each,
      )
      await saveLines(tx, order, changed, total.minor - back)
      return
    }
    default:
      change satisfies never
  }
}
