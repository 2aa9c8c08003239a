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

interface Answer<T> {
  status: number
  json: T
}

async function call<T>(
  method: 'GET' | 'POST',
  path: string,
  { body, token = authorization }: { body?: object; token?: string } = {},
): Promise<Answer<T>> {
  const response = await fetch(`${front.url}/v1/${path}`, {
    method,
    headers: { authorization: token, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  return { status: response.status, json: (text === '' ? null : JSON.parse(text)) as T }
}

interface LeadView {
  lead: { level: number; grade: string; upToDate: boolean; briefVersion: number }
  ledger: { name: string; normalised: string; saidBy: string }[]
  brief: { facts: { name: string; normalised: string }[]; replies: unknown[] } | null
}

it('a lead is briefed through the worker, corrected by both sides, and passed on', async () => {
  const visitor = await visit(front.url, { locale: 'zh' })
  const mine = { token: `Bearer ${visitor.token}` }
  const lead = `desk/conversations/${visitor.id}/lead`
  expect((await call('GET', lead)).status).toBe(404)
  await visitor.say('想批量采购40台咖啡机CM-15，下个月10号前要，预算8万，电话13800138000')
  const written = async (facts: object) =>
    until('the brief', async () => {
      const { status, json } = await call<LeadView>('GET', lead)
      const fits = json?.brief?.facts.some((fact) =>
        Object.entries(facts).every(([name, value]) => fact[name as 'name'] === value),
      )
      return status === 200 && json.lead.upToDate && fits && json
    })
  const first = await written({ name: 'budget', normalised: 'CNY 80000' })
  expect(first.lead).toMatchObject({ level: 2, grade: 'hot' })
  expect(first.brief?.replies).toHaveLength(3)

  const known = await call<{ facts: { name: string }[] }>(
    'GET',
    `conversations/${visitor.id}/facts`,
    mine,
  )
  expect(known.json.facts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['need', 'budget', 'contact']),
  )
  const correct = (body: object, token = mine.token) =>
    call<{ field?: string }>('POST', `conversations/${visitor.id}/corrections`, { body, token })
  expect((await correct({ name: 'budget', value: '9万' })).status).toBe(202)
  await written({ name: 'budget', normalised: 'CNY 90000' })
  expect((await correct({ name: 'budget', value: '9万' }, authorization)).status).toBe(403)
  for (const [body, field] of [
    [{ name: 'contact', value: '12' }, 'value'],
    [{ name: 'timeline', value: '2001-01-01' }, 'value'],
    [{ name: 'shoe_size', value: '42' }, 'name'],
    [{ name: 'name', value: 'x'.repeat(201) }, 'value'],
    [{ name: 'name', value: '' }, 'value'],
  ] as const)
    expect(await correct(body)).toMatchObject({ status: 400, json: { field } })

  const byMei = await call('POST', `desk/conversations/${visitor.id}/facts`, {
    body: { name: 'name', value: '陈明' },
  })
  expect(byMei.status).toBe(204)
  const named = await written({ name: 'name', normalised: '陈明' })
  expect(named.ledger).toContainEqual(expect.objectContaining({ name: 'name', saidBy: 'operator' }))
  const { json: all } = await call<{ leads: { conversationId: string }[] }>('GET', 'desk/leads')
  expect(all.leads.map(({ conversationId }) => conversationId)).toContain(visitor.id)

  await until(
    'the CRM',
    async () => (await front.count(`shop_leads where budget = 'CNY 90000'`)) === 1,
  )
  const unsent = await call<{ outgoing: unknown[] }>('GET', 'desk/outgoing')
  expect(unsent).toMatchObject({ status: 200, json: { outgoing: [] } })
  expect((await call('POST', 'desk/outgoing/out_0/retry')).status).toBe(404)
  const metrics = await (await fetch(`${front.url}/metrics`)).text()
  expect(metrics).toContain('baton_outgoing_failed 0')

  const person = await call('GET', `desk/conversations/${visitor.id}/person`)
  expect(person).toMatchObject({
    status: 200,
    json: { verifiedBy: 'nothing', conversations: [{ id: visitor.id }] },
  })
})

it('a customer who waits may go on with the agent, and nobody else may say so', async () => {
  const visitor = await visit(front.url, { locale: 'en' })
  await visitor.say('I want to talk to a person')
  const kind = async () => {
    const { json } = await call<{ conversation: { holder: { kind: string } } }>(
      'GET',
      `desk/conversations/${visitor.id}`,
    )
    return json.conversation.holder.kind
  }
  await until('the handoff', async () => (await kind()) === 'desk')
  const choose = (token: string) => call('POST', `conversations/${visitor.id}/agent`, { token })
  expect((await choose(authorization)).status).toBe(403)
  expect((await choose(`Bearer ${visitor.token}`)).status).toBe(204)
  expect(await kind()).toBe('agent')
})
