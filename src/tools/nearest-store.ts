import { z } from 'zod'
import type { Catalog, Store } from '../domain/catalog.ts'
import type { Words } from '../domain/rule.ts'
import { lines } from './named-products.ts'
import { defineTool } from './tool.ts'

/** A store no further away than this is where the customer is. */
const nearKm = 60
const mostShown = 2

const services: Record<string, Words> = {
  test_drive: { zh: 'V5 试驾', en: 'V5 test drives' },
  bike_repair: { zh: '电动自行车维修', en: 'e-bike workshop' },
  small_repairs: { zh: '小修', en: 'small repairs' },
  pickup: { zh: '自提', en: 'pickup of web orders' },
  returns: { zh: '退货', en: 'returns' },
  bike_test_ride: { zh: '试骑', en: 'e-bike test rides' },
}

function storeLine(store: Store): Words {
  const offered = Object.entries(services).flatMap(([key, words]) =>
    store.services.includes(key) ? [words] : [],
  )
  const km = store.distanceKm
  const far = km === null || km <= nearKm ? null : km
  return {
    zh: `· ${store.name.zh}${far ? `（约 ${far} 公里）` : ''}：${store.address.zh}，${store.hours.zh}，电话 ${store.phone}。${offered.length > 0 ? `可办：${offered.map(({ zh }) => zh).join('、')}。` : ''}`,
    en: `· ${store.name.en}${far ? ` (about ${far} km away)` : ''}: ${store.address.en}. ${store.hours.en}. Phone ${store.phone}.${offered.length > 0 ? ` There: ${offered.map(({ en }) => en).join(', ')}.` : ''}`,
  }
}

/** Asking where a store is or when it is open, and not what can be done there. */
const asksWhere =
  /哪里有|在哪|哪有|有没有.{0,6}店|有.{0,4}(?:门店|店|展厅)吗|最近的|附近|地址|位置|怎么走|几点|营业|开门|关门|开到|电话|\b(?:where|nearest|closest|address|location|open(?:ing|s)?|close[sd]?|hours|phone|(?:is there|have|any) (?:a |an |any )?(?:store|shop|showroom)|stores? (?:in|near))\b/i

export const nearestStore = (catalog: Pick<Catalog, 'stores'>) =>
  defineTool({
    name: 'nearest_store',
    description:
      'The stores nearest to a place, with address, opening hours, phone and services; without a place, all of them.',
    effect: 'reads',
    input: z.object({
      place: z.string().max(80).optional().describe('City, district or country'),
      words: z.string().max(4000).optional(),
    }),
    async run({ place, words = '' }, { locale }) {
      const all = await catalog.stores(place ?? (words || null))
      const [nearest] = all
      const located = nearest?.distanceKm !== null
      const here = located && (nearest?.distanceKm ?? Infinity) <= nearKm
      // Where somebody is, the one that is there is the answer; else the nearest two.
      const near = here ? all.filter(({ distanceKm }) => (distanceKm ?? Infinity) <= nearKm) : all
      const table = lines(near.slice(0, located ? mostShown : all.length).map(storeLine))
      const cities = {
        zh: all.map(({ city }) => city.zh).join('、'),
        en: all.map(({ city }) => city.en).join(', '),
      }
      return {
        ok: true,
        forModel: table[locale],
        data: {
          asksWhere: asksWhere.test(words),
          where: here ? 'here' : located ? 'elsewhere' : 'nowhere',
          table,
          cities,
        },
      }
    },
  })
