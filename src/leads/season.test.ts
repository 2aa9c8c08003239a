import { expect, it } from 'vitest'
import { seasonDay } from './season.ts'

it('tells about when a season comes next', () => {
  expect(seasonDay('寒假前', new Date('2026-12-05'))).toBe('2027-01-20')
  expect(seasonDay('before the ski season', new Date('2026-12-05'))).toBe('2026-12-15')
  expect(seasonDay('暑假', new Date('2026-12-05'))).toBe('2027-07-01')
  expect(seasonDay('soon', new Date('2026-12-05'))).toBeNull()
})
