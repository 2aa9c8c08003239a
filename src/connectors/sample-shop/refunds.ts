import { z } from 'zod'
import { Refund } from '../../domain/after-sales.ts'
import { Money } from '../../domain/money.ts'
import type { Order } from '../../domain/shop.ts'
import { rowsAs, type Queryable } from '../../store/db.ts'
import { arrivesBy, methodName } from './rules/refund-times.ts'
import { nextReference } from './standing.ts'

const Row = z.object({
  reference: z.string(),
  orderNumber: z.string(),
  amount: Money,
  method: z.string(),
  state: Refund.shape.state,
  startedAt: z.coerce.date().nullable(),
})

/** How money goes back when an order does not say how it was paid. */
const usualMethod: Record<Order['site'], string> = {
  cn: 'wechat',
  eu: 'card',
  uk: 'card',
  us: 'card',
}

/** Writes down that money goes back for an order, by the way it was paid. */
export async function addRefund(
  tx: Queryable,
  order: Order,
  refund: { amount: Money; state: Refund['state'] },
  now: Date,
): Promise<void> {
  const started = refund.state === 'started'
  await tx.query(
    `insert into shop_refunds (reference, order_number, amount, method, state, started_at, at)
     values ($1, $2, $3::jsonb, $4, $5, $6, $7)`,
    [
      await nextReference(tx, 'RF', now),
      order.number,
      JSON.stringify(refund.amount),
      order.payment ?? usualMethod[order.site],
      refund.state,
      started ? now : null,
      now,
    ],
  )
}

/** Refunds of an order, newest first, with the time by which they arrive: kb-zh-027, kb-en-010. */
export async function refundsOf(db: Queryable, orderNumber: string, now: Date): Promise<Refund[]> {
  const rows = await rowsAs(
    db,
    Row,
    `select reference, order_number as "orderNumber", amount, method, state, started_at as "startedAt"
       from shop_refunds where order_number = $1 order by at desc, reference desc`,
    [orderNumber],
  )
  return rows.map((row) => {
    const by = row.startedAt ? arrivesBy(row.method, row.startedAt) : null
    return {
      ...row,
      methodName: methodName(row.method),
      arrivesBy: by,
      overdue: row.state === 'started' && by !== null && by < now,
    }
  })
}

/** Gives every order that came back, or was cancelled after it was paid, its refund: paid, under way, or waiting for the goods. */
export async function seedRefunds(tx: Queryable, now: Date): Promise<void> {
  await tx.query(
    `insert into shop_refunds (reference, order_number, amount, method, state, started_at, at)
     select 'RF' || substr(number, 3), number,
            jsonb_build_object('currency', currency, 'minor',
              case status when 'partly_refunded' then round(total_minor * 0.2)::int else total_minor end),
            coalesce(payment, case site when 'cn' then 'wechat' else 'card' end),
            case status when 'refunded' then 'paid' when 'returned' then 'awaiting_goods'
              when 'cancelled' then case when paid_at < $1::timestamptz - interval '5 days' then 'paid' else 'started' end
              else 'started' end,
            case status
              when 'cancelled' then least(paid_at + interval '2 hours', $1::timestamptz)
              when 'refunded' then least(coalesce(delivered_at, placed_at) + interval '6 days', $1::timestamptz - interval '1 day')
              when 'partly_refunded' then $1::timestamptz - interval '12 hours' end,
            least(coalesce(delivered_at, placed_at) + interval '3 days', $1::timestamptz)
       from shop_orders o
      where (status in ('refunded', 'partly_refunded', 'returned') or (status = 'cancelled' and paid_at is not null))
        and not exists (select 1 from shop_refunds r where r.order_number = o.number)`,
    [now],
  )
}
