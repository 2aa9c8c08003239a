import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Registered, type Accounts } from '../../domain/account.ts'
import { BatonError } from '../../domain/error.ts'
import type { ShopIdentity } from '../../domain/shop.ts'
import { Site } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, type Queryable } from '../../store/db.ts'
import { membershipOf } from './membership.ts'
import { sampleOrders } from './orders.ts'
import { answerBy, ruleAccountChange, rulePrivacyRequest } from './rules/account.ts'
import { ruleInvoice } from './rules/invoice.ts'
import { afterWorkingDays } from './working-time.ts'

const Holder = z.object({
  site: Site,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  birthday: z.string(),
  birthdayChangedThisYear: z.boolean(),
  marketing: z.boolean(),
  openOrders: z.int(),
})

const Earlier = z.object({ at: z.coerce.date(), times: z.int() })

/** Columns of `shop_customers` that a change of the account sets at once. */
const setAtOnce = {
  name: 'name',
  default_address: 'address',
  birthday: 'birthday',
  marketing: 'marketing',
} as const

const reference = (prefix: string) => `${prefix}${randomBytes(4).toString('hex').toUpperCase()}`

/** The sample shop's accounts: each request is a row, so that it is done once and can be shown. */
export function sampleAccounts(db: Queryable, clock: Clock): Accounts {
  const orders = sampleOrders(db)

  const holderOf = async ({ shopCustomerId }: ShopIdentity) => {
    const holder = await rowAs(
      db,
      Holder,
      `select coalesce((select o.site from shop_orders o where o.customer_id = c.id order by o.placed_at desc limit 1),
                       case when c.phone like '+86%' then 'cn' else 'eu' end) as site,
              c.name, c.phone, c.email, c.address, c.birthday, c.marketing,
              exists (select 1 from shop_requests r where r.customer_id = c.id and r.kind = 'account_change'
                and r.body->>'field' = 'birthday' and date_trunc('year', r.at) = date_trunc('year', $2::timestamptz))
                as "birthdayChangedThisYear",
              (select count(*)::int from shop_orders o where o.customer_id = c.id
                and o.status in ('unpaid', 'paid', 'packed', 'shipped')) as "openOrders"
         from shop_customers c where c.id = $1`,
      [shopCustomerId, clock()],
    )
    if (!holder) throw new BatonError('forbidden', 'For this the customer has to be signed in.')
    return holder
  }

  const orderOf = async (who: ShopIdentity, number: string) => {
    const order = await orders.find(who, number)
    if (!order) throw new BatonError('not_found', `There is no order ${number} for this customer.`)
    return order
  }

  /** Files a request once per key; a second time it is the same one. */
  async function register(
    entry: {
      customerId: string | null
      orderNumber: string | null
      kind: string
      body: unknown
      answerBy: Date
      prefix: string
    },
    idempotencyKey: string,
  ): Promise<{ reference: string; answerBy: Date }> {
    const row = await rowAs(
      db,
      Registered.omit({ note: true }),
      `with added as (
         insert into shop_requests (reference, customer_id, order_number, kind, body, at, answer_by, idempotency_key)
         values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8) on conflict (idempotency_key) do nothing
         returning reference, answer_by
       )
       select reference, answer_by as "answerBy" from added
       union all select reference, answer_by from shop_requests where idempotency_key = $8 limit 1`,
      [
        reference(entry.prefix),
        entry.customerId,
        entry.orderNumber,
        entry.kind,
        JSON.stringify(entry.body),
        clock(),
        entry.answerBy,
        idempotencyKey,
      ],
    )
    if (!row) throw new BatonError('conflict', 'The same request is being filed; try again.')
    return row
  }

  const earlierInvoice = (number: string) =>
    rowAs(
      db,
      Earlier,
      `select max(at) as at, count(*)::int as times from shop_requests
        where order_number = $1 and kind = 'invoice' having count(*) > 0`,
      [number],
    )

  return {
    membership: (who) =>
      who.shopCustomerId === null
        ? Promise.resolve(null)
        : membershipOf(db, who.shopCustomerId, clock()),

    ruleChange: async (who, change) => ruleAccountChange(await holderOf(who), change),
    async change(who, change, idempotencyKey) {
      const holder = await holderOf(who)
      const ruling = ruleAccountChange(holder, change)
      if (!ruling.allowed) throw new BatonError('conflict', ruling.reason.en)
      const filed = await register(
        {
          customerId: who.shopCustomerId,
          orderNumber: null,
          kind: 'account_change',
          body: change,
          answerBy: answerBy(holder, change.field, clock()),
          prefix: 'AC',
        },
        idempotencyKey,
      )
      if (change.field in setAtOnce) {
        const column = setAtOnce[change.field as keyof typeof setAtOnce]
        const value = change.field === 'marketing' ? change.value === 'on' : change.value
        await db.query(`update shop_customers set ${column} = $2 where id = $1`, [
          who.shopCustomerId,
          value,
        ])
      }
      return { ...filed, note: ruling.note }
    },

    rulePrivacy: async (who, kind) => rulePrivacyRequest(await holderOf(who), kind),
    async requestPrivacy(who, kind, idempotencyKey) {
      const holder = await holderOf(who)
      const ruling = rulePrivacyRequest(holder, kind)
      if (!ruling.allowed) throw new BatonError('conflict', ruling.reason.en)
      const filed = await register(
        {
          customerId: who.shopCustomerId,
          orderNumber: null,
          kind: `privacy_${kind}`,
          body: {},
          answerBy: answerBy(holder, kind, clock()),
          prefix: 'PR',
        },
        idempotencyKey,
      )
      return { ...filed, note: ruling.note }
    },

    async ruleInvoice(who, orderNumber, request) {
      const order = await orderOf(who, orderNumber)
      return ruleInvoice(order, request, await earlierInvoice(orderNumber), clock())
    },
    async requestInvoice(who, orderNumber, request, idempotencyKey) {
      const order = await orderOf(who, orderNumber)
      const [again] = await db.query('select 1 from shop_requests where idempotency_key = $1', [
        idempotencyKey,
      ])
      const ruling = ruleInvoice(
        order,
        request,
        again ? null : await earlierInvoice(orderNumber),
        clock(),
      )
      if (!ruling.allowed) throw new BatonError('conflict', ruling.reason.en)
      const special = request.kind === 'vat_special'
      const filed = await register(
        {
          customerId: order.shopCustomerId,
          orderNumber,
          kind: 'invoice',
          body: request,
          answerBy: afterWorkingDays(clock(), special ? 5 : 1),
          prefix: 'FP',
        },
        idempotencyKey,
      )
      return { ...filed, note: ruling.note }
    },
  }
}
