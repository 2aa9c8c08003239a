import { z } from 'zod'
import { Effect, type ToolResult } from '../domain/effect.ts'
import type { ConsentId, ConversationId, EffectId, MessageId, TurnId } from '../domain/id.ts'
import { rowAs, type Db, type Queryable } from './db.ts'
import { effectJson } from './rows.ts'

export interface NewEffect {
  id: EffectId
  conversationId: ConversationId
  turnId: TurnId
  fence: number
  tool: string
  args: Record<string, unknown>
  idempotencyKey: string
  /** The consent this write rests on, and the message in which the customer gave it. */
  consent: { id: ConsentId; answeredBy: MessageId } | null
  at: Date
}

const Begun = z.object({ held: z.boolean(), effect: Effect.nullable() })

/**
 * Writes the intent row before a write, in one statement. Where the same key stands already, its row comes
 * back instead: `done` means the effect is there and must not be repeated. The consent it rests on is used up.
 * `lost` when the turn no longer holds the lease, or a person has the conversation.
 */
export async function beginEffect(
  on: Queryable,
  it: NewEffect,
): Promise<'lost' | { effect: Effect; isNew: boolean }> {
  const row = await rowAs(
    on,
    Begun,
    `with held as (
       select id from conversations where id = $1 and fence = $2 and holder ->> 'kind' = 'agent' for update
     ), used as (
       update consents set status = 'used', answered_by = $10
        where id = $9 and conversation_id = $1 and exists (select 1 from held)
          and (status = 'asked' or (status = 'used' and answered_by = $10))
       returning id
     ), added as (
       insert into effects (id, conversation_id, turn_id, tool, args, idempotency_key, consent_id, status, at)
       select $3, $1, $4, $5, $6::jsonb, $7, $9, 'intended', $8 from held
        where $9::text is null or exists (select 1 from used)
       on conflict (idempotency_key) do nothing
       returning *
     )
     select exists (select 1 from held) as held,
            coalesce((select ${effectJson} from added e),
                     (select ${effectJson} from effects e where e.idempotency_key = $7 and e.conversation_id = $1)) as effect`,
    [
      it.conversationId,
      it.fence,
      it.id,
      it.turnId,
      it.tool,
      JSON.stringify(it.args),
      it.idempotencyKey,
      it.at,
      it.consent?.id ?? null,
      it.consent?.answeredBy ?? null,
    ],
  )
  if (!row?.held || !row.effect) return 'lost'
  return { effect: row.effect, isNew: row.effect.id === it.id }
}

/** Writes what came of a write. */
export async function settleEffect(
  db: Pick<Db, 'query'>,
  id: EffectId,
  status: 'done' | 'failed',
  result: ToolResult,
  at: Date,
): Promise<void> {
  await db.query(
    'update effects set status = $2, result = $3::jsonb, settled_at = $4 where id = $1',
    [id, status, JSON.stringify(result), at],
  )
}
