import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeQdrant, startFakeQdrant } from '../../../tests/fakes/qdrant.ts'
import { Article, type PassageFilter, type PassageIndex } from '../../domain/passage.ts'
import type { Embedder } from '../embeddings.ts'
import { createEmbeddedIndex } from '../index/embedded.ts'
import { createKnowledge } from '../knowledge.ts'
import { cutPassages } from '../passages.ts'
import { aliasOf } from './collection.ts'
import { openQdrantIndex, type QdrantIndex } from './qdrant.ts'

const seenByAll: PassageFilter = { audience: 'public', at: new Date('2026-11-21T00:00:00Z') }

const article = (id: string, title: string, body: string, more: object = {}) =>
  cutPassages(Article.parse({ id, title, body, language: 'en', ...more }))

describe('the Qdrant index', () => {
  let fake: FakeQdrant
  let index: QdrantIndex
  const open = (more: object = {}) => openQdrantIndex({ url: fake.url, name: 'shop', ...more })
  const found = async (query: string, of: PassageIndex = index) =>
    (await of.search(query, seenByAll, 10)).map(({ passage }) => passage.articleId)
  beforeEach(async () => {
    fake = await startFakeQdrant()
    index = await open()
  })
  afterEach(() => fake.close())

  it('gives back passages whole, in the order and with the confidence of the embedded index', async () => {
    const passages = Array.from({ length: 90 }, (_, i) =>
      article(
        `a${i}`,
        `Kettle ${i}`,
        `# Lid\nThe lid of kettle ${i % 9} costs €${i % 4}.\n\n# 保修\n电池保修 ${i % 5} 年。`,
        i % 6 === 0 ? { validFrom: '2026-01-01T00:00:00Z', language: 'zh-CN' } : {},
      ),
    ).flat()
    const embedded = createEmbeddedIndex()
    await Promise.all([index.replace([], passages), embedded.replace([], passages)])
    for (const query of ['kettle 7 lid', '电池保修几年', 'what does the lid cost', 'ketle 12']) {
      const [here, there] = await Promise.all(
        [index, embedded].map((one) => one.search(query, seenByAll, 60)),
      )
      expect(here?.map(({ passage }) => passage)).toEqual(there?.map(({ passage }) => passage))
      for (const [i, { confidence }] of (here ?? []).entries())
        expect(confidence).toBeCloseTo(there?.[i]?.confidence ?? -1, 5)
    }
  })

  it('sends only what changed', async () => {
    const [kettle, toaster] = [article('a', 'A', 'kettle'), article('b', 'B', 'toaster')]
    await index.replace(['a', 'b'], [...kettle, ...toaster])
    const before = fake.requests.length
    await index.replace(['a', 'b'], [...kettle, ...toaster])
    expect(fake.requests.slice(before).map((request) => request.split('/').at(-1))).toEqual([
      'scroll',
    ])
  })

  it('keeps its passages for the next process, which learns what others write', async () => {
    await index.replace([], article('a', 'A', 'kettle'))
    let now = new Date('2026-11-21T08:00:00Z')
    const other = await open({ clock: () => now })
    expect(await found('kettle', other)).toEqual(['a'])
    await index.replace([], article('b', 'B', 'toaster'))
    expect(await found('toaster', other)).toEqual([])
    now = new Date('2026-11-21T08:00:06Z')
    await found('kettle', other)
    await expect.poll(() => found('toaster', other)).toEqual(['b'])
  })

  it('puts a rebuilt collection in the place of the old one while searches go on', async () => {
    await index.replace([], [...article('a', 'A', 'kettle'), ...article('gone', 'G', 'kettle')])
    const before = fake.aliases.get(aliasOf('shop'))
    const rebuilt = index.rebuild(article('a', 'A', 'kettle'))
    const seen = new Set<number>()
    do seen.add((await found('kettle')).length)
    while (fake.aliases.get(aliasOf('shop')) === before)
    await rebuilt
    expect(seen.has(0)).toBe(false)
    expect(await found('kettle')).toEqual(['a'])
    expect(fake.aliases.get(aliasOf('shop'))).not.toBe(before)
    expect([...fake.collections.keys()]).toHaveLength(1)
  })

  it('forgets, when rebuilt, what no article stands for any more', async () => {
    const articles = [
      Article.parse({ id: 'a', title: 'A', body: 'kettle', language: 'en' }),
      Article.parse({ id: 'b', title: 'B', body: 'kettle', language: 'en' }),
    ]
    await createKnowledge({ index, clock: () => new Date() }).importArticles(articles)
    const later = createKnowledge({ index, clock: () => new Date() })
    await later.importArticles(articles.slice(0, 1))
    expect(await found('kettle')).toEqual(['a', 'b'])
    await later.rebuild(articles.slice(0, 1))
    expect(await found('kettle')).toEqual(['a'])
    expect(later.cite('a')).toMatchObject({ articleId: 'a' })
  })

  it('finishes an upload that was cut off', async () => {
    const passages = article('a', 'A', '# One\nkettle\n# Two\ntoaster')
    await index.replace(['a'], passages.slice(0, 1))
    await index.replace(['a'], passages)
    expect(await index.count()).toBe(2)
  })

  describe('with an embeddings model', () => {
    /** Knows what means the same: the first number is for boiling water, the second for toasting. */
    const meanings: [RegExp, number[]][] = [
      [/kettle|boil/i, [1, 0, 0]],
      [/toast/i, [0, 1, 0]],
    ]
    const vectorOf = (text: string) =>
      meanings.find(([words]) => words.test(text))?.[1] ?? [0, 0, 1]
    const embedder: Embedder = {
      model: 'tiny',
      dimensions: async () => 3,
      embed: async (texts) => texts.map(vectorOf),
      embedQuery: async (text) => vectorOf(text),
    }
    const articles = [article('a', 'A', 'The kettle holds a litre.'), article('b', 'B', 'Toaster')]

    it('finds by meaning what shares no word with the question', async () => {
      const open3 = await open({ embedder })
      await open3.replace([], articles.flat())
      expect((await found('how do i boil water', open3))[0]).toBe('a')
      expect(await found('boil', index)).toEqual([])
    })

    it('filters what is found by meaning as well', async () => {
      const open3 = await open({ embedder })
      await open3.replace([], article('s', 'S', 'kettle', { audience: 'operator' }))
      expect(await found('boil', open3)).toEqual([])
    })

    it('searches by words while the model does not answer', async () => {
      const open3 = await open({ embedder: { ...embedder, embedQuery: async () => null } })
      await open3.replace([], articles.flat())
      expect(await found('kettle', open3)).toEqual(['a'])
      expect(await found('boil', open3)).toEqual([])
    })

    it('says when the collection holds vectors of another length', async () => {
      await open({ embedder })
      const alias = aliasOf('shop', { model: 'tiny', dimensions: 3 })
      const [wide] = [{ ...embedder, model: 'wide', dimensions: async () => 4 }]
      await fetch(`${fake.url}/collections/aliases`, {
        method: 'POST',
        body: JSON.stringify({
          actions: [
            {
              create_alias: {
                alias_name: aliasOf('shop', { model: 'wide', dimensions: 4 }),
                collection_name: fake.aliases.get(alias),
              },
            },
          ],
        }),
      })
      await expect(open({ embedder: wide })).rejects.toMatchObject({
        code: 'engine_unreachable',
        message: expect.stringContaining('holds vectors of 3 numbers, and wide gives 4'),
      })
    })
  })

  it('never shows a point of one customer', async () => {
    await index.replace([], article('a', 'A', 'kettle'))
    const [collection] = fake.collections.values()
    const [point] = collection!.scroll({ limit: 1, with_payload: true, with_vector: true }).points
    const { vector, payload } = point as { vector: Record<string, number[]>; payload: object }
    collection!.upsert([
      { id: randomUUID(), vector, payload: { ...payload, articleId: 'order', customer: 'c1' } },
    ])
    expect(await found('kettle')).toEqual(['a'])
  })

  it('asks once more when a kept connection was closed', async () => {
    await index.replace([], article('a', 'A', 'kettle'))
    fake.dropNext()
    expect(await found('kettle')).toEqual(['a'])
  })

  it('says that the server does not answer, and what to do', async () => {
    await fake.close()
    await expect(open()).rejects.toMatchObject({
      code: 'engine_unreachable',
      message: expect.stringMatching(/does not answer \(ECONNREFUSED\).*correct QDRANT_URL/),
    })
    fake = await startFakeQdrant()
  })

  it('says that the key is refused, and takes the right one', async () => {
    const locked = await startFakeQdrant({ apiKey: 'secret' })
    const openLocked = (more: object) => openQdrantIndex({ url: locked.url, ...more })
    await expect(openLocked({})).rejects.toMatchObject({
      code: 'engine_unreachable',
      message: expect.stringContaining('QDRANT_API_KEY'),
    })
    expect(await (await openLocked({ apiKey: 'secret' })).count()).toBe(0)
    await locked.close()
  })

  it('says what differs in a collection that it did not make', async () => {
    const asked = async (path: string, method: string, body: object) => {
      const answer = await fetch(`${fake.url}${path}`, { method, body: JSON.stringify(body) })
      expect(answer.status).toBe(200)
    }
    await asked('/collections/strange', 'PUT', {
      vectors: { dense: { size: 3, distance: 'Cosine' } },
      sparse_vectors: {},
    })
    await asked('/collections/aliases', 'POST', {
      actions: [{ create_alias: { alias_name: aliasOf('other'), collection_name: 'strange' } }],
    })
    await expect(open({ name: 'other' })).rejects.toMatchObject({
      code: 'engine_unreachable',
      message: expect.stringContaining('strange has no vector named "sparse"'),
    })
  })
})
