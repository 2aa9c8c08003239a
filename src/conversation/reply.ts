import { hashArguments, type Consent } from '../domain/consent.ts'
import type { EventBody } from '../domain/event.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Holder } from '../domain/holder.ts'
import { ConsentId, MessageId } from '../domain/id.ts'
import type { Citation, Message } from '../domain/message.ts'
import { phrases } from '../handoff/phrases.ts'
import { findConversation } from '../store/conversations.ts'
import type { Queryable } from '../store/db.ts'
import { insertSuggestion, saveBrief } from '../store/desk.ts'
import { appendEvents } from '../store/events.ts'
import type { NewPromise } from '../store/promises.ts'
import { endTurn, holdTurn, type TurnEnd } from '../store/turn-end.ts'
import { beginWait } from '../store/waits.ts'
import { eventsOfDeeds, eventsOfEffects, recordOf } from './deeds.ts'
import type { ReplyDeps, ReplyDraft } from './draft.ts'
import { passBaton } from './pass-baton.ts'
import { promisesMade } from './promises-made.ts'

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
 * Commits the reply and all that goes with it, if the agent still holds the baton under our fencing number: in one
 * statement, and only a handoff, which has to read before it writes, in a transaction of several. If a person took
 * over meanwhile, the draft becomes a suggestion and is not said.
 */
export async function commitReply(deps: ReplyDeps, draft: ReplyDraft): Promise<Ending> {
  const { conversation } = draft.claimed
  const now = deps.clock()
  const reason = draft.judged.handOver
  const ending =
    (reason ? await handOver(deps, draft, reason, now) : await reply(deps, draft, now)) ??
    (await deps.db.transaction((tx) => notOurs(tx, deps, draft)))
  if (ending !== 'news') {
    deps.live.publish(conversation.id, { kind: 'logged' })
    deps.queue.nudge(now)
  }
  return ending
}

/** The turn ends and the agent keeps the baton. Null when the turn is not ours any more. */
async function reply(deps: ReplyDeps, draft: ReplyDraft, now: Date): Promise<Ending | null> {
  const { judged, gathered } = draft
  const message = messageOf(
    draft,
    judged.offer ? [...judged.parts, phrases[gathered.locale].offerPerson] : judged.parts,
    now,
  )
  const asked: Consent | null = judged.consent && {
    ...judged.consent,
    id: ConsentId.make(now.getTime()),
    argsHash: hashArguments(judged.consent.tool, judged.consent.args),
    askedIn: message.id,
    status: 'asked',
    answeredBy: null,
  }
  const promises = promisesMade(deps, draft)
  const events = eventsSoFar(promises, draft)
  if (asked) {
    events.push({
      kind: 'consent_asked',
      consentId: asked.id,
      messageId: message.id,
      tool: asked.tool,
      args: asked.args,
    })
  }
  events.push({ kind: 'message', message }, turnEnded(draft, 'replied'))
  const ended = await endTurn(deps.db, draft.claimed.conversation.id, {
    ...endOf(promises, draft),
    holder: { kind: 'agent' },
    message,
    events,
    asked,
  })
  return ended ? 'replied' : null
}

/** The turn ends and the baton passes to the desk. Null when the turn is not ours any more. */
function handOver(
  deps: ReplyDeps,
  draft: ReplyDraft,
  reason: HandoffReason,
  now: Date,
): Promise<Ending | null> {
  const { id } = draft.claimed.conversation
  const holder: Holder = { kind: 'desk', waitingSince: now }
  return deps.db.transaction(async (tx) => {
    // The brief is folded from the log, and nothing may be added to it until the brief is written.
    const promises = promisesMade(deps, draft)
    const end = endOf(promises, draft)
    if (!(await holdTurn(tx, id, end))) return null
    const events = eventsSoFar(promises, draft)
    const passing = await passBaton(tx, deps, draft, reason, events, now)
    const message = messageOf(draft, [...draft.judged.parts, passing.text], now)
    events.push(
      { kind: 'message', message },
      ...passing.events,
      { kind: 'holder_changed', from: { kind: 'agent' }, to: holder },
      turnEnded(draft, 'handed_over'),
    )
    if (
      !(await endTurn(tx, id, {
        ...end,
        holder,
        message,
        events,
        promises: [...end.promises, ...passing.promises],
        asked: null,
      }))
    ) {
      throw new Error('a turn that was held could not be ended')
    }
    await saveBrief(tx, id, passing.brief, now)
    await beginWait(tx, { ...passing.wait, conversationId: id, passedOver: [], at: now })
    return 'handed_over'
  })
}

/** What the end of the turn is, whatever its last words. */
function endOf(
  promises: readonly NewPromise[],
  { claimed, gathered, judged, turnId, answeredPosition, waitForNews }: ReplyDraft,
): Omit<TurnEnd, 'holder' | 'message' | 'events' | 'asked'> {
  const { consent } = gathered
  return {
    turnId,
    fence: claimed.conversation.fence,
    locale: gathered.locale,
    agenda: judged.agenda,
    course: judged.course,
    provenOrders: gathered.provenOrders,
    followUp: judged.followUp,
    record: recordOf(claimed, judged),
    answeredPosition,
    waitForNews,
    facts: gathered.facts,
    lead: gathered.lead,
    gaps: gapsOf({ gathered, judged }),
    promises,
    // A consent is over with its message, also when it was given and nothing came of it.
    over: consent?.answeredBy
      ? {
          id: consent.id,
          status: consent.status === 'denied' ? 'denied' : 'expired',
          answeredBy: consent.answeredBy,
        }
      : null,
  }
}

function gapsOf({ gathered, judged }: Pick<ReplyDraft, 'gathered' | 'judged'>): TurnEnd['gaps'] {
  const [firstSaid] = gathered.said
  return firstSaid ? judged.gaps.map((question) => ({ messageId: firstSaid.id, question })) : []
}

/** What the log has to tell of the turn before its last words. */
function eventsSoFar(promises: readonly NewPromise[], draft: ReplyDraft): EventBody[] {
  const { claimed, gathered, judged, turnId } = draft
  return [
    ...gathered.events,
    ...eventsOfDeeds(judged.deeds, turnId),
    ...eventsOfEffects(judged, claimed),
    ...gapsOf(draft).map((gap): EventBody => ({ kind: 'gap_recorded', ...gap })),
    ...promises.map(({ id, what, dueAt, owner }): EventBody => ({
      kind: 'promised',
      promiseId: id,
      what,
      dueAt,
      owner,
    })),
    ...(judged.followUp ? [{ kind: 'followup_marked' as const, turnId }] : []),
  ]
}

function messageOf({ gathered, judged }: ReplyDraft, parts: readonly string[], at: Date): Message {
  const citations = distinct(judged.citations)
  return {
    id: MessageId.make(at.getTime()),
    author: 'agent',
    text: parts.join('\n'),
    at,
    answers: gathered.said.map(({ id }) => id),
    performer: judged.performer,
    ...(citations.length > 0 ? { citations } : {}),
  }
}

function turnEnded(
  { judged: { performer }, turnId, ms }: ReplyDraft,
  outcome: 'replied' | 'handed_over',
): EventBody {
  return {
    kind: 'turn_ended',
    turnId,
    outcome,
    performer: `${performer.kind} ${performer.name}`,
    ms,
  }
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
    ...eventsOfEffects(judged, claimed),
  ]
  await appendEvents(tx, id, at, [...events, { kind: 'suggested', text, turnId }])
  return 'suggested'
}
