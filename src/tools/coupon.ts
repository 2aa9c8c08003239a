import { z } from 'zod'
import { formatMoney, Money } from '../domain/money.ts'
import { CouponReason, type Coupons } from '../domain/shop.ts'
import { OrderNumber } from './find-order.ts'
import { defineTool } from './tool.ts'

const why = {
  already_compensated: 'The order has had its compensation for this reason.',
  on_time: 'The order is not late by the rules.',
  not_shipped: 'The order is not paid, or was cancelled.',
}

export const quoteCoupon = (coupons: Coupons) =>
  defineTool({
    name: 'quote_coupon',
    description:
      'What coupon the rules give for trouble with an order. Look here before offering one; never name another amount.',
    effect: 'reads',
    input: z.object({ orderNumber: OrderNumber, reason: CouponReason }),
    order: ({ orderNumber }) => orderNumber,
    async run({ orderNumber, reason }, { identity, locale }) {
      const quote = await coupons.quote(identity, orderNumber, reason)
      return {
        ok: true,
        forModel: quote.eligible
          ? `A coupon of ${formatMoney(quote.amount, locale)} (${JSON.stringify(quote.amount)}), valid ${quote.validDays} days, may be offered; ask by calling issue_coupon.`
          : `No coupon: ${why[quote.because]}`,
        data: quote,
      }
    },
  })

export const issueCoupon = (coupons: Coupons) =>
  defineTool({
    name: 'issue_coupon',
    description:
      'Issue a coupon for an order. The customer is asked by the system first; do not ask them yourself.',
    effect: 'writes',
    input: z.object({ orderNumber: OrderNumber, amount: Money, reason: CouponReason }),
    order: ({ orderNumber }) => orderNumber,
    amount: ({ amount }) => amount,
    sameAs: ({ orderNumber, reason }) => ({ orderNumber, reason }),
    consentQuestion: ({ orderNumber, amount }, locale) =>
      locale === 'zh'
        ? `我可以为订单 ${orderNumber} 补偿一张 ${formatMoney(amount, locale)} 的优惠券，现在发给您吗？（回复“好的”或“不用”）`
        : `I can give you a ${formatMoney(amount, locale)} coupon for order ${orderNumber}. Shall I issue it now? (reply "yes" or "no")`,
    async run({ orderNumber, amount, reason }, { identity, idempotencyKey, locale }) {
      const coupon = await coupons.issue(identity, orderNumber, { amount, reason }, idempotencyKey)
      return {
        ok: true,
        forModel: `Coupon ${coupon.code} of ${formatMoney(coupon.amount, locale)} is issued, valid until ${coupon.expiresAt.toISOString().slice(0, 10)}.`,
        data: coupon,
      }
    },
  })
