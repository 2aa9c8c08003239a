import type { Money } from '../../../domain/money.ts'
import type { Words } from '../../../domain/rule.ts'
import type { Site } from '../../../domain/shop.ts'
import { both } from './ruling.ts'

/** Paid from this moment on, parcels inside China follow the present tariff: midnight in China on 1 July 2026. */
const presentFrom = new Date('2026-06-30T16:00:00Z')

/** A tariff: minor units; free from a sum of goods, or never. */
interface Tariff {
  fee: number
  freeFrom: number | null
  takes: Words
}

/** Regions that are far and dear inside China. */
const remote =
  /新疆|西藏|青海|内蒙古|乌鲁木齐|拉萨|西宁|呼和浩特|包头|Xinjiang|Tibet|Qinghai|Inner Mongolia/i

const china: Record<'present' | 'earlier', Record<'usual' | 'remote', Tariff>> = {
  // kb-zh-001: the threshold is what is paid after coupons.
  present: {
    usual: { fee: 800, freeFrom: 9900, takes: both('发货后 2–3 天', '2–3 days after dispatch') },
    remote: {
      fee: 1800,
      freeFrom: 29_900,
      takes: both('发货后 5–8 天', '5–8 days after dispatch'),
    },
  },
  // kb-zh-002: the threshold is the price of the goods before coupons.
  earlier: {
    usual: { fee: 1000, freeFrom: 7900, takes: both('发货后 2–4 天', '2–4 days after dispatch') },
    remote: {
      fee: 2500,
      freeFrom: null,
      takes: both('发货后 6–10 天', '6–10 days after dispatch'),
    },
  },
}

const workingDays = (days: string) => both(`${days} 个工作日`, `${days} working days`)
/** kb-en-001, kb-en-002. */
const near: Tariff = { fee: 690, freeFrom: 5900, takes: workingDays('2–4') }
const restOfEurope: Tariff = { fee: 990, freeFrom: 7900, takes: workingDays('4–7') }
const alps: Tariff = { fee: 1890, freeFrom: null, takes: workingDays('6–9') }
const abroad: Record<string, Tariff> = {
  DE: near,
  PL: near,
  CZ: near,
  CH: alps,
  NO: alps,
  GB: { fee: 890, freeFrom: 7000, takes: workingDays('5–8') },
  US: { fee: 1290, freeFrom: 8900, takes: workingDays('5–8') },
  CA: { fee: 1590, freeFrom: 12_900, takes: workingDays('7–12') },
}
const usFar: Tariff = { fee: 2790, freeFrom: null, takes: workingDays('9–14') }

/** E-bikes go by truck: kb-zh-007, kb-en-001, kb-en-002. */
const bikes: Record<Site, Tariff> = {
  cn: {
    fee: 12_800,
    freeFrom: 399_900,
    takes: both('5–7 天到网点，再预约送货', '5–7 days to the depot, then by appointment'),
  },
  eu: {
    fee: 4900,
    freeFrom: null,
    takes: both('专线卡车，司机提前一天预约', 'by truck; the driver phones a day ahead'),
  },
  uk: {
    fee: 4900,
    freeFrom: null,
    takes: both('专线卡车，司机提前一天预约', 'by truck; the driver phones a day ahead'),
  },
  us: { fee: 12_900, freeFrom: null, takes: workingDays('8–15') },
}

/** What postage is worked out from. */
export interface Shipment {
  site: Site
  country: string
  address: string
  /** What is paid for the goods, coupons taken off; and before them, which the earlier tariff looks at. */
  paid: Money
  beforeCoupons?: Money
  paidAt: Date
  /** E-bike series in the basket; mountain bikes cost more to bring. */
  bike: 'city' | 'trail' | null
  /** The highest level of membership has no threshold inside China. */
  alwaysFree: boolean
}

function tariffOf({ site, country, address, bike, paidAt }: Shipment): Tariff {
  if (bike !== null)
    return site === 'cn' && bike === 'trail' ? { ...bikes.cn, fee: 19_800 } : bikes[site]
  if (site === 'cn')
    return china[paidAt < presentFrom ? 'earlier' : 'present'][
      remote.test(address) ? 'remote' : 'usual'
    ]
  if (country === 'US' && /alaska|hawaii|\b(?:AK|HI)\b/i.test(address)) return usFar
  return abroad[country] ?? restOfEurope
}

/** The postage of an order and how long it takes: kb-zh-001, kb-zh-002 (by payment date), kb-zh-007, kb-en-001, kb-en-002. */
export function shippingFee(shipment: Shipment): { fee: Money; takes: Words } {
  const { site, paid, beforeCoupons, paidAt, bike, alwaysFree } = shipment
  const tariff = tariffOf(shipment)
  const earlier = site === 'cn' && bike === null && paidAt < presentFrom
  const measured = earlier ? (beforeCoupons ?? paid) : paid
  const free =
    (alwaysFree && site === 'cn' && bike === null) ||
    (tariff.freeFrom !== null && measured.minor >= tariff.freeFrom)
  return { fee: { minor: free ? 0 : tariff.fee, currency: paid.currency }, takes: tariff.takes }
}
