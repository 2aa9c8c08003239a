import { describe, expect, it } from 'vitest'
import { analyse } from './analyse.ts'

const terms = (text: string) => analyse(text).map(({ term }) => term)

describe('analysis', () => {
  it('keeps codes whole and also in pieces, however they are typed', () => {
    expect(terms('PS-1200E')).toEqual(expect.arrayContaining(['ps1200e', 'ps', '1200']))
    expect(terms('ＰＳ－1200E')).toContain('ps1200e')
    expect(terms('ps 1200e')).toContain('ps1200e')
    expect(terms('E05')).toContain('e5')
  })

  it('weighs the whole code above its pieces', () => {
    const weights = new Map(analyse('AF-45D').map(({ term, weight }) => [term, weight]))
    expect(weights.get('af45d')).toBe(1)
    expect(weights.get('45')).toBeLessThan(1)
  })

  it('lets the forms of an English word meet', () => {
    const [first, ...others] = ['deliver', 'delivers', 'delivered', 'delivery', 'deliveries'].map(
      terms,
    )
    for (const other of others) expect(other).toEqual(first)
    expect(terms('charging')).toEqual(terms('charged'))
    expect(terms('refunds')).toEqual(terms('refund'))
  })

  it('reads Chinese as pairs of characters and leaves particles out', () => {
    expect(terms('退款吗')).toEqual(expect.arrayContaining(['退款', '退', '款']))
    expect(terms('退款吗')).not.toContain('款吗')
  })

  it('separates Chinese from Latin letters and digits that touch it', () => {
    expect(terms('冰箱显示E07错误')).toEqual(expect.arrayContaining(['冰箱', 'e07', '错误']))
  })

  it('reads an amount the same with and without separators', () => {
    expect(terms('1,099')).toEqual(terms('1099'))
  })

  it('drops what says nothing about the subject', () => {
    expect(terms('What is the and of it?')).toEqual([])
  })
})
