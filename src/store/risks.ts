import { z } from 'zod'
import { ConversationId } from '../domain/id.ts'
import { rowsAs, type Queryable } from './db.ts'

/** A clock of a conversation that runs out, or has. */
export const Risk = z.object({
  clock: z.string(),
  startedAt: z.coerce.date(),
  dueAt: z.coerce.date(),
  breached: z.boolean(),
})
export type Risk = z.infer<typeof Risk>

/** Writes which clocks are at risk, and when to look again; null when nothing changes of itself. */
export async function saveRisks(
  tx: Queryable,
  id: ConversationId,
  risks: readonly Risk[],
  checkAt: Date | null,
): Promise<void> {
  await tx.query('update conversations set risks = $2::jsonb, clocks_check_at = $3 where id = $1', [
    id,
    JSON.stringify(risks),
    checkAt,
  ])
}

const AtRisk = z.object({ conversationId: ConversationId, risks: z.array(Risk) })

/** Conversations at the desk with a clock that runs out. */
export const conversationsAtRisk = (on: Queryable): Promise<z.infer<typeof AtRisk>[]> =>
  rowsAs(
    on,
    AtRisk,
    `select id as "conversationId", risks from conversations
      where holder ->> 'kind' <> 'agent' and closed_at is null and risks <> '[]' limit 500`,
  )
