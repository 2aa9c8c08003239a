import { z } from 'zod'
import { Money } from '../../domain/money.ts'
import { Words } from '../../domain/rule.ts'
import { OrderKind, OrderLine, OrderStatus, Parcel, Site } from '../../domain/shop.ts'
import { rowsAs, type Queryable } from '../../store/db.ts'
import { stateNow } from './logistics.ts'

const ListedOrder = z.object({
  number: z.string(),
  status: OrderStatus,
  site: Site,
  kind: OrderKind,
  country: z.string(),
  city: z.string(),
  total: Money,
  payment: z.string().nullable(),
  placedAt: z.coerce.date(),
  paidAt: z.coerce.date().nullable(),
  deliveredAt: z.coerce.date().nullable(),
  promisedBy: z.coerce.date().nullable(),
  lines: z.array(OrderLine),
  trackingNumbers: z.array(z.string()),
  parcels: z.array(Parcel.pick({ trackingNumber: true, carrier: true, state: true, stops: true })),
  /** What proves the order in a conversation. */
  proof: z.object({ phoneTail: z.string(), phone: z.string(), email: z.string() }),
})

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  level: z.string(),
  /** `MM-DD`. */
  birthday: z.string(),
  address: z.string(),
  orders: z.array(ListedOrder),
  vouchers: z.array(
    z.object({
      code: z.string(),
      kind: z.string(),
      amount: Money,
      least: Money.nullable(),
      expiresAt: z.coerce.date(),
    }),
  ),
  appointments: z.array(
    z.object({
      reference: z.string(),
      kind: z.string(),
      store: Words,
      startsAt: z.coerce.date(),
      status: z.string(),
    }),
  ),
  cases: z.array(z.object({ number: z.string(), kind: z.string(), status: z.string() })),
})

const ordersOf = `select jsonb_agg(jsonb_build_object(
    'number', o.number, 'status', o.status, 'site', o.site, 'kind', o.kind, 'country', o.country, 'city', o.city,
    'total', jsonb_build_object('minor', o.total_minor, 'currency', o.currency), 'payment', o.payment,
    'placedAt', o.placed_at, 'paidAt', o.paid_at, 'deliveredAt', o.delivered_at, 'promisedBy', o.promised_by,
    'lines', o.lines,
    'trackingNumbers', coalesce((select jsonb_agg(p.tracking_number order by p.tracking_number)
                                   from shop_parcels p where p.order_number = o.number), '[]'),
    'parcels', coalesce((select jsonb_agg(jsonb_build_object('trackingNumber', p.tracking_number, 'carrier', p.carrier,
                            'state', p.state, 'stops', p.stops) order by p.tracking_number)
                           from shop_parcels p where p.order_number = o.number), '[]'),
    'proof', jsonb_build_object('phoneTail', right(c.phone, 4), 'phone', c.phone, 'email', c.email)
  ) order by o.placed_at desc) from shop_orders o where o.customer_id = c.id`
const vouchersOf = `select jsonb_agg(jsonb_build_object('code', v.code, 'kind', v.kind,
    'amount', jsonb_build_object('minor', v.amount_minor, 'currency', v.currency),
    'least', case when v.least_minor is not null then jsonb_build_object('minor', v.least_minor, 'currency', v.currency) end,
    'expiresAt', v.expires_at) order by v.code) from shop_vouchers v where v.customer_id = c.id and v.used_at is null`
const appointmentsOf = `select jsonb_agg(jsonb_build_object('reference', a.reference, 'kind', a.kind, 'store', a.store_name,
    'startsAt', a.starts_at, 'status', a.status) order by a.starts_at) from shop_appointments a where a.shop_customer_id = c.id`
const casesOf = `select jsonb_agg(jsonb_build_object('number', k.number, 'kind', k.kind, 'status', k.status)
    order by k.number) from shop_cases k where k.shop_customer_id = c.id`

/** Every customer of the sample shop with all there is to try: orders with their state and proofs, vouchers, appointments, cases. */
export async function listSampleShop(
  db: Queryable,
  now: Date,
): Promise<ReturnType<typeof withStates>[]> {
  const customers = await rowsAs(
    db,
    Listed,
    `select c.id, c.name, c.language, c.level, c.birthday, c.address, coalesce((${ordersOf}), '[]') as orders,
            coalesce((${vouchersOf}), '[]') as vouchers, coalesce((${appointmentsOf}), '[]') as appointments,
            coalesce((${casesOf}), '[]') as cases
       from shop_customers c order by c.id`,
  )
  return customers.map((customer) => withStates(customer, now))
}

/** Parcels without their stops, in the state that a customer would be told. */
function withStates(customer: z.infer<typeof Listed>, now: Date) {
  return {
    ...customer,
    orders: customer.orders.map((order) => ({
      ...order,
      parcels: order.parcels.map(({ stops, ...parcel }) => ({
        ...parcel,
        state: stateNow({ ...parcel, stops }, order.country, now),
      })),
    })),
  }
}
