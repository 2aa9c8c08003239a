import { BatonError } from '../../src/domain/error.ts'
import type { House } from './house.ts'

type Shop = House['shop']

/** What a case may name of a customer of the sample shop, e.g. `{sc_lin.order}`. */
function valueOf(shop: Shop, id: string, path: string): string | undefined {
  const customer = shop.find((it) => it.id === id)
  if (!customer) return undefined
  const [what = '', place] = path.split('.')
  const { orders } = customer
  switch (what) {
    case 'name':
      return customer.name
    case 'order':
      return orders[place === undefined ? 0 : Number(place) - 1]?.number
    case 'tail':
      return orders[0]?.proof.phoneTail
    case 'phone':
      return orders[0]?.proof.phone
    case 'email':
      return orders[0]?.proof.email
    case 'tracking':
      return orders.flatMap(({ trackingNumbers }) => trackingNumbers)[
        place === undefined ? 0 : Number(place) - 1
      ]
    default:
      // The newest order of that status: `{sc_maria.packed}`.
      return orders.find(({ status }) => status === what)?.number
  }
}

/**
 * Fills `{sc_lin.order}` and the like, wherever they stand in plain data: `name`, `order` (newest first, `.2` is the
 * second), an order by its status (`shipped`, `delivered` …), `tail`, `phone`, `email`, `tracking`.
 * @throws BatonError `invalid` naming what stands for nothing.
 */
export function fillPlaceholders<T>(data: T, shop: Shop): T {
  if (typeof data === 'string') {
    return data.replace(
      /\{(sc_[a-z]+)\.([a-z_]+(?:\.\d+)?)\}/g,
      (whole, id: string, path: string) => {
        const value = valueOf(shop, id, path)
        if (value !== undefined) return value
        throw new BatonError(
          'invalid',
          `${whole} stands for nothing in the sample shop; \`baton shop list\` shows who has which orders.`,
        )
      },
    ) as T
  }
  if (Array.isArray(data)) return data.map((item) => fillPlaceholders(item as unknown, shop)) as T
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, fillPlaceholders(value as unknown, shop)]),
  ) as T
}
