import type { Fact } from '../domain/fact.ts'
import type { ConversationId } from '../domain/id.ts'
import type { Queryable } from './db.ts'

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
