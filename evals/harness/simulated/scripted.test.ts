import { expect, it } from 'vitest'
import type { z } from 'zod'
import { seeded } from '../../../src/measure/random.ts'
import { Customer, factsOf } from './customer.ts'
import { hear } from './hears.ts'
import { mistype } from './noise.ts'
import { scriptedCustomer } from './scripted.ts'
import type { Move, Reached, Stopped } from './simulation.ts'

const base = {
  language: 'en' as const,
  goal: 'cancel the order',
  says: ['Cancel my order', 'I want that order cancelled'],
  knows: { order: 'VG11111111', tail: '1234' },
  stops: { effect: 'cancel_order' },
}

const nothing: Reached = { done: [], said: [], handedOver: false }

/** Lets a customer hear replies in order; what came of each. */
async function hearing(
  change: Partial<z.input<typeof Customer>>,
  replies: readonly string[],
  { seed = 1, reached = nothing }: { seed?: number; reached?: Reached } = {},
): Promise<(Move | Stopped)[]> {
  const customer = scriptedCustomer(Customer.parse({ ...base, ...change }), seed)
  const { signal } = new AbortController()
  const came = [await customer.next(null, nothing, signal)]
  for (const reply of replies) {
    const last = came.at(-1)
    if (last && 'stopped' in last) break
    came.push(await customer.next(reply, reached, signal))
  }
  return came
}

const kinds = (came: readonly (Move | Stopped)[]) =>
  came.map((it) => ('stopped' in it ? it.stopped : it.kind))

const askBoth = 'Please give me the order number and the last four digits of the phone number.'
const consent = 'Order VG11111111 would be cancelled. Shall I? (reply "yes" or "no")'

it('answers what is asked from its facts, agrees, and stops when it has what it came for', async () => {
  const came = await hearing({}, [askBoth, consent])
  expect(kinds(came)).toEqual(['opens', 'tells', 'agrees'])
  expect(came[1]).toMatchObject({ told: { order: 'VG11111111', tail: '1234' } })
  const done = { ...nothing, done: ['cancel_order'] }
  expect(kinds(await hearing({}, ['It is cancelled.'], { reached: done }))).toEqual([
    'opens',
    'satisfied',
  ])
})

it('says the same for the same seed, and something else for another', async () => {
  const talk = async (seed: number) => {
    const came = await hearing({ typos: 0.15, temper: 'angry' }, ['Hm?', 'What?'], { seed })
    return came.map((it) => ('text' in it ? it.text : '')).join('|')
  }
  expect(await talk(1)).toBe(await talk(1))
  expect(
    new Set([await talk(1), await talk(2), await talk(3), await talk(4)]).size,
  ).toBeGreaterThan(1)
})

it('gives one thing at a time in a hurry', async () => {
  const came = await hearing({ temper: 'hurried' }, [askBoth, askBoth])
  expect(came.slice(1)).toMatchObject([
    { told: { order: 'VG11111111' } },
    { told: { tail: '1234' } },
  ])
})

it('tells a fact wrongly first, puts it right, and does not agree to what was wrong', async () => {
  const knows = { order: 'VG11111111', tail: { value: '1234', first: '1243' } }
  const came = await hearing({ knows }, [
    askBoth,
    'That does not match.',
    'Tail 1243 it is. Shall I?',
  ])
  expect(kinds(came)).toEqual(['opens', 'tells', 'corrects', 'corrects'])
  expect(came[1]).toMatchObject({ told: { tail: '1243' } })
  expect(came[2]).toMatchObject({ told: { tail: '1234' }, text: expect.stringContaining('1234') })
})

it('refuses once, or always', async () => {
  const knows = (refuses: 'once' | 'always') => ({
    order: 'VG11111111',
    tail: { value: '1234', refuses },
  })
  const asks = 'Please give me the last four digits.'
  expect(kinds(await hearing({ knows: knows('once') }, [asks, asks]))).toEqual([
    'opens',
    'refuses',
    'tells',
  ])
  expect(kinds(await hearing({ knows: knows('always') }, [asks, asks]))).toEqual([
    'opens',
    'refuses',
    'refuses',
  ])
})

it('hesitates over a consent before it says yes, or says no', async () => {
  expect(kinds(await hearing({ agrees: 'hesitates' }, [consent, `${consent} `]))).toEqual([
    'opens',
    'hesitates',
    'agrees',
  ])
  expect(kinds(await hearing({ agrees: 'no' }, [consent]))).toEqual(['opens', 'declines'])
})

it('changes its mind, mixes orders up, and goes away and comes back', async () => {
  const changesMind = { after: 1, says: ['Leave it, where is it?'] }
  expect(await hearing({ changesMind }, [askBoth])).toMatchObject([
    {},
    { kind: 'changes_mind', text: 'Leave it, where is it?' },
  ])
  const mixed = await hearing({ mixes: 'VG22222222' }, [askBoth, 'VG22222222 is on its way.'])
  expect(mixed.slice(1)).toMatchObject([
    { text: expect.stringMatching(/VG22222222.*VG11111111/), told: { order: 'VG11111111' } },
    { kind: 'corrects', told: { order: 'VG11111111' } },
  ])
  const goesSilent = { after: 1, minutes: 30 }
  expect((await hearing({ goesSilent }, [askBoth]))[1]).toMatchObject({ waitMs: 1_800_000 })
})

it('runs out of patience the sooner the worse its temper, and asks for a person or leaves', async () => {
  const useless = Array.from({ length: 12 }, (_, i) => `Here is fact ${i}.`)
  const messages = async (change: object) =>
    kinds(await hearing({ patience: 4, ...change }, useless))
  const insists = (times: number) => Array.from({ length: times }, () => 'insists')
  expect(await messages({})).toEqual(['opens', ...insists(3), 'asks_person', 'gave_up'])
  expect(await messages({ temper: 'angry' })).toEqual([
    'opens',
    ...insists(1),
    'asks_person',
    'gave_up',
  ])
  expect(await messages({ givesUp: 'leaves' })).toEqual(['opens', ...insists(3), 'gave_up'])
})

it('stops when a person takes over', async () => {
  const reached = { ...nothing, handedOver: true }
  expect(kinds(await hearing({}, ['A colleague takes over.'], { reached }))).toEqual([
    'opens',
    'handed_over',
  ])
})

it('does not know what it was not given', async () => {
  expect((await hearing({}, ['What is the reason?']))[1]).toMatchObject({
    kind: 'does_not_know',
    told: { reason: '?' },
  })
})

it.each([
  ['请告诉我订单号（VG 开头），以及收件人手机号的后四位。', ['order', 'tail']],
  ['留一个手机号或邮箱吧，销售同事会联系您。', ['email', 'phone']],
  ['请问退货的原因是什么：不想要了，还是商品有问题？', ['reason']],
  ['订单号在短信里。', []],
  ['And a phone number, so that we can reach you?', ['phone']],
  ['To protect your data, please give me the last four digits for order VG11111111.', ['tail']],
])('hears what is asked in %s', (reply, asked) => {
  const facts = factsOf({ knows: { order: 'VG11111111', tail: '1234', phone: '13812345678' } })
  expect(hear(reply, facts).facts.toSorted()).toEqual(asked)
})

it('hears a question that names its answer among others', () => {
  const facts = factsOf({ knows: { kind: '个人', reason: '不想要了' } })
  expect(hear('请问抬头开个人还是单位？', facts).facts).toEqual(['kind'])
  expect(hear('请问退货的原因是什么：不想要了、尺码不合适？', facts).facts).toEqual(['reason'])
})

it('takes a value that is said back to it for a question of yes or no', () => {
  const facts = factsOf({ knows: { phone: '13812345678' } })
  const heard = hear('请确认：电话 +8613812345678。现在帮您约上吗？（回复“好的”或“不用”）', facts)
  expect(heard).toMatchObject({ facts: [], asksConsent: true })
})

it('mistypes words, and never numbers or what it is told to leave', () => {
  const text = 'please cancel the order VG11111111 of Paul Meyer, mail a.b@x.example'
  const typed = mistype(text, 0.2, ['Paul Meyer'], seeded(3))
  expect(typed).not.toBe(text)
  for (const kept of ['VG11111111', 'Paul Meyer', 'a.b@x.example']) expect(typed).toContain(kept)
  expect(mistype(text, 0, [], seeded(3))).toBe(text)
})
