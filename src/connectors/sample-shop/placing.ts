import { z } from 'zod'
import type { Catalog } from '../../domain/catalog.ts'
import { BatonError } from '../../domain/error.ts'
import type { Money } from '../../domain/money.ts'
import type { Basket, BasketTerms, OrderPlaced } from '../../domain/order-changes.ts'
import type { Ruling } from '../../domain/rule.ts'
import { Site, type OrderLine, type ShopIdentity } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, type Db, type Queryable } from '../../store/db.ts'
import { payAt, unpaidKeptMinutes } from './paying.ts'
import { ruleBasket, type Buyer, type Wanted } from './rules/basket.ts'
import { optionNamed } from './rules/modifying.ts'
import { no, both } from './rules/ruling.ts'
import { sampleWarehouses } from './stores.ts'

const keptMs = unpaidKeptMinutes * 60_000
const highestLevels = ['navigator', 'pilot']

type Goods = Pick<Catalog, 'get' | 'stock'>

const Account = z.object({
  id: z.string(),
  phone: z.string(),
  level: z.string(),
  site: Site.nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  address: z.string().nullable(),
})
type Account = z.infer<typeof Account>

/** The account with where it ordered last. */
const accountOf = (on: Queryable, customerId: string): Promise<Account | null> =>
  rowAs(
    on,
    Account,
    `select c.id, c.phone, c.level, o.site, o.country, o.city, nullif(o.address, '') as address
       from shop_customers c
       left join lateral (select * from shop_orders where customer_id = c.id order by placed_at desc limit 1) o on true
      where c.id = $1`,
    [customerId],
  )

/** Whose shop a phone number belongs to, for an account that has never ordered. */
function shopOf({ phone, site, country }: Account): { site: Site; country: string } {
  if (site && country) return { site, country }
  if (phone.startsWith('+44')) return { site: 'uk', country: 'GB' }
  if (phone.startsWith('+1')) return { site: 'us', country: 'US' }
  if (phone.startsWith('+49')) return { site: 'eu', country: 'DE' }
  return { site: 'cn', country: 'CN' }
}

/** The address of the last order, with its city as people of that shop write it. */
function onFile({ address, city, site }: Account): string | null {
  if (address === null || !city || address.includes(city)) return address
  return site === 'cn' ? `${city}${address}` : `${address}, ${city}`
}

async function wantedFrom(
  catalog: Goods,
  { sku, quantity, option }: Basket['lines'][number],
  site: Site,
): Promise<Wanted | null> {
  const product = await catalog.get(sku)
  if (!product) return null
  const chosen = option === null ? undefined : optionNamed(product.options, option)
  const stock = (await catalog.stock(product.sku)).filter(
    (it) =>
      sendsFor.get(it.place)?.includes(site) &&
      (!chosen || it.option === null || it.option === chosen.value),
  )
  const restocks = stock.flatMap(({ restockAt }) => (restockAt ? [restockAt.getTime()] : []))
  return {
    product,
    quantity,
    option,
    inStock: stock.reduce((sum, { count }) => sum + count, 0),
    restockAt: restocks.length > 0 ? new Date(Math.min(...restocks)) : null,
  }
}

/** Which sites a warehouse sends for; stores do not send. */
const sendsFor = new Map<string, readonly Site[]>(
  sampleWarehouses.map(({ id, sites }) => [id, sites]),
)

interface Priced {
  ruling: Ruling<BasketTerms>
  account: Account
  wanted: Wanted[]
  buyer: Buyer
}

async function priced(
  on: Queryable,
  clock: Clock,
  catalog: Goods,
  who: ShopIdentity,
  basket: Basket,
): Promise<Priced | null> {
  const account = who.shopCustomerId === null ? null : await accountOf(on, who.shopCustomerId)
  if (!account) return null
  const shop = shopOf(account)
  const buyer = { ...shop, alwaysFree: highestLevels.includes(account.level) }
  const wanted: Wanted[] = []
  for (const line of basket.lines) {
    const it = await wantedFrom(catalog, line, shop.site)
    if (!it)
      return {
        account,
        buyer,
        wanted,
        ruling: no(
          'no_such_article',
          both(`没有找到商品 ${line.sku}。`, `I can't find an article ${line.sku}.`),
          both('请告诉我商品名称或型号。', 'Please tell me its name or model.'),
          null,
        ),
      }
    wanted.push(it)
  }
  const ruling = ruleBasket(buyer, wanted, basket.address ?? onFile(account), clock())
  return { account, buyer, wanted, ruling }
}

/** What a basket costs for a customer who is signed in; nobody else has an address, a country or a level. */
export async function priceBasket(
  db: Queryable,
  clock: Clock,
  catalog: Goods,
  who: ShopIdentity,
  basket: Basket,
): Promise<Ruling<BasketTerms>> {
  const found = await priced(db, clock, catalog, who, basket)
  return (
    found?.ruling ??
    no(
      'needs_login',
      both('下单需要先登录商城账号。', 'Ordering needs your shop login.'),
      both('登录之后我马上为您下单。', 'Sign in, and I place it at once.'),
      null,
    )
  )
}

const linesOf = (wanted: readonly Wanted[], currency: string): OrderLine[] =>
  wanted.map(({ product, quantity, option }) => ({
    sku: product.sku,
    name: product.name,
    quantity,
    price: product.prices.find((price) => price.currency === currency) ?? { minor: 0, currency },
    option: option === null ? null : (optionNamed(product.options, option) ?? null),
  }))

/** Takes the next free number of the month. */
async function insertOrder(
  tx: Queryable,
  { account, buyer, wanted }: Priced,
  { address, total }: BasketTerms,
  now: Date,
): Promise<string> {
  const month = now.toISOString().slice(2, 7).replace('-', '')
  for (;;) {
    const [row] = await tx.query(
      `insert into shop_orders (number, customer_id, status, placed_at, total_minor, currency, lines, city, country, site, address)
       values ('VG' || $1 || lpad((nextval('shop_references') % 10000)::text, 4, '0'), $2, 'unpaid', $3, $4, $5, $6::jsonb, $7, $8, $9, $10)
       on conflict (number) do nothing returning number`,
      [
        month,
        account.id,
        now,
        total.minor,
        total.currency,
        JSON.stringify(linesOf(wanted, total.currency)),
        account.city ?? '',
        buyer.country,
        buyer.site,
        address,
      ],
    )
    if (row) return String(row['number'])
  }
}

/** Places an unpaid order. Throws `conflict` when it would cost something else now, or cannot be had. */
export async function placeOrder(
  db: Db,
  clock: Clock,
  catalog: Goods,
  who: ShopIdentity,
  basket: Basket,
  agreedTotal: Money,
  idempotencyKey: string,
): Promise<OrderPlaced> {
  const found = await priced(db, clock, catalog, who, basket)
  if (!found) throw new BatonError('forbidden', 'Placing an order needs the shop login.')
  const { ruling, account } = found
  const now = clock()
  return db.transaction(async (tx) => {
    // One customer's orders are placed one after the other, so that the same key finds what it did.
    await tx.query('select 1 from shop_customers where id = $1 for update', [account.id])
    const placed = (number: string, total: Money, at: Date): OrderPlaced => ({
      orderNumber: number,
      total,
      payBy: new Date(at.getTime() + keptMs),
      paymentUrl: `${payAt}${number}`,
    })
    const before = await rowAs(
      tx,
      z.object({ number: z.string(), minor: z.int(), currency: z.string(), at: z.coerce.date() }),
      `select o.number, o.total_minor as minor, o.currency, o.placed_at as at
         from shop_placements p join shop_orders o on o.number = p.order_number
        where p.idempotency_key = $1 and o.customer_id = $2`,
      [idempotencyKey, account.id],
    )
    if (before)
      return placed(before.number, { minor: before.minor, currency: before.currency }, before.at)
    if (!ruling.allowed) throw new BatonError('conflict', ruling.reason.en)
    const { total } = ruling
    if (total.minor !== agreedTotal.minor || total.currency !== agreedTotal.currency)
      throw new BatonError('conflict', 'The total is no longer the one agreed to.')
    const number = await insertOrder(tx, found, ruling, now)
    await tx.query('insert into shop_placements (idempotency_key, order_number) values ($1, $2)', [
      idempotencyKey,
      number,
    ])
    return placed(number, total, now)
  })
}
