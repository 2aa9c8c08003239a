import { describe, expect, it } from 'vitest'
import { pastPeriodIn } from './past-period.ts'

const now = new Date('2026-11-21T08:00:00Z')
const covers = (text: string, day: string) => {
  const period = pastPeriodIn(text, now)
  const at = new Date(`${day}T08:00:00Z`)
  return period !== null && period.from <= at && at < period.until
}

describe('when something was bought', () => {
  it.each([
    ['the coffee machine I bought last winter', '2026-01-10', '2026-04-10'],
    ['I ordered a tent last summer', '2026-07-01', '2025-07-01'],
    ['the kettle I got in May', '2026-05-20', '2026-06-10'],
    ['what I ordered in December', '2025-12-24', '2026-11-20'],
    ['a lamp bought last year', '2025-03-03', '2026-03-03'],
    ['ordered two weeks ago', '2026-11-07', '2026-11-19'],
    ['I bought it yesterday', '2026-11-20', '2026-11-17'],
    ['received it on November 3', '2026-11-03', '2026-11-08'],
    ['去年冬天买的咖啡机', '2025-12-20', '2026-06-01'],
    ['今年夏天买的帐篷', '2026-07-15', '2025-07-15'],
    ['去年三月买的杯子', '2025-03-15', '2026-03-15'],
    ['5月份下的单', '2026-05-02', '2026-07-02'],
    ['上周买的水壶', '2026-11-10', '2026-11-20'],
    ['三个月前买的', '2026-08-20', '2026-11-10'],
    ['去年买的', '2025-06-01', '2026-06-01'],
  ])('%s: on %s, not on %s', (text, within, outside) => {
    expect([covers(text, within), covers(text, outside)]).toEqual([true, false])
  })

  it.each([
    'where is my kettle',
    'please deliver it tomorrow, I bought a kettle',
    'I have not received anything since last week',
    '从上周到现在都没收到',
    '我要改到11月25号送',
    'I may have bought it',
    '',
  ])('is not said in: %s', (text) => {
    expect(pastPeriodIn(text, now)).toBeNull()
  })
})
