import type {
  Condition,
  CreateCollection,
  FieldIndex,
  Filter,
  Point,
  Prefetch,
  Query,
  Scroll,
  Sparse,
} from './qdrant-schemas.ts'
import type { z } from 'zod'

/** An answer other than success, with the words the server would say. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

interface Stored {
  id: string
  vectors: Map<string, Sparse | number[]>
  payload: Record<string, unknown>
  version: number
}
interface Scored {
  point: Stored
  score: number
}
type Returned = { with_payload: boolean | string[]; with_vector: boolean | string[] }

/** One collection of the fake: it keeps points, filters them, and scores them as the server documents it. */
export interface FakeCollection {
  readonly config: CreateCollection
  readonly indexes: ReadonlyMap<string, z.infer<typeof FieldIndex>['field_schema']>
  addIndex(index: z.infer<typeof FieldIndex>): void
  upsert(points: readonly Point[]): number
  remove(selected: { filter: Filter } | { points: string[] }): number
  query(query: Query): object[]
  scroll(scroll: Scroll): { points: object[]; next_page_offset: string | null }
  count(filter: Filter | undefined): number
  facet(key: string, limit: number): { value: string; count: number }[]
  indexed(field: string): number
}

export function createFakeCollection(config: CreateCollection): FakeCollection {
  const points = new Map<string, Stored>()
  const indexes = new Map<string, z.infer<typeof FieldIndex>['field_schema']>()
  let version = 0

  /** As in strict mode, which a cautious operator switches on: what is not indexed is neither filtered nor ordered by. */
  function mustBeIndexed(key: string): void {
    if (!indexes.has(key)) {
      throw new Refused(400, `Bad request: Index required but not found for "${key}"`)
    }
  }
  function matching(filter: Filter | undefined): Stored[] {
    for (const condition of [
      ...(filter?.must ?? []),
      ...(filter?.must_not ?? []),
      ...(filter?.should ?? []),
    ]) {
      mustBeIndexed('key' in condition ? condition.key : condition.is_empty.key)
    }
    return [...points.values()].filter(({ payload }) => passes(payload, filter))
  }

  /** ln(1 + (N − n + ½) / (n + ½)), over the points that have the vector. */
  function idfOf(name: string): (index: number) => number {
    const frequencies = new Map<number, number>()
    let all = 0
    for (const { vectors } of points.values()) {
      const vector = vectors.get(name)
      if (!vector || Array.isArray(vector)) continue
      all += 1
      for (const index of vector.indices) frequencies.set(index, (frequencies.get(index) ?? 0) + 1)
    }
    return (index) => {
      const having = frequencies.get(index) ?? 0
      return Math.log(1 + (all - having + 0.5) / (having + 0.5))
    }
  }

  function nearest({ query, using, filter, limit }: Prefetch): Scored[] {
    const candidates = matching(filter).filter(({ vectors }) => vectors.has(using))
    const score = Array.isArray(query) ? cosineTo(query, using) : dotWith(query, using)
    return (
      candidates
        .map((point) => ({ point, score: score(point) }))
        // A sparse search returns what shares at least one dimension with the query.
        .filter(({ score }) => Array.isArray(query) || score > 0)
        .sort(bestFirst)
        .slice(0, limit)
    )
  }
  function dotWith(query: Sparse, using: string): (point: Stored) => number {
    const vector = config.sparse_vectors[using]
    if (!vector) throw new Refused(400, `Wrong input: Not existing vector name error: ${using}`)
    const idf = vector.modifier === 'idf' ? idfOf(using) : () => 1
    const weights = new Map(
      query.indices.map((index, i) => [index, (query.values[i] ?? 0) * idf(index)]),
    )
    return ({ vectors }) => {
      const own = vectors.get(using)
      if (!own || Array.isArray(own)) return 0
      let sum = 0
      for (const [i, index] of own.indices.entries())
        sum += (weights.get(index) ?? 0) * (own.values[i] ?? 0)
      return Math.fround(sum)
    }
  }
  function cosineTo(query: number[], using: string): (point: Stored) => number {
    checkSize(using, query)
    const length = Math.hypot(...query) || 1
    return ({ vectors }) => {
      const own = vectors.get(using)
      if (!Array.isArray(own)) return 0
      // Kept at length 1, as the server keeps vectors compared by cosine.
      return Math.fround(own.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0) / length)
    }
  }
  function checkSize(name: string, vector: readonly number[]): void {
    const declared = config.vectors[name]
    if (!declared) throw new Refused(400, `Wrong input: Not existing vector name error: ${name}`)
    if (declared.size !== vector.length) {
      throw new Refused(
        400,
        `Wrong input: Vector dimension error: expected dim: ${declared.size}, got ${vector.length}`,
      )
    }
  }
  function keep(name: string, vector: Sparse | number[]): Sparse | number[] {
    if (Array.isArray(vector)) {
      checkSize(name, vector)
      const length = Math.hypot(...vector) || 1
      return vector.map((value) => Math.fround(value / length))
    }
    if (!config.sparse_vectors[name])
      throw new Refused(400, `Wrong input: Not existing vector name error: ${name}`)
    if (vector.indices.length !== vector.values.length)
      throw new Refused(422, 'Validation error: must be the same length as indices')
    if (new Set(vector.indices).size < vector.indices.length)
      throw new Refused(422, 'Validation error: indices must be unique')
    const pairs = vector.indices.map(
      (index, i) => [index, Math.fround(vector.values[i] ?? 0)] as const,
    )
    pairs.sort(([a], [b]) => a - b)
    return { indices: pairs.map(([index]) => index), values: pairs.map(([, value]) => value) }
  }

  return {
    config,
    indexes,
    addIndex({ field_name, field_schema }) {
      indexes.set(field_name, field_schema)
    },
    upsert(arriving) {
      const kept = arriving.map(({ id, vector, payload }) => ({
        id,
        payload,
        vectors: new Map(Object.entries(vector).map(([name, own]) => [name, keep(name, own)])),
      }))
      version += 1
      for (const point of kept) points.set(point.id, { ...point, version })
      return version
    },
    remove(selected) {
      const gone =
        'filter' in selected ? matching(selected.filter).map(({ id }) => id) : selected.points
      for (const id of gone) points.delete(id)
      version += 1
      return version
    },
    query(query) {
      const found = 'prefetch' in query ? fuse(query, nearest, matching) : nearest(query)
      return found
        .slice(0, query.limit)
        .map(({ point, score }) => ({ ...shown(point, query), version: point.version, score }))
    },
    scroll(scroll) {
      const { order_by } = scroll
      if (order_by) mustBeIndexed(order_by.key)
      const all = matching(scroll.filter).sort((a, b) => (a.id < b.id ? -1 : 1))
      if (order_by) {
        const way = order_by.direction === 'desc' ? -1 : 1
        const value = ({ payload }: Stored) => String(payload[order_by.key])
        all.sort((a, b) => way * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0))
      }
      const start =
        scroll.offset === undefined ? 0 : all.findIndex(({ id }) => id === scroll.offset)
      const page = all.slice(Math.max(0, start), Math.max(0, start) + scroll.limit)
      const next = order_by ? undefined : all[Math.max(0, start) + scroll.limit]
      return {
        points: page.map((point) => shown(point, scroll)),
        next_page_offset: next?.id ?? null,
      }
    },
    count: (filter) => matching(filter).length,
    facet(key, limit) {
      if (indexes.get(key) !== 'keyword') {
        throw new Refused(400, `Bad request: Index required but not found for "${key}"`)
      }
      const counts = new Map<string, number>()
      for (const { payload } of points.values())
        for (const value of new Set(valuesOf(payload[key]).map(String)))
          counts.set(value, (counts.get(value) ?? 0) + 1)
      return [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, limit)
    },
    indexed: (field) => [...points.values()].filter(({ payload }) => field in payload).length,
  }
}

const bestFirst = (a: Scored, b: Scored) => b.score - a.score || (a.point.id < b.point.id ? -1 : 1)

/** Reciprocal rank fusion: each list gives weight / (k + place), places counted from 1. */
function fuse(
  query: Extract<Query, { prefetch: unknown }>,
  nearest: (prefetch: Prefetch) => Scored[],
  matching: (filter: Filter | undefined) => Stored[],
): Scored[] {
  const { k, weights } = query.query.rrf
  if (weights && weights.length !== query.prefetch.length)
    throw new Refused(400, 'Wrong input: the number of weights must match the number of prefetches')
  const allowed = new Set(matching(query.filter).map(({ id }) => id))
  const fused = new Map<string, Scored>()
  for (const [list, prefetch] of query.prefetch.entries()) {
    for (const [place, { point }] of nearest(prefetch).entries()) {
      const before = fused.get(point.id)?.score ?? 0
      fused.set(point.id, { point, score: before + (weights?.[list] ?? 1) / (k + place + 1) })
    }
  }
  return [...fused.values()].filter(({ point }) => allowed.has(point.id)).sort(bestFirst)
}

function shown({ id, payload, vectors }: Stored, { with_payload, with_vector }: Returned): object {
  const some = (all: Record<string, unknown>, wanted: boolean | string[]) =>
    Object.fromEntries(
      Object.entries(all).filter(([name]) => wanted === true || (wanted && wanted.includes(name))),
    )
  return {
    id,
    ...(with_payload !== false && { payload: some(payload, with_payload) }),
    ...(with_vector !== false && { vector: some(Object.fromEntries(vectors), with_vector) }),
  }
}

const valuesOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

function passes(payload: Record<string, unknown>, filter: Filter | undefined): boolean {
  const holds = (condition: Condition) => conditionHolds(payload, condition)
  return (
    (filter?.must ?? []).every(holds) &&
    !(filter?.must_not ?? []).some(holds) &&
    (!filter?.should?.length || filter.should.some(holds))
  )
}

function conditionHolds(payload: Record<string, unknown>, condition: Condition): boolean {
  if ('is_empty' in condition) return valuesOf(payload[condition.is_empty.key]).length === 0
  const values = valuesOf(payload[condition.key])
  if ('range' in condition) {
    const { gt, gte, lt, lte } = condition.range
    const at = (text: string) => new Date(text).getTime()
    return values.some((value) => {
      const time = at(String(value))
      return (
        (gt === undefined || time > at(gt)) &&
        (gte === undefined || time >= at(gte)) &&
        (lt === undefined || time < at(lt)) &&
        (lte === undefined || time <= at(lte))
      )
    })
  }
  const wanted: unknown[] = 'any' in condition.match ? condition.match.any : [condition.match.value]
  return values.some((value) => wanted.includes(value))
}
