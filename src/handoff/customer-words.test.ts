import { describe, expect, it } from 'vitest'
import {
  contradicts,
  isQuestion,
  objects,
  pointsBack,
  pointsOnly,
  saysNotHelped,
  saysSettled,
  turnsAway,
} from './customer-words.ts'

describe('a question', () => {
  it.each([
    'Did you send it?',
    'is it in stock',
    '什么时候到',
    '还有现货吗',
    '我的快递呢',
    'and the charger',
    'ok, what about sundays',
  ])('is "%s"', (text) => expect(isQuestion(text)).toBe(true))
  it.each([
    'Did so, nothing',
    '有效期到年底呢，就是用不了',
    '怎么都打不开',
    '还没到呢',
    '等了几天了',
    'and the charger is not in the box',
  ])('is not "%s"', (text) => expect(isQuestion(text)).toBe(false))
})

it.each(["It's the tenth and I don't have it", 'Again: I did not receive it.', '它还是不动'])(
  'hears that "%s" goes on with what was spoken of, and denies',
  (text) => {
    expect(pointsBack(text)).toBe(true)
    expect(contradicts(text)).toBe(true)
  },
)

it.each(['Another thing, my lamp is broken', '对了，我的锅也没到', "by the way I can't log in"])(
  'hears that "%s" turns to something else',
  (text) => expect(turnsAway(text)).toBe(true),
)

it.each([
  'Waxed it, no joy',
  "zip hasn't budged",
  '你看看我写的什么',
  '提示还是不可用',
  '垃圾箱翻遍了',
])('hears in "%s" that it has not helped', (text) => expect(saysNotHelped(text)).toBe(true))

it.each([
  'Yes, but with whom?',
  'I know, but which date?',
  '但是怎么弄',
  '我早确认收货了，发票呢',
  'I already confirmed it, so where is my invoice',
])('hears that "%s" is set against what we said', (text) => expect(objects(text)).toBe(true))

it.each(['Super', 'ok great', '好嘞', '收到'])('hears approval in "%s"', (text) =>
  expect(saysSettled(text)).toBe(true),
)

it('knows what only points from what names a thing', () => {
  expect(pointsOnly('就之前那个嘛，你知道的那个')).toBe(true)
  expect(pointsOnly('the thing, you know, the same one')).toBe(true)
  expect(pointsOnly('the red kettle, you know')).toBe(false)
  expect(pointsOnly('那个水壶')).toBe(false)
})
