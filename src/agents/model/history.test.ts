import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Effect } from '../../domain/effect.ts'
import { EffectId, MessageId, TurnId } from '../../domain/id.ts'
import type { Author, Message } from '../../domain/message.ts'
import { summarise, trimHistory, turnsOf } from './history.ts'
import { countMessage } from './tokens.ts'

let clock = Date.UTC(2026, 10, 21)
const message = (author: Author, text: string): Message => ({
  id: MessageId.make(),
  author,
  text,
  at: new Date((clock += 1000)),
})
const exchange = (n: number, words = 10) => [
  message('customer', `question ${n} ${'word '.repeat(words)}`),
  message('agent', `answer ${n} ${'word '.repeat(words)}`),
]

it('makes a turn of what the customer said in a row and all that was answered', () => {
  const greeting = message('agent', 'hello')
  const history = [
    greeting,
    message('customer', 'a'),
    message('customer', 'b'),
    message('agent', 'c'),
    message('operator', 'd'),
    message('customer', 'e'),
  ]
  expect(turnsOf(history).map((turn) => turn.map((m) => m.text).join(''))).toEqual([
    'hello',
    'abcd',
    'e',
  ])
  expect(turnsOf([])).toEqual([])
})

it('keeps the newest whole turns that fit', () => {
  const turns = turnsOf([1, 2, 3, 4].flatMap((n) => exchange(n, 100)))
  const size = turns[0]!.reduce((sum, m) => sum + countMessage(m), 0)
  const { kept, dropped } = trimHistory(turns, size * 2 + 2)
  expect(kept).toEqual(turns.slice(2))
  expect(dropped).toEqual(turns.slice(0, 2))
})

it('keeps the newest turn however small the budget', () => {
  const turns = turnsOf([exchange(1), exchange(2, 500)].flat())
  expect(trimHistory(turns, 1).kept).toEqual(turns.slice(1))
})

it('always gives back the same turns in the same order, none lost and none cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 20 }), fc.nat(3000), (lengths, budget) => {
      const turns = turnsOf(lengths.flatMap((words, n) => exchange(n, words)))
      const { kept, dropped } = trimHistory(turns, budget)
      expect([...dropped, ...kept]).toEqual(turns)
      const tokens = kept.flat().reduce((sum, m) => sum + countMessage(m), 0)
      expect(tokens <= budget || kept.length <= 1).toBe(true)
    }),
    { numRuns: 60 },
  )
})

it('tells of wishes, effects and words of dropped turns, shortly', () => {
  const [asked, answered] = exchange(1, 200) as [Message, Message]
  const effect: Effect = {
    id: EffectId.make(),
    turnId: TurnId.make(),
    tool: 'urge_delivery',
    args: { orderNumber: 'VG26111842' },
    idempotencyKey: 'k',
    consentId: null,
    status: 'done',
    result: null,
    at: answered.at,
  }
  const digest = summarise([asked, answered], [effect, { ...effect, status: 'failed' }], {
    wishes: [
      {
        playbook: 'stuck_parcel',
        intent: 'urge_delivery',
        words: 'hurry it up',
        messageId: asked.id,
        status: 'done',
        facts: {},
        asked: null,
        timesAsked: {},
        said: [],
        unmetTurns: 0,
      },
    ],
  })
  expect(digest.split('\n')).toEqual([
    'wanted (stuck_parcel, done): hurry it up',
    'done: urge_delivery {"orderNumber":"VG26111842"}',
    expect.stringMatching(/^customer: question 1 word/),
    expect.stringMatching(/^agent: answer 1 .*…$/),
  ])
  expect(Math.max(...digest.split('\n').map((line) => line.length))).toBeLessThan(140)
})

it('says nothing when nothing was dropped', () => {
  expect(summarise([], [], { wishes: [] })).toBe('')
})

it('bounds the digest of a very long past', () => {
  const long = Array.from({ length: 400 }, (_, n) => exchange(n)).flat()
  expect(summarise(long, [], { wishes: [] }).split('\n')).toHaveLength(12)
})
