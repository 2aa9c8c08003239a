import { expect, it } from 'vitest'
import { findBudgets, formatBudget, parseBudget, usualCurrency } from './budget.ts'

const read = (text: string, asked = false) =>
  findBudgets(text, asked).map((budget) =>
    formatBudget({ ...budget, currency: budget.currency ?? usualCurrency(text) }),
  )

it.each([
  ['预算3万左右', 'CNY 30000'],
  ['预算报了5万8', 'CNY 58000'],
  ['五千块以内', 'CNY 5000'],
  ['25万到28万之间', 'CNY 250000-280000'],
  ['每份200到300元', 'CNY 200-300'],
  ['预算2到3万', 'CNY 20000-30000'],
  ['around 5k euros', 'EUR 5000'],
  ['£2,000', 'GBP 2000'],
  ['We have 18.000 EUR approved', 'EUR 18000'],
  ['$30,000 to $35,000', 'USD 30000-35000'],
  ['between 800 and 1000 dollars', 'USD 800-1000'],
  ['five grand, USD', 'USD 5000'],
  ['six to eight thousand euros', 'EUR 6000-8000'],
  ['预算港币4万', 'HKD 40000'],
  ['1w5以内', 'CNY 15000'],
  ['一千五六', 'CNY 1500-1600'],
  ['no more than 3 and a half k usd', 'USD 3500'],
  ['anywhere from 6 to 8k, dollars', 'USD 6000-8000'],
  ['five to six k euros', 'EUR 5000-6000'],
  ['forty grand, could stretch to forty-five', '40000-45000'],
  ['maybe 9,000 pesos in total', 'MXN 9000'],
  ['60 000 kronor', 'SEK 60000'],
  ['200ish dollars', 'USD 200'],
])('reads %s as %s', (text, normal) => expect(read(text, true)).toEqual([normal]))

it.each([
  ['想要个烤箱，1500左右', 'CNY 1500'],
  ['保温杯两百个，每个不超过80，下周要', 'CNY 80'],
  ['订80台，12万，下月交', 'CNY 120000'],
  ['想换个床垫，六七千吧', 'CNY 6000-7000'],
  ['袋子要500个，5千到6千，月底', 'CNY 5000-6000'],
])('takes a sum by where it stands: %s', (text, normal) => expect(read(text)).toEqual([normal]))

it.each([
  'make that 15, not a dozen',
  '房间有1500左右平米，不是1200台',
  '300台AF-45',
  'PS-1200 please',
  '2026-12-15',
  '13800138000',
  'within 3 weeks',
  '40 rooms',
])('takes %s for no money', (text) => expect(read(text)).toEqual([]))

it('takes a bare number as money only when money was asked for', () => {
  expect(read('12000')).toEqual([])
  expect(read('12000', true)).toEqual(['12000'])
})

it('knows a sum for each piece from a sum for all', () => {
  expect(findBudgets('$60 each')[0]?.each).toBe(true)
  expect(findBudgets('$60 in all')[0]?.each).toBe(false)
})

it('reads its own normal form again', () => {
  expect(formatBudget(parseBudget('EUR 4000-5000') ?? expect.fail())).toBe('EUR 4000-5000')
  expect(parseBudget('no idea')).toBeNull()
})
