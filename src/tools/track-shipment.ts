import { z } from 'zod'
import { parcelStateWords } from '../domain/order-words.ts'
import type { Words } from '../domain/rule.ts'
import type { Logistics, Parcel } from '../domain/shop.ts'
import { OrderNumber } from './find-order.ts'
import { defineTool, fence } from './tool.ts'

const hourMs = 3_600_000
/** Worst first: the parcel that a customer asks about is the one in trouble. */
const byTrouble: Parcel['state'][] = [
  'lost',
  'stuck',
  'returning',
  'out_for_delivery',
  'in_transit',
  'label_made',
  'delivered',
]

/** The parcels of an order, a line each: number and state. */
const overviewOf = (parcels: readonly Parcel[]): Words => {
  const lines = (locale: keyof Words) =>
    parcels.map(
      ({ carrier, trackingNumber, state }) =>
        `· ${carrier[locale]} ${trackingNumber}${locale === 'zh' ? '：' : ': '}${parcelStateWords[locale][state]}`,
    )
  return { zh: lines('zh').join('\n'), en: lines('en').join('\n') }
}

export const trackShipment = (logistics: Logistics) =>
  defineTool({
    name: 'track_shipment',
    description:
      'Where the parcels of an order are: carrier, tracking number, every stop with its time, and whether one is stuck.',
    effect: 'reads',
    input: z.object({ orderNumber: OrderNumber }),
    order: ({ orderNumber }) => orderNumber,
    async run({ orderNumber }, { identity, locale, now }) {
      const parcels = await logistics.track(identity, orderNumber)
      const [parcel] = parcels.toSorted(
        (a, b) => byTrouble.indexOf(a.state) - byTrouble.indexOf(b.state),
      )
      if (!parcel)
        return {
          ok: false,
          forModel: `Order ${orderNumber} has not been shipped yet.`,
          data: { failed: 'not_shipped' },
        }
      const last = parcel.stops.at(-1) ?? null
      const silentHours = last ? Math.floor((now.getTime() - last.at.getTime()) / hourMs) : 0
      const lines = parcel.stops.map(
        (stop) => `${stop.at.toISOString()} ${stop.place[locale]}: ${stop.what[locale]}`,
      )
      return {
        ok: true,
        forModel: `${parcel.carrier[locale]} ${parcel.trackingNumber}, ${parcel.state}; last scan ${silentHours} hours ago.\n${fence(lines.join('\n'))}`,
        data: {
          parcel,
          parcels,
          count: parcels.length,
          overview: overviewOf(parcels),
          last,
          silentHours,
          silentDays: Math.floor(silentHours / 24),
        },
      }
    },
  })
