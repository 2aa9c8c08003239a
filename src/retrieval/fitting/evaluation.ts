import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { BatonError } from '../../domain/error.ts'
import type { PassageHit, PassageIndex } from '../../domain/passage.ts'
import { ndcgAt, recallAt, reciprocalRankAt } from '../../measure/ranking.ts'
import { confidenceFloor } from './fitted.ts'

/** A question with the articles that answer it; none when no article does. */
export const JudgedQuery = z.object({
  id: z.string(),
  query: z.string(),
  relevant: z.array(z.object({ id: z.string(), grade: z.number().nonnegative() })),
})
export type JudgedQuery = z.infer<typeof JudgedQuery>

/** Reads judged queries from a JSONL file. Throws `invalid`, naming file and line, and `not_found`. */
export async function loadQueries(path: string): Promise<JudgedQuery[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BatonError('not_found', `The queries file ${path} cannot be read.`, { cause })
  })
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    try {
      return [JudgedQuery.parse(JSON.parse(line))]
    } catch (cause) {
      const why = cause instanceof z.ZodError ? z.prettifyError(cause) : 'not JSON'
      throw new BatonError('invalid', `${path}:${i + 1}: ${why}`, { cause })
    }
  })
}

/** How retrieval did on judged queries. Shares are 0–1; times are of one search, in milliseconds. */
export interface RetrievalReport {
  /** Mean over answerable queries. */
  recall: { 1: number; 5: number; 10: number; 20: number }
  mrr: number
  ndcg: number
  abstention: { precision: number; recall: number; f1: number }
  p50ms: number
  p99ms: number
  queries: number
  answerable: number
}

/** Enough passages for the best twenty articles to be among them. */
const hitsAsked = 150

/** Asks every query and measures; articles are ranked by their best passage. */
export async function measureRetrieval(
  index: PassageIndex,
  queries: readonly JudgedQuery[],
  at: Date,
  onProgress: (done: number) => void = () => {},
): Promise<RetrievalReport> {
  const rows: Row[] = []
  for (const query of queries) {
    const start = performance.now()
    const hits = await index.search(query.query, { audience: 'public', at }, hitsAsked)
    rows.push({ query, hits, ms: performance.now() - start })
    onProgress(rows.length)
  }
  return summarise(rows)
}

interface Row {
  query: JudgedQuery
  hits: PassageHit[]
  ms: number
}

function summarise(rows: readonly Row[]): RetrievalReport {
  const judged = rows.flatMap(({ query, hits }) => {
    const grades = new Map(query.relevant.map(({ id, grade }) => [id, grade]))
    const ranked = [...new Set(hits.map(({ passage }) => passage.articleId))]
    return [...grades.values()].some((grade) => grade > 0) ? [{ grades, ranked }] : []
  })
  const times = rows.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const over = (of: (row: (typeof judged)[number]) => number) => mean(judged.map(of))
  return {
    recall: {
      1: over(({ ranked, grades }) => recallAt(ranked, grades, 1)),
      5: over(({ ranked, grades }) => recallAt(ranked, grades, 5)),
      10: over(({ ranked, grades }) => recallAt(ranked, grades, 10)),
      20: over(({ ranked, grades }) => recallAt(ranked, grades, 20)),
    },
    mrr: over(({ ranked, grades }) => reciprocalRankAt(ranked, grades, 10)),
    ndcg: over(({ ranked, grades }) => ndcgAt(ranked, grades, 10)),
    abstention: abstentionOf(rows),
    p50ms: quantile(times, 0.5),
    p99ms: quantile(times, 0.99),
    queries: rows.length,
    answerable: judged.length,
  }
}

/** Of the queries that nothing answers: how well "I don't know" finds them. */
function abstentionOf(rows: readonly Row[]): RetrievalReport['abstention'] {
  let right = 0
  let abstained = 0
  let unanswerable = 0
  for (const { query, hits } of rows) {
    const silent = (hits[0]?.confidence ?? 0) < confidenceFloor
    const nothing = query.relevant.every(({ grade }) => grade === 0)
    if (silent) abstained += 1
    if (nothing) unanswerable += 1
    if (silent && nothing) right += 1
  }
  const share = (whole: number) => (whole === 0 ? 0 : right / whole)
  const both = abstained + unanswerable
  return {
    precision: share(abstained),
    recall: share(unanswerable),
    f1: both === 0 ? 0 : (2 * right) / both,
  }
}

function mean(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return numbers.length === 0 ? 0 : total / numbers.length
}

/** The smallest value that at least this share of all does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
