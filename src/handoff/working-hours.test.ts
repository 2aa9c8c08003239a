import { describe, expect, it } from 'vitest'
import {
  afterWorkingTime,
  alwaysOpen,
  closedBetween,
  isOpen,
  WorkingHours,
} from './working-hours.ts'

const at = (text: string) => new Date(text)
const hourMs = 3_600_000
const office = { from: '09:00', to: '18:00' }
const weekdays = { mon: [office], tue: [office], wed: [office], thu: [office], fri: [office] }
const shanghai = WorkingHours.parse({
  timeZone: 'Asia/Shanghai',
  week: weekdays,
  holidays: ['2026-10-01', '2026-10-02'],
  extraDays: { '2026-10-10': [{ from: '10:00', to: '12:00' }] },
})
const berlin = WorkingHours.parse({
  timeZone: 'Europe/Berlin',
  week: { ...weekdays, sun: [office] },
})

describe('working hours', () => {
  it('are open by the clock of their own time zone', () => {
    expect(isOpen(shanghai, at('2026-11-23T01:00:00Z'))).toBe(true)
    expect(isOpen(shanghai, at('2026-11-23T00:59:59Z'))).toBe(false)
    expect(isOpen(shanghai, at('2026-11-23T10:00:00Z'))).toBe(false)
    expect(isOpen(shanghai, at('2026-11-22T04:00:00Z'))).toBe(false)
  })

  it('are closed on holidays and open on extra days', () => {
    expect(isOpen(shanghai, at('2026-10-01T04:00:00Z'))).toBe(false)
    expect(isOpen(shanghai, at('2026-10-10T03:00:00Z'))).toBe(true)
    expect(isOpen(shanghai, at('2026-10-10T05:00:00Z'))).toBe(false)
  })

  it('let working time stand still while they are closed', () => {
    const friday = at('2026-11-20T08:00:00Z')
    expect(afterWorkingTime(shanghai, friday, 2 * hourMs)).toEqual(at('2026-11-20T10:00:00Z'))
    expect(afterWorkingTime(shanghai, friday, 3 * hourMs)).toEqual(at('2026-11-23T02:00:00Z'))
    const eve = at('2026-09-30T09:00:00Z')
    expect(afterWorkingTime(shanghai, eve, 2 * hourMs)).toEqual(at('2026-10-05T02:00:00Z'))
  })

  it('reckon through the night in which the clock is put back', () => {
    // 2026-10-25: Berlin goes from UTC+2 to UTC+1.
    expect(isOpen(berlin, at('2026-10-25T07:30:00Z'))).toBe(false)
    expect(isOpen(berlin, at('2026-10-25T08:00:00Z'))).toBe(true)
    expect(afterWorkingTime(berlin, at('2026-10-23T15:00:00Z'), 2 * hourMs)).toEqual(
      at('2026-10-25T09:00:00Z'),
    )
  })

  it('name the pauses between two moments', () => {
    expect(closedBetween(shanghai, at('2026-11-20T09:00:00Z'), at('2026-11-23T03:00:00Z'))).toEqual(
      [{ from: at('2026-11-20T10:00:00Z'), to: at('2026-11-23T01:00:00Z') }],
    )
    expect(closedBetween(shanghai, at('2026-11-21T01:00:00Z'), at('2026-11-21T02:00:00Z'))).toEqual(
      [{ from: at('2026-11-21T01:00:00Z'), to: at('2026-11-21T02:00:00Z') }],
    )
    expect(
      closedBetween(alwaysOpen, at('2026-11-21T01:00:00Z'), at('2026-11-29T02:00:00Z')),
    ).toEqual([])
  })

  it.each([
    [{ timeZone: 'Asia/Nowhere', week: weekdays }, 'timeZone'],
    [{ timeZone: 'UTC', week: {} }, 'week'],
    [{ timeZone: 'UTC', week: { mon: [{ from: '18:00', to: '09:00' }] } }, 'week.mon.0'],
    [{ timeZone: 'UTC', week: { mon: [{ from: '9', to: '18:00' }] } }, 'week.mon.0.from'],
    [{ timeZone: 'UTC', week: weekdays, holidays: ['2026-02-30'] }, 'holidays.0'],
  ])('refuse %j', (given, field) => {
    expect(WorkingHours.safeParse(given).error?.issues[0]?.path.join('.')).toBe(field)
  })
})
