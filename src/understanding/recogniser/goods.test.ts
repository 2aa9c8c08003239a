import { describe, expect, it } from 'vitest'
import { loadLexicon } from './concepts.ts'
import { foldText } from '../fold.ts'
import { createGoodsMask, goodsSign } from './goods.ts'

const mask = createGoodsMask(loadLexicon().goods)
const read = (text: string) => mask(foldText(text)).replaceAll(goodsSign, '*')

describe('the mask of goods', () => {
  it.each([
    ['净化器给我寄哪去了', '*给我寄哪去了'],
    ['空气净化器给我寄哪去了', '*给我寄哪去了'],
    ['我的電飯煲壞了', '我的*坏了'],
    ['my E-Bike batteries died', 'my * * died'],
    ['where are my coffee machines', 'where are my *'],
    ['two air-fryers and a kettle', 'two * and a *'],
  ])('makes %s into %s', (text, masked) => {
    expect(read(text)).toBe(masked)
  })

  it.each(['i paid by card', 'can i book a visit', '手机号是多少', 'potential', 'watch out'])(
    'leaves %s as it is',
    (text) => {
      expect(read(text)).toBe(text)
    },
  )
})
