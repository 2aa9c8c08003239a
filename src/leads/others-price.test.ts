import { expect, it } from 'vitest'
import { findBudgets } from './budget.ts'
import { withoutOthersPrices } from './others-price.ts'

const sums = (text: string) =>
  findBudgets(withoutOthersPrices(text)).map(({ maxMinor }) => maxMinor / 100)

it.each([
  '他家给我报了三千二',
  '人家拼多多上才卖99块',
  'Your competitor BrewPro quoted us $410 a unit',
  'Staples wanted $189 apiece',
  'we currently pay $30 a month',
])('what others ask is not what the customer would spend: %s', (text) =>
  expect(sums(text)).toEqual([]),
)

it.each([
  ['他家报三千二，我最多出3000块', [3000]],
  ['BrewPro quoted us $410. Our budget is $4,500', [4500]],
  ["we've raised about £1,450", [1450]],
  ['The committee set aside 900 euros', [900]],
])('the customer’s own sum stands: %s', (text, own) => expect(sums(text)).toEqual(own))
