import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPglite } from '../../../tests/engines.ts'
import { Product, Stock, Store, type Catalog } from '../../domain/catalog.ts'
import type { Db } from '../../store/db.ts'
import { sampleCatalog } from './catalog.ts'
import { seedSampleShop } from './seed.ts'

const now = new Date('2026-11-21T08:00:00Z')
let db: Db
let catalog: Catalog
beforeAll(async () => {
  db = await freshPglite()
  await db.transaction((tx) => seedSampleShop(tx, now))
  catalog = sampleCatalog(db)
})
afterAll(() => db.close())

it('finds, and gets by SKU in any case', async () => {
  const [fryer] = await catalog.find('空气炸锅', 3)
  expect(fryer).toEqual(Product.parse(fryer))
  expect(fryer?.sku).toBe('AF-45')
  expect((await catalog.get('af-45d'))?.name.en).toBe('AF-45D dual-basket air fryer')
  expect(await catalog.get('AF-46')).toBeNull()
})

describe('stock', () => {
  it('is per warehouse and store, warehouses first, with a day where more is coming', async () => {
    const rows = await catalog.stock('RV-20-Max')
    for (const row of rows) Stock.parse(row)
    expect(rows.map(({ place }) => place).slice(0, 4)).toEqual([
      'wh_ningbo',
      'wh_chengdu',
      'wh_poznan',
      'wh_reno',
    ])
    expect(rows.find(({ place }) => place === 'wh_chengdu')).toMatchObject({
      count: 0,
      placeName: { zh: '成都仓', en: 'Chengdu warehouse' },
      restockAt: new Date('2026-11-30T08:00:00Z'),
    })
  })

  it('is per option: the plugs that a place sells, every size of a jacket', async () => {
    const kettles = await catalog.stock('KT-17')
    const at = (place: string) =>
      kettles.filter((row) => row.place === place).map(({ option }) => option)
    expect(at('wh_ningbo')).toEqual(['cn'])
    expect(new Set(at('wh_poznan'))).toEqual(new Set(['eu', 'uk']))
    expect(at('wh_reno')).toEqual([])
    const jackets = await catalog.stock('sj-3l')
    expect(jackets.filter(({ place }) => place === 'wh_reno')).toHaveLength(5)
  })

  it('keeps to what the articles say of the showrooms', async () => {
    const places = async (sku: string) => (await catalog.stock(sku)).map(({ place }) => place)
    expect(await places('E-City-20')).not.toContain('st_singapore')
    expect(await places('PS-600')).not.toContain('st_singapore')
    expect(await places('Ridge-2')).toContain('st_singapore')
    expect(await places('E-Cargo-26')).toContain('st_berlin')
    expect(await places('E-City-20-Lite')).not.toContain('st_berlin')
    expect(await places('V5')).toEqual([])
    expect(await places('nothing')).toEqual([])
  })
})

describe('stores', () => {
  it('are all there, without a place to be near to', async () => {
    const stores = await catalog.stores(null)
    expect(stores.map((store) => Store.parse(store).distanceKm)).toEqual(Array(10).fill(null))
  })

  it.each<[string, string, number]>([
    ['苏州', 'st_shanghai', 90],
    ['Suzhou', 'st_shanghai', 90],
    ['我住苏州工业园区，离我最近的店在哪', 'st_shanghai', 90],
    ['上海浦东', 'st_shanghai', 5],
    ['重庆', 'st_chengdu', 280],
    ['徐汇', 'st_shanghai', 5],
    ['南京市上海路', 'st_hangzhou', 250],
    ['佛山南海', 'st_guangzhou', 40],
    ['香港', 'st_shenzhen', 40],
    ['Munich, Germany', 'st_berlin', 520],
    ['I live in Amsterdam', 'st_rotterdam', 70],
    ['Netherlands', 'st_rotterdam', 70],
    ['London', 'st_rotterdam', 330],
    ['马来西亚', 'st_singapore', 330],
    ['the shop in the Lindenhof Arkaden', 'st_berlin', 0],
  ])('%s: nearest is %s, at most %i km away', async (near, id, km) => {
    const [nearest] = await catalog.stores(near)
    expect(nearest?.id).toBe(id)
    expect(nearest?.distanceKm).toBeLessThanOrEqual(km)
  })

  it('Hangzhou is second for Suzhou', async () => {
    const [, second] = await catalog.stores('苏州')
    expect(second?.id).toBe('st_hangzhou')
  })

  it('a place that nobody knows measures nothing', async () => {
    const stores = await catalog.stores('Atlantis')
    expect(stores).toHaveLength(10)
    expect(stores[0]?.distanceKm).toBeNull()
  })

  it.each([
    ['test_drive', ['上海', '北京', '广州', '成都', '杭州']],
    ['bike_repair', ['上海', '北京', '深圳', '成都', '宁波', '柏林']],
    ['extended_test_drive', ['上海', '成都']],
    ['pickup', ['上海', '北京', '广州', '深圳', '成都', '杭州', '宁波', '柏林']],
    ['bike_test_ride', ['上海', '北京', '广州', '深圳', '成都', '杭州', '宁波', '柏林', '鹿特丹']],
  ])('%s is offered in %j', async (service, cities) => {
    const stores = await catalog.stores(null)
    expect(
      stores.filter(({ services }) => services.includes(service)).map(({ city }) => city.zh),
    ).toEqual(cities)
  })
})
