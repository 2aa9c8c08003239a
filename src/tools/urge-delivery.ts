import { z } from 'zod'
import type { Logistics } from '../domain/shop.ts'
import { OrderNumber } from './find-order.ts'
import { defineTool } from './tool.ts'

export const urgeDelivery = (logistics: Logistics) =>
  defineTool({
    name: 'urge_delivery',
    description:
      'Ask the carrier to trace and speed up the parcel of an order. Once a day per order is enough.',
    effect: 'writes',
    input: z.object({ orderNumber: OrderNumber }),
    order: ({ orderNumber }) => orderNumber,
    sameAs: ({ orderNumber }) => orderNumber,
    consentQuestion: ({ orderNumber }, locale) =>
      locale === 'zh'
        ? `我现在为订单 ${orderNumber} 向快递公司催件，可以吗？`
        : `Shall I ask the carrier to chase order ${orderNumber} now?`,
    async run({ orderNumber }, { identity, idempotencyKey }) {
      const urged = await logistics.urge(identity, orderNumber, idempotencyKey)
      const words = urged.alreadyUrged ? 'had been urged within the last day' : 'has been urged'
      return {
        ok: true,
        forModel: `Order ${orderNumber} ${words}: reference ${urged.reference}; the carrier answers by ${urged.answerBy.toISOString()}.`,
        data: urged,
      }
    },
  })
