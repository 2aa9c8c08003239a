import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit } from '../../tests/visitor.ts'

let front: Front
let desk: (method: 'GET' | 'POST', path: string, body?: object) => Promise<Response>
beforeAll(async () => {
  front = await openFront()
  const authorization = `Bearer ${await front.operatorToken('Mei')}`
  desk = (method, path, body) =>
    fetch(`${front.url}/v1/desk/${path}`, {
      method,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
})
afterAll(() => front.stop())

interface Me {
  operator: { id: string; presence: string; load: number }
}
const me = async () => ((await (await desk('GET', 'me')).json()) as Me).operator
const queue = async () =>
  (
    (await (await desk('GET', 'queue')).json()) as {
      conversations: { id: string; wait: { offeredTo: string | null; skill: string } | null }[]
    }
  ).conversations

it('an operator is online by being seen, and away by saying so', async () => {
  expect((await me()).presence).toBe('online')
  await desk('POST', 'presence', { state: 'away' })
  // Being seen brings nobody back who is away.
  expect((await me()).presence).toBe('away')
  const back = await desk('POST', 'presence', { state: 'online' })
  expect(await back.json()).toMatchObject({ operator: { presence: 'online' }, onlineMs: 120_000 })
  const bad = await desk('POST', 'presence', { state: 'asleep' })
  expect([bad.status, await bad.json()]).toMatchObject([400, { field: 'state' }])
  const all = (await (await desk('GET', 'operators')).json()) as { operators: { name: string }[] }
  expect(all.operators.map(({ name }) => name)).toContain('Mei')
})

it('what waits is offered through the worker, and the queue says to whom', async () => {
  const visitor = await visit(front.url, { locale: 'zh' })
  await visitor.say('我要找人工客服')
  const { id } = await me()
  const mine = await until('an offer', async () =>
    (await queue()).find((one) => one.id === visitor.id && one.wait?.offeredTo === id),
  )
  expect(mine.wait?.skill).toBe('general')
  expect((await me()).load).toBe(1)
  expect((await desk('POST', `conversations/${visitor.id}/decline`)).status).toBe(204)
  await desk('POST', `conversations/${visitor.id}/take`)
  expect((await queue()).find((one) => one.id === visitor.id)?.wait).toBeNull()
  const nowhere = await desk('POST', `conversations/${visitor.id}/transfer`, { note: 'x' })
  expect([nowhere.status, await nowhere.json()]).toMatchObject([400, { field: 'skill' }])
  const onward = await desk('POST', `conversations/${visitor.id}/transfer`, { skill: 'billing' })
  expect(onward.status).toBe(204)
  const waiting = (await queue()).find((one) => one.id === visitor.id)
  expect(waiting?.wait?.skill).toBe('billing')
})
