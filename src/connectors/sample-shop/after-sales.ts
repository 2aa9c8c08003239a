import { z } from 'zod'
import { Claim, ClaimOpened, type AfterSales, type ClaimTerms } from '../../domain/after-sales.ts'
import { BatonError } from '../../domain/error.ts'
import { Money } from '../../domain/money.ts'
import { Words, type Ruling } from '../../domain/rule.ts'
import type { Order, ShopIdentity } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, rowsAs, type Db, type Queryable } from '../../store/db.ts'
import { addRefund, refundsOf } from './refunds.ts'
import { ruleClaim } from './rules/claim.ts'
import { workingDaysAfter } from './rules/days.ts'
import { isDomestic } from './rules/goods.ts'
import type { EarlierClaim, Matter } from './rules/matter.ts'
import { holdOrder, nextReference, standingOf } from './standing.ts'

const hourMs = 3_600_000
/** The highest level of membership returns so many articles a year at the shop's cost: kb-zh-025, kb-zh-068. */
const freeReturnsAYear = 6
const highestLevels = ['navigator', 'pilot']

const Earlier = z.object({
  reference: z.string(),
  orderNumber: z.string(),
  claim: Claim,
  at: z.coerce.date(),
})

/** Claims of the customer whose order this is, newest first. */
async function earlierClaims(db: Queryable, customerId: string): Promise<EarlierClaim[]> {
  const rows = await rowsAs(
    db,
    Earlier,
    `select k.reference, k.order_number as "orderNumber", k.claim, k.at
       from shop_claims k join shop_orders o on o.number = k.order_number
      where o.customer_id = $1 order by k.at desc`,
    [customerId],
  )
  return rows.map(({ claim: { kind, sku, because }, ...row }) => ({ ...row, kind, sku, because }))
}

async function freeReturns(
  db: Queryable,
  order: Order,
  earlier: readonly EarlierClaim[],
  now: Date,
): Promise<number> {
  const [row] = await db.query('select level from shop_customers where id = $1', [
    order.shopCustomerId,
  ])
  if (!highestLevels.includes(String(row?.['level'])) || !isDomestic(order)) return 0
  const year = now.getUTCFullYear()
  const had = earlier.filter(({ kind, at }) => kind === 'return' && at.getUTCFullYear() === year)
  return Math.max(0, freeReturnsAYear - had.length)
}

/** When the customer hears of a claim at the latest: a day, or the seven working days of a carrier abroad. */
function answerBy({ kind }: Claim, order: Order, now: Date): Date {
  return kind === 'missing' && !isDomestic(order)
    ? workingDaysAfter(now, 7)
    : new Date(now.getTime() + 24 * hourMs)
}

const sameMoney = (one: Money | null, other: Money | null) =>
  one?.minor === other?.minor && one?.currency === other?.currency

/** The terms that were agreed, as they still hold. Throws `conflict` when the rules give others, or none. */
function held(
  ruling: Ruling<ClaimTerms>,
  agreed: Pick<ClaimTerms, 'refund' | 'deducted'>,
): ClaimTerms {
  if (!ruling.allowed) throw new BatonError('conflict', ruling.reason.en)
  if (!sameMoney(ruling.refund, agreed.refund) || !sameMoney(ruling.deducted, agreed.deducted))
    throw new BatonError('conflict', 'The terms of this claim are no longer the ones agreed to.')
  return ruling
}

/** The sample shop's returns, exchanges, refunds, missing and damaged parcels, by the rules in `rules/`. */
export function sampleAfterSales(db: Db, clock: Clock): AfterSales {
  async function matterOf(on: Queryable, who: ShopIdentity, orderNumber: string): Promise<Matter> {
    const now = clock()
    const { order, parcels } = await standingOf(on, clock, who, orderNumber)
    const earlier = await earlierClaims(on, order.shopCustomerId)
    return { order, parcels, earlier, now, freeReturns: await freeReturns(on, order, earlier, now) }
  }

  const opened = (on: Queryable, key: string, orderNumber: string) =>
    rowAs(
      on,
      ClaimOpened.extend({ refund: Money.nullable(), note: Words }),
      `select reference, order_number as "orderNumber", refund, note, answer_by as "answerBy"
         from shop_claims where idempotency_key = $1 and order_number = $2`,
      [key, orderNumber],
    )

  return {
    rule: async (who, orderNumber, claim) => ruleClaim(await matterOf(db, who, orderNumber), claim),

    open: (who, orderNumber, claim, agreed, idempotencyKey) =>
      db.transaction(async (tx) => {
        await holdOrder(tx, orderNumber)
        const matter = await matterOf(tx, who, orderNumber)
        const before = await opened(tx, idempotencyKey, orderNumber)
        if (before) return before
        const { order, now } = matter
        const { refund, deducted, note, postage } = held(ruleClaim(matter, claim), agreed)
        const claimOpened: ClaimOpened = {
          reference: await nextReference(tx, 'AS', now),
          orderNumber,
          refund,
          note,
          answerBy: answerBy(claim, order, now),
        }
        await tx.query(
          `insert into shop_claims (idempotency_key, reference, order_number, claim, refund, deducted, note, answer_by, at)
           values ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb, $8, $9)`,
          [
            idempotencyKey,
            claimOpened.reference,
            orderNumber,
            JSON.stringify(claim),
            refund && JSON.stringify(refund),
            deducted && JSON.stringify(deducted),
            JSON.stringify(note),
            claimOpened.answerBy,
            now,
          ],
        )
        if (refund)
          await addRefund(
            tx,
            order,
            { amount: refund, state: postage === 'none' ? 'inspecting' : 'awaiting_goods' },
            now,
          )
        return claimOpened
      }),

    async refunds(who, orderNumber) {
      const { order } = await standingOf(db, clock, who, orderNumber)
      return refundsOf(db, order.number, clock())
    },
  }
}
