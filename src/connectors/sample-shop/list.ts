import { z } from 'zod'
import { rowsAs, type Queryable } from '../../store/db.ts'

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  level: z.string(),
  orders: z.array(
    z.object({
      number: z.string(),
      status: z.string(),
      trackingNumbers: z.array(z.string()),
      /** What proves the order in a conversation. */
      proof: z.object({ phoneTail: z.string(), phone: z.string(), email: z.string() }),
    }),
  ),
})

/** Every customer of the sample shop with orders and their proofs, so that anyone can try. */
export function listSampleShop(db: Queryable): Promise<z.infer<typeof Listed>[]> {
  return rowsAs(
    db,
    Listed,
    `select c.id, c.name, c.language, c.level,
            coalesce(jsonb_agg(jsonb_build_object(
              'number', o.number, 'status', o.status,
              'trackingNumbers', coalesce((select jsonb_agg(p.tracking_number) from shop_parcels p where p.order_number = o.number), '[]'),
              'proof', jsonb_build_object('phoneTail', right(c.phone, 4), 'phone', c.phone, 'email', c.email)
            ) order by o.placed_at desc) filter (where o.number is not null), '[]') as orders
       from shop_customers c left join shop_orders o on o.customer_id = c.id
      group by c.id order by c.id`,
  )
}
