import { describe, expect, it } from 'vitest'
import { statementsOf } from './statements.ts'

const texts = (markdown: string, language = 'en') =>
  statementsOf(markdown, language).map(({ text }) => text)

describe('what a passage says', () => {
  it('says a table row with its column names', () => {
    const table = '| Code | Meaning |\n|---|---|\n| E01 | **Lid** open |\n| E02 | |'
    expect(texts(table)).toEqual(['Code: E01; Meaning: Lid open', 'Code: E02'])
    expect(texts('| 地区 | 运费 |\n|---|---|\n| 西藏 | 18 元 |', 'zh')).toEqual([
      '地区：西藏；运费：18 元',
    ])
  })

  it('says a list of properties without "Item" and "Value"', () => {
    expect(texts('| Item | Value |\n|---|---|\n| Weight | 8.9 kg |')).toEqual(['Weight: 8.9 kg'])
    expect(texts('| 项目 | 参数 |\n|---|---|\n| 重量 | 8.9 千克 |', 'zh')).toEqual([
      '重量：8.9 千克',
    ])
  })

  it('says list items and sentences one by one, without Markdown', () => {
    expect(texts('- **Free** from [€59](/fees)\n- Two\n  lines')).toEqual([
      'Free from €59',
      'Two lines',
    ])
    expect(texts('It weighs 8.9 kg. It costs €5! Why? 42 reasons.')).toEqual([
      'It weighs 8.9 kg.',
      'It costs €5!',
      'Why?',
      '42 reasons.',
    ])
    expect(texts('周日不出库。包邮吗？满 99 元包邮', 'zh')).toEqual([
      '周日不出库。',
      '包邮吗？',
      '满 99 元包邮',
    ])
  })

  it('keeps a bar that stands inside a cell', () => {
    expect(texts('| A | B |\n|---|---|\n| x \\| y | z |')).toEqual(['A: x | y; B: z'])
  })
})
