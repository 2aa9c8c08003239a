import { z } from 'zod'
import { Fact } from '../domain/fact.ts'
import type { ConversationId } from '../domain/id.ts'
import { rowsAs, type Queryable } from './db.ts'

/** Adds to the ledger. A later value supersedes an earlier one; nothing is overwritten. */
export async function recordFacts(
  tx: Queryable,
  conversationId: ConversationId,
  facts: readonly Fact[],
): Promise<void> {
  if (facts.length === 0) return
  await tx.query(
    `insert into facts (conversation_id, name, value, said_by, message_id, at, confidence)
     select $1, f.name, f.value, f."saidBy", f."messageId", f.at, f.confidence
       from jsonb_to_recordset($2::jsonb) as f (name text, value text, "saidBy" text, "messageId" text, at timestamptz, confidence real)
     on conflict do nothing`,
    [conversationId, JSON.stringify(facts)],
  )
}

/** The value that holds now for each fact, oldest name first. */
export async function standingFacts(
  on: Queryable,
  conversationId: ConversationId,
): Promise<Fact[]> {
  const rows = await rowsAs(
    on,
    z.object({ fact: Fact }),
    `select distinct on (name) jsonb_build_object('name', name, 'value', value, 'saidBy', said_by,
            'messageId', message_id, 'at', at, 'confidence', confidence) as fact
       from facts where conversation_id = $1 order by name, id desc`,
    [conversationId],
  )
  return rows.map((row) => row.fact)
}
