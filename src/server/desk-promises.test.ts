import { afterAll, beforeAll, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'
import { until, visit } from '../../tests/visitor.ts'

let front: Front
let authorization: string
beforeAll(async () => {
  front = await openFront()
  authorization = `Bearer ${await front.operatorToken('Mei')}`
})
afterAll(() => front.stop())

const get = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${front.url}/v1/desk/${path}`, { headers: { authorization } })).json()) as T
const post = (path: string, body?: object) =>
  fetch(`${front.url}/v1/desk/${path}`, {
    method: 'POST',
    headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

interface Promises {
  promises: { id: string; conversationId: string; what: string; status: string; dueAt: string }[]
}

it('an operator promises, updates and keeps, and the clocks are there to be read', async () => {
  const visitor = await visit(front.url, { locale: 'en' })
  await visitor.say('I want to talk to a person')
  await until('the handoff', async () => {
    const { conversations } = await get<{ conversations: { id: string }[] }>('queue')
    return conversations.some(({ id }) => id === visitor.id)
  })
  await post(`conversations/${visitor.id}/take`)
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const made = await post(`conversations/${visitor.id}/promises`, { what: 'the quote', dueAt })
  expect(made.status).toBe(201)
  const { id } = (await made.json()) as { id: string }
  expect((await visitor.messages()).at(-1)?.text).toMatch(/^Noted for you: “the quote”, by /)
  const mine = async () => (await get<Promises>('promises')).promises.find((one) => one.id === id)
  expect(await mine()).toMatchObject({ conversationId: visitor.id, status: 'open', dueAt })

  for (const [bad, field] of [
    [{ dueAt: 'tomorrow' }, 'dueAt'],
    [{ dueAt: '2020-01-01T00:00:00Z' }, 'dueAt'],
    [{}, 'dueAt'],
  ] as const) {
    const refused = await post(`promises/${id}/update`, bad)
    expect([refused.status, await refused.json()]).toMatchObject([400, { field }])
  }
  const later = new Date(Date.now() + 7_200_000).toISOString()
  expect((await post(`promises/${id}/update`, { dueAt: later })).status).toBe(204)
  expect(await mine()).toMatchObject({ status: 'updated', dueAt: later })
  expect((await post(`promises/${id}/keep`)).status).toBe(204)
  expect(await mine()).toBeUndefined()
  expect((await post(`promises/${id}/keep`)).status).toBe(409)
  expect((await post('promises/prm_0/keep')).status).toBe(404)

  const { clocks } = await get<{ clocks: { clock: string; stoppedAt: string | null }[] }>(
    `conversations/${visitor.id}/clocks`,
  )
  expect(clocks.find(({ clock }) => clock === 'assign')?.stoppedAt).not.toBeNull()
  expect(clocks.find(({ clock }) => clock === 'handle')?.stoppedAt).toBeNull()
  expect(await get('risks')).toMatchObject({ risks: expect.any(Array) })
})
