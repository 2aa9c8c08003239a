import { home } from './products/home.ts'
import { kitchen } from './products/kitchen.ts'
import { outdoor } from './products/outdoor.ts'
import { parts } from './products/parts.ts'
import { power } from './products/power.ts'
import type { SampleProduct } from './products/product.ts'
import { vehicles } from './products/vehicles.ts'

/**
 * Everything the sample shop sells. Names, measures, prices in yuan and the foreign prices that the articles name agree
 * with `knowledge/` (a test holds them to it); the other foreign prices are the sample shop's own.
 */
export const sampleProducts: readonly SampleProduct[] = [
  ...kitchen,
  ...home,
  ...outdoor,
  ...power,
  ...vehicles,
  ...parts,
]

const bySku = new Map(sampleProducts.map((product) => [product.sku.toLowerCase(), product]))

/** The product with this SKU, in whatever case it is written. */
export const productOf = (sku: string): SampleProduct | null =>
  bySku.get(sku.trim().toLowerCase()) ?? null
