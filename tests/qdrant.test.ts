import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Article } from '../src/domain/passage.ts'
import { createBreaker } from '../src/platform/breaker.ts'
import { createEmbedder } from '../src/retrieval/embeddings.ts'
import { keepsThePassageIndexContract } from '../src/retrieval/index/index.contract.ts'
import { cutPassages } from '../src/retrieval/passages.ts'
import { openQdrantIndex, type QdrantIndex } from '../src/retrieval/qdrant/qdrant.ts'
import { readOpenApi } from './fakes/qdrant-openapi.ts'
import { startFakeOpenAI } from './fakes/openai.ts'
import { type FakeQdrant, startFakeQdrant } from './fakes/qdrant.ts'
import { temporaryFolder } from './house.ts'

const documents = resolve(process.env['BATON_DATASETS'] ?? '../shared/data', 'qdrant')

/** On a fake that checks every request and every answer against Qdrant's own document, where that is at hand. */
for (const [version, file] of [
  ['1.19.0', 'openapi.json'],
  ['1.18.3', 'openapi-v1.18.3.json'],
] as const) {
  const path = join(documents, file)
  const checked = existsSync(path)
  describe(`on a fake Qdrant${checked ? '' : ', unchecked: no OpenAPI document on this machine'}`, () => {
    let fake: FakeQdrant
    beforeAll(async () => {
      fake = await startFakeQdrant({ version, checker: checked ? readOpenApi(path) : undefined })
    })
    afterEach(() => expect(fake.faults).toEqual([]))
    afterAll(() => fake.close())
    keepsThePassageIndexContract(`Qdrant ${version}`, () =>
      openQdrantIndex({ url: fake.url, name: `t-${randomUUID()}` }),
    )

    it(`fuses words and meaning on Qdrant ${version}`, async () => {
      const endpoint = await startFakeOpenAI([])
      const cache = temporaryFolder()
      const index = await openQdrantIndex({
        url: fake.url,
        name: `t-${randomUUID()}`,
        embedder: createEmbedder({
          baseUrl: endpoint.baseUrl,
          apiKey: endpoint.apiKey,
          model: 'fake-embed',
          cacheFolder: cache.path,
          breaker: createBreaker({ clock: () => new Date() }),
        }),
      })
      const passages = ['The kettle holds a litre.', 'The toaster takes two slices.'].flatMap(
        (body, i) =>
          cutPassages(Article.parse({ id: `a${i}`, title: `Item ${i}`, body, language: 'en' })),
      )
      await index.replace([], passages)
      const search = async (query: string) =>
        (await index.search(query, { audience: 'public', at: new Date() }, 5)).map(
          ({ passage }) => passage.articleId,
        )
      expect(await search('how much does the kettle hold')).toEqual(['a0', 'a1'])
      // No passage has a word of it, so meaning alone decides.
      expect(await search('zzz')).toHaveLength(2)
      await endpoint.close()
      cache.remove()
    })
  })
}

const url = process.env['QDRANT_URL']
if (url) {
  describe('on a real server', () => {
    const made: QdrantIndex[] = []
    afterEach(async () => {
      for (const index of made.splice(0)) await index.drop()
    })
    keepsThePassageIndexContract(`Qdrant at ${new URL(url).host}`, async () => {
      const index = await openQdrantIndex({
        url,
        apiKey: process.env['QDRANT_API_KEY'],
        name: `baton-test-${randomUUID()}`,
      })
      made.push(index)
      return index
    })
  })
}
