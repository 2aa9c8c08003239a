import type { Schemas } from '@qdrant/js-client-rest'
import type { PassageFilter } from '../../domain/passage.ts'
import { primary } from '../index/inverted.ts'

/** Every field that a filter, an order or the statistics look at, with the index it has for that. */
export const payloadIndexes = {
  customer: 'keyword',
  audience: 'keyword',
  language: 'keyword',
  articleId: 'keyword',
  version: 'keyword',
  terms: 'keyword',
  validFrom: 'datetime',
  validUntil: 'datetime',
  writtenAt: 'datetime',
} as const satisfies Record<string, Schemas['PayloadSchemaType']>

/**
 * What a search may see, in Qdrant's words; lets through what `isVisible` does. A point of one customer is never seen
 * by a search that names no customer.
 */
export function visible({ audience, at, language }: PassageFilter): Schemas['Filter'] {
  const moment = at.toISOString()
  return {
    must: [
      { is_empty: { key: 'customer' } },
      ...(audience === 'operator' ? [] : [{ key: 'audience', match: { value: 'public' } }]),
      ...(language === undefined ? [] : [{ key: 'language', match: { value: primary(language) } }]),
    ],
    // A passage without the date has nothing that could lie on the wrong side of it.
    must_not: [
      { key: 'validFrom', range: { gt: moment } },
      { key: 'validUntil', range: { lte: moment } },
    ],
  }
}

export const ofArticles = (ids: readonly string[]): Schemas['Filter'] => ({
  must: [{ key: 'articleId', match: { any: [...ids] } }],
})

/** Points of these articles of any version but these; a version is a content hash and belongs to one article alone. */
export const outdated = (
  ids: readonly string[],
  versions: readonly string[],
): Schemas['Filter'] => ({
  ...ofArticles(ids),
  ...(versions.length > 0 && { must_not: [{ key: 'version', match: { any: [...versions] } }] }),
})
