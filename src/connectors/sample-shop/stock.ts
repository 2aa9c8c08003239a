import type { Queryable } from '../../store/db.ts'
import { sampleProducts } from './products.ts'
import type { SampleProduct } from './products/product.ts'
import { seeded, seedOf } from './random.ts'
import { sampleStores, sampleWarehouses } from './stores.ts'
import type { Site } from '../../domain/shop.ts'

const dayMs = 86_400_000

export interface StockRow {
  sku: string
  option: string | null
  place: string
  count: number
  restockAt: Date | null
}

/** What is out of stock on purpose, so that there is always something to try; days until more arrives, or null. */
const soldOut: Record<string, number | null> = {
  'RV-20-Max wh_chengdu': 9,
  'AF-45D st_beijing': 4,
  'SB-15 wh_poznan': 21,
  'SB-15 wh_reno': null,
  'Ridge-2 sand wh_poznan': 16,
  'SJ-3L XXL wh_ningbo': 12,
  'SJ-3L XXL wh_chengdu': null,
  'E-Trail-27 L wh_ningbo': 25,
  'E-Trail-27 L wh_chengdu': null,
  'PS-1200E uk wh_poznan': 18,
  'KT-17 uk wh_poznan': 6,
  'AF300-13 wh_ningbo': 3,
  'AF300-13 wh_chengdu': null,
  'BT-48-15 wh_ningbo': 30,
}

/** Which shop a store belongs to, and what it keeps: article kb-en-039 for Singapore, no bulky stock in Rotterdam. */
function keptAt(store: (typeof sampleStores)[number], product: SampleProduct): Site | null {
  if (product.category === 'car' || product.sku === 'HC-7' || product.sku === 'IMP-ESE44')
    return null
  switch (store.id) {
    case 'st_berlin':
      return 'eu'
    case 'st_rotterdam':
      return product.category === 'power' ? null : 'eu'
    case 'st_singapore':
      return ['outdoor', 'clothing', 'small_appliance'].includes(product.category) ? 'cn' : null
    default:
      return 'cn'
  }
}

const optionsAt = (product: SampleProduct, site: Site): (string | null)[] =>
  product.options.length === 0
    ? [null]
    : [...(product.optionsOf[site] ?? product.options.map(({ value }) => value))]

function countAt(key: string, place: 'warehouse' | 'store'): { count: number; out: boolean } {
  const random = seeded(seedOf(key))
  const share = random()
  if (place === 'warehouse') return { count: 8 + Math.floor(share * 240), out: false }
  // A store keeps little, and one line in six is sold out.
  return share < 1 / 6 ? { count: 0, out: true } : { count: 1 + Math.floor(share * 9), out: false }
}

function rowAt(
  product: SampleProduct,
  option: string | null,
  place: { id: string; kind: 'warehouse' | 'store' },
  now: Date,
): StockRow {
  const key = [product.sku, option, place.id].filter(Boolean).join(' ')
  const { count, out } = countAt(key, place.kind)
  const planned = soldOut[key]
  const days = planned === undefined ? (out ? 2 + (seedOf(key) % 6) : null) : planned
  return {
    sku: product.sku,
    option,
    place: place.id,
    count: planned === undefined ? count : 0,
    restockAt: days === null ? null : new Date(now.getTime() + days * dayMs),
  }
}

/** The stock of the sample shop on its first day: the same for everybody, apart from the dates. */
export function sampleStock(now: Date): StockRow[] {
  return sampleProducts.flatMap((product) => {
    if (product.category === 'car' || product.sku === 'HC-7') return []
    const warehouses = sampleWarehouses.flatMap(({ id, sites }) => {
      const site = sites.find((each) => product.sites.includes(each))
      const bonded = product.sku === 'IMP-ESE44' && id !== 'wh_ningbo'
      if (!site || bonded) return []
      const options = sites
        .filter((each) => product.sites.includes(each))
        .flatMap((each) => optionsAt(product, each))
      return [...new Set(options)].map((option) =>
        rowAt(product, option, { id, kind: 'warehouse' }, now),
      )
    })
    const stores = sampleStores.flatMap((store) => {
      const site = keptAt(store, product)
      if (!site || !product.sites.includes(site)) return []
      return optionsAt(product, site).map((option) =>
        rowAt(product, option, { id: store.id, kind: 'store' }, now),
      )
    })
    return [...warehouses, ...stores]
  })
}

/** Fills the empty stock table. */
export async function seedStock(tx: Queryable, now: Date): Promise<void> {
  await tx.query(
    `insert into shop_stock (sku, option, place, count, restock_at)
     select sku, coalesce(option, ''), place, count, "restockAt"
       from jsonb_to_recordset($1::jsonb) as s (sku text, option text, place text, count integer, "restockAt" timestamptz)`,
    [JSON.stringify(sampleStock(now))],
  )
}
