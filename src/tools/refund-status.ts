import { z } from 'zod'
import type { AfterSales } from '../domain/after-sales.ts'
import { formatMoney } from '../domain/money.ts'
import { OrderNumber } from './find-order.ts'
import { defineTool } from './tool.ts'

/** Where the money of an order is on its way back. */
export const refundStatus = (afterSales: AfterSales) =>
  defineTool({
    name: 'refund_status',
    description:
      'Where a refund stands: awaiting the goods, being checked, started, paid; how it is paid and by when it arrives.',
    effect: 'reads',
    input: z.object({ orderNumber: OrderNumber }),
    order: ({ orderNumber }) => orderNumber,
    async run({ orderNumber }, { identity, locale }) {
      const refunds = await afterSales.refunds(identity, orderNumber)
      const [refund] = refunds
      if (!refund)
        return {
          ok: false,
          forModel: `Nothing is being paid back for order ${orderNumber}.`,
          data: { failed: 'no_refund' },
        }
      const lines = refunds.map(
        (it) =>
          `${it.reference}: ${formatMoney(it.amount, locale)} by ${it.methodName[locale]}, ${it.state}` +
          (it.arrivesBy ? `, arrives by ${it.arrivesBy.toISOString()}` : '') +
          (it.overdue ? ', overdue' : ''),
      )
      return { ok: true, forModel: lines.join('\n'), data: { refund, refunds } }
    },
  })
