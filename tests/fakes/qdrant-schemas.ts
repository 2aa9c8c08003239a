import { z } from 'zod'

/** The part of Qdrant's requests that the fake understands; anything else is refused, never passed over. */
export const Sparse = z.strictObject({ indices: z.array(z.uint32()), values: z.array(z.number()) })
export type Sparse = z.infer<typeof Sparse>
export const Dense = z.array(z.number()).min(1)

export const Range = z.strictObject({
  gt: z.iso.datetime().optional(),
  gte: z.iso.datetime().optional(),
  lt: z.iso.datetime().optional(),
  lte: z.iso.datetime().optional(),
})
const Value = z.union([z.string(), z.number(), z.boolean()])
export const Condition = z.union([
  z.strictObject({ is_empty: z.strictObject({ key: z.string() }) }),
  z.strictObject({ key: z.string(), match: z.strictObject({ value: Value }) }),
  z.strictObject({ key: z.string(), match: z.strictObject({ any: z.array(Value) }) }),
  z.strictObject({ key: z.string(), range: Range }),
])
export type Condition = z.infer<typeof Condition>
export const Filter = z.strictObject({
  must: z.array(Condition).optional(),
  must_not: z.array(Condition).optional(),
  should: z.array(Condition).optional(),
})
export type Filter = z.infer<typeof Filter>

export const Point = z.strictObject({
  id: z.uuid(),
  vector: z.record(z.string(), z.union([Sparse, Dense])),
  payload: z.record(z.string(), z.unknown()),
})
export type Point = z.infer<typeof Point>

export const CreateCollection = z.strictObject({
  vectors: z.record(
    z.string(),
    z.strictObject({ size: z.int().positive(), distance: z.literal('Cosine') }),
  ),
  sparse_vectors: z.record(
    z.string(),
    z.strictObject({ modifier: z.enum(['idf', 'none']).optional() }),
  ),
})
export type CreateCollection = z.infer<typeof CreateCollection>

export const Prefetch = z.strictObject({
  query: z.union([Sparse, Dense]),
  using: z.string(),
  filter: Filter.optional(),
  limit: z.int().positive().default(10),
})
export type Prefetch = z.infer<typeof Prefetch>

const returned = {
  limit: z.int().positive().default(10),
  with_payload: z.union([z.boolean(), z.array(z.string())]).default(false),
  with_vector: z.union([z.boolean(), z.array(z.string())]).default(false),
}
export const Query = z.union([
  Prefetch.extend(returned),
  z.strictObject({
    prefetch: z.array(Prefetch).min(1),
    query: z.strictObject({
      rrf: z.strictObject({
        k: z.int().positive().default(60),
        weights: z.array(z.number()).optional(),
      }),
    }),
    filter: Filter.optional(),
    ...returned,
  }),
])
export type Query = z.infer<typeof Query>

export const Scroll = z.strictObject({
  filter: Filter.optional(),
  limit: z.int().positive().default(10),
  offset: z.uuid().optional(),
  order_by: z
    .strictObject({ key: z.string(), direction: z.enum(['asc', 'desc']).default('asc') })
    .optional(),
  with_payload: z.union([z.boolean(), z.array(z.string())]).default(true),
  with_vector: z.union([z.boolean(), z.array(z.string())]).default(false),
})
export type Scroll = z.infer<typeof Scroll>

export const Facet = z.strictObject({
  key: z.string(),
  limit: z.int().positive().default(10),
  exact: z.boolean().default(false),
})
export const Count = z.strictObject({ filter: Filter.optional(), exact: z.boolean().default(true) })
export const FieldIndex = z.strictObject({
  field_name: z.string(),
  field_schema: z.enum(['keyword', 'integer', 'float', 'datetime', 'bool', 'uuid']),
})
export const Selector = z.union([
  z.strictObject({ filter: Filter }),
  z.strictObject({ points: z.array(z.uuid()) }),
])
export const AliasActions = z.strictObject({
  actions: z.array(
    z.union([
      z.strictObject({
        create_alias: z.strictObject({ alias_name: z.string(), collection_name: z.string() }),
      }),
      z.strictObject({ delete_alias: z.strictObject({ alias_name: z.string() }) }),
    ]),
  ),
})
