import { expect, it } from 'vitest'
import type { LeadFactName } from '../domain/lead.ts'
import { sameFact, tokenF1 } from './same-fact.ts'

const today = new Date('2026-11-21')

it.each<[LeadFactName, string, string]>([
  ['name', '陳　小明', '陳小明'],
  ['company', 'ACME GmbH', 'acme gmbh'],
  ['contact', '+8613800138000', '138 0013 8000'],
  ['contact', '+8613800138000, a@b.cn', 'A@B.cn'],
  ['contact', '+61412345678', '0412345678'],
  ['budget', 'CNY 30000', '3万元左右'],
  ['budget', 'EUR 4000-5000', '4k-5k euros'],
  ['timeline', '2026-11-25', '下周三前'],
  ['timeline', '2026-12-01/2026-12-31', '2026-12'],
  ['need', '采购300台AF-45空气炸锅', '300台空气炸锅'],
  ['location_or_channel', '江苏苏州', '苏州'],
])('takes %s %s for %s', (name, said, held) => expect(sameFact(name, said, held, today)).toBe(true))

it.each<[LeadFactName, string, string]>([
  ['name', '陈', '陈小明'],
  ['company', 'Acme', 'Acme GmbH'],
  ['contact', '+8613800138000', '+8613800138001'],
  ['contact', '+61412345678', '0412345679'],
  ['budget', 'CNY 30000', 'EUR 30000'],
  ['budget', 'EUR 4000', 'EUR 4000-5000'],
  ['timeline', '2026-12-10', '2026-12'],
  ['timeline', 'soon', '2026-12-10'],
  ['need', '300台空气炸锅', '帐篷'],
])('does not take %s %s for %s', (name, said, held) =>
  expect(sameFact(name, said, held, today)).toBe(false),
)

it('counts tokens: words without articles, and pairs of Chinese characters', () => {
  expect(tokenF1('the red tent', 'a red tent')).toBe(1)
  expect(tokenF1('咖啡机', '咖啡')).toBeCloseTo(2 / 3)
  expect(tokenF1('', '')).toBe(1)
})
