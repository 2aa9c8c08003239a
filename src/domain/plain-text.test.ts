import { describe, expect, it } from 'vitest'
import { simplify } from './plain-text.ts'

describe('traditional characters', () => {
  it.each([
    ['我想買多部空氣炸鍋送人', '我想买多部空气炸锅送人'],
    ['電飯煲著咗火，個帳篷爛咗', '电饭煲着咗火，个帐篷烂咗'],
    ['退貨要幾耐', '退货要几耐'],
    ['就这么办，怎麼辦', '就这么办，怎么办'],
    ['已经是简体，VG-1 and Latin', '已经是简体，VG-1 and Latin'],
  ])('%s', (text, simple) => {
    expect(simplify(text)).toBe(simple)
    expect(simplify(text)).toHaveLength(text.length)
  })
})
