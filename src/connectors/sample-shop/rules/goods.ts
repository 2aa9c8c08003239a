import type { Order, OrderLine } from '../../../domain/shop.ts'

/** The groups of goods that the rules tell apart. */
export type Goods =
  | 'appliance'
  | 'tent'
  | 'clothing'
  | 'pack'
  | 'sleeping_bag'
  | 'stove'
  | 'ebike'
  | 'power_station'
  | 'battery'
  | 'solar_panel'
  | 'car'
  | 'consumable'
  | 'part'
  | 'gift_card'

/** First match wins: a filter of an air purifier is a consumable before its prefix makes it an appliance. */
const bySku: readonly (readonly [RegExp, Goods])[] = [
  [/^(?:AF300-|CM-DS|RV-(?:DB|SB)|IMP-|FILTER|DESCALER)/i, 'consumable'],
  [/^GIFT/i, 'gift_card'],
  [/^(?:EB-1200$|BT-)/i, 'battery'],
  [/^PS-/i, 'power_station'],
  [/^SP-/i, 'solar_panel'],
  [/^E-(?:City|Trail|Cargo)/i, 'ebike'],
  [
    /^(?:AF-45D?|CM-15(?:[ -]?Pro)?|RC-30S?|RV-20(?:[ -]?Max)?|AP-300H?|HM-4|KT-17|CF-35)$/i,
    'appliance',
  ],
  [/^Ridge/i, 'tent'],
  [/^SJ-/i, 'clothing'],
  [/^SB-/i, 'sleeping_bag'],
  [/^GS-/i, 'stove'],
  [/^(?:PACK|TABLE|CHAIR)/i, 'pack'],
  [/^V5/i, 'car'],
]

/** Which rules an article follows. What is none of the known goods is a spare part. */
export const goodsOf = (sku: string): Goods =>
  bySku.find(([pattern]) => pattern.test(sku))?.[1] ?? 'part'

/** Goods that go by truck and are unpacked before the driver. */
export const isBulky = (goods: Goods): boolean => goods === 'ebike'

/** More than 100 Wh: road, rail or sea only, signed for by an adult (kb-zh-008, kb-en-003). */
export const hasLargeBattery = (goods: Goods): boolean =>
  goods === 'ebike' || goods === 'power_station' || goods === 'battery'

export const hasEbike = ({ lines }: Pick<Order, 'lines'>): OrderLine | undefined =>
  lines.find(({ sku }) => goodsOf(sku) === 'ebike')

/** Sold and delivered inside mainland China. */
export const isDomestic = ({ site, country }: Pick<Order, 'site' | 'country'>): boolean =>
  site === 'cn' && country === 'CN'
