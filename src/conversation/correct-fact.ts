import { BatonError } from '../domain/error.ts'
import type { EventBody } from '../domain/event.ts'
import type { ConversationId, MessageId } from '../domain/id.ts'
import type { LeadFact, LeadFactName } from '../domain/lead.ts'
import type { Locale } from '../domain/locale.ts'
import { normaliseCorrection } from '../leads/correction.ts'
import { findConversation, noConversation } from '../store/conversations.ts'
import { appendEvents } from '../store/events.ts'
import { insertLeadLine, markLeadChanged } from '../store/leads.ts'
import { isMessageOf, lastSaidBy } from '../store/messages.ts'
import type { Queryable } from '../store/db.ts'
import { inConversation, type DeskDeps } from './at-desk.ts'
import { fileMessage, type InboxDeps } from './inbox.ts'
import { typedConfidence } from './write-lead.ts'

/** A fact that somebody types in; null takes it back. */
export interface Correction {
  name: LeadFactName
  value: string | null
}

const names: Record<Locale, Record<LeadFactName, string>> = {
  zh: {
    need: '需求',
    timeline: '时间',
    budget: '预算',
    location_or_channel: '地点',
    name: '称呼',
    contact: '联系方式',
    company: '公司',
  },
  en: {
    need: 'need',
    timeline: 'time',
    budget: 'budget',
    location_or_channel: 'place',
    name: 'name',
    contact: 'contact',
    company: 'company',
  },
}

/** The correction as the customer would have said it: it stands in the conversation like any other word of theirs. */
function inWords({ name, value }: Correction, locale: Locale): string {
  const what = names[locale][name]
  if (locale === 'zh') return value === null ? `更正：${what}不用了` : `更正：${what}是${value}`
  return value === null ? `Correction: leave out the ${what}` : `Correction: ${what} is ${value}`
}

/**
 * The customer corrects what was understood of them ("correct this" on the receipt): a message of theirs, and a line of
 * the ledger that stands on it.
 * @throws BatonError `invalid` for a value that cannot be one, `not_found`.
 */
export async function correctByCustomer(
  deps: InboxDeps,
  id: ConversationId,
  correction: Correction,
  clientMessageId: string | null,
): Promise<MessageId> {
  const now = deps.clock()
  const line = lineOf(correction, 'customer', now)
  const conversation = await findConversation(deps.db, id)
  if (!conversation) throw noConversation(id)
  const { id: messageId } = await fileMessage(deps, id, {
    text: inWords(correction, conversation.locale),
    clientMessageId,
    attachments: [],
    pressedConsent: null,
  })
  await inConversation(deps, id, (tx) => enter(tx, id, { ...line, messageId }, now))
  deps.queue.nudge(now)
  return messageId
}

/**
 * An operator corrects a fact; its evidence is the message they name, else the customer's last.
 * @throws BatonError `invalid` for a value that cannot be one, or a message of another conversation; `not_found`.
 */
export function correctByOperator(
  deps: DeskDeps,
  id: ConversationId,
  correction: Correction,
  evidence: MessageId | null,
): Promise<void> {
  const now = deps.clock()
  const line = lineOf(correction, 'operator', now)
  return inConversation(deps, id, async (tx) => {
    if (evidence && !(await isMessageOf(tx, id, evidence)))
      throw new BatonError('invalid', `There is no message ${evidence} in this conversation.`, {
        field: 'messageId',
      })
    const messageId = evidence ?? (await lastSaidBy(tx, id, 'customer'))
    if (!messageId)
      throw new BatonError('conflict', 'The customer has said nothing yet that could be corrected.')
    await enter(tx, id, { ...line, messageId }, now)
    deps.queue.nudge(now)
  })
}

const lineOf = (
  { name, value }: Correction,
  saidBy: LeadFact['saidBy'],
  at: Date,
): Omit<LeadFact, 'messageId'> => ({
  name,
  kind: value === null ? 'retracted' : 'stated',
  value: value ?? '',
  normalised: value === null ? '' : normaliseCorrection(name, value, at),
  saidBy,
  at,
  confidence: typedConfidence,
})

async function enter(tx: Queryable, id: ConversationId, line: LeadFact, at: Date): Promise<void> {
  await insertLeadLine(tx, id, line)
  const { name, normalised: value, messageId, saidBy } = line
  const event: EventBody =
    line.kind === 'stated'
      ? { kind: 'fact_stated', name, value, messageId, saidBy }
      : { kind: 'fact_retracted', name, messageId, saidBy }
  await appendEvents(tx, id, at, [event])
  await markLeadChanged(tx, id, at)
}
