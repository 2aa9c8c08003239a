import { describe, expect, it } from 'vitest'
import { aClaim, aLine, aMatter, anOrder } from '../../../../tests/orders.ts'
import type { Order } from '../../../domain/shop.ts'
import { ruleClaim } from './claim.ts'

const repair = aClaim({ kind: 'repair', because: 'defective' })
const verdict = (order: Order, now: string) => {
  const ruling = ruleClaim(aMatter(order, now), repair)
  return ruling.allowed ? `${ruling.postage} ${ruling.until}` : ruling.because
}
const delivered = (sku: string, given: Partial<Order> = {}) =>
  anOrder({ lines: [aLine(sku, 10_000)], deliveredAt: new Date('2024-10-10T04:00:00Z'), ...given })

describe('a repair', () => {
  // Delivered on 10 October 2024.
  it.each([
    ['RC-30S', '2026-10-10T15:59:00Z', 'shop 2026-10-10'],
    ['RC-30S', '2026-10-10T16:00:00Z', 'customer null'],
    ['HM-4', '2025-10-10T15:59:00Z', 'shop 2025-10-10'],
    ['HM-4', '2025-10-10T16:00:00Z', 'customer null'],
    ['KT-17', '2025-10-10T16:00:00Z', 'customer null'],
    ['GS-2', '2025-10-10T15:59:00Z', 'shop 2025-10-10'],
    ['SJ-3L', '2027-10-10T15:59:00Z', 'shop 2027-10-10'],
    ['PS-600', '2026-10-10T15:59:00Z', 'shop 2026-10-10'],
    ['PS-1200', '2027-10-10T15:59:00Z', 'shop 2027-10-10'],
    ['SP-100', '2025-10-10T16:00:00Z', 'customer null'],
    ['E-City-20', '2024-11-10T04:00:00Z', 'workshop'],
    ['BT-36-10', '2024-11-10T04:00:00Z', 'workshop'],
    ['CM-DS4', '2024-11-10T04:00:00Z', 'no_warranty'],
  ])('%s at %s: %s', (sku, now, expected) => {
    expect(verdict(delivered(sku), now)).toBe(expected)
  })

  it('has two years at least in the EU', () => {
    const kettle = delivered('KT-17', { site: 'eu', country: 'DE' })
    expect(verdict(kettle, '2026-10-10T12:00:00Z')).toBe('shop 2026-10-10')
    expect(verdict(kettle, '2026-10-11T12:00:00Z')).toBe('customer null')
  })

  it('counts the months of a leap day to the last of February', () => {
    const order = delivered('HM-4', { deliveredAt: new Date('2024-02-29T04:00:00Z') })
    expect(verdict(order, '2025-02-28T04:00:00Z')).toBe('shop 2025-02-28')
  })

  it('is not opened for what has not arrived', () => {
    expect(verdict(anOrder({ status: 'shipped' }), '2026-10-11T04:00:00Z')).toBe('not_delivered')
  })
})
