import { z } from 'zod'

export const Audience = z.enum(['public', 'operator'])
export type Audience = z.infer<typeof Audience>

/** What people wrote, as a whole. */
export const Article = z.object({
  id: z.string().min(1).max(200),
  title: z.string().min(1),
  body: z.string(),
  /** BCP 47. */
  language: z.string(),
  category: z.string().optional(),
  audience: Audience.default('public'),
  /** `YYYY-MM-DD` of the last change; part of what a citation names. */
  updated: z.string().optional(),
  validFrom: z.coerce.date().optional(),
  validUntil: z.coerce.date().optional(),
})
export type Article = z.infer<typeof Article>

/** A piece of an article that can answer on its own. */
export const Passage = z.object({
  /** Stable: the article's id and the passage's place in it, `kb-zh-011#2`. */
  id: z.string(),
  articleId: z.string(),
  /** Title and headings above the passage, outermost first. */
  headings: z.array(z.string()),
  /** Markdown. */
  text: z.string(),
  language: z.string(),
  audience: Audience,
  /** Content hash of the article it was cut from. */
  version: z.string(),
  validFrom: z.coerce.date().optional(),
  validUntil: z.coerce.date().optional(),
})
export type Passage = z.infer<typeof Passage>

/** What a search may see. Made by code: the audience, and the moment for validity dates. */
export interface PassageFilter {
  audience: Audience
  at: Date
  language?: string
}

export interface PassageHit {
  passage: Passage
  /** Calibrated: an estimate that this passage answers the query, 0–1. */
  confidence: number
  score: number
}

/** Finds passages. Adapters: embedded (default) and Qdrant. */
export interface PassageIndex {
  /** Best first. */
  search(query: string, filter: PassageFilter, limit: number): Promise<PassageHit[]>
  /** Replaces all passages of these articles; an article with no passages is forgotten. */
  replace(articleIds: readonly string[], passages: readonly Passage[]): Promise<void>
  count(): Promise<number>
  /** Makes these passages all there are, while searches go on. Absent where the index lives no longer than its process. */
  rebuild?(passages: readonly Passage[]): Promise<void>
}
