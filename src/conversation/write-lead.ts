import type { LeadBriefWriter } from '../agents/lead-brief-writer.ts'
import type { Conversation, Customer } from '../domain/conversation.ts'
import type { EventBody } from '../domain/event.ts'
import { ConversationId } from '../domain/id.ts'
import type { Locale } from '../domain/locale.ts'
import type { Reader } from '../domain/reading.ts'
import type { OrderBook } from '../domain/shop.ts'
import { writeLeadBrief, type BriefMaterial, type LeadSource } from '../leads/brief.ts'
import { withCorrections } from '../leads/correction.ts'
import { gradeLead } from '../leads/grade.ts'
import type { GradeWeights } from '../leads/grade-weights.ts'
import { findObjections } from '../leads/objections.ts'
import { lifetimeValue } from '../leads/lifetime-value.ts'
import { readLead } from '../leads/read-lead.ts'
import type { LeadTurn } from '../leads/said.ts'
import type { LeadBrief } from '../domain/lead-brief.ts'
import type { Log } from '../platform/log.ts'
import type { Knowledge } from '../retrieval/knowledge.ts'
import {
  earlierConversations,
  findConversation,
  findCustomer,
  lockConversation,
} from '../store/conversations.ts'
import { allEvents } from '../store/events.ts'
import { findLead, leadLines, saveLead, type Lead } from '../store/leads.ts'
import { defaultProducts } from '../understanding/entities/products.ts'
import { createWishedGoodsSpotter } from '../understanding/recogniser/goods.ts'
import type { DeskDeps } from './at-desk.ts'
import { logAtDesk } from './log-at-desk.ts'
import { passLead } from './pass-lead.ts'

export interface LeadDeps extends DeskDeps {
  log: Log
  reader: Reader
  orders: OrderBook
  knowledge: Pick<Knowledge, 'ask'>
  /** Outlets that take leads, by name. */
  leadTargets: readonly string[]
  /** How a lead's grade is weighed. */
  leadWeights: GradeWeights
  /** The model, where one is configured. */
  briefWriter: LeadBriefWriter | null
  /** How long it may write, however busily it does; a minute. */
  briefMs?: number
}

const minuteMs = 60_000
const modelMs = 60_000
/** Orders that tell what a customer is worth. */
const ordersAsked = 50
const goodsIn = createWishedGoodsSpotter()
const catalogue = defaultProducts.map((name) => name.toLowerCase())

/**
 * Reads the lead of a conversation again, grades it, and writes its brief: by the model where there is one, else, or when
 * that fails, by the understudy. No transaction is open while a model thinks; what is said meanwhile makes another brief.
 */
export async function writeLead(deps: LeadDeps, subject: string): Promise<void> {
  const id = ConversationId.parse(subject)
  const [conversation, lead] = await Promise.all([
    findConversation(deps.db, id),
    findLead(deps.db, id),
  ])
  if (!conversation || !lead?.dirtyAt) return
  const customer = await findCustomer(deps.db, conversation.customerId)
  const material = await gatherMaterial(deps, conversation, customer)
  const { brief, writer } = await write(deps, id, material)
  const { reading, graded, now } = material
  const before = lead
  const isComplete = await deps.db.transaction(async (tx) => {
    await lockConversation(tx, id)
    const saved = await saveLead(tx, {
      conversationId: id,
      level: reading.level,
      grade: graded.grade,
      score: graded.score,
      withdrawn: reading.withdrawn,
      answerBy: new Date(now.getTime() + graded.answerWithinMinutes * minuteMs),
      brief,
      writer,
      dirtyAt: before.dirtyAt,
      at: now,
    })
    const event: EventBody = {
      kind: 'lead_graded',
      level: reading.level,
      grade: graded.grade,
      score: graded.score,
      version: before.briefVersion + 1,
      writer,
      dropped: brief.dropped,
    }
    if (isChanged(before, event)) await logAtDesk(tx, deps, id, [event], 'sales')
    const version = before.briefVersion + 1
    const written = { conversation, customer, reading, graded, brief, version }
    if (await passLead(tx, deps.leadTargets, written, now)) deps.queue.nudge(now)
    return saved
  })
  deps.live.publish(id, { kind: 'logged' })
  if (!isComplete) deps.queue.nudge(deps.clock())
}

const isChanged = (before: Lead, now: Extract<EventBody, { kind: 'lead_graded' }>): boolean =>
  before.briefVersion === 0 || before.level !== now.level || before.grade !== now.grade

async function write(
  { briefWriter, briefMs = modelMs, log }: LeadDeps,
  conversationId: ConversationId,
  material: BriefMaterial,
): Promise<{ brief: LeadBrief; writer: string }> {
  if (briefWriter) {
    try {
      const brief = await briefWriter.write(material, AbortSignal.timeout(briefMs))
      return { brief, writer: briefWriter.name }
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown'
      log.warn({ conversationId, reason }, 'the model wrote no brief; the understudy does')
    }
  }
  return { brief: writeLeadBrief(material), writer: 'understudy' }
}

/** All that a brief is written from, from the log alone, the shop and the articles. */
async function gatherMaterial(
  { db, clock, reader, orders, knowledge, leadWeights }: LeadDeps,
  conversation: Conversation,
  customer: Customer | null,
): Promise<BriefMaterial> {
  const { id, locale, provenOrders } = conversation
  const now = clock()
  const [events, lines, earlierVisits] = await Promise.all([
    allEvents(db, id),
    leadLines(db, id),
    earlierConversations(db, conversation),
  ])
  const turns = events.flatMap(({ body }): LeadTurn[] => {
    if (body.kind !== 'message') return []
    const { id: messageId, author, text, at } = body.message
    const entities = author === 'customer' ? reader.read(text, { now }).entities : []
    return [{ messageId, from: author, text, at, entities, goods: goodsIn(text) }]
  })
  // What was typed in is surer than what was heard; the rest of the ledger is read again.
  const typed = lines.filter(({ confidence }) => confidence >= typedConfidence)
  const reading = withCorrections(readLead(turns, { today: now }), typed)
  const past = await pastOrders(orders, customer, provenOrders)
  const graded = gradeLead(
    reading,
    turns.filter(({ from }) => from === 'customer'),
    {
      today: now,
      catalogue,
      historyValue: lifetimeValue(past, now)?.share ?? null,
      earlierVisits,
    },
    leadWeights,
  )
  const wanted = reading.facts.need?.value
  const sources = wanted === undefined ? [] : await sourcesFor(knowledge, wanted, locale)
  const [objection] = findObjections(turns).slice(-1)
  const answers = objection ? await sourcesFor(knowledge, objection.words, locale) : []
  return {
    turns,
    typed,
    reading,
    graded,
    locale,
    now,
    sources,
    answers,
    knowledge: [
      ...past
        .slice(0, 5)
        .map(({ number }) => ({ kind: 'order' as const, id: number, title: number })),
      ...sources.map(({ articleId, heading }) => ({
        kind: 'article' as const,
        id: articleId,
        title: heading,
      })),
    ],
    effectIds: events.flatMap(({ body }) =>
      body.kind === 'effect_settled' ? [body.effectId] : [],
    ),
  }
}

/** A line at least this sure was typed in as a fact: on the receipt, or at the desk. */
export const typedConfidence = 0.99

async function pastOrders(orders: OrderBook, customer: Customer | null, provenOrders: string[]) {
  const shopCustomerId = customer?.shopCustomerId ?? null
  if (shopCustomerId === null && provenOrders.length === 0) return []
  return orders.list({ shopCustomerId, provenOrders }, ordersAsked)
}

/** What the articles say of the need, or to an objection, with a sentence that may be said; nothing below the confidence floor. */
async function sourcesFor(
  knowledge: Pick<Knowledge, 'ask'>,
  words: string,
  locale: Locale,
): Promise<LeadSource[]> {
  const { answer } = await knowledge.ask(words, { locale, audience: 'public' })
  const [sentence] = answer?.text.split('\n').filter(Boolean) ?? []
  if (!answer || sentence === undefined) return []
  return answer.citations.map(({ articleId, passageId, heading }) => ({
    articleId,
    passageId,
    heading,
    sentence,
  }))
}
