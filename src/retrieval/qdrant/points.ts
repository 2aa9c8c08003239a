import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import { Passage } from '../../domain/passage.ts'
import { primary } from '../index/inverted.ts'
import type { TermWeights } from '../index/sparse.ts'

/** A sparse vector as Qdrant takes it: term ids and their weights. */
export interface SparseVector {
  indices: number[]
  values: number[]
}

/** A passage as a point: the vectors it is found by, and the payload it is filtered by and read back from. */
export interface PassagePoint {
  id: string
  vector: { sparse: SparseVector; dense?: number[] }
  payload: Record<string, unknown>
}

/** Fields of the payload that make up the passage; the others serve filters and statistics. */
export const passageFields = [
  'id',
  'articleId',
  'headings',
  'text',
  'tag',
  'audience',
  'version',
  'validFrom',
  'validUntil',
]

/**
 * A term as a number: FNV-1a over its UTF-16 units, mixed as MurmurHash3 ends. Of 100,000 terms about one pair shares
 * a number; then each counts for the other where it stands.
 */
export function termId(term: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Terms that share a number are added up: Qdrant takes every number once. */
export function sparseVector(
  weights: Iterable<readonly [term: string, weight: number]>,
): SparseVector {
  const byId = new Map<number, number>()
  for (const [term, weight] of weights) {
    const id = termId(term)
    byId.set(id, (byId.get(id) ?? 0) + weight)
  }
  return { indices: [...byId.keys()], values: [...byId.values()] }
}

/** Qdrant takes numbers and UUIDs for ids; this one is the same for the same passage at every import. */
export function pointId(passageId: string): string {
  const hex = createHash('sha256').update(passageId).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function pointOf(
  passage: Passage,
  weights: TermWeights,
  writtenAt: Date,
  meaning: number[] | undefined,
): PassagePoint {
  const { language, validFrom, validUntil, ...rest } = passage
  return {
    id: pointId(passage.id),
    vector: { sparse: sparseVector(weights), ...(meaning && { dense: meaning }) },
    payload: {
      ...rest,
      tag: language,
      language: primary(language),
      ...(validFrom && { validFrom: validFrom.toISOString() }),
      ...(validUntil && { validUntil: validUntil.toISOString() }),
      terms: [...weights.keys()],
      writtenAt: writtenAt.toISOString(),
    },
  }
}

const Stored = z
  .object({ payload: z.looseObject({ tag: z.string() }), vector: z.unknown() })
  .transform(({ payload: { tag, ...rest }, vector }) => ({
    passage: { ...rest, language: tag },
    vector,
  }))
  .pipe(
    z.object({
      passage: Passage,
      vector: z.object({
        sparse: z.object({ indices: z.array(z.number()), values: z.array(z.number()) }),
      }),
    }),
  )

/** Reads a point back: the passage, and the weight of a term in it. Throws `upstream_failed` for a point that is not ours. */
export function readPoint(point: unknown): { passage: Passage; weightOf(term: string): number } {
  const parsed = Stored.safeParse(point)
  if (!parsed.success) {
    throw new BatonError(
      'upstream_failed',
      `Qdrant holds a point that is no passage of ours: ${z.prettifyError(parsed.error)}`,
    )
  }
  const { passage, vector } = parsed.data
  const { indices, values } = vector.sparse
  // As the embedded index keeps them: Qdrant holds 32 bits and writes the fewest digits that tell them apart.
  const weights = new Map(indices.map((id, i) => [id, Math.fround(values[i] ?? 0)]))
  return { passage, weightOf: (term) => weights.get(termId(term)) ?? 0 }
}
