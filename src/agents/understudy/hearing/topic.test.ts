import { describe, expect, it } from 'vitest'
import { MessageId } from '../../../domain/id.ts'
import type { Entity, Reading } from '../../../domain/reading.ts'
import { topicAfter, topicOf } from './topic.ts'

const read = (entities: Entity[] = []): Reading => ({
  intents: [{ name: 'product_info', probability: 0.9 }],
  outOfScope: false,
  sentiment: 0,
  language: 'en',
  entities,
  risks: [],
})
const say = (text: string) => ({ id: MessageId.make(), text })

describe('what is spoken of', () => {
  it('is what a message names, in its words', () => {
    const entities: Entity[] = [
      { type: 'place', value: 'Xinjiang', start: 2, end: 4 },
      { type: 'product', value: 'AF-45', start: 6, end: 10 },
    ]
    expect(topicAfter({}, say('寄到新疆的 af45 要几天'), read(entities))).toEqual({
      goods: 'af45',
      place: '新疆',
      age: 0,
    })
  })

  it('is another by "and", and not by what is asked beside it', () => {
    const fridge: Entity[] = [{ type: 'goods', value: '冰箱', start: 4, end: 6 }]
    expect(topicAfter({ goods: 'PS-600' }, say('那个能带冰箱吗'), read(fridge)).goods).toBe(
      'PS-600',
    )
    const bike: Entity[] = [{ type: 'goods', value: 'e bike', start: 12, end: 18 }]
    expect(topicAfter({ goods: 'tent' }, say('and for the e bike'), read(bike)).goods).toBe(
      'e bike',
    )
  })

  it('stays for a while, and is forgotten', () => {
    let topic = topicAfter({ goods: 'e-bike', age: 0 }, say('how heavy is it'), read())
    expect(topic).toEqual({ goods: 'e-bike', age: 1 })
    for (let i = 0; i < 7; i++) topic = topicAfter(topic, say('and what else'), read())
    expect(topic).toEqual({})
  })
})

describe('what a question is about', () => {
  it.each(['does it come with a lock', 'and the weight?', '那个防水吗', 'which is lighter'])(
    'is the goods spoken of: %s',
    (text) => {
      expect(topicOf(say(text), read(), 'product_info', { goods: 'E-City 20' })).toBe('E-City 20')
    },
  )

  it('is not the goods where another matter is asked', () => {
    expect(topicOf(say('你们几点开门'), read(), 'store_info', { place: '新疆' })).toBeUndefined()
    expect(topicOf(say('怎么退货'), read(), 'return_policy', { goods: '电饭煲' })).toBeUndefined()
  })

  it('is the place, of sending there', () => {
    expect(topicOf(say('运费呢'), read(), 'shipping_policy', { place: '新疆' })).toBe('新疆')
    expect(topicOf(say('能分期吗'), read(), 'payment_methods', { place: '新疆' })).toBeUndefined()
  })

  it('is what it says itself', () => {
    const kettle = { type: 'product', value: 'KT-17', start: 6, end: 11 } as const
    const topic = { goods: 'E-City 20' }
    expect(topicOf(say('and a KT-17?'), read([kettle]), 'product_info', topic)).toBeUndefined()
  })
})
