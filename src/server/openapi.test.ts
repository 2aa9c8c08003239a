import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFront, type Front } from '../../tests/front.ts'

/** No validator of OpenAPI is installed: what clients and generators stumble over is checked here. */

type Json = Record<string, unknown>

let front: Front
let document: Json
beforeAll(async () => {
  front = await openFront()
  document = (await (await fetch(`${front.url}/docs/json`)).json()) as Json
})
afterAll(() => front.stop())

const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value)

/** Every value in the document, with the path to it. */
function* walk(value: unknown, path: string[] = []): Generator<[string[], unknown]> {
  yield [path, value]
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...path, key])
}

/** The routes of DESIGN.md §7 and of the desk: method, path, its good status, and whether it takes and gives a body. */
const routes: [string, string, number, { takes?: string[]; gives?: string[] }][] = [
  ['post', '/v1/conversations', 201, { takes: [], gives: ['id', 'token'] }],
  ['post', '/v1/conversations/{id}/messages', 202, { takes: ['text'], gives: ['id'] }],
  ['get', '/v1/conversations/{id}/messages', 200, { gives: ['messages'] }],
  ['get', '/v1/conversations/{id}/events', 200, {}],
  ['get', '/v1/desk/queue', 200, { gives: ['conversations'] }],
  [
    'get',
    '/v1/desk/conversations/{id}',
    200,
    { gives: ['conversation', 'brief', 'messages', 'suggestions', 'undelivered'] },
  ],
  ['post', '/v1/desk/conversations/{id}/take', 204, {}],
  ['post', '/v1/desk/conversations/{id}/reply', 202, { takes: ['text'], gives: ['id'] }],
  ['post', '/v1/desk/conversations/{id}/return', 204, { takes: ['scope'] }],
  ['post', '/v1/desk/conversations/{id}/close', 204, {}],
  ['post', '/v1/channels/{channel}/webhook', 204, {}],
]

describe('the document', () => {
  it('is OpenAPI 3.1', () => {
    expect(document['openapi']).toBe('3.1.0')
    expect(document['info']).toMatchObject({ title: 'Baton', version: expect.any(String) })
  })

  it.each(routes)('has %s %s', (method, path, status, { takes, gives }) => {
    const operation = at(document, 'paths', path, method) as Json
    expect(operation['summary']).toEqual(expect.stringMatching(/\w/))
    const body = at(operation, 'requestBody', 'content', 'application/json', 'schema')
    if (takes) expect(at(body, 'required') ?? []).toEqual(takes)
    else expect(body).toBeUndefined()
    const answer = at(operation, 'responses', String(status))
    expect(answer).toMatchObject({ description: expect.any(String) })
    if (gives)
      expect(at(answer, 'content', 'application/json', 'schema', 'required')).toEqual(gives)
    for (const failure of ['4XX', '5XX']) {
      const problem = at(operation, 'responses', failure, 'content', 'application/problem+json')
      expect(at(problem, 'schema', 'required')).toEqual(['type', 'title', 'status', 'detail'])
    }
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const parameters = (operation['parameters'] ?? []) as Json[]
    const named = parameters.filter((parameter) => parameter['in'] === 'path')
    expect(named.map((parameter) => parameter['name'])).toEqual(inPath)
    expect(named.every((parameter) => parameter['required'] === true)).toBe(true)
  })

  it('says which token opens what', () => {
    const securityOf = (path: string, method: string) =>
      at(document, 'paths', path, method, 'security')
    expect(securityOf('/v1/conversations', 'post')).toBeUndefined()
    expect(securityOf('/v1/conversations/{id}/messages', 'post')).toEqual([{ conversation: [] }])
    expect(securityOf('/v1/desk/queue', 'get')).toEqual([{ operator: [] }])
    expect(at(document, 'components', 'securitySchemes')).toHaveProperty(
      'operator.scheme',
      'bearer',
    )
  })

  it('has no schema that says nothing, besides what a log entry may hold', () => {
    const holes = [...walk(document['paths'])].flatMap(([path, value]) => {
      const parent = path.at(-2)
      const isSchema =
        path.at(-1) === 'schema' || path.at(-1) === 'items' || parent === 'properties'
      const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
      return isSchema && (empty || value === true) ? [path.join('/')] : []
    })
    expect(holes).toEqual([])
  })

  it('describes every date as one', () => {
    const dates = [...walk(document['paths'])].filter(
      ([path]) =>
        path.at(-2) === 'properties' && /^(at|openedAt|waitingSince)$/.test(path.at(-1) ?? ''),
    )
    expect(dates.length).toBeGreaterThan(3)
    for (const [, schema] of dates)
      expect(schema).toMatchObject({ type: 'string', format: 'date-time' })
  })

  it('refers only to what it holds', () => {
    for (const [path, value] of walk(document)) {
      if (path.at(-1) !== '$ref') continue
      const target = String(value).replace(/^#\//, '').split('/')
      expect(at(document, ...target)).toBeDefined()
    }
  })
})

it('the page that shows it loads with all it needs', async () => {
  const page = await fetch(`${front.url}/docs`)
  expect(page.status).toBe(200)
  const html = await page.text()
  const needs = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, to]) => to ?? '')
  expect(needs.length).toBeGreaterThan(2)
  for (const to of needs) {
    const asset = await fetch(new URL(to, `${front.url}/docs/`))
    expect([to, asset.status]).toEqual([to, 200])
  }
})
