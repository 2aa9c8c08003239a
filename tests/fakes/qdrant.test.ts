import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeQdrant, startFakeQdrant } from './qdrant.ts'
import { readOpenApi } from './qdrant-openapi.ts'

const [first, second, third] = [1, 2, 3].map((n) => `00000000-0000-8000-a000-00000000000${n}`)

describe('the fake Qdrant', () => {
  let fake: FakeQdrant
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${fake.url}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { result, status } = (await answer.json()) as {
      result: unknown
      status: { error?: string }
    }
    return { status: answer.status, result, error: status.error }
  }
  const query = async (body: object) => {
    const { result, status, error } = await ask('POST', '/collections/c/points/query', body)
    if (status !== 200) throw new Error(error)
    return (result as { points: { id: string; score: number }[] }).points
  }
  const sparse = (pairs: Record<number, number>) => ({
    indices: Object.keys(pairs).map(Number),
    values: Object.values(pairs),
  })

  beforeEach(async () => {
    fake = await startFakeQdrant()
    await ask('PUT', '/collections/c', {
      vectors: { dense: { size: 2, distance: 'Cosine' } },
      sparse_vectors: { sparse: { modifier: 'idf' } },
    })
    await ask('PUT', '/collections/c/index', { field_name: 'kind', field_schema: 'keyword' })
    await ask('PUT', '/collections/c/index', { field_name: 'from', field_schema: 'datetime' })
    await ask('PUT', '/collections/c/points', {
      points: [
        {
          id: first,
          vector: { sparse: sparse({ 1: 1, 2: 1 }), dense: [1, 0] },
          payload: { kind: ['x', 'y'], from: '2026-01-01T00:00:00Z' },
        },
        { id: second, vector: { sparse: sparse({ 1: 2 }), dense: [0, 3] }, payload: { kind: 'x' } },
        { id: third, vector: { sparse: sparse({ 3: 1 }) }, payload: {} },
      ],
    })
  })
  afterEach(() => fake.close())

  it('scores sparse vectors by the inverse frequency of what they share with the query', async () => {
    const found = await query({ query: sparse({ 1: 1, 2: 1 }), using: 'sparse' })
    const idf = (having: number) => Math.log(1 + (3 - having + 0.5) / (having + 0.5))
    expect(found.map(({ id }) => id)).toEqual([first, second])
    expect(found[0]!.score).toBeCloseTo(idf(2) + idf(1), 5)
    expect(found[1]!.score).toBeCloseTo(2 * idf(2), 5)
  })

  it('scores dense vectors by cosine, and fuses two lists by their places', async () => {
    const dense = await query({ query: [1, 1], using: 'dense' })
    expect(dense.map(({ score }) => score)).toEqual([
      expect.closeTo(Math.SQRT1_2),
      expect.closeTo(Math.SQRT1_2),
    ])
    const fused = await query({
      prefetch: [
        { query: sparse({ 2: 1 }), using: 'sparse' },
        { query: [0, 1], using: 'dense' },
      ],
      query: { rrf: { k: 10 } },
    })
    expect(fused.map(({ id, score }) => [id, score])).toEqual([
      [first, expect.closeTo(1 / 11 + 1 / 12)],
      [second, expect.closeTo(1 / 11)],
    ])
  })

  it.each([
    [{ must: [{ key: 'kind', match: { value: 'x' } }] }, [first, second]],
    [{ must: [{ key: 'kind', match: { any: ['y', 'z'] } }] }, [first]],
    [{ must: [{ is_empty: { key: 'kind' } }] }, [third]],
    [{ must_not: [{ key: 'from', range: { lte: '2026-01-01T00:00:00Z' } }] }, [second, third]],
    [
      { must_not: [{ key: 'from', range: { lt: '2026-01-01T00:00:00Z' } }] },
      [first, second, third],
    ],
    [
      { should: [{ key: 'kind', match: { value: 'y' } }, { is_empty: { key: 'kind' } }] },
      [first, third],
    ],
  ])('filters by %j', async (filter, expected) => {
    const { result } = await ask('POST', '/collections/c/points/scroll', { filter })
    expect((result as { points: { id: string }[] }).points.map(({ id }) => id)).toEqual(expected)
  })

  it('pages through points by id, and counts values', async () => {
    const page = await ask('POST', '/collections/c/points/scroll', { limit: 2 })
    expect(page.result).toMatchObject({ next_page_offset: third })
    const facet = await ask('POST', '/collections/c/facet', { key: 'kind' })
    expect(facet.result).toEqual({
      hits: [
        { value: 'x', count: 2 },
        { value: 'y', count: 1 },
      ],
    })
  })

  it('deletes by filter', async () => {
    await ask('POST', '/collections/c/points/delete', {
      filter: { must: [{ key: 'kind', match: { value: 'y' } }] },
    })
    expect((await ask('POST', '/collections/c/points/count', {})).result).toEqual({ count: 2 })
  })

  it('moves an alias in one step, or not at all', async () => {
    const actions = (...some: object[]) => ask('POST', '/collections/aliases', { actions: some })
    const make = { create_alias: { alias_name: 'a', collection_name: 'c' } }
    const faulty = { create_alias: { alias_name: 'a', collection_name: 'none' } }
    expect((await actions(make)).status).toBe(200)
    expect((await actions({ delete_alias: { alias_name: 'a' } }, faulty)).status).toBe(404)
    expect((await ask('POST', '/collections/a/points/count', {})).result).toEqual({ count: 3 })
    await ask('DELETE', '/collections/c')
    expect(fake.aliases.size).toBe(0)
  })

  it.each([
    ['POST', 'c/points/query', { query: [1], using: 'dense' }, 400, 'expected dim: 2, got 1'],
    ['POST', 'c/points/query', { query: sparse({ 1: 1 }), using: 'other' }, 400, 'vector name'],
    ['POST', 'none/points/count', {}, 404, 'none'],
    [
      'POST',
      'c/points/count',
      { filter: { must: [{ key: 'other', match: { value: 'x' } }] } },
      400,
      'Index required',
    ],
    ['PUT', 'c/points', { points: [{ id: 'x', vector: {}, payload: {} }] }, 400, 'UUID'],
    [
      'PUT',
      'c/points',
      {
        points: [
          { id: first, vector: { sparse: { indices: [1, 1], values: [1, 2] } }, payload: {} },
        ],
      },
      422,
      'unique',
    ],
    ['PUT', 'c', { vectors: {}, sparse_vectors: {} }, 409, 'already exists'],
    ['POST', 'c/points/query', { query: sparse({ 1: 1 }), using: 'sparse', limt: 3 }, 400, 'limt'],
  ])('refuses %s %s %j', async (method, path, body, status, words) => {
    const answer = await ask(method, `/collections/${path}`, body)
    expect(answer.status).toBe(status)
    expect(answer.error).toContain(words)
  })
})

const documents = resolve(process.env['BATON_DATASETS'] ?? '../shared/data', 'qdrant')

describe.skipIf(!existsSync(documents))('the check against the OpenAPI document', () => {
  const checkers = ['openapi.json', 'openapi-v1.18.3.json'].map((file) =>
    readOpenApi(join(documents, file)),
  )
  const at = (path: string) => new URL(path, 'http://fake')
  const points = at('/collections/c/points?wait=true')
  const search = at('/collections/c/points/query')
  const point = { id: first, vector: { sparse: { indices: [1], values: [1] } }, payload: {} }

  it.each(checkers)('lets through what the document allows', (checker) => {
    expect(checker.request('PUT', points, { points: [point] })).toBeUndefined()
    expect(
      checker.request('POST', search, {
        query: { rrf: { k: 60 } },
        prefetch: [{ using: 'sparse' }],
      }),
    ).toBeUndefined()
    expect(
      checker.response('POST', search, 200, { result: { points: [] }, status: 'ok', time: 0.1 }),
    ).toBeUndefined()
  })

  it.each<[string, string, URL, unknown]>([
    ['an unknown path', 'POST', at('/collections/c/points/find'), {}],
    ['an unknown parameter', 'PUT', at('/collections/c/points?wate=true'), { points: [point] }],
    ['a parameter of another type', 'PUT', at('/collections/c/points?wait=5'), { points: [point] }],
    ['a field misspelt', 'POST', search, { query: [1], limt: 3 }],
    [
      'a field misspelt further in',
      'POST',
      search,
      { filter: { must: [{ key: 'a', mtch: { value: 1 } }] } },
    ],
    ['a vector misspelt', 'PUT', points, { points: [{ ...point, vectorz: {} }] }],
    ['a limit of 0', 'POST', search, { limit: 0 }],
    ['an id that is none', 'PUT', points, { points: [{ ...point, id: 'kb-1#2' }] }],
    [
      'an index below 0',
      'PUT',
      points,
      { points: [{ ...point, vector: { sparse: { indices: [-1], values: [1] } } }] },
    ],
    [
      'an unknown modifier',
      'PUT',
      at('/collections/c'),
      { sparse_vectors: { sparse: { modifier: 'bm25' } } },
    ],
    [
      'a date that is none',
      'POST',
      search,
      { filter: { must: [{ key: 'a', range: { lt: 'soon' } }] } },
    ],
    ['a body where none belongs', 'GET', at('/aliases'), {}],
    ['no body where one belongs', 'POST', search, undefined],
  ])('refuses %s', (_, method, url, body) => {
    for (const checker of checkers) expect(checker.request(method, url, body)).toBeTypeOf('string')
  })

  it.each<[string, unknown]>([
    ['a result of another form', { result: [], status: 'ok', time: 0 }],
    [
      'a point without a score',
      { result: { points: [{ id: first, version: 1 }] }, status: 'ok', time: 0 },
    ],
    ['a field too many', { result: { points: [], more: 1 }, status: 'ok', time: 0 }],
  ])('refuses %s', (_, body) => {
    for (const checker of checkers)
      expect(checker.response('POST', search, 200, body)).toBeTypeOf('string')
  })
})
