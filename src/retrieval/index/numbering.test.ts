import { describe, expect, it } from 'vitest'
import { createFirsts, createNumbering } from './numbering.ts'

describe('the numbers of what texts say', () => {
  it('are the same wherever a term or word stands', () => {
    const numbering = createNumbering()
    const saidBy = (numbers: readonly number[]) => numbers.map((number) => numbering.said(number))
    const [first, again] = [numbering.pieceOf('parcels', ''), numbering.pieceOf('parcels', 'two')]
    expect(again).toEqual(first)
    expect(saidBy(first.words)).toEqual(['parcels'])
    expect(saidBy(first.terms)).toEqual(['parcel'])
    expect(numbering.find('parcel')).toBe(first.terms[0])
    expect(numbering.find('kettle')).toBeUndefined()
  })

  it('take a code together with the letters before it, and by itself elsewhere', () => {
    const numbering = createNumbering()
    const termsOf = (before: string) =>
      numbering.pieceOf('1200e', before).terms.map((number) => numbering.said(number))
    expect(termsOf('ps')).toContain('ps1200e')
    expect(termsOf('the')).not.toContain('ps1200e')
  })

  it('are of characters in Chinese', () => {
    const numbering = createNumbering()
    const { words } = numbering.pieceOf('退货', '')
    expect(words.map((number) => numbering.said(number))).toEqual(['退', '货'])
  })

  it('come for the first time once a round, however large they are', () => {
    const firsts = createFirsts()
    firsts.clear()
    expect([3, 3, 0, 900, 900].map((number) => firsts.isFirst(number))).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
    firsts.clear()
    expect(firsts.isFirst(3)).toBe(true)
  })
})
