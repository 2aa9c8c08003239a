import { z } from 'zod'
import { Brief } from '../domain/handoff.ts'
import type { ConversationId, TurnId } from '../domain/id.ts'
import { Citation } from '../domain/message.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

export async function saveBrief(
  tx: Queryable,
  conversationId: ConversationId,
  brief: Brief,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into briefs (conversation_id, body, at) values ($1, $2::jsonb, $3)
     on conflict (conversation_id) do update set body = excluded.body, at = excluded.at`,
    [conversationId, JSON.stringify(brief), at],
  )
}

export async function findBrief(
  on: Queryable,
  conversationId: ConversationId,
): Promise<Brief | null> {
  const row = await rowAs(
    on,
    z.object({ body: Brief }),
    'select body from briefs where conversation_id = $1',
    [conversationId],
  )
  return row?.body ?? null
}

const Suggestion = z.object({
  text: z.string(),
  citations: z.array(Citation).nullable(),
  at: z.coerce.date(),
})

export async function insertSuggestion(
  tx: Queryable,
  it: {
    conversationId: ConversationId
    turnId: TurnId
    text: string
    citations: Citation[]
    at: Date
  },
): Promise<void> {
  await tx.query(
    'insert into suggestions (conversation_id, turn_id, text, citations, at) values ($1, $2, $3, $4::jsonb, $5)',
    [it.conversationId, it.turnId, it.text, JSON.stringify(it.citations), it.at],
  )
}

export function suggestionsFor(
  on: Queryable,
  conversationId: ConversationId,
): Promise<z.infer<typeof Suggestion>[]> {
  return rowsAs(
    on,
    Suggestion,
    'select text, citations, at from suggestions where conversation_id = $1 order by id desc limit 10',
    [conversationId],
  )
}
