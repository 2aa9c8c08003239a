import { BatonError } from '../../domain/error.ts'
import type { Article } from '../../domain/passage.ts'

/** A line that is left out, and why. */
export interface LeftOut {
  line: number
  why: string
}

/** The articles of a file that has one a line, and the lines that are none. */
export interface ReadRows {
  articles: Article[]
  leftOut: LeftOut[]
}

/** Makes an article of each row. A bad row, and one whose id an earlier row has, is named and left out. */
export function readRows<Row extends { line: number }>(
  rows: readonly Row[],
  toArticle: (row: Row) => Article,
): ReadRows {
  const articles: Article[] = []
  const leftOut: LeftOut[] = []
  const lines = new Map<string, number>()
  for (const row of rows) {
    const { line } = row
    try {
      const article = toArticle(row)
      const before = lines.get(article.id)
      if (before !== undefined)
        throw new BatonError(
          'invalid',
          `the id ${article.id} is already used by line ${before}; give one of them another`,
        )
      lines.set(article.id, line)
      articles.push(article)
    } catch (error) {
      if (!(error instanceof BatonError)) throw error
      leftOut.push({ line, why: error.message })
    }
  }
  return { articles, leftOut }
}
