import type { ShopSystems } from '../src/tools/shop-tools.ts'

/** A system that nobody asks: whoever does is mistaken. */
const silent = (name: string) =>
  new Proxy({}, { get: () => () => Promise.reject(new Error(`${name} was asked`)) })
const names = [
  'orders',
  'logistics',
  'coupons',
  'changes',
  'afterSales',
  'catalog',
  'calendar',
  'accounts',
  'crm',
  'knowledge',
  'faults',
  'advice',
]

/** The systems of a shop that nobody asks, for tests that need the tools and not what they do. */
export const noShop = Object.fromEntries(
  names.map((name) => [name, silent(name)]),
) as unknown as ShopSystems
