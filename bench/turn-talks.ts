import type { ConversationId } from '../src/domain/id.ts'
import type { Locale } from '../src/domain/locale.ts'
import { openConversation } from '../src/conversation/open.ts'
import type { Queryable } from '../src/store/db.ts'
import type { Baton } from '../src/wire.ts'

/** What one kind of customer writes, message by message; each waits for our reply before the next. */
export interface Talk {
  locale: Locale
  /** The sample shop's customer whose double is signed in; null where the talk is about no order. */
  as: string | null
  says: readonly string[]
}

/** The mix: ten talks, each as likely as another. */
export const talks: readonly Talk[] = [
  {
    locale: 'zh',
    as: 'sc_lin',
    says: ['订单卡在杭州三天了,都急死了', '好的,不过能不能给多点', '好的', '谢谢'],
  },
  { locale: 'zh', as: 'sc_lin', says: ['快递三天没动了，帮我催一下', '不用了'] },
  {
    locale: 'en',
    as: 'sc_anna',
    says: [
      "My order has been stuck in Hangzhou for three days, I'm going crazy",
      'yes but make it 50',
      'Yes, please.',
      'Thank you!',
    ],
  },
  { locale: 'zh', as: 'sc_chan', says: ['我的快递到哪了', '谢谢'] },
  { locale: 'zh', as: 'sc_chan', says: ['你好', '帮我查一下物流'] },
  { locale: 'en', as: 'sc_tom', says: ['Where is my order?', 'Thanks'] },
  {
    locale: 'zh',
    as: null,
    says: ['普通地区的运费是多少，满多少包邮', '杭州有门店吗？几点开门？'],
  },
  { locale: 'zh', as: null, says: ['退货运费谁出', '发票怎么开', '谢谢'] },
  { locale: 'en', as: null, says: ['How long does a refund take?', 'What does shipping cost?'] },
  { locale: 'en', as: null, says: ['Hello', 'Thanks, bye'] },
]

/**
 * Doubles of a sample customer with orders and parcels of their own: a coupon is given once for an order, and
 * a thousand conversations about one parcel would measure its row lock. Returns their ids.
 */
export async function doubles(db: Queryable, of: string, count: number): Promise<string[]> {
  // Numbers look like the shop's own, VG and eight digits; each original has a million of them.
  const first = 50_000_000 + 1_000_000 * talks.findIndex((talk) => talk.as === of)
  const number = `($3::int + n * 10 + o.rank)::text`
  await db.query(
    `with doubled as (
       insert into shop_customers
       select (jsonb_populate_record(null::shop_customers, to_jsonb(c) || jsonb_build_object('id', $2::text || '_' || n))).*
         from shop_customers c, generate_series(1, $1::int) n where c.id = $2
     ), own as (
       select o.*, row_number() over (order by number) as rank from shop_orders o where customer_id = $2
     ), ordered as (
       insert into shop_orders
       select (jsonb_populate_record(null::shop_orders, to_jsonb(o) || jsonb_build_object(
                'number', 'VG' || ${number}, 'customer_id', $2::text || '_' || n))).*
         from own o, generate_series(1, $1::int) n
     )
     insert into shop_parcels
     select (jsonb_populate_record(null::shop_parcels, to_jsonb(p) || jsonb_build_object(
              'tracking_number', left(p.tracking_number, 4) || ${number}, 'order_number', 'VG' || ${number}))).*
       from shop_parcels p join own o on o.number = p.order_number, generate_series(1, $1::int) n`,
    [count, of, first],
  )
  return Array.from({ length: count }, (_, i) => `${of}_${i + 1}`)
}

/** Opens a conversation for a talk, signed in as this customer of the shop. */
export async function open(
  baton: Baton,
  { locale }: Talk,
  shopCustomerId: string | null,
): Promise<ConversationId> {
  const login = shopCustomerId ? { shopCustomerId, name: null, email: null, phone: null } : null
  const { id } = await openConversation(baton, {
    channel: 'web',
    address: null,
    locale,
    login,
    claims: {},
  })
  return id
}
