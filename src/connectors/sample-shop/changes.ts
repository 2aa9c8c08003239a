import { z } from 'zod'
import type { Catalog } from '../../domain/catalog.ts'
import { BatonError } from '../../domain/error.ts'
import type { Money } from '../../domain/money.ts'
import {
  ChangeMade,
  OrderChange,
  type ChangeTerms,
  type OrderChanges,
} from '../../domain/order-changes.ts'
import type { Option, Ruling } from '../../domain/rule.ts'
import type { ShopIdentity } from '../../domain/shop.ts'
import type { Clock } from '../../platform/clock.ts'
import { rowAs, rowsAs, type Db, type Queryable } from '../../store/db.ts'
import { applyChange } from './applied-change.ts'
import { placeOrder, priceBasket } from './placing.ts'
import { addRefund } from './refunds.ts'
import type { UnderWay } from './rules/address.ts'
import { ruleChange } from './rules/change.ts'
import { holdOrder, nextReference, standingOf } from './standing.ts'

const sameMoney = (one: Money | null, other: Money | null) =>
  one?.minor === other?.minor && one?.currency === other?.currency

/** The terms that were agreed, as they still hold. Throws `conflict` when the rules give others, or none. */
function held(
  ruling: Ruling<ChangeTerms>,
  agreed: Pick<ChangeTerms, 'fee' | 'refund'>,
): ChangeTerms {
  if (!ruling.allowed) throw new BatonError('conflict', ruling.reason.en)
  if (!sameMoney(ruling.fee, agreed.fee) || !sameMoney(ruling.refund, agreed.refund))
    throw new BatonError('conflict', 'The terms of this change are no longer the ones agreed to.')
  return ruling
}

const made = (on: Queryable, key: string, orderNumber: string) =>
  rowAs(
    on,
    ChangeMade,
    `select reference, order_number as "orderNumber", fee, refund, certain, note
       from shop_changes where idempotency_key = $1 and order_number = $2`,
    [key, orderNumber],
  )

/** The sample shop's changes to orders, and new orders, by the rules in `rules/`. */
export function sampleChanges(
  db: Db,
  clock: Clock,
  catalog: Pick<Catalog, 'get' | 'stock'>,
): OrderChanges {
  const optionsFor = async (change: OrderChange): Promise<readonly Option[]> =>
    change.kind === 'option' ? ((await catalog.get(change.sku))?.options ?? []) : []

  async function underWay(
    on: Queryable,
    who: ShopIdentity,
    orderNumber: string,
  ): Promise<UnderWay> {
    const standing = await standingOf(on, clock, who, orderNumber)
    const before = await rowsAs(
      on,
      z.object({ change: OrderChange }),
      'select change from shop_changes where order_number = $1',
      [orderNumber],
    )
    return { ...standing, now: clock(), before: before.map(({ change }) => change.kind) }
  }

  return {
    rule: async (who, orderNumber, change) =>
      ruleChange(await underWay(db, who, orderNumber), change, await optionsFor(change)),

    async make(who, orderNumber, change, agreed, idempotencyKey) {
      const options = await optionsFor(change)
      return db.transaction(async (tx) => {
        await holdOrder(tx, orderNumber)
        const standing = await underWay(tx, who, orderNumber)
        const before = await made(tx, idempotencyKey, orderNumber)
        if (before) return before
        const { fee, refund, certain, note } = held(ruleChange(standing, change, options), agreed)
        const { order, now } = standing
        const changeMade: ChangeMade = {
          reference: await nextReference(tx, 'CH', now),
          orderNumber,
          fee,
          refund,
          certain,
          note,
        }
        await tx.query(
          `insert into shop_changes (idempotency_key, reference, order_number, change, fee, refund, certain, note, at)
           values ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7, $8::jsonb, $9)`,
          [
            idempotencyKey,
            changeMade.reference,
            orderNumber,
            JSON.stringify(change),
            fee && JSON.stringify(fee),
            refund && JSON.stringify(refund),
            certain,
            JSON.stringify(note),
            now,
          ],
        )
        // What is only being tried is done when the warehouse or the carrier says so.
        if (certain) {
          await applyChange(tx, order, change, options)
          if (refund) await addRefund(tx, order, { amount: refund, state: 'started' }, now)
        }
        return changeMade
      })
    },

    price: (who, basket) => priceBasket(db, clock, catalog, who, basket),
    place: (who, basket, agreedTotal, idempotencyKey) =>
      placeOrder(db, clock, catalog, who, basket, agreedTotal, idempotencyKey),
  }
}
