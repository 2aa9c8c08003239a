import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/consent.ts'
import type { Conversation, Customer } from '../domain/conversation.ts'
import type { LeadEntry } from '../domain/crm.ts'
import { OutgoingId, type ConversationId } from '../domain/id.ts'
import type { LeadBrief } from '../domain/lead-brief.ts'
import type { LeadFactName } from '../domain/lead.ts'
import type { Graded } from '../leads/grade.ts'
import type { LeadReading } from '../leads/read-lead.ts'
import { wasDenied } from '../store/consents.ts'
import type { Queryable } from '../store/db.ts'
import { insertOutgoing } from '../store/outgoing.ts'

/** A lead as it was read, graded and written down. */
export interface WrittenLead {
  conversation: Conversation
  customer: Customer | null
  reading: LeadReading
  graded: Graded
  brief: LeadBrief
  version: number
}

/** As long as a CRM takes it. */
const longest = {
  need: 500,
  name: 80,
  company: 120,
  contact: 120,
  budget: 80,
  timeline: 80,
  place: 80,
}

function entryOf({ facts }: LeadReading, id: ConversationId): LeadEntry {
  const fact = (name: LeadFactName, most: number) => facts[name]?.normalised.slice(0, most) ?? null
  return {
    lead: id,
    need: fact('need', longest.need) ?? '',
    name: fact('name', longest.name),
    company: fact('company', longest.company),
    contact: fact('contact', longest.contact),
    budget: fact('budget', longest.budget),
    timeline: fact('timeline', longest.timeline),
    place: fact('location_or_channel', longest.place),
  }
}

/**
 * A lead goes out to each target when the customer has left a contact and has not said no to being passed on; and again
 * only when what was said, or its grade, has changed. Returns whether it is to go out.
 */
export async function passLead(
  tx: Queryable,
  targets: readonly string[],
  { conversation, customer, reading, graded, brief, version }: WrittenLead,
  now: Date,
): Promise<boolean> {
  const { id, provenOrders } = conversation
  if (reading.level === 0 || reading.withdrawn || !reading.facts.contact) return false
  if (await wasDenied(tx, id, 'capture_lead')) return false
  const said = { entry: entryOf(reading, id), level: reading.level, grade: graded.grade }
  const hash = createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, 32)
  const body = {
    ...said,
    identity: { shopCustomerId: customer?.shopCustomerId ?? null, provenOrders },
    conversationId: id,
    score: graded.score,
    version,
    brief,
  }
  await insertOutgoing(
    tx,
    targets.map((target) => ({
      id: OutgoingId.make(now.getTime()),
      kind: 'lead' as const,
      target,
      conversationId: id,
      idempotencyKey: `${target} ${id} ${hash}`,
      body,
    })),
    now,
  )
  return true
}
