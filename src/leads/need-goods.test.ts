import { describe, expect, it } from 'vitest'
import { aboutGoods, coreOf, toCore } from './need-goods.ts'
import { findQuantities } from './quantity.ts'

/** A wish is cut to the goods that it names, with their number and what describes them. */

/** The core of a text in which a finder of goods has found these. */
function core(text: string, goods: string): string | null {
  const start = text.indexOf(goods)
  return coreOf(
    { text, start: 0 },
    start < 0 ? [] : [{ start, end: start + goods.length }],
    findQuantities(text, false)[0] ?? null,
    1,
  )
}

describe('the core of a wish', () => {
  it.each([
    ['打算给新家买台冰箱', '冰箱', '冰箱'],
    ['学校食堂要采购两台商用洗碗机', '洗碗机', '两台商用洗碗机'],
    ['约个时间到店试坐一下按摩椅', '按摩椅', '试坐按摩椅'],
    ['请把咖啡机报价发我', '咖啡机', '咖啡机报价'],
    ["we'd like 120 branded backpacks shipped to Rotterdam", 'backpacks', '120 branded backpacks'],
    [
      'could I get a quote for your espresso machines',
      'espresso machines',
      'quote for your espresso machines',
    ],
  ])('of “%s” with %s is “%s”', (text, goods, wanted) => {
    expect(core(text, goods)).toBe(wanted)
  })

  it('is nothing where no goods are named', () => {
    expect(core('can you help me with something', 'kettle')).toBeNull()
  })
})

it('leaves the customer’s own words where they say little more, or count rooms', () => {
  expect(toCore('two stand mixers for the bakery', 'two stand mixers')).toBe(
    'two stand mixers for the bakery',
  )
  expect(toCore('35间套房换咖啡机', '咖啡机')).toBe('35间套房换咖啡机')
  expect(toCore('送女朋友一个音箱', '一个音箱')).toBe('一个音箱')
})

it('takes a wish that names no goods to be about those last spoken of', () => {
  expect(aboutGoods('green one still', 'kettle', false)).toBe('green kettle')
  expect(aboutGoods('入一台', '投影仪', true)).toBe('一台投影仪')
  expect(aboutGoods('5升', '空气炸锅', false)).toBe('5升空气炸锅')
  expect(aboutGoods('报价单', null, false)).toBe('报价单')
})
