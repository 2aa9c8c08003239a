import { describe, expect, it } from 'vitest'
import { evidenceIn, expectedOf } from './expected.ts'

describe('what a question expects', () => {
  it('is an amount for whatever Chinese counts', () => {
    for (const question of ['有几所大学', '共有几家门店', '几位客服'])
      expect(expectedOf(question), question).toBe('amount')
  })

  it('is a time for when, in either language', () => {
    expect(expectedOf('何时开业')).toBe('time')
    expect(expectedOf('When does it start?')).toBe('time')
  })
})

describe('what a text has of it', () => {
  it('is an amount with any measure word, and no year', () => {
    expect(evidenceIn('该市有两所大学', 'amount')).toEqual(['两'])
    expect(evidenceIn('成立于1834年，1963 年独立', 'amount')).toEqual([])
    expect(evidenceIn('It began in 1834 with 12 students.', 'amount')).toEqual(['12'])
    expect(evidenceIn('容量 2000 毫安', 'amount')).toEqual(['2000'])
  })

  it('is a time for a year or a date, and not for a plain number', () => {
    expect(evidenceIn('成立于1834年', 'time')).toEqual(['1834'])
    expect(evidenceIn('11月5日前', 'time')).toEqual(['11', '5'])
    expect(evidenceIn('重 500 克', 'time')).toEqual([])
    expect(evidenceIn('by the 19th century', 'time')).toEqual(['century'])
  })
})
