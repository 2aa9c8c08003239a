import { z } from 'zod'
import { rowsAs, type Queryable } from './db.ts'

const Row = z.object({
  conversationId: z.string(),
  at: z.coerce.date(),
  urgency: z.number(),
  value: z.number(),
  fit: z.number(),
  converted: z.boolean(),
})
export type KeptLeadOutcome = z.infer<typeof Row>

/**
 * Leads that were graded before `before`, each with its factors and whether its customer has ordered or booked since, in any
 * conversation. Younger ones have no outcome yet: counting those that bought at once would make leads look better than they are.
 */
export const leadOutcomes = (on: Queryable, before: Date): Promise<KeptLeadOutcome[]> =>
  rowsAs(
    on,
    Row,
    `select l.conversation_id as "conversationId", c.opened_at as at,
            (l.brief -> 'grade' ->> 'urgency')::float8 as urgency, (l.brief -> 'grade' ->> 'worth')::float8 as value,
            (l.brief -> 'grade' ->> 'fit')::float8 as fit,
            exists (
              select 1 from conversations o join events e on e.conversation_id = o.id
               where o.customer_id = c.customer_id and e.at >= c.opened_at and e.kind = 'effect_settled'
                 and (e.body ->> 'ok')::boolean and e.body ->> 'tool' in ('place_order', 'book_appointment')
            ) as converted
       from leads l join conversations c on c.id = l.conversation_id
      where l.level > 0 and l.brief is not null and c.opened_at < $1 order by c.opened_at`,
    [before],
  )
