import { expect, it } from 'vitest'
import { safetyAdvice } from './safety-advice.ts'

it.each([
  ['zh', '充电的时候冒烟了', /断开电源/, /就医/],
  ['zh', '孩子手被拉链割伤了', /就医/, /断开电源/],
  ['zh', '我家孩子吃了拉肚子', /就医/, /断开电源/],
  ['en', 'the battery caught fire', /unplug/, /doctor/],
  ['en', 'my kid cut his finger on it', /doctor/, /unplug/],
] as const)('tells (%s) 「%s」 what fits', (locale, text, fits, doesNot) => {
  const advice = safetyAdvice([text], locale)
  expect(advice).toMatch(fits)
  expect(advice).not.toMatch(doesNot)
  expect(advice).toContain('400-555-0199')
})

it('tells both where somebody was hurt by fire', () => {
  expect(safetyAdvice(['电池爆炸，手烧伤了'], 'zh')).toMatch(/就医.*断开电源/)
})

it('asks to stop in any case', () => {
  expect(safetyAdvice(['出事了'], 'zh')).toMatch(/停止使用/)
})
