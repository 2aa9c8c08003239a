import { z } from 'zod'
import { Article } from '../domain/passage.ts'
import { rowsAs, type Queryable } from './db.ts'

/** Saves articles; one that is there already is replaced. */
export async function saveArticles(
  tx: Queryable,
  articles: readonly { article: Article; contentHash: string }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into articles (id, body, content_hash, imported_at)
     select a.article ->> 'id', a.article, a."contentHash", $2 from jsonb_to_recordset($1::jsonb) as a (article jsonb, "contentHash" text)
     on conflict (id) do update set body = excluded.body, content_hash = excluded.content_hash, imported_at = excluded.imported_at`,
    [JSON.stringify(articles), at],
  )
}

export async function forgetArticles(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query('delete from articles where id = any($1::text[])', [[...ids]])
}

/** Every article, by id. */
export async function allArticles(on: Queryable): Promise<Article[]> {
  const rows = await rowsAs(
    on,
    z.object({ body: Article }),
    'select body from articles order by id',
  )
  return rows.map((row) => row.body)
}
