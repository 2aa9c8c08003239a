import type { Store } from '../../domain/catalog.ts'
import { words } from './products/product.ts'

type Place = readonly [latitude: number, longitude: number]

/** What every store in China does: articles kb-zh-081 and kb-zh-084. */
const everywhere = ['pickup', 'returns', 'bike_test_ride', 'battery_recycling', 'repair_dropoff']
const chinaPhone = '400-555-0142'

const store = (
  id: string,
  name: readonly [string, string],
  city: readonly [string, string],
  address: readonly [string, string],
  hours: readonly [string, string],
  services: string[],
  [latitude, longitude]: Place,
  phone = chinaPhone,
): Omit<Store, 'distanceKm'> => ({
  id,
  name: words(...name),
  city: words(...city),
  address: words(...address),
  hours: words(...hours),
  services,
  phone,
  latitude,
  longitude,
})

/** The shop's stores, as articles kb-zh-081 and kb-en-039 have them. */
export const sampleStores: readonly Omit<Store, 'distanceKm'>[] = [
  store(
    'st_shanghai',
    ['上海徐汇旗舰店', 'Shanghai Xuhui flagship store'],
    ['上海', 'Shanghai'],
    ['星澜广场 1 层 A12', 'Xinglan Plaza, floor 1, A12'],
    ['每天 10:00–22:00', 'Daily 10:00–22:00'],
    [...everywhere, 'test_drive', 'extended_test_drive', 'bike_repair'],
    [31.188, 121.437],
  ),
  store(
    'st_beijing',
    ['北京朝阳店', 'Beijing Chaoyang store'],
    ['北京', 'Beijing'],
    ['禾木中心 B1 层', 'Hemu Centre, floor B1'],
    ['每天 10:00–21:30', 'Daily 10:00–21:30'],
    [...everywhere, 'test_drive', 'bike_repair'],
    [39.921, 116.443],
  ),
  store(
    'st_guangzhou',
    ['广州天河店', 'Guangzhou Tianhe store'],
    ['广州', 'Guangzhou'],
    ['越秀里 2 层', 'Yuexiu Li, floor 2'],
    ['每天 10:30–22:00', 'Daily 10:30–22:00'],
    [...everywhere, 'test_drive'],
    [23.125, 113.361],
  ),
  store(
    'st_shenzhen',
    ['深圳南山店', 'Shenzhen Nanshan store'],
    ['深圳', 'Shenzhen'],
    ['海风汇 1 层', 'Haifeng Hui, floor 1'],
    ['每天 10:30–22:00', 'Daily 10:30–22:00'],
    [...everywhere, 'bike_repair'],
    [22.533, 113.93],
  ),
  store(
    'st_chengdu',
    ['成都高新店', 'Chengdu Gaoxin store'],
    ['成都', 'Chengdu'],
    ['云庭天地 1 层', 'Yunting Tiandi, floor 1'],
    [
      '每天 10:00–21:30，每月第一个周二 13:00 开门',
      'Daily 10:00–21:30; opens at 13:00 on the first Tuesday of the month',
    ],
    [...everywhere, 'test_drive', 'extended_test_drive', 'bike_repair'],
    [30.578, 104.066],
  ),
  store(
    'st_hangzhou',
    ['杭州滨江店', 'Hangzhou Binjiang store'],
    ['杭州', 'Hangzhou'],
    ['江岸公园里 3 号', '3 Jiang’an Gongyuanli'],
    ['每天 10:00–21:00', 'Daily 10:00–21:00'],
    [...everywhere, 'test_drive'],
    [30.208, 120.212],
  ),
  store(
    'st_ningbo',
    ['宁波鄞州体验店', 'Ningbo Yinzhou experience store'],
    ['宁波', 'Ningbo'],
    ['远航大厦 1 层', 'Voyager Tower, floor 1'],
    ['9:00–18:00，周一休息', 'Tue–Sun 9:00–18:00'],
    [...everywhere, 'bike_repair'],
    [29.817, 121.547],
  ),
  store(
    'st_berlin',
    ['柏林展厅', 'Berlin showroom'],
    ['柏林', 'Berlin'],
    ['Lindenhof Arkaden 底层', 'Lindenhof Arkaden, ground floor'],
    ['周一至周六 10:00–19:00', 'Mon–Sat 10:00–19:00'],
    ['pickup', 'returns', 'bike_test_ride', 'bike_repair'],
    [52.511, 13.383],
    '+49 30 23125 142',
  ),
  store(
    'st_rotterdam',
    ['鹿特丹展厅', 'Rotterdam showroom'],
    ['鹿特丹', 'Rotterdam'],
    ['Kade 14, Harbour Hall', 'Kade 14, Harbour Hall'],
    ['周二至周日 11:00–18:00', 'Tue–Sun 11:00–18:00'],
    ['bike_test_ride', 'small_repairs'],
    [51.909, 4.487],
    '+31 10 555 0142',
  ),
  store(
    'st_singapore',
    ['新加坡展厅', 'Singapore showroom'],
    ['新加坡', 'Singapore'],
    ['Tanjong Walk #02-08', 'Tanjong Walk #02-08'],
    ['每天 11:00–21:00', 'Daily 11:00–21:00'],
    [],
    [1.277, 103.846],
    '+65 6555 0142',
  ),
]

/** Where parcels leave from, and which shops it serves. */
export const sampleWarehouses = [
  { id: 'wh_ningbo', name: words('宁波仓', 'Ningbo warehouse'), sites: ['cn'] },
  { id: 'wh_chengdu', name: words('成都仓', 'Chengdu warehouse'), sites: ['cn'] },
  { id: 'wh_poznan', name: words('波兹南仓', 'Poznań warehouse'), sites: ['eu', 'uk'] },
  { id: 'wh_reno', name: words('雷诺仓', 'Reno warehouse'), sites: ['us'] },
] as const
