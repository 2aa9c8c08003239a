import type { OrderKind, OrderLine, OrderStatus, Parcel, Site } from '../../domain/shop.ts'

/** The people and orders of the sample shop, Voyager Goods 远航优品. Products and prices agree with `knowledge/`. */

type Words = { zh: string; en: string }

export interface SampleOrder {
  customer: string
  status: OrderStatus
  placedHoursAgo: number
  promisedInHours?: number
  lines: OrderLine[]
  city: string
  country: string
  site?: Site
  kind?: OrderKind
  payment?: string
  parcel?: {
    carrier: keyof typeof carriers
    state: Parcel['state']
    expectedInHours?: number
    /** Oldest first. */
    stops: { hoursAgo: number; place: Words; what: Words }[]
  }
}

export interface Carrier {
  name: Words
  /** Before the digits of its tracking numbers. */
  prefix: string
  digits: number
}

export const carriers = {
  beichen: { name: { zh: '北辰速递', en: 'Beichen Express' }, prefix: 'BC', digits: 12 },
  europost: { name: { zh: '欧陆邮政', en: 'EuroPost' }, prefix: 'NL', digits: 10 },
  blueKite: { name: { zh: '蓝鸢国际', en: 'Blue Kite International' }, prefix: 'LY', digits: 11 },
  haichuan: { name: { zh: '海川物流', en: 'Haichuan Logistics' }, prefix: 'HC', digits: 10 },
  truck: { name: { zh: '远航专线卡车', en: 'Voyager truck line' }, prefix: 'VT', digits: 10 },
} as const satisfies Record<string, Carrier>

export const sampleCustomers = [
  {
    id: 'sc_lin',
    name: '林晓',
    phone: '+8613800138842',
    email: 'lin.xiao@mail.example',
    language: 'zh',
    level: 'voyager',
    birthday: '11-30',
    address: '中央路 201 号 3 幢 1504',
  },
  {
    id: 'sc_zhao',
    name: '赵国强',
    phone: '+8613911026675',
    email: 'zhao.gq@mail.example',
    language: 'zh',
    level: 'explorer',
    birthday: '04-12',
    address: '人民南路四段 27 号 2-1802',
  },
  {
    id: 'sc_chan',
    name: '陈嘉欣',
    phone: '+85291234410',
    email: 'kayan.chan@mail.example',
    language: 'yue',
    level: 'navigator',
    birthday: '09-03',
    address: '葵涌廣場 12 樓 B 室',
  },
  {
    id: 'sc_wu',
    name: '吴敏',
    phone: '+8618602119903',
    email: 'wumin@mail.example',
    language: 'zh',
    level: 'explorer',
    birthday: '06-06',
    address: '文一西路 998 号 5-602',
  },
  {
    id: 'sc_anna',
    name: 'Anna Schneider',
    phone: '+4915112345678',
    email: 'anna.schneider@mail.example',
    language: 'en',
    level: 'voyager',
    birthday: '11-21',
    address: 'Torstraße 112, 10119 Berlin',
  },
  {
    id: 'sc_tom',
    name: 'Tom Baker',
    phone: '+447700900471',
    email: 'tom.baker@mail.example',
    language: 'en',
    level: 'explorer',
    birthday: '02-19',
    address: '18 Cardigan Road, Leeds LS6 3AG',
  },
  {
    id: 'sc_maria',
    name: 'Maria Garcia',
    phone: '+12025550139',
    email: 'maria.garcia@mail.example',
    language: 'en',
    level: 'navigator',
    birthday: '08-30',
    address: '2104 E Cesar Chavez St, Austin, TX 78702',
  },
  {
    id: 'sc_olu',
    name: 'Olu Adeyemi',
    phone: '+447700900822',
    email: 'olu@northlane.example',
    language: 'en',
    level: 'wholesale',
    birthday: '10-14',
    address: 'Unit 7, Northlane Works, Manchester M4 6BF',
  },
]

const line = (
  sku: string,
  zh: string,
  en: string,
  minor: number,
  currency: string,
  quantity = 1,
): OrderLine => ({
  sku,
  name: { zh, en },
  quantity,
  price: { minor, currency },
  option: null,
})
const place = (zh: string, en: string): Words => ({ zh, en })
const hangzhou = place('杭州转运中心', 'Hangzhou hub')
const arrived = place('到达', 'Arrived')
const left = place('已发出', 'Departed')
const pickedUp = place('已揽收', 'Picked up')
const outNow = place('派送中', 'Out for delivery')
const handedOver = place('已签收', 'Delivered')

export const sampleOrderBook: SampleOrder[] = [
  {
    // The stuck parcel: no scan in Hangzhou for a little over three days.
    customer: 'sc_lin',
    status: 'shipped',
    placedHoursAgo: 132,
    promisedInHours: -20,
    city: '南京',
    country: 'CN',
    lines: [line('AF-45D', '轻炸 AF-45D 空气炸锅', 'AF-45D dual-basket air fryer', 59_900, 'CNY')],
    parcel: {
      carrier: 'beichen',
      state: 'in_transit',
      expectedInHours: -24,
      stops: [
        { hoursAgo: 118, place: place('金华仓', 'Jinhua warehouse'), what: pickedUp },
        { hoursAgo: 96, place: place('金华分拨中心', 'Jinhua sorting centre'), what: left },
        { hoursAgo: 75, place: hangzhou, what: arrived },
      ],
    },
  },
  {
    customer: 'sc_lin',
    status: 'delivered',
    placedHoursAgo: 900,
    promisedInHours: -800,
    city: '南京',
    country: 'CN',
    lines: [line('HM-4', '润雾 HM-4 加湿器', 'HM-4 humidifier', 19_900, 'CNY')],
    parcel: {
      carrier: 'beichen',
      state: 'delivered',
      stops: [
        { hoursAgo: 880, place: place('金华仓', 'Jinhua warehouse'), what: pickedUp },
        { hoursAgo: 838, place: place('南京鼓楼网点', 'Nanjing Gulou depot'), what: handedOver },
      ],
    },
  },
  {
    customer: 'sc_zhao',
    status: 'shipped',
    placedHoursAgo: 40,
    promisedInHours: 30,
    city: '成都',
    country: 'CN',
    lines: [line('CM-15', '晨曦 CM-15 意式咖啡机', 'CM-15 espresso machine', 89_900, 'CNY')],
    parcel: {
      carrier: 'beichen',
      state: 'in_transit',
      expectedInHours: 26,
      stops: [
        { hoursAgo: 30, place: place('金华仓', 'Jinhua warehouse'), what: pickedUp },
        { hoursAgo: 7, place: place('武汉转运中心', 'Wuhan hub'), what: arrived },
      ],
    },
  },
  {
    customer: 'sc_zhao',
    status: 'paid',
    placedHoursAgo: 5,
    promisedInHours: 72,
    city: '成都',
    country: 'CN',
    lines: [line('RC-30S', '米时 RC-30S 电饭煲', 'RC-30S induction rice cooker', 49_900, 'CNY')],
  },
  {
    customer: 'sc_chan',
    status: 'shipped',
    placedHoursAgo: 110,
    promisedInHours: 20,
    city: '香港',
    country: 'HK',
    lines: [line('Ridge-2', '山脊 Ridge 2 双人三季帐篷', 'Ridge 2 tent', 64_900, 'CNY')],
    parcel: {
      carrier: 'beichen',
      state: 'out_for_delivery',
      expectedInHours: 4,
      stops: [
        { hoursAgo: 90, place: place('金华仓', 'Jinhua warehouse'), what: pickedUp },
        { hoursAgo: 28, place: place('深圳口岸', 'Shenzhen port'), what: left },
        { hoursAgo: 3, place: place('香港葵涌站', 'Hong Kong, Kwai Chung'), what: outNow },
      ],
    },
  },
  {
    customer: 'sc_wu',
    status: 'unpaid',
    placedHoursAgo: 1,
    city: '杭州',
    country: 'CN',
    lines: [line('RV-20', '巡航 RV-20 扫地机器人', 'RV-20 robot vacuum', 129_900, 'CNY')],
  },
  {
    customer: 'sc_wu',
    status: 'returned',
    placedHoursAgo: 500,
    promisedInHours: -420,
    city: '杭州',
    country: 'CN',
    lines: [line('AP-300', '清屿 AP-300 空气净化器', 'AP-300 air purifier', 79_900, 'CNY')],
    parcel: {
      carrier: 'beichen',
      state: 'returning',
      stops: [
        { hoursAgo: 480, place: place('金华仓', 'Jinhua warehouse'), what: pickedUp },
        {
          hoursAgo: 430,
          place: place('杭州滨江网点', 'Hangzhou Binjiang depot'),
          what: handedOver,
        },
        {
          hoursAgo: 60,
          place: place('杭州滨江网点', 'Hangzhou Binjiang depot'),
          what: place('退回途中', 'On its way back'),
        },
      ],
    },
  },
  {
    // The same story abroad: a Hangzhou export hub, silent for more than seven days.
    customer: 'sc_anna',
    status: 'shipped',
    placedHoursAgo: 330,
    promisedInHours: -30,
    city: 'Berlin',
    country: 'DE',
    lines: [line('PS-1200E', '蓄能 PS-1200E 户外电源', 'PS-1200E power station', 79_900, 'EUR')],
    parcel: {
      carrier: 'europost',
      state: 'in_transit',
      expectedInHours: -30,
      stops: [
        { hoursAgo: 300, place: place('金华仓', 'Jinhua warehouse'), what: pickedUp },
        {
          hoursAgo: 190,
          place: place('杭州国际转运中心', 'Hangzhou international hub'),
          what: arrived,
        },
      ],
    },
  },
  {
    customer: 'sc_anna',
    status: 'delivered',
    placedHoursAgo: 1100,
    promisedInHours: -900,
    city: 'Berlin',
    country: 'DE',
    lines: [line('GS-2', 'GS-2 折叠炉', 'GS-2 folding gas stove', 2_900, 'EUR', 2)],
    parcel: {
      carrier: 'europost',
      state: 'delivered',
      stops: [{ hoursAgo: 930, place: place('柏林网点', 'Berlin depot'), what: handedOver }],
    },
  },
  {
    customer: 'sc_tom',
    status: 'shipped',
    placedHoursAgo: 70,
    promisedInHours: 60,
    city: 'Leeds',
    country: 'GB',
    lines: [line('KT-17', 'KT-17 电热水壶', 'KT-17 electric kettle', 3_900, 'GBP')],
    parcel: {
      carrier: 'europost',
      state: 'in_transit',
      expectedInHours: 48,
      stops: [
        { hoursAgo: 50, place: place('波兹南仓', 'Poznań warehouse'), what: pickedUp },
        { hoursAgo: 12, place: place('鹿特丹枢纽', 'Rotterdam hub'), what: left },
      ],
    },
  },
  {
    customer: 'sc_tom',
    status: 'refunded',
    placedHoursAgo: 1500,
    city: 'Leeds',
    country: 'GB',
    lines: [line('PS-1200E', '蓄能 PS-1200E 户外电源', 'PS-1200E power station', 72_900, 'GBP')],
  },
  {
    customer: 'sc_maria',
    status: 'packed',
    placedHoursAgo: 26,
    promisedInHours: 150,
    city: 'Austin',
    country: 'US',
    lines: [line('SP-200', 'SP-200 太阳能板', 'SP-200 folding solar panel', 29_900, 'USD', 2)],
  },
  {
    customer: 'sc_maria',
    status: 'partly_refunded',
    placedHoursAgo: 900,
    city: 'Austin',
    country: 'US',
    lines: [line('SJ-3L', 'SJ-3L 三层冲锋衣', 'SJ-3L shell jacket', 18_900, 'USD')],
    parcel: {
      carrier: 'europost',
      state: 'delivered',
      stops: [{ hoursAgo: 700, place: place('奥斯汀', 'Austin'), what: handedOver }],
    },
  },
  {
    customer: 'sc_olu',
    status: 'cancelled',
    kind: 'wholesale',
    payment: 'transfer',
    placedHoursAgo: 400,
    city: 'Manchester',
    country: 'GB',
    lines: [line('KT-17', 'KT-17 电热水壶', 'KT-17 electric kettle', 3_510, 'GBP', 60)],
  },
]
