import type { Performance } from '../agents/agent.ts'
import type { Situation } from '../agents/performer.ts'
import type { Agenda, Course } from '../domain/agenda.ts'
import type { Effect } from '../domain/effect.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Performer } from '../domain/message.ts'
import { advanceCourse, assessAfter, type TurnSigns } from '../handoff/rules.ts'
import { phrases } from '../handoff/phrases.ts'
import { sameness, saidAgain } from '../handoff/sameness.ts'
import type { HandoffSettings } from '../handoff/settings.ts'
import type { Gathered } from './gather.ts'

/** A performance after the handoff rules have looked at it: what will be said, and who will hold the baton. */
export interface Judged extends Performance {
  course: Course
  /** A person is offered in our last words. */
  offer: boolean
  /** The turn could not be performed; the customer is told so. */
  failed: boolean
}

/** A performance in which nothing was performed, ending in a handoff. */
export function nothingPerformed(
  { agenda, effects }: { agenda: Agenda; effects: readonly Effect[] },
  performer: Performer,
  reason: HandoffReason,
): Performance {
  return {
    performer,
    parts: [],
    citations: [],
    question: 'none',
    consent: null,
    handOver: reason,
    gaps: [],
    offers: false,
    followUp: false,
    deeds: [],
    effects: [...effects],
    agenda,
  }
}

const ownFaults = new Set(['not_found', 'no_evidence', 'not_shipped', 'no_refund'])

/** Our words without the offer of a person that may stand behind them. */
const withoutOffer = (text: string): string =>
  Object.values(phrases)
    .reduce((rest, { offerPerson }) => rest.replace(offerPerson, ''), text)
    .trim()

/**
 * Whether an answer is our last words over again, to something else that the customer said: we go round in circles. A
 * question may have to be asked again, and the same words get the same answer.
 */
function circles(
  { parts, question }: Pick<Performance, 'parts' | 'question'>,
  { history, said }: Pick<Situation, 'history' | 'said'>,
): boolean {
  if (question === 'fact' || question === 'consent' || parts.length === 0) return false
  const theirLast = history.findLastIndex(({ author }) => author === 'customer')
  const ours = history.slice(theirLast + 1).filter(({ author }) => author === 'agent')
  const asked = history[theirLast]?.text ?? ''
  const isSaidAgain = said.every(({ text }) => sameness(text, asked) === 1)
  const before = withoutOffer(ours.map(({ text }) => text).join('\n'))
  const now = parts.join('\n')
  return before !== '' && !isSaidAgain && saidAgain([now], [before])
}

/** What the turn did, as far as the handoff rules care. */
function signsOf(
  played: Performance,
  gathered: Gathered,
  situation: Pick<Situation, 'effects' | 'history' | 'said'>,
): TurnSigns & { effectCommitted: boolean; inCircles: boolean } {
  const called = played.deeds.filter((deed) => deed.kind === 'called')
  const failed = called.filter((deed) => !deed.ok && !ownFaults.has(deed.why ?? ''))
  const intents = gathered.readings.flatMap((reading) => reading.intents.map(({ name }) => name))
  const gained =
    gathered.facts.length > 0 ||
    gathered.events.some(({ kind }) => kind === 'order_proven' || kind === 'consent_answered')
  const effectCommitted = played.effects.some(
    ({ id, status }) => status === 'done' && !situation.effects.some((before) => before.id === id),
  )
  const answered = called.some((deed) => deed.ok && deed.effect === 'reads')
  const polite = intents.some(
    (name) =>
      name === 'thanks' || name === 'praise_feedback' || name === 'greeting' || name === 'goodbye',
  )
  // 「好吧我再等等」, when nothing was asked: they leave it at that.
  const leavesIt = intents[0] === 'affirm' && played.deeds.length === 0
  // What was just looked up again may well be the same: the list of orders answers many questions.
  const lookedUp = answered && played.citations.length === 0
  const moved = polite || leavesIt || gained || effectCommitted || lookedUp
  const inCircles = !moved && circles(played, situation)
  const withoutEvidence = played.gaps.length > 0
  const clarified = played.question === 'clarification'
  const restricted = played.deeds.some(
    (deed) => deed.kind === 'refused' && deed.refusal.code === 'over_limit',
  )
  const reply = restricted
    ? 'restricted'
    : withoutEvidence || failed.length > 0 || inCircles
      ? 'failed'
      : clarified
        ? 'clarified'
        : played.question === 'none'
          ? 'answered'
          : 'asked'
  return {
    effectCommitted,
    inCircles,
    progress: gained || effectCommitted || (answered && !inCircles) || polite || leavesIt,
    withoutEvidence,
    clarified,
    reply,
    failedTools: failed.map(({ tool }) => tool),
    workedTools: called.filter((deed) => deed.ok).map(({ tool }) => tool),
    offers: played.offers || played.gaps.length > 0,
    declinedOffer: gathered.declinedOffer,
  }
}

/** What the handoff rules make of a turn, once it is known what it did. */
export function judge(
  played: Performance,
  situation: Situation & { vip?: boolean; unmetBefore?: number },
  gathered: Gathered,
  settings: HandoffSettings,
): Judged {
  const signs = signsOf(played, gathered, situation)
  const { unmetTurns } = situation.course
  // Our last words over again: what was said in between was not met either.
  const unmet =
    signs.inCircles && unmetTurns > 0
      ? Math.max(unmetTurns, (situation.unmetBefore ?? 0) + 1)
      : unmetTurns
  const course = advanceCourse({ ...situation.course, unmetTurns: unmet }, signs)
  const judged: Judged = { ...played, course, offer: false, failed: false }
  if (played.handOver) return judged
  if (played.parts.length === 0) return { ...judged, handOver: 'low_confidence' }
  const after = assessAfter(
    { course, agenda: played.agenda, vip: situation.vip ?? false },
    settings,
  )
  if (after.kind === 'hand_over') return { ...judged, handOver: after.reason }
  const offer =
    after.kind === 'offer' &&
    !signs.offers &&
    // Who went on past an offer has heard it: it is not made twice running.
    !situation.course.offered &&
    played.question !== 'consent' &&
    // Who has just got what they asked for needs nobody, however long it took.
    !signs.effectCommitted
  return { ...judged, course: { ...course, offered: course.offered || offer }, offer }
}
