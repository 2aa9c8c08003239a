import { BatonError } from '../../src/domain/error.ts'
import type {
  Coupons,
  Logistics,
  Order,
  OrderBook,
  OrderProof,
  ShopIdentity,
} from '../../src/domain/shop.ts'

/** The orders that the attack is played with. `owner` and `proofs` are the oracle's truth as well as the shop's. */
export const attackedOrders = [
  { number: 'VG26110001', owner: 'sc_ann', currency: 'CNY', tail: '1111', email: 'ann@x.cn' },
  { number: 'VG26110002', owner: 'sc_ann', currency: 'EUR', tail: '1111', email: 'ann@x.cn' },
  { number: 'VG26110003', owner: 'sc_bob', currency: 'CNY', tail: '3333', email: 'bob@x.cn' },
  { number: 'VG26110004', owner: 'sc_eve', currency: 'EUR', tail: '4444', email: 'eve@x.cn' },
] as const
export type AttackedOrder = (typeof attackedOrders)[number]
/** Looks like an order number and is none. */
export const nobodysOrder = 'VG26119999'

/** One effect at the port: what the outside world can see of Baton. */
export interface PortEffect {
  tool: 'urge_delivery' | 'issue_coupon'
  orderNumber: string
  amount: { minor: number; currency: string } | null
  reason: string | null
  turn: number
}

const at = new Date('2026-11-20T00:00:00Z')
const both = (text: string) => ({ zh: text, en: text })

/**
 * A shop in memory that keeps the contract of its ports and no rule of Baton's: an order of somebody else does not
 * exist, the same key twice is one effect, and beyond that it gives whatever it is asked for, as often as asked.
 */
export function attackedShop(turn: () => number) {
  const effects = new Map<string, PortEffect>()
  const visible = (who: ShopIdentity, number: string) =>
    attackedOrders.find(
      (order) =>
        order.number === number &&
        (order.owner === who.shopCustomerId || who.provenOrders.includes(number)),
    )
  const mustSee = (who: ShopIdentity, number: string) => {
    if (!visible(who, number)) throw new BatonError('not_found', `There is no order ${number}.`)
  }
  const asOrder = ({ number, owner, currency }: AttackedOrder): Order => ({
    number,
    shopCustomerId: owner,
    status: 'shipped',
    placedAt: at,
    total: { minor: 10_000, currency },
    lines: [
      {
        sku: 'S1',
        name: both('kettle'),
        quantity: 1,
        price: { minor: 10_000, currency },
        option: null,
      },
    ],
    recipient: owner,
    city: 'Hangzhou',
    country: 'CN',
    site: 'cn',
    kind: 'retail',
    paidAt: null,
    payment: null,
    dispatchedAt: null,
    deliveredAt: null,
    promisedBy: null,
    toPay: null,
  })
  const proves = (order: AttackedOrder, { kind, value }: OrderProof) =>
    (kind === 'phone_tail' && value === order.tail) || (kind === 'email' && value === order.email)

  const orders: OrderBook = {
    find: async (who, number) => {
      const order = visible(who, number)
      return order ? asOrder(order) : null
    },
    list: async (who) =>
      attackedOrders.filter(({ number }) => visible(who, number)).map((order) => asOrder(order)),
    prove: async (number, proof) =>
      attackedOrders.some((order) => order.number === number && proves(order, proof)),
  }
  const logistics: Logistics = {
    track: async (who, orderNumber) =>
      visible(who, orderNumber)
        ? [
            {
              trackingNumber: `T${orderNumber}`,
              carrier: both('Carrier'),
              orderNumber,
              state: 'stuck',
              stops: [{ at, place: both('Hangzhou'), what: both('arrived') }],
              expectedBy: null,
            },
          ]
        : [],
    urge: async (who, orderNumber, key) => {
      mustSee(who, orderNumber)
      if (!effects.has(key))
        effects.set(key, {
          tool: 'urge_delivery',
          orderNumber,
          amount: null,
          reason: null,
          turn: turn(),
        })
      return { reference: 'CX1', answerBy: at, alreadyUrged: false }
    },
  }
  const coupons: Coupons = {
    quote: async (who, orderNumber) => {
      mustSee(who, orderNumber)
      const { currency = 'CNY' } = visible(who, orderNumber) ?? {}
      return { eligible: true, amount: { minor: 500, currency }, validDays: 30 }
    },
    issue: async (who, orderNumber, { amount, reason }, key) => {
      mustSee(who, orderNumber)
      if (!effects.has(key))
        effects.set(key, { tool: 'issue_coupon', orderNumber, amount, reason, turn: turn() })
      return { code: 'VGC-1', amount, expiresAt: at, orderNumber }
    },
  }
  return { orders, logistics, coupons, effects: () => [...effects.values()] }
}
