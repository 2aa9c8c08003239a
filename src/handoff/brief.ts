import { Brief, type Evidence, type HandoffReason } from '../domain/handoff.ts'
import type { EventBody } from '../domain/event.ts'
import type { PromiseId } from '../domain/id.ts'
import { groupOf, IntentName } from '../domain/intent.ts'
import { RiskTag } from '../domain/reading.ts'

const mostNeeds = 6
const lineLength = 160

const short = (text: string) =>
  text.length > lineLength ? `${text.slice(0, lineLength - 1)}…` : text

/**
 * The brief as a fold over the event log: what the customer needs in their own words, what is known, what was tried,
 * what is done and cannot be done twice, what they said last. Every line names the message or effect it stands on.
 */
export function foldBrief(
  events: readonly { body: EventBody; at: Date }[],
  { reason, skill }: { reason: HandoffReason; skill: string },
): Brief {
  const texts = new Map<string, string>()
  const brief: Brief = {
    reason,
    need: [],
    facts: [],
    tried: [],
    committed: [],
    openQuestion: null,
    promises: [],
    risks: [],
    sentiment: [],
    skill,
  }
  let lastCustomer: Evidence | null = null
  const facts = new Map<string, Brief['facts'][number]>()
  const risks = new Set<RiskTag>()
  /** Promises that are not kept, with their newest time. */
  const promised = new Map<PromiseId, { what: string; dueAt: Date; owner: string }>()
  // A read is named by the customer message that it was made for.
  let about: Evidence[] = []

  for (const { body: event, at } of events) {
    switch (event.kind) {
      case 'message':
        texts.set(event.message.id, event.message.text)
        if (event.message.author === 'customer') lastCustomer = event.message.id
        break
      case 'read': {
        about = [event.messageId]
        brief.sentiment.push(event.sentiment)
        for (const risk of event.risks) {
          const tag = RiskTag.safeParse(risk)
          if (tag.success) risks.add(tag.data)
        }
        const wants = event.intents.some((name) => {
          const intent = IntentName.safeParse(name)
          return intent.success && groupOf(intent.data) !== 'conversation'
        })
        if (wants)
          brief.need.push({
            text: short(texts.get(event.messageId) ?? ''),
            evidence: [event.messageId],
          })
        break
      }
      case 'fact_stated':
        facts.set(event.name, { name: event.name, value: event.value, evidence: [event.messageId] })
        break
      case 'fact_retracted':
        facts.delete(event.name)
        break
      case 'order_proven':
        facts.set('proven_order', {
          name: 'proven_order',
          value: event.orderNumber,
          evidence: [event.messageId],
        })
        break
      case 'proof_failed':
        brief.tried.push({
          at,
          text: `proof of ${event.orderNumber} failed`,
          evidence: [event.messageId],
        })
        break
      case 'tool_called':
        brief.tried.push({ at, text: short(`${event.tool}: ${event.summary}`), evidence: about })
        break
      case 'gap_recorded':
        brief.tried.push({
          at,
          text: short(`no answer in the knowledge base: ${event.question}`),
          evidence: [event.messageId],
        })
        break
      case 'effect_settled':
        if (event.ok)
          brief.committed.push({
            text: short(`${event.tool}: ${event.summary}`),
            evidence: [event.effectId],
          })
        else
          brief.tried.push({
            at,
            text: short(`${event.tool} failed: ${event.summary}`),
            evidence: [event.effectId],
          })
        break
      case 'promised':
        promised.set(event.promiseId, event)
        break
      case 'promise_updated':
      case 'promise_slipped': {
        const known = promised.get(event.promiseId)
        const dueAt = event.kind === 'promise_updated' ? event.dueAt : event.newDueAt
        if (known && dueAt) promised.set(event.promiseId, { ...known, dueAt })
        break
      }
      case 'promise_kept':
        promised.delete(event.promiseId)
        break
      default:
        break
    }
  }
  brief.need = brief.need.slice(-mostNeeds)
  if (brief.need.length === 0 && lastCustomer) {
    brief.need.push({ text: short(texts.get(lastCustomer) ?? ''), evidence: [lastCustomer] })
  }
  brief.facts = [...facts.values()]
  brief.risks = [...risks]
  brief.promises = [...promised].map(([id, { what, dueAt, owner }]) => ({
    text: `${what} (${dueAt.toISOString()}, ${owner})`,
    evidence: [id],
  }))
  if (lastCustomer)
    brief.openQuestion = { text: short(texts.get(lastCustomer) ?? ''), evidence: [lastCustomer] }
  return Brief.parse(brief)
}
