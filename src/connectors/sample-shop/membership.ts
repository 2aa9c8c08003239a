import { z } from 'zod'
import { Membership } from '../../domain/account.ts'
import type { Words } from '../../domain/rule.ts'
import { rowAs, type Queryable } from '../../store/db.ts'
import { levelOf, pointsOf, type Purchase } from './rules/membership.ts'

const Member = z.object({
  level: z.string(),
  coupons: Membership.shape.coupons,
  purchases: z.array(
    z.object({
      paidMinor: z.int(),
      currency: z.string(),
      paidAt: z.coerce.date(),
      deliveredAt: z.coerce.date().nullable(),
    }),
  ),
})

/** What each level gives, beside points: article kb-zh-068 / kb-en-032. */
const benefits: Record<'explorer' | 'voyager' | 'navigator' | 'wholesale', Words[]> = {
  explorer: [{ zh: '满额包邮', en: 'free shipping above the threshold' }],
  voyager: [
    { zh: '积分 1.2 倍', en: '1.2 times the points' },
    { zh: '生日券 20 元', en: 'a birthday voucher of ¥20' },
    { zh: '满额包邮', en: 'free shipping above the threshold' },
  ],
  navigator: [
    { zh: '积分 1.5 倍', en: '1.5 times the points' },
    { zh: '生日券 60 元', en: 'a birthday voucher of ¥60' },
    { zh: '每年 6 次免费退货', en: '6 free returns a year' },
    { zh: '全年包邮', en: 'free shipping always' },
    { zh: '专属客服', en: 'dedicated agents' },
  ],
  wholesale: [{ zh: '批发折扣', en: 'wholesale discounts' }],
}

/** Where a customer stands: level, points with those that lapse next, and what the next level takes. Null for nobody. */
export async function membershipOf(
  db: Queryable,
  customerId: string,
  now: Date,
): Promise<Membership | null> {
  const member = await rowAs(
    db,
    Member,
    `select c.level, coalesce((select jsonb_agg(jsonb_build_object('paidMinor', o.total_minor, 'currency', o.currency,
              'paidAt', o.paid_at, 'deliveredAt', o.delivered_at))
              from shop_orders o where o.customer_id = c.id and o.paid_at is not null
               and o.status not in ('unpaid', 'cancelled', 'returned', 'refunded') and o.kind <> 'wholesale'
               and not exists (select 1 from jsonb_array_elements(o.lines) l where l->>'sku' like 'V5%')), '[]') as purchases,
            coalesce((select jsonb_agg(jsonb_build_object('code', v.code, 'expiresAt', v.expires_at,
              'amount', jsonb_build_object('minor', v.amount_minor, 'currency', v.currency),
              'least', case when v.least_minor is not null
                       then jsonb_build_object('minor', v.least_minor, 'currency', v.currency) end) order by v.expires_at)
              from (select code, amount_minor, currency, least_minor, expires_at from shop_vouchers
                     where customer_id = c.id and used_at is null
                    union all
                    select k.code, k.amount_minor, k.currency, null, k.expires_at from shop_coupons k
                      join shop_orders o on o.number = k.order_number where o.customer_id = c.id) v
              where v.expires_at > $2), '[]') as coupons
       from shop_customers c where c.id = $1`,
    [customerId, now],
  )
  if (!member) return null
  const purchases: Purchase[] = member.purchases
  const level = levelOf(member.level, purchases, now)
  return {
    ...level,
    ...pointsOf(level.level, purchases, now),
    benefits: benefits[level.level],
    coupons: member.coupons,
  }
}
