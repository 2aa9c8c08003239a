import { BatonError } from '../../domain/error.ts'
import { Parcel, Urged, type Logistics } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, rowsAs, type Queryable } from '../../store/db.ts'
import { visibleTo } from './orders.ts'

const hourMs = 3_600_000
/** No new scan for this long makes a parcel stuck: articles kb-zh-011 and kb-en-005. */
const silentMs = { domestic: 72 * hourMs, international: 7 * 24 * hourMs }
/** Within this time the carrier answers a trace: the same articles. */
const answerMs = { domestic: 24 * hourMs, international: 5 * 24 * hourMs }
const urgedAgainAfterMs = 24 * hourMs

/** The sample shop's carriers. */
export function sampleLogistics(db: Queryable, clock: Clock): Logistics {
  const orderOf = async (who: Parameters<Logistics['track']>[0], number: string) => {
    const [row] = await db.query(
      `select o.country from shop_orders o where ${visibleTo} and o.number = $3`,
      [who.shopCustomerId, [...who.provenOrders], number],
    )
    return row
      ? { region: row['country'] === 'CN' ? ('domestic' as const) : ('international' as const) }
      : null
  }

  return {
    async track(who, orderNumber) {
      const order = await orderOf(who, orderNumber)
      if (!order) return []
      const parcels = await rowsAs(
        db,
        Parcel,
        `select tracking_number as "trackingNumber", order_number as "orderNumber", carrier, state, stops,
                expected_by as "expectedBy" from shop_parcels where order_number = $1 order by tracking_number`,
        [orderNumber],
      )
      const now = clock().getTime()
      return parcels.map((parcel) => {
        const last = parcel.stops.at(-1)
        const silent = last !== undefined && now - last.at.getTime() >= silentMs[order.region]
        return parcel.state === 'in_transit' && silent ? { ...parcel, state: 'stuck' } : parcel
      })
    },

    async urge(who, orderNumber, idempotencyKey) {
      const order = await orderOf(who, orderNumber)
      if (!order)
        throw new BatonError('not_found', `There is no order ${orderNumber} for this customer.`)
      const now = clock()
      const urged = await rowAs(
        db,
        Urged,
        `with earlier as (
           select reference, answer_by from shop_urges
            where idempotency_key = $1 or (order_number = $2 and at > $5) order by at desc limit 1
         ), added as (
           insert into shop_urges (idempotency_key, order_number, reference, answer_by, at)
           select $1, $2, 'CX' || to_char($4::timestamptz, 'MMDD') || lpad((1 + (select count(*) from shop_urges))::text, 4, '0'), $3, $4
            where not exists (select 1 from earlier)
           on conflict (idempotency_key) do nothing returning reference, answer_by
         )
         select reference, answer_by as "answerBy", false as "alreadyUrged" from added
         union all
         select reference, answer_by, not exists (select 1 from shop_urges where idempotency_key = $1) from earlier
         limit 1`,
        [
          idempotencyKey,
          orderNumber,
          new Date(now.getTime() + answerMs[order.region]),
          now,
          new Date(now.getTime() - urgedAgainAfterMs),
        ],
      )
      if (!urged)
        throw new BatonError(
          'conflict',
          `Order ${orderNumber} is being urged already; try again in a moment.`,
        )
      return urged
    },
  }
}
