import { createHash } from 'node:crypto'
import { z } from 'zod'
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
type Region = keyof typeof silentMs
const regionOf = (country: string): Region => (country === 'CN' ? 'domestic' : 'international')

/** What the carrier calls the trace, `CX1121` and six digits: from the key, so that the same urge has the same one. */
function referenceOf(idempotencyKey: string, now: Date): string {
  const day = now.toISOString().slice(5, 10).replace('-', '')
  const digits = createHash('sha256').update(idempotencyKey).digest().readUInt32BE() % 1_000_000
  return `CX${day}${String(digits).padStart(6, '0')}`
}

const urgedAgainAfterMs = 24 * hourMs

const Tracked = Parcel.extend({ country: z.string() })

/** What a parcel's state is called now: in transit and silent for too long is stuck. */
export function stateNow(
  { state, stops }: Pick<Parcel, 'state' | 'stops'>,
  country: string,
  now: Date,
): Parcel['state'] {
  const last = stops.at(-1)
  const silent = last && now.getTime() - last.at.getTime() >= silentMs[regionOf(country)]
  return state === 'in_transit' && silent ? 'stuck' : state
}

/** The sample shop's carriers. */
export function sampleLogistics(db: Queryable, clock: Clock): Logistics {
  return {
    async track(who, orderNumber) {
      const parcels = await rowsAs(
        db,
        Tracked,
        `select p.tracking_number as "trackingNumber", p.order_number as "orderNumber", p.carrier, p.state, p.stops,
                p.expected_by as "expectedBy", o.country
           from shop_orders o join shop_parcels p on p.order_number = o.number
          where ${visibleTo} and o.number = $3 order by p.tracking_number`,
        [who.shopCustomerId, [...who.provenOrders], orderNumber],
      )
      const now = clock()
      return parcels.map(({ country, ...parcel }) => ({
        ...parcel,
        state: stateNow(parcel, country, now),
      }))
    },

    async urge(who, orderNumber, idempotencyKey) {
      const now = clock()
      const answerBy = (region: Region) => new Date(now.getTime() + answerMs[region])
      const urged = await rowAs(
        db,
        Urged,
        `with own as (
           select o.number, o.country from shop_orders o where ${visibleTo} and o.number = $3
         ), earlier as (
           select u.reference, u.answer_by from shop_urges u join own on own.number = u.order_number
            where u.idempotency_key = $4 or u.at > $9 order by u.at desc limit 1
         ), added as (
           insert into shop_urges (idempotency_key, order_number, reference, answer_by, at)
           select $4, own.number, $5, case when own.country = 'CN' then $6::timestamptz else $7::timestamptz end, $8
             from own where not exists (select 1 from earlier)
           on conflict (idempotency_key) do nothing returning reference, answer_by
         )
         select reference, answer_by as "answerBy", false as "alreadyUrged" from added
         union all
         select reference, answer_by, not exists (select 1 from shop_urges where idempotency_key = $4) from earlier
         limit 1`,
        [
          who.shopCustomerId,
          [...who.provenOrders],
          orderNumber,
          idempotencyKey,
          referenceOf(idempotencyKey, now),
          answerBy('domestic'),
          answerBy('international'),
          now,
          new Date(now.getTime() - urgedAgainAfterMs),
        ],
      )
      if (urged) return urged
      const [order] = await db.query(
        `select 1 from shop_orders o where ${visibleTo} and o.number = $3`,
        [who.shopCustomerId, [...who.provenOrders], orderNumber],
      )
      throw order
        ? new BatonError(
            'conflict',
            `Order ${orderNumber} is being urged already; try again in a moment.`,
          )
        : new BatonError('not_found', `There is no order ${orderNumber} for this customer.`)
    },
  }
}
