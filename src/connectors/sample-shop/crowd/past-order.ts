import type { Order, OrderLine, OrderStatus, Parcel } from '../../../domain/shop.ts'
import type { ParcelRow, OrderRow } from '../rows.ts'
import { orderNumber, trackingNumber } from '../numbers.ts'
import { productOf } from '../products.ts'
import { seeded, seedOf } from '../random.ts'
import type { Fate, PastOrder, Person } from './person.ts'
import { carrierFor, loadOf, scansTo, slower, type Load } from './ways.ts'
import { zoneOf, type Zone } from './zones.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const toDispatchMs = 9 * hourMs
const minutesToPay = 6

const currencyOf = { cn: 'CNY', eu: 'EUR', uk: 'GBP', us: 'USD' } as const

const statusOf: Record<Fate, OrderStatus> = {
  unpaid: 'unpaid',
  paid: 'paid',
  packed: 'packed',
  label: 'shipped',
  transit: 'shipped',
  out: 'shipped',
  stuck: 'shipped',
  lost: 'shipped',
  failed: 'shipped',
  delivered: 'delivered',
  late: 'delivered',
  returned: 'returned',
  refunded: 'refunded',
  partly: 'partly_refunded',
  cancelled: 'cancelled',
}

/** For what is on its way: how far the last scan was, and what the carrier calls it. */
const underway: Partial<Record<Fate, { progress: number; state: Parcel['state'] }>> = {
  label: { progress: 0, state: 'label_made' },
  transit: { progress: 0.55, state: 'in_transit' },
  out: { progress: 0.94, state: 'out_for_delivery' },
  stuck: { progress: 0.55, state: 'in_transit' },
  lost: { progress: 0.15, state: 'lost' },
  failed: { progress: 0.94, state: 'returning' },
}

/** One line of goods as `SKU/option*quantity@price` has it, in the shop of that site. */
function lineOf(written: string, site: Order['site'], turn: number): OrderLine {
  const [, sku = '', value, quantity = '1', paid] =
    /^([\w-]+)(?:\/(\w+))?(?:\*(\d+))?(?:@([\d.]+))?$/.exec(written.trim()) ?? []
  const product = productOf(sku)
  const currency = currencyOf[site]
  const price = product?.prices.find((each) => each.currency === currency)
  if (!product || !price) throw new Error(`${written} is not sold in ${currency}`)
  const sold = product.options.filter(
    (each) => product.optionsOf[site]?.includes(each.value) ?? true,
  )
  const option = value ? sold.find((each) => each.value === value) : sold[turn % sold.length]
  if (value && !option) throw new Error(`${written}: ${sku} has no ${value} there`)
  return {
    sku: product.sku,
    name: product.category === 'car' ? downPayment(product.name, Number(paid)) : product.name,
    quantity: Number(quantity),
    price: { minor: paid === undefined ? price.minor : Math.round(Number(paid) * 100), currency },
    option: option ?? null,
  }
}

/** A car is not sold online: what is paid there is the reservation or the deposit of kb-zh-016. */
const downPayment = ({ zh, en }: OrderLine['name'], yuan: number): OrderLine['name'] =>
  yuan < 5000
    ? { zh: `${zh}（意向金）`, en: `${en} (reservation)` }
    : { zh: `${zh}（定金）`, en: `${en} (deposit)` }

/** The way people there usually pay; a seeded choice that stays the same. */
function paymentOf(site: Order['site'], key: string): string {
  const share = seeded(seedOf(key))()
  if (site === 'cn')
    return share < 0.5 ? 'wechat' : share < 0.85 ? 'alipay' : share < 0.96 ? 'card_cn' : 'gift_card'
  return share < 0.65 ? 'card' : 'paypal'
}

interface Times {
  placedAt: Date
  paidAt: Date | null
  dispatchedAt: Date | null
  deliveredAt: Date | null
  promisedBy: Date | null
}

/** When what happened, counted back from what came last. */
function timesOf(past: PastOrder, zone: Zone, load: Load, now: Date): Times {
  const [fate, daysAgo, , apart = {}] = past
  const last = now.getTime() - daysAgo * dayMs
  const transitMs = (zone.transitHours + slower[load]) * hourMs
  const promiseMs = (zone.promiseDays * 24 + slower[load]) * hourMs
  const way = underway[fate]
  const arrived = ['delivered', 'late', 'returned', 'refunded', 'partly'].includes(fate)
  const dispatched = arrived ? last - transitMs : way ? last - way.progress * transitMs : null
  const late = fate === 'late' || fate === 'stuck' || fate === 'lost'
  const lateMs = late ? (zone.way === 'domestic' ? 3 : 13) * dayMs : 0
  const counted = dispatched === null ? last : dispatched - toDispatchMs - lateMs
  // 10:24 in China; never later than the rest of the story allows.
  const written = apart.paidOn ? Date.parse(`${apart.paidOn}T02:24:00Z`) : counted
  const placed = Math.min(written, counted)
  const paid = fate !== 'unpaid' && (fate !== 'cancelled' || apart.payment !== undefined)
  const promised =
    apart.promisedInDays === undefined
      ? placed + promiseMs
      : now.getTime() + apart.promisedInDays * dayMs
  return {
    placedAt: new Date(placed),
    paidAt: paid ? new Date(placed + minutesToPay * 60_000) : null,
    dispatchedAt: dispatched === null ? null : new Date(dispatched),
    deliveredAt: arrived ? new Date(last) : null,
    promisedBy:
      fate === 'unpaid' || fate === 'cancelled'
        ? null
        : new Date(Math.max(promised, apart.paidOn ? last : 0)),
  }
}

function parcelOf(
  person: Person,
  past: PastOrder,
  zone: Zone,
  load: Load,
  times: Times,
  turn: number,
  now: Date,
): Pick<ParcelRow, 'carrier' | 'state' | 'stops' | 'expectedBy'> {
  const [fate, daysAgo] = past
  const way = underway[fate]
  const until = way?.progress ?? 1
  const start = times.dispatchedAt?.getTime() ?? 0
  const last = now.getTime() - daysAgo * dayMs
  const whole = until === 0 ? 0 : (last - start) / until
  const stops = scansTo(person, zone.way, load, turn)
    .filter(({ progress }) => progress <= until)
    .map(({ progress, place, what }) => ({ at: new Date(start + progress * whole), place, what }))
  const back = (fate === 'returned' || fate === 'failed') && stops.at(-1)
  if (fate === 'label')
    stops.splice(0, 1, { ...labelMade(person, zone, times.dispatchedAt ?? now, turn) })
  if (back)
    stops.push({
      ...back,
      at: new Date((last + now.getTime()) / 2),
      what: fate === 'failed' ? failed : onItsWayBack,
    })
  const state = fate === 'returned' ? 'returning' : (way?.state ?? 'delivered')
  return {
    carrier: carrierFor(load, zone.way).name,
    state,
    stops,
    expectedBy: way ? times.promisedBy : null,
  }
}

const onItsWayBack = { zh: '退回途中', en: 'On its way back' }
const failed = {
  zh: '两次派送失败，退回仓库',
  en: 'Two failed attempts, returning to the warehouse',
}

function labelMade(person: Person, zone: Zone, at: Date, turn: number): Parcel['stops'][number] {
  const [first] = scansTo(person, zone.way, 'usual', turn)
  return { at, place: first?.place ?? person.city, what: { zh: '面单已生成', en: 'Label made' } }
}

/** The rows of one order from the history of a person. `index` numbers the shop's orders and its parcels. */
export function pastOrder(
  person: Person,
  past: PastOrder,
  index: number,
  now: Date,
): { order: OrderRow; parcels: ParcelRow[] } {
  const [fate, , goods, apart = {}] = past
  const zone = zoneOf(person)
  const lines = goods.split(' + ').map((written) => lineOf(written, zone.site, index))
  const loads = [...new Set(lines.map(({ sku }) => loadOf(sku)))]
  const slowest = loads.toSorted((a, b) => slower[b] - slower[a])[0] ?? 'usual'
  const times = timesOf(past, zone, slowest, now)
  const number = orderNumber(times.placedAt, index)
  const total = lines.reduce((sum, { price, quantity }) => sum + price.minor * quantity, 0)
  const parcels = times.dispatchedAt
    ? loads.map((load, nth) => {
        return {
          trackingNumber: trackingNumber(carrierFor(load, zone.way), index, nth),
          orderNumber: number,
          ...parcelOf(person, past, zone, load, times, index, now),
        }
      })
    : []
  return {
    order: {
      number,
      customerId: person.id,
      status: statusOf[fate],
      placedAt: times.placedAt,
      total,
      currency: currencyOf[zone.site],
      lines,
      city:
        zone.way === 'domestic'
          ? person.city.zh
          : person.city[person.language === 'en' ? 'en' : 'zh'],
      country: person.country,
      site: zone.site,
      kind: apart.kind ?? 'retail',
      paidAt: times.paidAt,
      payment: times.paidAt ? (apart.payment ?? paymentOf(zone.site, number)) : null,
      dispatchedAt: times.dispatchedAt,
      deliveredAt: times.deliveredAt,
      promisedBy: times.promisedBy,
      address: person.street,
    },
    parcels,
  }
}
