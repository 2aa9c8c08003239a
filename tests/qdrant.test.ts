import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { keepsThePassageIndexContract } from '../src/retrieval/index.contract.ts'
import { openQdrantIndex, type QdrantIndex } from '../src/retrieval/qdrant/qdrant.ts'
import { readOpenApi } from './fakes/qdrant-openapi.ts'
import { type FakeQdrant, startFakeQdrant } from './fakes/qdrant.ts'

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
