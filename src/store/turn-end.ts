import type { Agenda, Course } from '../domain/agenda.ts'
import type { Consent } from '../domain/consent.ts'
import type { EventBody } from '../domain/event.ts'
import type { Fact } from '../domain/fact.ts'
import type { Holder } from '../domain/holder.ts'
import type { ConsentId, ConversationId, MessageId, TurnId } from '../domain/id.ts'
import type { Locale } from '../domain/locale.ts'
import type { Message } from '../domain/message.ts'
import type { TurnRecord } from '../domain/turn-record.ts'
import type { Queryable } from './db.ts'
import { leadChangedSql } from './leads.ts'
import { insertPromisesSql, type NewPromise } from './promises.ts'

/** All that is written when a turn ends. */
export interface TurnEnd {
  turnId: TurnId
  fence: number
  holder: Holder
  locale: Locale
  agenda: Agenda
  course: Course
  provenOrders: readonly string[]
  followUp: boolean
  /** What the turn found when it was claimed, and what it called: it can be taken again. */
  record: Pick<TurnRecord, 'at' | 'before' | 'calls'>
  /** The newest customer message this turn has answered. */
  answeredPosition: number
  /** End the turn only if the customer has written nothing since `answeredPosition`. */
  waitForNews: boolean
  /** What we say. */
  message: Message
  /** What goes into the log, in this order. */
  events: readonly EventBody[]
  /** For the ledger: a later value supersedes an earlier one, nothing is overwritten. */
  facts: readonly Fact[]
  /** Its lead is to be read again. */
  lead: boolean
  /** Questions that the knowledge base did not answer. */
  gaps: readonly { messageId: MessageId; question: string }[]
  /** What is promised to the customer with it. */
  promises: readonly NewPromise[]
  /** The consent that is over: it was denied, or the customer spoke of something else, or nothing came of it. */
  over: { id: ConsentId; status: 'denied' | 'expired'; answeredBy: MessageId } | null
  /** The consent that `message` asks for. */
  asked: Consent | null
}

/** Only under our fencing number, while the agent holds the baton. What `$fence` … stand for is the caller's to say. */
const stillOurs = (fence: string, waitForNews: string, answeredPosition: string) =>
  `fence = ${fence} and holder ->> 'kind' = 'agent' and lease_owner is not null
     and (not ${waitForNews}::boolean or customer_position <= ${answeredPosition}::int)`

/** Locks a conversation for the end of its turn; false when the turn is not ours to end. */
export async function holdTurn(
  tx: Queryable,
  id: ConversationId,
  end: Pick<TurnEnd, 'fence' | 'waitForNews' | 'answeredPosition'>,
): Promise<boolean> {
  const held = await tx.query(
    `select 1 as held from conversations where id = $1 and ${stillOurs('$2', '$3', '$4')} for update`,
    [id, end.fence, end.waitForNews, end.answeredPosition],
  )
  return held.length > 0
}

/**
 * Ends the turn: all of it in one statement, and only if the fencing number is still ours and the agent still holds
 * the baton. False otherwise, and then nothing was written and nothing of the turn may be said. What the customer
 * wrote after `answeredPosition` makes the next turn due at once. On a pushing channel the message gets its delivery
 * job with it: that job table is the outbox.
 *
 * Every further part costs the server even when it adds no row, so the statement has only the parts that this end
 * needs; there are a dozen forms of it, each with the same text every time.
 */
export async function endTurn(on: Queryable, id: ConversationId, end: TurnEnd): Promise<boolean> {
  const values: unknown[] = []
  const $ = (value: unknown) => `$${values.push(value)}`
  const at = `${$(end.message.at)}::timestamptz`
  const parts = [
    endOfConversation(id, end, at, $),
    ...saying(end, at, $),
    logging(end, at, $),
    recordingTurn(end, $),
    ...(end.facts.length > 0 ? [recordingFacts(end.facts, $)] : []),
    ...(end.lead ? [leadChangedSql('ended', at)] : []),
    ...(end.gaps.length > 0 ? [recordingGaps(end.gaps, at, $)] : []),
    ...(end.promises.length > 0 ? [promising(end.promises, at, $)] : []),
    ...(end.over ? [closingConsent(end.over, $)] : []),
    ...(end.asked ? [askingConsent(end.asked, at, $)] : []),
  ]
  const ended = await on.query(`with ${parts.join(',\n')} select 1 as ended from ended`, values)
  return ended.length > 0
}

type Place = (value: unknown) => string

function endOfConversation(id: ConversationId, end: TurnEnd, at: string, $: Place): string {
  const answered = $(end.answeredPosition)
  const stillAgents = `${$(end.holder.kind === 'agent')}::boolean`
  return `ended as (
    update conversations
       set holder = ${$(JSON.stringify(end.holder))}::jsonb, locale = ${$(end.locale)}, agenda = ${$(JSON.stringify(end.agenda))}::jsonb,
           course = ${$(JSON.stringify(end.course))}::jsonb, proven_orders = ${$([...end.provenOrders])}::text[],
           follow_up = follow_up or ${$(end.followUp)}, answered_position = ${answered}::int, last_position = last_position + 1,
           event_number = event_number + ${$(end.events.length)}::int,
           turn_due_at = case when customer_position > ${answered}::int and ${stillAgents} then ${at} end,
           burst_started_at = null, lease_owner = null, lease_until = null, turn_attempts = 0,
           clocks_check_at = case when not ${stillAgents} then ${at} end,
           returned_with = case when ${stillAgents} then returned_with end, updated_at = ${at}
     where id = ${$(id)} and ${stillOurs($(end.fence), $(end.waitForNews), answered)}
    returning id, last_position, event_number, address)`
}

function saying({ message, turnId }: TurnEnd, at: string, $: Place): string[] {
  const id = $(message.id)
  return [
    `said as (
    insert into messages (id, conversation_id, position, author, text, at, answers, citations, performer, turn_id, delivery)
    select ${id}, id, last_position, ${$(message.author)}, ${$(message.text)}, ${at}, ${$(message.answers ?? [])}::text[],
           ${$(message.citations ? JSON.stringify(message.citations) : null)}::jsonb,
           ${$(message.performer ? JSON.stringify(message.performer) : null)}::jsonb, ${$(turnId)},
           case when address is not null then 'waiting' end
      from ended)`,
    `pushed as (
    insert into jobs (key, kind, subject, run_at)
    select 'deliver-reply ' || ${id}, 'deliver-reply', ${id}, ${at} from ended where address is not null)`,
  ]
}

function logging({ events }: TurnEnd, at: string, $: Place): string {
  return `logged as (
    insert into events (conversation_id, number, at, kind, body)
    select id, event_number - ${$(events.length)}::int + entry.place, ${at}, entry.body ->> 'kind', entry.body
      from ended, jsonb_array_elements(${$(JSON.stringify(events))}::jsonb) with ordinality as entry (body, place))`
}

function recordingTurn(
  { turnId, answeredPosition, record: { at, before, calls } }: TurnEnd,
  $: Place,
): string {
  return `recorded as (
    insert into turns (id, conversation_id, answered_position, before, calls, at)
    select ${$(turnId)}, id, ${$(answeredPosition)}::int, ${$(JSON.stringify(before))}::jsonb, ${$(JSON.stringify(calls))}::jsonb,
           ${$(at)}::timestamptz from ended)`
}

function recordingFacts(facts: readonly Fact[], $: Place): string {
  return `stated as (
    insert into facts (conversation_id, name, value, said_by, message_id, at, confidence, kind, words)
    select ended.id, f.name, f.value, f."saidBy", f."messageId", f.at, f.confidence, coalesce(f.kind, 'stated'), f.words
      from ended, jsonb_to_recordset(${$(JSON.stringify(facts))}::jsonb)
           as f (name text, value text, "saidBy" text, "messageId" text, at timestamptz, confidence real, kind text, words text)
    on conflict do nothing)`
}

function recordingGaps(gaps: TurnEnd['gaps'], at: string, $: Place): string {
  return `lacking as (
    insert into gaps (conversation_id, message_id, question, at)
    select ended.id, g."messageId", g.question, ${at}
      from ended, jsonb_to_recordset(${$(JSON.stringify(gaps))}::jsonb) as g ("messageId" text, question text)
    on conflict do nothing)`
}

const promising = (promises: readonly NewPromise[], at: string, $: Place): string =>
  `promised as (${insertPromisesSql($(JSON.stringify(promises)), 'ended', at)})`

function closingConsent(
  { id, status, answeredBy }: NonNullable<TurnEnd['over']>,
  $: Place,
): string {
  return `over as (
    update consents k set status = ${$(status)}, answered_by = ${$(answeredBy)}
      from ended where k.id = ${$(id)} and k.conversation_id = ended.id and k.status = 'asked')`
}

function askingConsent(consent: Consent, at: string, $: Place): string {
  return `asked as (
    insert into consents (id, conversation_id, playbook, tool, args, args_hash, asked_in, status, asked_at)
    select ${$(consent.id)}, id, ${$(consent.playbook)}, ${$(consent.tool)}, ${$(JSON.stringify(consent.args))}::jsonb,
           ${$(consent.argsHash)}, ${$(consent.askedIn)}, ${$(consent.status)}, ${at}
      from ended)`
}
