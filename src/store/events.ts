import { z } from 'zod'
import { EventBody, type LoggedEvent } from '../domain/event.ts'
import { ConversationId } from '../domain/id.ts'
import { rowsAs, type Queryable } from './db.ts'

/**
 * Appends to the log of a conversation whose row is locked, and moves its counter.
 * Returns the number of the last event.
 */
export async function appendEvents(
  tx: Queryable,
  conversationId: ConversationId,
  at: Date,
  bodies: readonly EventBody[],
): Promise<number> {
  const [row] = await tx.query(
    `with counted as (
       update conversations set event_number = event_number + $2 where id = $1 returning event_number
     ), added as (
       insert into events (conversation_id, number, at, kind, body)
       select $1, counted.event_number - $2 + entry.place, $3, entry.body ->> 'kind', entry.body
         from counted, jsonb_array_elements($4::jsonb) with ordinality as entry (body, place)
     )
     select event_number from counted`,
    [conversationId, bodies.length, at, JSON.stringify(bodies)],
  )
  return Number(row?.['event_number'] ?? 0)
}

const Row = z
  .object({ conversationId: ConversationId, number: z.int(), at: z.coerce.date(), body: EventBody })
  .transform((row): LoggedEvent => row)

/** Events of a conversation after a number, in order. */
export function eventsAfter(
  on: Queryable,
  conversationId: ConversationId,
  after: number,
  limit = 1000,
): Promise<LoggedEvent[]> {
  return rowsAs(
    on,
    Row,
    `select conversation_id as "conversationId", number, at, body from events
      where conversation_id = $1 and number > $2 order by number limit $3`,
    [conversationId, after, limit],
  )
}

/** The whole log of a conversation, however long. */
export async function allEvents(
  on: Queryable,
  conversationId: ConversationId,
): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = []
  for (;;) {
    const next = await eventsAfter(on, conversationId, events.at(-1)?.number ?? 0)
    events.push(...next)
    if (next.length < 1000) return events
  }
}

/** For each of these conversations the number of its newest event. */
export async function newestEvents(
  on: Queryable,
  conversationIds: readonly ConversationId[],
): Promise<Map<ConversationId, number>> {
  const rows = await on.query(
    'select id, event_number from conversations where id = any($1::text[])',
    [[...conversationIds]],
  )
  return new Map(rows.map((row) => [ConversationId.parse(row['id']), Number(row['event_number'])]))
}
