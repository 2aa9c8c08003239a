import type { ConversationId } from '../domain/id.ts'
import type { Queryable } from './db.ts'

/** Whether the customer's last word on a tool was no. */
export async function wasDenied(
  on: Queryable,
  conversationId: ConversationId,
  tool: string,
): Promise<boolean> {
  const [last] = await on.query(
    `select status from consents where conversation_id = $1 and tool = $2 order by asked_at desc limit 1`,
    [conversationId, tool],
  )
  return last?.['status'] === 'denied'
}
