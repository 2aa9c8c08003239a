import { expect, it } from 'vitest'
import { lifetimeValue } from './lifetime-value.ts'

const now = new Date('2026-11-21')
const order = (day: string, minor: number, currency = 'CNY') => ({
  placedAt: new Date(day),
  total: { minor, currency },
})

it('is nothing without orders: the grade falls back to its prior', () => {
  expect(lifetimeValue([], now)).toBeNull()
  expect(lifetimeValue([order('2027-01-01', 100)], now)).toBeNull()
})

it('counts recency, frequency and money', () => {
  const value =
    lifetimeValue([order('2024-11-21', 100_000), order('2025-11-21', 300_000)], now) ??
    expect.fail()
  expect(value.recencyDays).toBe(365)
  expect(value.perYear).toBeCloseTo(1)
  expect(value.meanYuan).toBe(2000)
  expect(value.nextYearYuan).toBeCloseTo(1000)
})

it('is more for a later, a larger, and one more order, and never above 1', () => {
  const share = (...orders: Parameters<typeof lifetimeValue>[0]) =>
    lifetimeValue(orders, now)?.share ?? expect.fail()
  const base = share(order('2026-01-01', 100_000))
  expect(share(order('2026-11-01', 100_000))).toBeGreaterThan(base)
  expect(share(order('2026-01-01', 900_000))).toBeGreaterThan(base)
  expect(share(order('2026-01-01', 100_000), order('2026-03-01', 100_000))).toBeGreaterThan(base)
  expect(share(order('2026-11-20', 9_000_000_000))).toBe(1)
})
