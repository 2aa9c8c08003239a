import { expect, it } from 'vitest'
import { anOrder } from '../../../../tests/orders.ts'
import { playbookOf, readingOf } from '../../../../tests/playbook.ts'
import { MessageId } from '../../../domain/id.ts'
import type { IntentName } from '../../../domain/intent.ts'
import type { Outcome } from '../../../domain/proposal.ts'
import { wishAboutOwnOrder } from './own-orders.ts'
import type { Floor } from './run.ts'

const order = { type: 'order' as const, ask: { zh: '哪个订单？', en: 'Which order?' } }
const track = playbookOf('track', { intents: ['order_status'], facts: { order } })
const repair = playbookOf('repair', { intents: ['warranty_repair'], facts: { order } })
const sheet = playbookOf('sheet', { intents: ['product_info'] })

/** What is made of a text that was guessed to want `intent`, and what was looked up for it. */
async function wishOf(
  text: string,
  intent: IntentName,
  { login = 'sc_lin' as string | null, data = {} as unknown, namesGoods = true },
) {
  const message = { id: MessageId.make(), author: 'customer' as const, text, at: new Date() }
  const identity = { shopCustomerId: login, provenOrders: [] }
  const goods = { type: 'goods' as const, value: text, start: 0, end: text.length }
  const entities = namesGoods ? [goods] : []
  const floor = { situation: { scope: { identity } }, playbooks: [track, repair, sheet] }
  const acting = wishAboutOwnOrder(
    { message, reading: { ...readingOf([intent]), entities } },
    floor as unknown as Floor,
  )
  const asked = await acting.next()
  if (asked.done) return { asked: null, wish: asked.value }
  const outcome = { kind: 'called', result: { ok: true, forModel: '', data } } as Outcome
  const { value } = await acting.next(outcome)
  return { asked: asked.value, wish: value }
}
const one = { orders: [anOrder({ number: 'VG26110001' })], said: ['goods'], sure: true }

it('looks among the orders of who is signed in, and takes the wish that was guessed', async () => {
  const { asked, wish } = await wishOf('zip of my jacket...', 'warranty_repair', { data: one })
  expect(asked).toMatchObject({ kind: 'call', tool: 'search_my_orders' })
  expect(wish).toMatchObject({ playbook: 'repair', facts: { order: 'VG26110001' } })
})

it('asks where the order is when the guess is about no order', async () => {
  const { wish } = await wishOf('我那炸锅怎么个情况', 'product_info', { data: one })
  expect(wish).toMatchObject({ playbook: 'track', intent: 'order_status' })
})

it('leaves the choice to the procedure when several orders fit', async () => {
  const orders = [...one.orders, anOrder({ number: 'VG26110002' })]
  const { wish } = await wishOf('水壶啊水壶', 'order_status', { data: { ...one, orders } })
  expect(wish).toMatchObject({ playbook: 'track', facts: {} })
})

it.each([
  ['a stranger', 'about that kettle', { login: null }],
  ['who names no goods', 'about that thing', { namesGoods: false }],
])('looks nothing up for %s', async (_, text, who) => {
  expect(await wishOf(text, 'order_status', who)).toEqual({ asked: null, wish: null })
})

it('makes nothing of goods that are in none of the orders', async () => {
  const { wish } = await wishOf('that piano', 'order_status', { data: { ...one, sure: false } })
  expect(wish).toBeNull()
})
