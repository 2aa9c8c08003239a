import { z } from 'zod'
import { ConversationId, type MessageId } from '../domain/id.ts'
import { LeadBrief } from '../domain/lead-brief.ts'
import { LeadFact, LeadFactName, LeadGrade, VerificationLevel } from '../domain/lead.ts'
import { rowAs, rowsAs, type Queryable } from './db.ts'

/** A lead as it stands. */
export const Lead = z.object({
  conversationId: ConversationId,
  level: VerificationLevel,
  grade: LeadGrade,
  score: z.number(),
  withdrawn: z.boolean(),
  answerBy: z.coerce.date().nullable(),
  brief: LeadBrief.nullable(),
  briefVersion: z.int(),
  writer: z.string().nullable(),
  dirtyAt: z.coerce.date().nullable(),
})
export type Lead = z.infer<typeof Lead>

const columns = `conversation_id as "conversationId", level, grade, score, withdrawn, answer_by as "answerBy", brief,
  brief_version as "briefVersion", writer, dirty_at as "dirtyAt"`

export const findLead = (on: Queryable, id: ConversationId): Promise<Lead | null> =>
  rowAs(on, Lead, `select ${columns} from leads where conversation_id = $1`, [id])

/** Leads with a need, hottest first, then the one that waits for an answer longest. */
export const allLeads = (on: Queryable): Promise<Lead[]> =>
  rowsAs(
    on,
    Lead,
    `select ${columns} from leads where level > 0 and not withdrawn
      order by array_position(array['hot', 'warm', 'cold'], grade), answer_by limit 200`,
  )

/** The parts of a statement after which the lead of the conversation in `from` is read again and its brief written. */
export const leadChangedSql = (from: string, at: string) =>
  `lead as (
    insert into leads (conversation_id, dirty_at) select ${from}.id, ${at} from ${from}
    on conflict (conversation_id) do update set dirty_at = excluded.dirty_at),
  brief as (
    insert into jobs (key, kind, subject, run_at)
    select 'write-lead-brief ' || ${from}.id, 'write-lead-brief', ${from}.id, ${at} from ${from}
    on conflict (key) do update set run_at = least(jobs.run_at, excluded.run_at), version = jobs.version + 1)`

/** The lead of a conversation is read again, and its brief written, soon. */
export async function markLeadChanged(tx: Queryable, id: ConversationId, at: Date): Promise<void> {
  await tx.query(
    `with c as (select $1::text as id), ${leadChangedSql('c', '$2::timestamptz')} select 1 as marked`,
    [id, at],
  )
}

/** Writes a brief. False when more was said meanwhile, and then it is only a beginning: another is written soon. */
export async function saveLead(
  tx: Queryable,
  it: Omit<Lead, 'briefVersion' | 'brief'> & { brief: LeadBrief; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `update leads set level = $2, grade = $3, score = $4, withdrawn = $5, answer_by = $6, brief = $7::jsonb, writer = $8,
            written_at = $9, brief_version = brief_version + 1,
            dirty_at = case when dirty_at = $10 then null else dirty_at end
      where conversation_id = $1 returning dirty_at`,
    [
      it.conversationId,
      it.level,
      it.grade,
      it.score,
      it.withdrawn,
      it.answerBy,
      JSON.stringify(it.brief),
      it.writer,
      it.at,
      it.dirtyAt,
    ],
  )
  return rows[0]?.['dirty_at'] === null
}

const Line = LeadFact.extend({ name: LeadFactName })

/** All that the ledger holds of the lead facts of a conversation, oldest first. */
export const leadLines = (on: Queryable, id: ConversationId): Promise<LeadFact[]> =>
  rowsAs(
    on,
    Line,
    `select name, kind, coalesce(words, value) as value, value as normalised, said_by as "saidBy", message_id as "messageId",
            at, confidence
       from facts where conversation_id = $1 and name = any($2::text[]) order by id`,
    [id, LeadFactName.options],
  )

/** Adds a line that somebody typed in. The same again is one line. */
export async function insertLeadLine(
  tx: Queryable,
  id: ConversationId,
  line: Omit<LeadFact, 'messageId'> & { messageId: MessageId },
): Promise<void> {
  await tx.query(
    `insert into facts (conversation_id, name, value, said_by, message_id, at, confidence, kind, words)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      id,
      line.name,
      line.normalised,
      line.saidBy,
      line.messageId,
      line.at,
      line.confidence,
      line.kind,
      line.value,
    ],
  )
}
