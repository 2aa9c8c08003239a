import { z } from 'zod'
import { Consent } from '../domain/consent.ts'
import { Conversation, Customer } from '../domain/conversation.ts'
import { Effect } from '../domain/effect.ts'
import { ConsentId, EffectId, type ConversationId } from '../domain/id.ts'
import { Message } from '../domain/message.ts'
import type { TurnBefore } from '../domain/turn-record.ts'
import { rowAs, type Queryable } from './db.ts'
import {
  consentJson,
  conversationColumns,
  customerColumns,
  effectJson,
  messageJson,
} from './rows.ts'

/** How many messages before this turn are loaded; older ones live on in the rolling summary. */
const historyLength = 80

const Said = Message.extend({ pressedConsent: ConsentId.nullish() })
export type Said = z.infer<typeof Said>

const Claimed = z.object({
  conversation: Conversation,
  /** Of the newest message loaded here. */
  customerPosition: z.int(),
  customer: Customer,
  history: z.array(Message),
  said: z.array(Said),
  effects: z.array(Effect),
  /** Settled effects of which the log does not tell: the turn that made them was cut off. */
  untold: z.array(EffectId),
  /**
   * The consent asked in our last message; `used` when an earlier try of this same turn, cut off since,
   * has acted on it already.
   */
  consent: Consent.nullable(),
})
export type ClaimedTurn = Omit<z.infer<typeof Claimed>, 'customerPosition'> & {
  /** When it was claimed. */
  at: Date
}

/** What is kept of a claimed turn, so that it can be taken again. */
export function beforeOf({ conversation, effects, consent }: ClaimedTurn): TurnBefore {
  const { locale, agenda, course, provenOrders, returnedWith, followUp } = conversation
  const { answeredPosition, eventNumber } = conversation
  return {
    locale,
    agenda,
    course,
    provenOrders,
    returnedWith,
    followUp,
    answeredPosition,
    eventNumber,
    consent,
    effects: effects.map(({ id }) => id),
  }
}

export interface Lease {
  owner: string
  until: Date
}

/**
 * Takes the lease on a conversation whose turn is due and loads all that the turn needs, in one statement.
 * Null when nothing is due, a person holds the baton, or another worker's lease still runs.
 * The fencing number grows with every claim; a write that carries an older one finds no row.
 *
 * `customerPosition` is that of the newest message loaded here. The row's own may be newer: where the claim waited for
 * a message that was just being filed, it sees the row as that left it, but not the message, which is then news.
 */
export async function claimTurn(
  on: Queryable,
  id: ConversationId,
  { owner, until }: Lease,
  now: Date,
): Promise<ClaimedTurn | null> {
  const claimed = await rowAs(
    on,
    Claimed,
    `with c as (
       update conversations
          set lease_owner = $2, lease_until = $3, fence = fence + 1, turn_attempts = turn_attempts + 1
        where id = $1 and turn_due_at is not null and holder ->> 'kind' = 'agent' and closed_at is null
          and (lease_until is null or lease_until <= $4)
       returning *
     )
     select (select row_to_json(t) from (select ${conversationColumns} from c) t) as conversation,
            coalesce((select max(position) from messages where conversation_id = c.id and author = 'customer'), 0) as "customerPosition",
            (select row_to_json(t) from (select ${customerColumns} from customers where id = c.customer_id) t) as customer,
            coalesce((select json_agg(${messageJson()} order by m.position) from (
               select * from messages where conversation_id = c.id and (position <= c.answered_position or author <> 'customer')
                order by position desc limit ${historyLength}) m), '[]') as history,
            coalesce((select json_agg(${messageJson("'pressedConsent', m.pressed_consent")} order by m.position)
               from messages m where m.conversation_id = c.id and m.position > c.answered_position
                and m.author = 'customer'), '[]') as said,
            coalesce((select json_agg(${effectJson} order by e.at) from effects e where e.conversation_id = c.id), '[]') as effects,
            coalesce((select json_agg(e.id) from effects e where e.conversation_id = c.id and e.status in ('done', 'failed') and not exists (
               select from events v where v.conversation_id = c.id and v.body ->> 'kind' = 'effect_settled'
                and v.body ->> 'effectId' = e.id)), '[]') as untold,
            (select ${consentJson()} from consents k where k.conversation_id = c.id and (k.status = 'asked' or k.answered_by in (
               select id from messages where conversation_id = c.id and position > c.answered_position))
              order by k.asked_at desc limit 1) as consent
       from c`,
    [id, owner, until, now],
  )
  if (!claimed) return null
  const { customerPosition, ...rest } = claimed
  return { ...rest, conversation: { ...rest.conversation, customerPosition }, at: now }
}

/** Customer messages after a position: what was said while the turn ran. */
export async function saidAfter(
  on: Queryable,
  id: ConversationId,
  position: number,
): Promise<{ said: Said[]; position: number }> {
  const row = await rowAs(
    on,
    z.object({ said: z.array(Said), position: z.int().nullable() }),
    `select coalesce(json_agg(${messageJson("'pressedConsent', m.pressed_consent")} order by m.position), '[]') as said,
            max(m.position) as position
       from messages m where m.conversation_id = $1 and m.position > $2 and m.author = 'customer'`,
    [id, position],
  )
  return { said: row?.said ?? [], position: row?.position ?? position }
}

/** Prolongs the lease. False when it is lost. */
export async function renewLease(
  on: Queryable,
  id: ConversationId,
  fence: number,
  until: Date,
): Promise<boolean> {
  const rows = await on.query(
    `update conversations set lease_until = $3 where id = $1 and fence = $2 and lease_owner is not null returning 1 as held`,
    [id, fence, until],
  )
  return rows.length > 0
}

/** Gives the turn back undone, so that another worker takes it at once. */
export async function handBackTurn(
  on: Queryable,
  id: ConversationId,
  fence: number,
): Promise<void> {
  await on.query(
    `update conversations set lease_owner = null, lease_until = null, turn_attempts = greatest(turn_attempts - 1, 0)
      where id = $1 and fence = $2`,
    [id, fence],
  )
}
