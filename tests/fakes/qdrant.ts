import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { createFakeCollection, type FakeCollection, Refused } from './qdrant-collection.ts'
import type { OpenApiChecker } from './qdrant-openapi.ts'
import {
  AliasActions,
  Count,
  CreateCollection,
  Facet,
  FieldIndex,
  Point,
  Query,
  Scroll,
  Selector,
} from './qdrant-schemas.ts'

/** A Qdrant on loopback: collections, aliases, points, filters, sparse scoring with IDF and fusion are real, and in memory. */
export interface FakeQdrant {
  readonly url: string
  /** Every request, oldest first, as `POST /collections/x/points/query`. */
  readonly requests: string[]
  /** Everything that was refused or went wrong, with the reason. */
  readonly faults: string[]
  /** Names of collections and where aliases point. */
  readonly collections: ReadonlyMap<string, FakeCollection>
  readonly aliases: ReadonlyMap<string, string>
  /** Ends the next connection without an answer. */
  dropNext(): void
  close(): Promise<void>
}

export interface FakeQdrantOptions {
  version?: string
  /** Refuses requests without this key. */
  apiKey?: string
  /** Every request and every answer is checked with it. */
  checker?: OpenApiChecker | undefined
}

interface House {
  collections: Map<string, FakeCollection>
  aliases: Map<string, string>
  version: string
}

export async function startFakeQdrant({
  version = '1.19.0',
  apiKey,
  checker,
}: FakeQdrantOptions = {}): Promise<FakeQdrant> {
  const house: House = { collections: new Map(), aliases: new Map(), version }
  const requests: string[] = []
  const faults: string[] = []
  let drop = false

  function answer(
    request: IncomingMessage,
    url: URL,
    text: string,
  ): { status: number; body: object } {
    const method = request.method ?? 'GET'
    try {
      if (apiKey !== undefined && request.headers['api-key'] !== apiKey)
        throw new Refused(401, 'Must provide an API key or an Authorization bearer token')
      const body: unknown = text === '' ? undefined : JSON.parse(text)
      const fault = checker?.request(method, url, body)
      if (fault) throw new Refused(400, `Format error in JSON body: ${fault}`)
      const result = route(house, method, url, body)
      if (typeof result === 'object' && url.pathname === '/') return { status: 200, body: result }
      return { status: 200, body: { result, status: 'ok', time: 0.001 } }
    } catch (error) {
      const status =
        error instanceof Refused ? error.status : error instanceof z.ZodError ? 400 : 500
      const words = error instanceof Error ? error.message : String(error)
      faults.push(`${method} ${url.pathname}: ${words}`)
      return { status, body: { status: { error: words }, time: 0.001 } }
    }
  }

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const url = new URL(request.url ?? '/', 'http://fake')
      requests.push(`${request.method} ${url.pathname}`)
      if (drop) {
        drop = false
        request.socket.destroy()
        return
      }
      let { status, body } = answer(request, url, Buffer.concat(chunks).toString())
      const fault = checker?.response(
        request.method ?? 'GET',
        url,
        status,
        JSON.parse(JSON.stringify(body)),
      )
      if (fault) {
        faults.push(`the fake's own answer to ${request.method} ${url.pathname}: ${fault}`)
        status = 500
        body = { status: { error: fault }, time: 0 }
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults,
    collections: house.collections,
    aliases: house.aliases,
    dropNext() {
      drop = true
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Does what a request asks and returns its `result`. */
function route(house: House, method: string, url: URL, body: unknown): object | boolean {
  const parts = url.pathname.split('/').filter(Boolean)
  const [root, name = '', ...rest] = parts
  const what = `${method} ${rest.join('/')}`
  if (url.pathname === '/') return { title: 'fake qdrant', version: house.version }
  if (url.pathname === '/aliases') {
    const aliases = [...house.aliases].map(([alias_name, collection_name]) => ({
      alias_name,
      collection_name,
    }))
    return { aliases }
  }
  if (url.pathname === '/collections/aliases') return changeAliases(house, AliasActions.parse(body))
  if (root !== 'collections') throw new Refused(404, `there is no ${url.pathname}`)
  if (what === 'PUT ') {
    if (house.collections.has(name))
      throw new Refused(409, `Wrong input: Collection \`${name}\` already exists!`)
    house.collections.set(name, createFakeCollection(CreateCollection.parse(body)))
    return true
  }
  if (what === 'DELETE ') {
    for (const [alias, target] of house.aliases) if (target === name) house.aliases.delete(alias)
    return house.collections.delete(name)
  }
  const collection = house.collections.get(house.aliases.get(name) ?? name)
  if (!collection) throw new Refused(404, `Not found: Collection \`${name}\` doesn't exist!`)
  return onCollection(collection, what, body)
}

function onCollection(collection: FakeCollection, what: string, body: unknown): object | boolean {
  const done = (operation_id: number) => ({ operation_id, status: 'completed' })
  switch (what) {
    case 'GET ':
      return describe(collection)
    case 'PUT index':
      collection.addIndex(FieldIndex.parse(body))
      return done(0)
    case 'PUT points':
      return done(collection.upsert(z.strictObject({ points: z.array(Point) }).parse(body).points))
    case 'POST points/delete':
      return done(collection.remove(Selector.parse(body)))
    case 'POST points/query':
      return { points: collection.query(Query.parse(body)) }
    case 'POST points/scroll':
      return collection.scroll(Scroll.parse(body))
    case 'POST points/count':
      return { count: collection.count(Count.parse(body).filter) }
    case 'POST facet': {
      const { key, limit } = Facet.parse(body)
      return { hits: collection.facet(key, limit) }
    }
    default:
      throw new Refused(404, `the fake has no ${what}`)
  }
}

/** All of the actions or none. */
function changeAliases(house: House, { actions }: z.infer<typeof AliasActions>): boolean {
  const next = new Map(house.aliases)
  for (const action of actions) {
    if ('delete_alias' in action) {
      if (!next.delete(action.delete_alias.alias_name))
        throw new Refused(
          404,
          `Not found: Alias ${action.delete_alias.alias_name} does not exists!`,
        )
    } else {
      const { alias_name, collection_name } = action.create_alias
      if (!house.collections.has(collection_name))
        throw new Refused(404, `Not found: Collection \`${collection_name}\` doesn't exist!`)
      next.set(alias_name, collection_name)
    }
  }
  house.aliases.clear()
  for (const [alias, target] of next) house.aliases.set(alias, target)
  return true
}

/** What `GET /collections/{name}` says, with the server's standard numbers for what we do not set. */
function describe(collection: FakeCollection): object {
  const { vectors, sparse_vectors } = collection.config
  return {
    status: 'green',
    optimizer_status: 'ok',
    indexed_vectors_count: 0,
    points_count: collection.count(undefined),
    segments_count: 1,
    config: {
      params: {
        vectors,
        shard_number: 1,
        replication_factor: 1,
        write_consistency_factor: 1,
        on_disk_payload: true,
        sparse_vectors,
      },
      hnsw_config: {
        m: 16,
        ef_construct: 100,
        full_scan_threshold: 10_000,
        max_indexing_threads: 0,
        on_disk: false,
      },
      optimizer_config: {
        deleted_threshold: 0.2,
        vacuum_min_vector_number: 1000,
        default_segment_number: 0,
        flush_interval_sec: 5,
      },
      wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0 },
      quantization_config: null,
    },
    payload_schema: Object.fromEntries(
      [...collection.indexes].map(([field, data_type]) => [
        field,
        { data_type, points: collection.indexed(field) },
      ]),
    ),
  }
}
