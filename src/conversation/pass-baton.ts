import { showDate } from '../agents/playbooks/template.ts'
import type { EventBody } from '../domain/event.ts'
import type { Brief, HandoffReason } from '../domain/handoff.ts'
import { PromiseId } from '../domain/id.ts'
import type { Tier } from '../domain/operator.ts'
import { foldBrief } from '../handoff/brief.ts'
import { phrases } from '../handoff/phrases.ts'
import { safetyAdvice } from '../handoff/safety-advice.ts'
import { checkTime, windowOf } from '../handoff/promise-times.ts'
import { urgency } from '../handoff/urgency.ts'
import { afterWorkingTime } from '../handoff/working-hours.ts'
import type { Queryable } from '../store/db.ts'
import { allEvents } from '../store/events.ts'
import type { NewPromise } from '../store/promises.ts'
import type { ReplyDeps, ReplyDraft } from './draft.ts'
import { waitLeft } from './seats.ts'

const hourMs = 3_600_000
/** Channels that show the receipt beside the message: what was understood, and how to correct it, stands there. */
const showsReceipt = new Set(['web'])

/** What passing the baton brings with it. */
export interface Passing {
  brief: Brief
  text: string
  events: EventBody[]
  promises: NewPromise[]
  /** For whom the conversation waits. */
  wait: { skill: string; tier: Tier; priority: number }
}

/** What passing the baton brings with it: the brief, the words to the customer, the receipt, and a promise where nobody is there. */
export async function passBaton(
  tx: Queryable,
  deps: ReplyDeps,
  draft: ReplyDraft,
  reason: HandoffReason,
  soFar: readonly EventBody[],
  now: Date,
): Promise<Passing> {
  const { claimed, gathered, judged } = draft
  const words = phrases[gathered.locale]
  const logged = await allEvents(tx, claimed.conversation.id)
  const open =
    judged.agenda.wishes.findLast(({ status }) => status !== 'done' && status !== 'dropped') ??
    judged.agenda.wishes.at(-1)
  const skill =
    deps.playbooks.find(({ name }) => name === open?.playbook)?.handoff.skill ?? 'general'
  const brief = foldBrief([...logged, ...soFar.map((body) => ({ body, at: now }))], {
    reason,
    skill,
  })
  const { tier, priority } = urgency[reason]
  const wait = { skill, tier, priority }
  const waitMinutes = await waitLeft(
    tx,
    deps.handoff,
    { ...wait, language: gathered.locale },
    { since: now, now },
  )
  const dueAt = afterWorkingTime(deps.desk.hours, now, deps.handoff.promiseHours * hourMs)
  const due = showDate(dueAt, { locale: gathered.locale, timeZone: deps.timeZone, now })
  const understood = [...new Set(brief.need.map(({ text }) => text))].slice(-3)
  const hasCard = showsReceipt.has(claimed.conversation.channel)
  const isDangerous = gathered.readings.some(({ risks }) => risks.includes('safety'))
  const text = [
    judged.failed ? words.failedTurn : '',
    isDangerous
      ? safetyAdvice(
          gathered.said.map(({ text: it }) => it),
          gathered.locale,
        )
      : '',
    words.announce[reason],
    understood.length > 0 && !hasCard ? words.understood(understood) : '',
    waitMinutes === null ? words.nobodyOnline(due) : words.wait(waitMinutes),
    hasCard ? '' : words.correctThis,
  ]
  const promise = waitMinutes === null ? answerBy(deps, draft, dueAt, now) : null
  const events: EventBody[] = [
    { kind: 'handed_over', reason, brief },
    { kind: 'receipt', reason, understood, waitMinutes },
  ]
  if (promise)
    events.push({
      kind: 'promised',
      promiseId: promise.id,
      what: promise.what,
      dueAt,
      owner: 'desk',
    })
  return {
    brief,
    text: text.filter(Boolean).join(gathered.locale === 'zh' ? '' : ' '),
    events,
    promises: promise ? [promise] : [],
    wait,
  }
}

/** Where nobody is there: a person answers by then, or before the channel closes. */
function answerBy(
  { desk }: ReplyDeps,
  { claimed, gathered }: ReplyDraft,
  dueAt: Date,
  now: Date,
): NewPromise {
  const lastHeardAt = gathered.said.at(-1)?.at ?? null
  const windowUntil = windowOf(desk, claimed.conversation.channel, lastHeardAt)
  return {
    id: PromiseId.make(now.getTime()),
    kind: 'answer',
    what: 'a person answers',
    owner: 'desk',
    effectId: null,
    dueAt,
    windowUntil,
    checkAt: checkTime({ dueAt, windowUntil, warnedAt: null }, desk),
  }
}
