import { z } from 'zod'
import { ConversationRecord } from '../domain/conversation-record.ts'
import { ConversationId } from '../domain/id.ts'
import { noConversation } from './conversations.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'
import { consentJson, customerColumns, effectJson, messageJson } from './rows.ts'

/** Everything that is stored of one conversation, in one statement. @throws BatonError `not_found` */
export async function readConversationRecord(
  on: Queryable,
  id: ConversationId,
): Promise<ConversationRecord> {
  const all = (rows: string, order: string, from: string) =>
    `coalesce((select json_agg(${rows} order by ${order}) from ${from} where conversation_id = c.id), '[]')`
  const record = await rowAs(
    on,
    ConversationRecord,
    `select 1 as version, c.id, c.channel, c.opened_at as "openedAt",
            (select row_to_json(t) from (select ${customerColumns} from customers where id = c.customer_id) t) as customer,
            ${all(messageJson(`'position', m.position, 'pressed', m.pressed_consent is not null, 'turnId', m.turn_id`), 'm.position', 'messages m')} as messages,
            ${all(`json_build_object('id', t.id, 'at', t.at, 'before', t.before, 'answeredPosition', t.answered_position, 'calls', t.calls)`, 't.answered_position, t.at', 'turns t')} as turns,
            ${all(`json_build_object('name', f.name, 'value', f.value, 'saidBy', f.said_by, 'messageId', f.message_id, 'at', f.at, 'confidence', f.confidence)`, 'f.id', 'facts f')} as facts,
            ${all(consentJson(`'askedAt', k.asked_at`), 'k.asked_at, k.id', 'consents k')} as consents,
            ${all(effectJson, 'e.at, e.id', 'effects e')} as effects,
            ${all(`json_build_object('number', v.number, 'at', v.at, 'body', v.body)`, 'v.number', 'events v')} as events,
            ${all(`json_build_object('orderNumber', p.order_number, 'valueHash', p.value_hash, 'proven', p.proven, 'at', p.at)`, 'p.at', 'proof_attempts p')} as proofs
       from conversations c where c.id = $1`,
    [id],
  )
  if (!record) throw noConversation(id)
  return record
}

const Listed = z.object({
  id: ConversationId,
  channel: z.string(),
  openedAt: z.coerce.date(),
  holder: z.enum(['agent', 'desk', 'operator']),
  turns: z.int(),
  firstWords: z.string().nullable(),
})
type Listed = z.infer<typeof Listed>

/** The newest conversations, newest first. */
export function listConversations(on: Queryable, limit: number): Promise<Listed[]> {
  return rowsAs(
    on,
    Listed,
    `select c.id, c.channel, c.opened_at as "openedAt", c.holder ->> 'kind' as holder,
            (select count(*)::int from turns t where t.conversation_id = c.id) as turns,
            (select m.text from messages m where m.conversation_id = c.id and m.author = 'customer' order by m.position limit 1) as "firstWords"
       from conversations c order by c.opened_at desc, c.id desc limit $1`,
    [limit],
  )
}
