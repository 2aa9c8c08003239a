import { describe, expect, it } from 'vitest'
import type { FactSlot } from '../../../domain/playbook.ts'
import { identifierIn, labelledIn } from './labelled.ts'

const ask = { zh: '？', en: '?' }
const title: FactSlot = {
  type: 'text',
  ask,
  labels: { zh: ['抬头', '公司名称'], en: ['company name', 'made out to'] },
}
const taxNumber: FactSlot = {
  type: 'text',
  digits: true,
  ask,
  labels: { zh: ['税号'], en: ['vat number', 'vat'] },
}

describe('a value behind its label', () => {
  it('is a name to the end of its clause, wherever it stands', () => {
    expect(labelledIn(title, '要开票，抬头：远山科技有限公司，税号91510100MA6C8ABC1D')).toBe(
      '远山科技有限公司',
    )
    expect(labelledIn(title, '公司抬头，远山科技有限公司')).toBe('远山科技有限公司')
    expect(labelledIn(title, 'An invoice, company name Moreau SARL; thanks')).toBe('Moreau SARL')
  })

  it('is a number with digits, in groups or not, with nothing between or with words', () => {
    expect(labelledIn(taxNumber, '税号91510100MA6C8ABC1D')).toBe('91510100MA6C8ABC1D')
    expect(labelledIn(taxNumber, 'our VAT number is FR 40 303265045, thanks')).toBe(
      'FR 40 303265045',
    )
    expect(labelledIn(taxNumber, 'what is a vat number')).toBeNull()
  })

  it('is none where the label is part of another sentence', () => {
    expect(labelledIn(title, '抬头开个人')).toBeNull()
    expect(labelledIn({ type: 'text', ask }, '抬头：远山')).toBeNull()
  })
})

describe('a number that stands for itself', () => {
  it('is the only one, with six digits or more', () => {
    expect(identifierIn('不对，是91510100MA6C8ABC1D')).toBe('91510100MA6C8ABC1D')
    expect(identifierIn('AF-45 and RV-20')).toBeNull()
    expect(identifierIn('91510100MA6C8ABC1D or 91510100MA6C8ABC2D')).toBeNull()
  })
})
