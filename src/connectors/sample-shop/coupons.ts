import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { Coupon, type Coupons } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, type Queryable } from '../../store/db.ts'
import { sampleLogistics } from './logistics.ts'
import { visibleTo } from './orders.ts'

const validDays = { domestic: 60, international: 90 }
const OrderTerms = z.object({
  total: z.int(),
  currency: z.string(),
  country: z.string(),
  status: z.string(),
  promisedBy: z.coerce.date().nullable(),
  compensated: z.boolean(),
})

/** What the shop's rules give for a late order: articles kb-zh-088 (5 %, at least ¥5, at most ¥50) and kb-en-043 (5 units). */
function amountFor(totalMinor: number, domestic: boolean): number {
  return domestic ? Math.min(5000, Math.max(500, Math.round(totalMinor * 0.05))) : 500
}

/** The sample shop's compensation by coupon: one per order and reason. */
export function sampleCoupons(db: Queryable, clock: Clock): Coupons {
  const logistics = sampleLogistics(db, clock)
  return {
    async quote(who, orderNumber, reason) {
      const order = await rowAs(
        db,
        OrderTerms,
        `select o.total_minor as total, o.currency, o.country, o.status, o.promised_by as "promisedBy",
                exists (select 1 from shop_coupons k where k.order_number = o.number and k.reason = $4) as compensated
           from shop_orders o where ${visibleTo} and o.number = $3`,
        [who.shopCustomerId, [...who.provenOrders], orderNumber, reason],
      )
      if (!order)
        throw new BatonError('not_found', `There is no order ${orderNumber} for this customer.`)
      if (order.compensated) return { eligible: false, because: 'already_compensated' }
      if (['unpaid', 'cancelled'].includes(order.status))
        return { eligible: false, because: 'not_shipped' }
      const domestic = order.country === 'CN'
      if (reason === 'late_delivery') {
        const overdue =
          order.status !== 'delivered' && order.promisedBy !== null && order.promisedBy < clock()
        const late =
          overdue ||
          (await logistics.track(who, orderNumber)).some(
            ({ state }) => state === 'stuck' || state === 'lost',
          )
        if (!late) {
          return { eligible: false, because: 'on_time' }
        }
      }
      return {
        eligible: true,
        amount: { minor: amountFor(order.total, domestic), currency: order.currency },
        validDays: domestic ? validDays.domestic : validDays.international,
      }
    },

    async issue(who, orderNumber, { amount, reason }, idempotencyKey) {
      const now = clock()
      const coupon = await rowAs(
        db,
        Coupon,
        `with own as (
           select o.number, case when o.country = 'CN' then $8::int else $9::int end as days
             from shop_orders o where ${visibleTo} and o.number = $3
         ), added as (
           insert into shop_coupons (code, order_number, reason, amount_minor, currency, expires_at, idempotency_key)
           select $4, own.number, $5, $6, $7, $10::timestamptz + own.days * interval '1 day', $11 from own
           on conflict do nothing returning *
         ), standing as (
           select * from added union all select * from shop_coupons where idempotency_key = $11
         )
         select code, jsonb_build_object('minor', amount_minor, 'currency', currency) as amount,
                expires_at as "expiresAt", order_number as "orderNumber" from standing limit 1`,
        [
          who.shopCustomerId,
          [...who.provenOrders],
          orderNumber,
          `VGC-${randomBytes(4).toString('hex').toUpperCase()}`,
          reason,
          amount.minor,
          amount.currency,
          validDays.domestic,
          validDays.international,
          now,
          idempotencyKey,
        ],
      )
      if (!coupon) {
        throw new BatonError(
          'conflict',
          `Order ${orderNumber} has had a coupon for this reason, or is not this customer's.`,
        )
      }
      return coupon
    },
  }
}
