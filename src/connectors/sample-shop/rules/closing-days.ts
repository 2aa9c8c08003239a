import type { Order } from '../../../domain/shop.ts'
import { daysAfter } from './days.ts'
import { isDomestic } from './goods.ts'

/** Spring Festival stops of the Chinese warehouses, and by how much periods that meet them grow: kb-zh-089, kb-zh-090. */
const springFestivals = [
  { from: '2026-02-12', to: '2026-02-23', days: 12 },
  { from: '2027-02-02', to: '2027-02-14', days: 14 },
]
/** Delivered within these days may come back until the last one: kb-en-044, for Poznań and Reno. */
const christmas = { from: '2026-11-15', to: '2026-12-24', until: '2027-01-31' }

/** The last day of a period that begins the day after delivery, closing days of the warehouses made up for. */
export function lastDay(
  order: Pick<Order, 'site' | 'country'>,
  deliveredOn: string,
  days: number,
): string {
  const last = daysAfter(deliveredOn, days)
  if (isDomestic(order)) {
    const stop = springFestivals.find(({ from, to }) => deliveredOn < to && last >= from)
    return stop ? daysAfter(last, stop.days) : last
  }
  if (order.site === 'cn') return last
  const extended = deliveredOn >= christmas.from && deliveredOn <= christmas.to
  return extended && last < christmas.until ? christmas.until : last
}
