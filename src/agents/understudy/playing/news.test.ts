import { describe, expect, it } from 'vitest'
import { narrowed } from './news.ts'

describe('the field of a row that a bare question is after', () => {
  const row = 'Destination: Switzerland, Norway; Fee: €18.90; Free from: never; Working days: 6–9'

  it('is the fee for "how much?" and the days for "how long?"', () => {
    expect(narrowed(`Orders leave from Poznań.\n${row}`, 'how much')).toBe(
      'Destination: Switzerland, Norway; Fee: €18.90',
    )
    expect(narrowed(row, 'and how long?')).toBe(
      'Destination: Switzerland, Norway; Working days: 6–9',
    )
  })

  it('is told under the dates for which it holds', () => {
    const dated =
      '7月1日起：\n地区：西藏；运费：18 元；发货后送达：5–8 天\n旧版：\n地区：西藏；运费：25 元；发货后送达：6–10 天'
    expect(narrowed(dated, '多久')).toBe(
      '7月1日起：\n地区：西藏；发货后送达：5–8 天\n旧版：\n地区：西藏；发货后送达：6–10 天',
    )
  })

  it('is not guessed where several rows have one, or none', () => {
    const two = `${row}\nDestination: Germany; Fee: €6.90; Working days: 2–4`
    expect(narrowed(two, 'how much')).toBe(two)
    expect(narrowed('Weight: 2 kg', 'how long')).toBe('Weight: 2 kg')
    expect(narrowed(row, 'and customs?')).toBe(row)
  })
})
