import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { Article } from '../../domain/passage.ts'
import { cutPassages } from '../passages.ts'
import { weighPassages } from '../index/sparse.ts'
import type { QdrantConnection } from './connection.ts'
import { payloadIndexes } from './filter.ts'
import { sparseVector } from './points.ts'

/** Raised by hand when the payload changes its form. */
const format = 1

/** An article with one of everything that analysis and weighing tell apart. */
const specimen = Article.parse({
  id: 'specimen',
  title: 'PS-1200E: charging, 充电与保修',
  body: "# It's charging\nKettles, E07 and 1,999.5 W; don't open state-of-the-art lids.\n\n# 保修\n满 99 元包邮，电池保修两年。\n\n| 型号 | 价格 |\n| --- | --- |\n| CF-35 | ¥1999 |",
  language: 'zh-CN',
})

/** The vectors of meaning that a collection holds beside those of words. */
export interface DenseVectors {
  model: string
  dimensions: number
}

/**
 * The version of the index, eight hex digits: passages weighed by other rules than the query give nonsense, so whatever
 * changes how a passage is cut, analysed or weighed leads to a collection of its own.
 */
export function indexVersion(dense?: DenseVectors): string {
  const passages = cutPassages(specimen)
  const weighed = weighPassages(passages).map((weights) => sparseVector(weights))
  const texts = passages.map(({ id, headings, text }) => [id, headings, text])
  return createHash('sha256')
    .update(JSON.stringify([format, texts, weighed, ...(dense ? [dense] : [])]))
    .digest('hex')
    .slice(0, 8)
}

/** The name by which searches find the collection in service: an alias, so that another can take its place at once. */
export const aliasOf = (name: string, dense?: DenseVectors) => `${name}-${indexVersion(dense)}`

/** Makes an empty collection for the alias to point at, and returns its name. */
export async function createCollection(
  connection: QdrantConnection,
  alias: string,
  dense: DenseVectors | undefined,
): Promise<string> {
  const name = `${alias}-${randomBytes(4).toString('hex')}`
  await connection.call((client) =>
    client.createCollection(name, {
      vectors: dense ? { dense: { size: dense.dimensions, distance: 'Cosine' } } : {},
      sparse_vectors: { sparse: { modifier: 'idf' } },
    }),
  )
  for (const [field_name, field_schema] of Object.entries(payloadIndexes)) {
    await connection.call((client) =>
      client.createPayloadIndex(name, { field_name, field_schema, wait: true }),
    )
  }
  return name
}

/** The collection that the alias points at; undefined when there is no such alias. */
export async function collectionInService(
  connection: QdrantConnection,
  alias: string,
): Promise<string | undefined> {
  const { aliases } = await connection.call((client) => client.getAliases())
  return aliases.find(({ alias_name }) => alias_name === alias)?.collection_name
}

/** Points the alias at another collection, in one step for all who search. */
export async function putInService(
  connection: QdrantConnection,
  alias: string,
  collection: string,
): Promise<void> {
  const before = await collectionInService(connection, alias)
  await connection.call((client) =>
    client.updateCollectionAliases({
      actions: [
        ...(before === undefined ? [] : [{ delete_alias: { alias_name: alias } }]),
        { create_alias: { alias_name: alias, collection_name: collection } },
      ],
    }),
  )
}

const Named = z.object({ dense: z.object({ size: z.number() }) })

/** Makes sure that the collection in service can hold our passages. Throws `engine_unreachable`, saying what differs. */
export async function checkCollection(
  connection: QdrantConnection,
  name: string,
  dense: DenseVectors | undefined,
): Promise<void> {
  const { config, payload_schema } = await connection.call((client) => client.getCollection(name))
  const wrong = (what: string) =>
    new BatonError(
      'engine_unreachable',
      `The Qdrant collection ${name} ${what}. It was not made by this version of Baton: delete it, and it is made anew at the next start.`,
    )
  const sparse = config.params.sparse_vectors?.['sparse']
  if (!sparse) throw wrong('has no vector named "sparse"')
  if (sparse.modifier !== 'idf') throw wrong('has a vector "sparse" without the IDF modifier')
  if (dense) {
    const named = Named.safeParse(config.params.vectors)
    const size = named.data?.dense.size
    if (size === undefined) throw wrong('has no vector named "dense"')
    if (size !== dense.dimensions)
      throw wrong(`holds vectors of ${size} numbers, and ${dense.model} gives ${dense.dimensions}`)
  }
  for (const [field, type] of Object.entries(payloadIndexes)) {
    const found = payload_schema[field]?.data_type
    if (found !== type) throw wrong(`has no ${type} index on "${field}"`)
  }
}
