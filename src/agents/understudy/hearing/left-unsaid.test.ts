import { expect, it } from 'vitest'
import type { IntentName } from '../../../domain/intent.ts'
import type { Entity, Reading } from '../../../domain/reading.ts'
import { isOfOwnCase, readUnsaid } from './left-unsaid.ts'

const reading = (entities: Entity[] = []): Reading => ({
  intents: [{ name: 'product_stock', probability: 0.5 }],
  sentiment: 0,
  language: 'zh',
  entities,
  risks: [],
  outOfScope: false,
})
const read = (text: string, before: IntentName[] = [], entities: Entity[] = []) =>
  readUnsaid(
    text,
    reading(entities),
    before.map((intent) => ({ intent })),
  )?.intents[0]?.name ?? null

it.each([
  '什么时候到',
  '什麼時候會到?',
  '那大概几时能到啊',
  '好久到嘛',
  '到底啥时候发货',
  'when will it arrive?',
  'so when does it get here',
])('%s is of the order that was spoken of', (text) => {
  expect(read(text, ['return_item'])).toBe('order_status')
})

it.each(['退多少', '钱多久到', '什么时候到', '真退了？', 'when do I get my money back'])(
  '%s is of the refund after a refund was spoken of',
  (text) => {
    expect(read(text, ['refund_status'])).toBe('refund_status')
  },
)

it.each([
  ['到底能不能退', 'return_item'],
  ['还没收到可以退吗', 'return_item'],
  ['还能换不', 'exchange_item'],
  ['可以取消吗', 'cancel_order'],
  ['can I still cancel it?', 'cancel_order'],
] as const)('%s is of the order and not of the rules', (text, intent) => {
  expect(read(text, ['order_status'])).toBe(intent)
  expect(read(text)).toBeNull()
})

it('takes goods of their own for what is spoken of, and goods in general for none', () => {
  const goods: Entity = { type: 'goods', value: '电饭煲', start: 2, end: 5 }
  expect(read('那个电饭煲能退不', [], [goods])).toBe('return_item')
  expect(read('卖的电饭煲能退不', [], [goods])).toBeNull()
})

it.each(['多久发货', '退款多久到账', '新疆什么时候能到', '什么时候打折', '能不能退运费险'])(
  '%s says itself what it is about, or asks after the rules',
  (text) => {
    expect(read(text)).toBeNull()
  },
)

it('is known for the customer’s own case afterwards', () => {
  const unsaid = readUnsaid('什么时候到', reading(), [])
  expect(unsaid && isOfOwnCase(unsaid)).toBe(true)
  expect(isOfOwnCase(reading())).toBe(false)
})
