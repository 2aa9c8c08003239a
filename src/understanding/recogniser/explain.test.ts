import { expect, it } from 'vitest'
import { explain } from './explain.ts'
import { createRecogniser } from './recogniser.ts'
import { trainModel } from './train.ts'
import type { Example } from './recogniser.ts'

const say = (label: string, ...texts: string[]): Example[] =>
  texts.map((text) => ({ text, labels: [label] }))
const recogniser = createRecogniser(
  trainModel([
    ...say(
      'track',
      'where is my parcel',
      'track my parcel please',
      'parcel location',
      '我的包裹在哪',
      '查包裹',
    ),
    ...say(
      'refund',
      'i want a refund',
      'refund my money',
      'where is my refund',
      '我要退款',
      '退款给我',
    ),
  ]),
)

it('names the word that spoke most for each class, and against the other', () => {
  const [first, second] = explain(recogniser, 'please track my parcel')
  expect(first?.intent).toBe('track')
  expect(['track', 'parcel']).toContain(first?.evidence[0]?.piece)
  const parcel = second?.evidence.find(({ piece }) => piece === 'parcel')
  expect(parcel?.weight).toBeLessThan(0)
})

it('takes Chinese two signs at a time', () => {
  const [first] = explain(recogniser, '我要退款')
  expect(first?.intent).toBe('refund')
  expect(first?.evidence.map(({ piece }) => piece)).toContain('退款')
})

it('explains an empty text by nothing', () => {
  expect(explain(recogniser, '').every(({ evidence }) => evidence.length === 0)).toBe(true)
})
