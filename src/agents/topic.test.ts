import { describe, expect, it } from 'vitest'
import type { Wish } from '../domain/agenda.ts'
import { MessageId } from '../domain/id.ts'
import type { Entity, Reading } from '../domain/reading.ts'
import { namesIn, topicOf } from './topic.ts'

const read = (entities: Entity[] = []): Reading => ({
  intents: [{ name: 'product_info', probability: 0.9 }],
  outOfScope: false,
  sentiment: 0,
  language: 'en',
  entities,
  risks: [],
})
const say = (text: string) => ({ id: MessageId.make(), text })
const spoken = (intent: Wish['intent'], names: NonNullable<Wish['names']>): Wish => ({
  playbook: intent,
  intent,
  words: 'before',
  names,
  messageId: MessageId.make(),
  status: 'done',
  facts: {},
  asked: null,
  timesAsked: {},
  said: [],
  unmetTurns: 0,
})

describe('what a question is about', () => {
  it('is named in the words in which it was said', () => {
    const message = say('寄到新疆的 af45 要几天')
    const entities: Entity[] = [
      { type: 'place', value: 'Xinjiang', start: 2, end: 4 },
      { type: 'product', value: 'AF-45', start: 6, end: 10 },
    ]
    expect(namesIn(message, read(entities))).toEqual({ goods: 'af45', place: '新疆' })
  })

  const bike = spoken('product_info', { goods: 'E-City 20' })
  const xinjiang = spoken('shipping_policy', { place: '新疆' })

  it.each(['does it come with a lock', 'and the weight?', '那个防水吗'])(
    'is the goods spoken of last: %s',
    (text) => {
      expect(topicOf(say(text), read(), 'product_info', [bike])).toEqual({ goods: 'E-City 20' })
    },
  )

  it('is not the goods where another matter is asked', () => {
    expect(topicOf(say('你们几点开门'), read(), 'return_policy', [bike])).toEqual({})
  })

  it('is the place of the last question of its kind', () => {
    expect(topicOf(say('运费呢'), read(), 'shipping_policy', [xinjiang])).toEqual({ place: '新疆' })
    expect(topicOf(say('能分期吗'), read(), 'payment_methods', [xinjiang])).toEqual({})
  })

  it('is what it says itself', () => {
    const kettle = { type: 'product', value: 'KT-17', start: 5, end: 10 } as const
    expect(topicOf(say('and a KT-17?'), read([kettle]), 'product_info', [bike])).toEqual({})
  })

  it('is forgotten after some more wishes', () => {
    const others = Array.from({ length: 4 }, () => spoken('invoice_request', {}))
    expect(topicOf(say('is it waterproof'), read(), 'product_info', [bike, ...others])).toEqual({})
  })
})
