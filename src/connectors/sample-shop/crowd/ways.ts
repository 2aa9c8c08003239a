import type { Stop } from '../../../domain/shop.ts'
import { carriers } from '../people.ts'
import { productOf } from '../products.ts'
import { words } from '../products/product.ts'
import type { Person } from './person.ts'
import type { Zone } from './zones.ts'

type Scan = Pick<Stop, 'place' | 'what'> & {
  /** How much of the way lies behind the parcel, 0 to 1. */
  progress: number
}

export type Load = 'usual' | 'battery' | 'bulky'

/** What travels apart: e-bikes by truck, and batteries above 100 Wh in a box of their own (kb-zh-008, kb-en-003). */
export function loadOf(sku: string): Load {
  const product = productOf(sku)
  if (product?.category === 'ebike') return 'bulky'
  const battery = /^(PS|EB)-\d|^BT-/.test(sku)
  return battery ? 'battery' : 'usual'
}

/** More hours on the road than usual goods take. */
export const slower: Record<Load, number> = { usual: 0, battery: 6 * 24, bulky: 4 * 24 }

export function carrierFor(load: Load, way: Zone['way']): (typeof carriers)[keyof typeof carriers] {
  if (load === 'bulky') return way === 'domestic' ? carriers.haichuan : carriers.truck
  return {
    domestic: carriers.beichen,
    asia: carriers.blueKite,
    europe: carriers.europost,
    america: carriers.blueKite,
  }[way]
}

const warehouse = {
  domestic: words('宁波仓', 'Ningbo warehouse'),
  asia: words('宁波仓', 'Ningbo warehouse'),
  europe: words('波兹南仓', 'Poznań warehouse'),
  america: words('雷诺仓', 'Reno warehouse'),
}
const middle: Record<Zone['way'], [Stop['place'], Stop['place']]> = {
  domestic: [words('宁波分拨中心', 'Ningbo sorting centre'), words('', '')],
  asia: [words('宁波国际口岸', 'Ningbo export port'), words('目的地海关', 'Destination customs')],
  europe: [words('波兹南分拨中心', 'Poznań sorting centre'), words('莱比锡枢纽', 'Leipzig hub')],
  america: [
    words('雷诺分拨中心', 'Reno sorting centre'),
    words('盐湖城枢纽', 'Salt Lake City hub'),
  ],
}
const handedOver = [
  words('已签收，本人签收', 'Delivered, signed for by the recipient'),
  words('已签收，物业前台代收', 'Delivered to the front desk'),
  words('已签收，放入快递柜', 'Delivered to a parcel locker'),
  words('已签收，家人代收', 'Delivered to a member of the household'),
]
const inPerson = handedOver[0] ?? words('已签收', 'Delivered')

/** Every scan on the way to somebody, from the warehouse to the door. Batteries and bikes are signed for in person. */
export function scansTo(
  { city, district }: Person,
  way: Zone['way'],
  load: Load,
  turn: number,
): Scan[] {
  const [first, second] = middle[way]
  const hub = way === 'domestic' ? words(`${city.zh}转运中心`, `${city.en} hub`) : second
  const depot = words(`${city.zh}${district.zh}网点`, `${city.en} ${district.en} depot`)
  const customs = way === 'asia'
  return [
    { progress: 0, place: warehouse[way], what: words('已揽收', 'Picked up') },
    { progress: 0.15, place: first, what: words('已发出', 'Departed') },
    {
      progress: 0.55,
      place: hub,
      what: customs ? words('清关完成', 'Cleared customs') : words('到达', 'Arrived'),
    },
    { progress: 0.85, place: depot, what: words('到达', 'Arrived') },
    { progress: 0.94, place: depot, what: words('派送中', 'Out for delivery') },
    {
      progress: 1,
      place: depot,
      what: load === 'usual' ? (handedOver[turn % handedOver.length] ?? inPerson) : inPerson,
    },
  ]
}
