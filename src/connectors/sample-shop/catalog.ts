import { plain } from '../../domain/plain-text.ts'
import { Stock, type Catalog, type Product } from '../../domain/catalog.ts'
import { rowsAs, type Queryable } from '../../store/db.ts'
import { distanceKm, locate } from './places.ts'
import { productOf } from './products.ts'
import type { SampleProduct } from './products/product.ts'
import { searchProducts } from './search.ts'
import { sampleStores, sampleWarehouses } from './stores.ts'

const places = new Map<string, { name: Stock['placeName']; order: number }>(
  [...sampleWarehouses, ...sampleStores].map(({ id, name }, order) => [id, { name, order }]),
)

const asProduct = ({
  aliases: _aliases,
  optionsOf: _optionsOf,
  ...product
}: SampleProduct): Product => product

/** Where stores near these words are to be looked for: a store that is named, or else a place. */
function whereabouts(near: string): readonly [number, number] | null {
  const text = plain(near)
  const named = sampleStores.find(({ name, address }) =>
    [name.zh, name.en, address.zh, address.en.split(',')[0] ?? address.en].some((words) =>
      text.includes(words.toLowerCase()),
    ),
  )
  return named ? [named.latitude, named.longitude] : locate(near)
}

/** The sample shop's catalogue: products and stores as its articles have them, stock in rows. */
export function sampleCatalog(db: Queryable): Catalog {
  return {
    find: async (query, limit) => searchProducts(query, limit).map(asProduct),
    get: async (sku) => {
      const found = productOf(sku)
      return found && asProduct(found)
    },
    async stock(sku) {
      const product = productOf(sku)
      if (!product) return []
      const rows = await rowsAs(
        db,
        Stock.omit({ placeName: true }),
        `select sku, nullif(option, '') as option, place, count, restock_at as "restockAt"
           from shop_stock where sku = $1`,
        [product.sku],
      )
      const order = ({ place }: { place: string }) => places.get(place)?.order ?? places.size
      return rows
        .map((row) => ({
          ...row,
          placeName: places.get(row.place)?.name ?? { zh: row.place, en: row.place },
        }))
        .toSorted((a, b) => order(a) - order(b))
    },
    stores: async (near) => {
      const from = near === null ? null : whereabouts(near)
      if (!from) return sampleStores.map((store) => ({ ...store, distanceKm: null }))
      return sampleStores
        .map((store) => ({
          ...store,
          distanceKm: Math.round(distanceKm(from, [store.latitude, store.longitude])),
        }))
        .toSorted((a, b) => a.distanceKm - b.distanceKm)
    },
  }
}
