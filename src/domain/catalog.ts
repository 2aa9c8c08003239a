import { z } from 'zod'
import { Money } from './money.ts'
import { Words } from './rule.ts'

export const ProductCategory = z.enum([
  'small_appliance',
  'outdoor',
  'clothing',
  'power',
  'ebike',
  'car',
  'part',
  'consumable',
])
export type ProductCategory = z.infer<typeof ProductCategory>

/** An article that the shop sells, or a spare part. */
export const Product = z.object({
  sku: z.string(),
  name: Words,
  category: ProductCategory,
  /** What it is in general: air fryer, tent, filter. */
  kind: Words,
  /** One price per currency it is sold in. */
  prices: z.array(Money).min(1),
  /** Colours or sizes; empty where there is only one. */
  options: z.array(z.object({ value: z.string(), label: Words })),
  /** Measures and features in the order people ask for them. */
  specs: z.array(z.object({ name: Words, value: Words })),
  /** Where it is sold. */
  sites: z.array(z.enum(['cn', 'eu', 'uk', 'us'])),
  /** For parts: the models they fit. */
  fits: z.array(z.string()),
  /** Ids of the articles that describe it, by language. */
  articles: z.object({ zh: z.string().nullable(), en: z.string().nullable() }),
})
export type Product = z.infer<typeof Product>

/** How much of an article is where. */
export const Stock = z.object({
  sku: z.string(),
  option: z.string().nullable(),
  /** A store's id, or a warehouse's. */
  place: z.string(),
  placeName: Words,
  count: z.int().nonnegative(),
  /** When more arrives; null when not known or not needed. */
  restockAt: z.coerce.date().nullable(),
})
export type Stock = z.infer<typeof Stock>

export const Store = z.object({
  id: z.string(),
  name: Words,
  city: Words,
  address: Words,
  hours: Words,
  /**
   * Services offered: test_drive, extended_test_drive, bike_test_ride, bike_repair, small_repairs, pickup, returns,
   * battery_recycling, repair_dropoff.
   */
  services: z.array(z.string()),
  phone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  /** From the place that was asked about; null when none was, or it is not known. */
  distanceKm: z.int().nonnegative().nullable(),
})
export type Store = z.infer<typeof Store>

/** What the shop sells, where it is, and the stores. Public: no identity is asked. */
export interface Catalog {
  /** Best match first, at most `limit`; tolerant of case, spaces, hyphens and common names (空气炸锅, "air fryer", `AF45`). */
  find(query: string, limit: number): Promise<Product[]>
  get(sku: string): Promise<Product | null>
  stock(sku: string): Promise<Stock[]>
  /** All stores, or, for a place (city, district, country in either language), the nearest first. */
  stores(near: string | null): Promise<Store[]>
}
