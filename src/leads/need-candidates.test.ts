import { expect, it } from 'vitest'
import { createNeedCandidates } from './need-candidates.ts'
import type { WishMessage } from './need-tokens.ts'

const message = (text: string, goods: string): WishMessage => ({
  text,
  own: text,
  goodsAt: [{ start: text.indexOf(goods), end: text.indexOf(goods) + goods.length }],
  asked: new Set(),
  offered: [],
  corrects: false,
  gives: [],
})
const messages = [
  message('we want twelve kettles', 'kettles'),
  message('and lamps for the hall', 'lamps'),
  message('make it quick', 'quick'),
]

it('cuts a message up once, however long the conversation goes on', () => {
  let begun = 0
  const candidatesOf = createNeedCandidates<number>({
    none: 0,
    of: (feature) => {
      if (feature.startsWith('head ')) begun += 1
      return 0
    },
    add: (one, other) => one + other,
  })
  for (const length of [1, 2, 3, 3]) candidatesOf(messages.slice(0, length))
  expect(begun).toBe(4 + 5 + 3)
})

it('weighs each feature of a phrase, by its words and by where it stands', () => {
  const candidatesOf = createNeedCandidates<readonly string[]>({
    none: [],
    of: (feature) => [feature],
    add: (one, other) => [...one, ...other],
  })
  const { candidates, quantity } = candidatesOf(messages.slice(0, 2))
  const worthOf = (phrase: string) => candidates.find((one) => one.phrase() === phrase)?.worth
  expect(quantity).toMatchObject({ value: 12 })
  expect(worthOf('twelve kettles')).toEqual(
    expect.arrayContaining(['in <number>', 'in <goods>', 'before want', 'goods 1 counted', 'm0']),
  )
  // Of lamps no number was said: the one of the kettles is put before them, and that is weighed.
  expect(worthOf('twelve lamps')).toEqual(
    expect.arrayContaining(['counted from elsewhere', 'after goods', 'm1']),
  )
})
