import { hashArguments, type Consent } from '../domain/consent.ts'
import type { EventBody } from '../domain/event.ts'
import type { Holder } from '../domain/holder.ts'
import { ConsentId, MessageId } from '../domain/id.ts'
import type { Citation, Message } from '../domain/message.ts'
import { phrases } from '../handoff/phrases.ts'
import { findConversation } from '../store/conversations.ts'
import type { Queryable } from '../store/db.ts'
import { insertPromise, insertSuggestion, recordGap, saveBrief } from '../store/desk.ts'
import { appendEvents } from '../store/events.ts'
import { recordFacts } from '../store/facts.ts'
import { insertOutbound } from '../store/messages.ts'
import { endTurn, insertConsent, refuseConsent } from '../store/turns.ts'
import { eventsOfDeeds, eventsOfEffects } from './deeds.ts'
import type { ReplyDeps, ReplyDraft } from './draft.ts'
import { passBaton } from './pass-baton.ts'

/** What came of a turn. `news`: the customer went on writing, and nothing was committed. */
export type Ending =
  | 'replied'
  | 'handed_over'
  | 'suggested'
  | 'lost'
  | 'nothing'
  | 'handed_back'
  | 'news'

/** Citations, each once. */
const distinct = (citations: readonly Citation[]) =>
  citations.filter(
    (one, i) => citations.findIndex(({ passageId }) => passageId === one.passageId) === i,
  )

/**
 * Commits the reply and all that goes with it in one transaction, if the agent still holds the baton under our
 * fencing number. If a person took over meanwhile, the draft becomes a suggestion and is not said.
 */
export async function commitReply(deps: ReplyDeps, draft: ReplyDraft): Promise<Ending> {
  const { claimed, gathered, judged, turnId } = draft
  const { conversation } = claimed
  const now = deps.clock()
  const messageId = MessageId.make(now.getTime())
  const consent: Consent | null =
    judged.consent && !judged.handOver
      ? {
          ...judged.consent,
          id: ConsentId.make(now.getTime()),
          argsHash: hashArguments(judged.consent.tool, judged.consent.args),
          askedIn: messageId,
          status: 'asked',
          answeredBy: null,
        }
      : null
  const holder: Holder = judged.handOver ? { kind: 'desk', waitingSince: now } : { kind: 'agent' }

  const ending = await deps.db.transaction(async (tx): Promise<Ending> => {
    const ended = await endTurn(tx, conversation.id, {
      fence: conversation.fence,
      holder,
      locale: gathered.locale,
      agenda: judged.agenda,
      course: judged.course,
      provenOrders: gathered.provenOrders,
      followUp: judged.followUp,
      answeredPosition: draft.answeredPosition,
      adds: 1,
      now,
      waitForNews: draft.waitForNews,
    })
    if (!ended) return notOurs(tx, deps, draft)

    const events: EventBody[] = [
      ...gathered.events,
      ...eventsOfDeeds(judged.deeds, turnId),
      ...eventsOfEffects(judged, claimed.effects),
    ]
    const [firstSaid] = gathered.said
    for (const question of judged.gaps) {
      if (!firstSaid) continue
      events.push({ kind: 'gap_recorded', messageId: firstSaid.id, question })
      await recordGap(tx, {
        conversationId: conversation.id,
        messageId: firstSaid.id,
        question,
        at: now,
      })
    }
    if (judged.followUp) events.push({ kind: 'followup_marked', turnId })
    const passing = judged.handOver
      ? await passBaton(tx, deps, draft, judged.handOver, events)
      : null
    const words = phrases[gathered.locale]
    const parts = passing
      ? [...judged.parts, passing.text]
      : judged.offer
        ? [...judged.parts, words.offerPerson]
        : judged.parts
    const citations = distinct(judged.citations)
    const message: Message = {
      id: messageId,
      author: 'agent',
      text: parts.join('\n'),
      at: now,
      answers: gathered.said.map(({ id }) => id),
      performer: judged.performer,
      ...(citations.length > 0 ? { citations } : {}),
    }
    await insertOutbound(
      tx,
      { id: conversation.id, address: ended.address },
      ended.lastPosition + 1,
      [{ message, turnId }],
    )
    await recordFacts(tx, conversation.id, gathered.facts)
    if (gathered.consent?.answeredBy) {
      // A consent is over with its message, also when it was given and nothing came of it.
      const over = gathered.consent.status === 'denied' ? 'denied' : 'expired'
      await refuseConsent(tx, gathered.consent.id, over, gathered.consent.answeredBy)
    }
    if (consent) {
      await insertConsent(tx, conversation.id, consent, now)
      events.push({
        kind: 'consent_asked',
        consentId: consent.id,
        messageId,
        tool: consent.tool,
        args: consent.args,
      })
    }
    events.push({ kind: 'message', message })
    if (passing) {
      await saveBrief(tx, conversation.id, passing.brief, now)
      if (passing.promise)
        await insertPromise(tx, {
          ...passing.promise,
          conversationId: conversation.id,
          owner: 'desk',
          at: now,
        })
      events.push(...passing.events, {
        kind: 'holder_changed',
        from: { kind: 'agent' },
        to: holder,
      })
    }
    const { kind, name } = judged.performer
    events.push({
      kind: 'turn_ended',
      turnId,
      outcome: passing ? 'handed_over' : 'replied',
      performer: `${kind} ${name}`,
      ms: draft.ms,
    })
    await appendEvents(tx, conversation.id, now, events)
    return passing ? 'handed_over' : 'replied'
  })
  if (ending !== 'news') {
    deps.live.publish(conversation.id, { kind: 'logged' })
    deps.queue.nudge(now)
  }
  return ending
}

/** Why the turn could not be ended, and, where a person took over, the draft kept for them. */
async function notOurs(
  tx: Queryable,
  deps: ReplyDeps,
  { claimed, judged, turnId }: ReplyDraft,
): Promise<Ending> {
  const { id, fence } = claimed.conversation
  const now = await findConversation(tx, id)
  if (!now || now.fence !== fence) return 'lost'
  if (now.holder.kind === 'agent') return now.closedAt ? 'lost' : 'news'
  const text = judged.parts.join('\n')
  if (text === '') return 'lost'
  const at = deps.clock()
  await insertSuggestion(tx, {
    conversationId: id,
    turnId,
    text,
    citations: distinct(judged.citations),
    at,
  })
  // What the turn has done is done: the person who took over must see it.
  const events: EventBody[] = [
    ...eventsOfDeeds(judged.deeds, turnId),
    ...eventsOfEffects(judged, claimed.effects),
  ]
  await appendEvents(tx, id, at, [...events, { kind: 'suggested', text, turnId }])
  return 'suggested'
}
