import { Order, type OrderBook } from '../../domain/shop.ts'
import { rowAs, rowsAs, type Queryable } from '../../store/db.ts'
import { unpaidKeptMinutes, payAt } from './paying.ts'

const columns = `o.number, o.customer_id as "shopCustomerId", o.status, o.placed_at as "placedAt",
  jsonb_build_object('minor', o.total_minor, 'currency', o.currency) as total, o.lines,
  (select c.name from shop_customers c where c.id = o.customer_id) as recipient,
  o.city, o.country, o.site, o.kind, o.paid_at as "paidAt", o.payment, o.dispatched_at as "dispatchedAt",
  o.delivered_at as "deliveredAt", o.promised_by as "promisedBy",
  case when o.status = 'unpaid' then jsonb_build_object('url', '${payAt}' || o.number,
       'by', o.placed_at + interval '${unpaidKeptMinutes} minutes') end as "toPay"`

/** The only rows that exist for an identity: the login's own orders, and orders it has proved. */
export const visibleTo = '(o.customer_id = $1 or o.number = any($2::text[]))'

/** The sample shop's orders. */
export function sampleOrders(db: Queryable): OrderBook {
  return {
    find: (who, number) =>
      rowAs(
        db,
        Order,
        `select ${columns} from shop_orders o where ${visibleTo} and o.number = $3`,
        [who.shopCustomerId, [...who.provenOrders], number],
      ),
    list: (who, limit) =>
      rowsAs(
        db,
        Order,
        `select ${columns} from shop_orders o where ${visibleTo} order by o.placed_at desc limit $3`,
        [who.shopCustomerId, [...who.provenOrders], limit],
      ),
    prove: async (number, { kind, value }) => {
      const [row] = await db.query(
        'select c.phone, c.email from shop_orders o join shop_customers c on c.id = o.customer_id where o.number = $1',
        [number],
      )
      if (!row) return false
      const phone = String(row['phone']).replace(/\D/g, '')
      const digits = value.replace(/\D/g, '')
      switch (kind) {
        case 'phone_tail':
          return digits.length === 4 && phone.endsWith(digits)
        case 'phone':
          return digits.length >= 8 && (phone.endsWith(digits) || digits.endsWith(phone))
        case 'email':
          return String(row['email']).toLowerCase() === value.toLowerCase()
        default:
          return kind satisfies never
      }
    },
  }
}
