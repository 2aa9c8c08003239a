import { expect, it } from 'vitest'
import { levelOf, pointsOf } from './membership.ts'

const now = new Date('2026-11-21T08:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const bought = (yuan: number, paidDaysAgo: number, deliveredDaysAgo: number | null) => ({
  paidMinor: yuan * 100,
  currency: 'CNY',
  paidAt: daysAgo(paidDaysAgo),
  deliveredAt: deliveredDaysAgo === null ? null : daysAgo(deliveredDaysAgo),
})

it('tells the level and what the next one takes, counting twelve months', () => {
  expect(levelOf('voyage', [bought(5000, 30, 20), bought(9000, 400, 390)], now)).toEqual({
    level: 'voyager',
    levelName: { zh: '远航', en: 'Voyager' },
    toNext: { minor: 700_000, currency: 'CNY' },
    nextName: { zh: '领航', en: 'Navigator' },
  })
  expect(levelOf('pilot', [], now).toNext).toBeNull()
})

it('credits points ten days after delivery, by the factor of the level', () => {
  expect(pointsOf('voyager', [bought(100, 20, 10)], now).points).toBe(120)
  expect(pointsOf('voyager', [bought(100, 20, 9)], now).points).toBe(0)
  expect(pointsOf('explorer', [bought(100, 20, null)], now)).toEqual({ points: 0, lapsing: null })
})

it('lets points lapse with the last day of their 24th month, the oldest first', () => {
  const old = bought(300, 730, 720)
  const { points, lapsing } = pointsOf('explorer', [bought(100, 20, 11), old], now)
  expect(points).toBe(400)
  expect(lapsing).toEqual({ points: 300, at: new Date('2026-12-31T23:59:59.999Z') })
  expect(pointsOf('explorer', [bought(300, 800, 790)], now).points).toBe(0)
})
