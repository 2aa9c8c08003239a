import type { Agenda, Course, LastReply } from '../domain/agenda.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import { groupOf, type IntentName } from '../domain/intent.ts'
import type { Reading } from '../domain/reading.ts'
import type { HandoffSettings } from './settings.ts'

/** What the rules say after looking at the signals. */
export type Verdict =
  | { kind: 'go_on' }
  | { kind: 'offer' }
  | { kind: 'hand_over'; reason: HandoffReason }

const goOn: Verdict = { kind: 'go_on' }
const handOver = (reason: HandoffReason): Verdict => ({ kind: 'hand_over', reason })

/** Sentiment at or below this is more than haste or worry. */
const plainlyDispleased = -0.2

/** What the messages of this turn bring to the course: sentiment, and strong negatives in a row. */
export function hearCourse(
  course: Course,
  readings: readonly Reading[],
  settings: HandoffSettings,
): Course {
  let inRow = course.strongNegativesInRow
  let before = course.sentiment.at(-1) ?? 0
  for (const { sentiment } of readings) {
    const strong = sentiment <= settings.strongNegative
    // One reading may fall short: fury that follows plain displeasure is anger twice, if together they are as strong.
    const together =
      before <= plainlyDispleased && sentiment + before <= 2 * settings.strongNegative
    inRow = strong ? Math.max(inRow, together ? 1 : 0) + 1 : 0
    before = sentiment
  }
  return {
    ...course,
    strongNegativesInRow: inRow,
    sentiment: [...course.sentiment, ...readings.map(({ sentiment }) => sentiment)].slice(-50),
  }
}

/** What the rules look at before anyone answers. `course` has heard this turn's messages already. */
export interface Signals {
  course: Course
  readings: readonly Reading[]
  acceptedOffer: boolean
  /** The customer does not take our "I may not". */
  insists: boolean
  vip: boolean
}

/** Wishes that are trouble already. */
const troubles = new Set<IntentName>([
  'complaint',
  'compensation_claim',
  'wrong_or_damaged',
  'missing_parcel',
])

/** Whether a message is more than a courtesy. */
const wantsSomething = ({ intents }: Reading): boolean => {
  const [top] = intents
  return top !== undefined && groupOf(top.name) !== 'conversation'
}

/** Trouble read at least this surely is looked into, for a VIP. */
const sureOfTrouble = 0.35

/** Whoever only asks where their parcel is gets an answer, a VIP too; whoever is put out by it as well is in trouble. */
const putOut = -0.2

const inTrouble = ({ intents, sentiment }: Reading, settings: HandoffSettings) =>
  sentiment <= settings.vipTrouble ||
  intents.some(
    ({ name, probability }) =>
      (troubles.has(name) || (name === 'urge_delivery' && sentiment <= putOut)) &&
      probability >= Math.min(settings.lowConfidence, sureOfTrouble),
  )

/**
 * Before anyone answers: a legal or safety sign, an explicit wish for a person, an accepted offer, anger twice in a
 * row, a no that is not taken, or the same need once too often passes the baton at once.
 */
export function assessBefore(
  { course, readings, acceptedOffer, insists, vip }: Signals,
  settings: HandoffSettings,
): Verdict {
  if (readings.some(({ risks }) => risks.length > 0)) return handOver('legal_or_safety_risk')
  // Who wants no machine is asked for nothing more; thanks and goodbyes need nobody.
  if (course.prefers === 'person' && readings.some(wantsSomething))
    return handOver('customer_request')
  if (
    acceptedOffer ||
    readings.some(({ intents }) =>
      intents.some(
        ({ name, probability }) =>
          name === 'human_request' && probability >= settings.explicitRequest,
      ),
    )
  ) {
    return handOver('customer_request')
  }
  if (vip && settings.forVip === 'at_once') return handOver('vip')
  // A person is offered to who is furious, and to whose need was not met again: who is both waits for no second time.
  const furiousAndUnmet =
    course.strongNegativesInRow > 0 && course.unmetTurns >= settings.unmetOffer
  if (course.strongNegativesInRow >= settings.strongNegativesInRow || furiousAndUnmet)
    return handOver('negative_sentiment')
  if (insists) return handOver('policy_restricted')
  if (course.unmetTurns >= settings.unmetHandOver) return handOver('repeated_failure')
  const trouble = course.unmetTurns > 1 || readings.some((reading) => inTrouble(reading, settings))
  if (vip && settings.forVip === 'in_trouble' && trouble) return handOver('vip')
  return goOn
}

/** A plain yes or no is read at least this surely. */
const sureOfAnswer = 0.9

/** What the rules look at when it is not clear what was said. `saysAgain`: what was not understood is said over again. */
type Unsure = Pick<Signals, 'course' | 'readings'> & { saysAgain?: boolean }

/**
 * When nothing more than a guess can be made of what was said, after the clarifying questions that the settings allow,
 * a person is asked. Courtesy and facts are no guesses.
 */
export function assessUnsure(
  { course, readings, saysAgain = false }: Unsure,
  settings: HandoffSettings,
): Verdict {
  const unsure =
    saysAgain ||
    readings.every(({ intents, outOfScope, entities }) => {
      const [top] = intents
      // What is given after "I did not understand" and holds nothing we know gives nothing.
      const givesNothing =
        (top?.name === 'provide_info' || top?.name === 'chitchat') && entities.length === 0
      // A yes that is only guessed, to words that we asked to hear again, is none.
      const vague =
        (top?.name === 'affirm' || top?.name === 'deny' || top?.name === 'bot_identity') &&
        top.probability < sureOfAnswer
      if (outOfScope || givesNothing || vague) return true
      return (
        (top?.probability ?? 0) < settings.lowConfidence &&
        !entities.some(({ type }) => type === 'order_number' || type === 'tracking_number')
      )
    })
  return unsure && course.clarificationsInRow >= settings.clarifications
    ? handOver('low_confidence')
    : goOn
}

/** What a turn did, as far as the rules care. */
export interface TurnSigns {
  /** A fact gained, an effect committed, an answer with evidence, or a thank-you. */
  progress: boolean
  /** An answer was asked for and there was no evidence for one. */
  withoutEvidence: boolean
  clarified: boolean
  /** What the reply came to as a whole. */
  reply: LastReply
  /** Tools that failed for reasons of their own, and those that worked. */
  failedTools: readonly string[]
  workedTools: readonly string[]
  /** We offered a person in what we say now. */
  offers: boolean
  declinedOffer: boolean
}

/** The course after a turn. */
export function advanceCourse(course: Course, signs: TurnSigns): Course {
  const toolFailures = { ...course.toolFailures }
  for (const tool of signs.workedTools) delete toolFailures[tool]
  for (const tool of signs.failedTools) toolFailures[tool] = (toolFailures[tool] ?? 0) + 1
  return {
    ...course,
    turns: course.turns + 1,
    turnsWithoutProgress: signs.progress ? 0 : course.turnsWithoutProgress + 1,
    answersWithoutEvidence: signs.withoutEvidence
      ? course.answersWithoutEvidence + 1
      : signs.progress
        ? 0
        : course.answersWithoutEvidence,
    clarificationsInRow: signs.clarified ? course.clarificationsInRow + 1 : 0,
    lastReply: signs.reply,
    toolFailures,
    offered: signs.offers,
    offersDeclined: signs.declinedOffer ? course.turns : course.offersDeclined,
  }
}

/**
 * After the turn: loops, empty answers and failing tools. An offer is not repeated soon after a no; a VIP gets the
 * person whom others are offered.
 */
export function assessAfter(
  { course, agenda, vip = false }: { course: Course; agenda: Agenda; vip?: boolean },
  settings: HandoffSettings,
): Verdict {
  const unmet = Math.max(
    course.unmetTurns,
    ...agenda.wishes
      .filter(({ status }) => status !== 'done' && status !== 'dropped')
      .map(({ unmetTurns }) => unmetTurns),
  )
  if (Object.values(course.toolFailures).some((count) => count >= settings.toolFailuresInRow))
    return handOver('tool_failure')
  if (course.answersWithoutEvidence >= settings.noEvidenceHandOver)
    return handOver('low_confidence')
  if (
    unmet >= settings.unmetHandOver ||
    course.turnsWithoutProgress >= settings.turnsWithoutProgress
  ) {
    return handOver('repeated_failure')
  }
  const quiet =
    course.offersDeclined > 0 &&
    course.turns - course.offersDeclined <= settings.quietTurnsAfterDecline
  const reasonToOffer =
    unmet >= settings.unmetOffer ||
    course.answersWithoutEvidence >= settings.noEvidenceOffer ||
    course.strongNegativesInRow > 0
  if (reasonToOffer && vip && settings.forVip !== 'like_others') return handOver('vip')
  return reasonToOffer && !quiet && course.prefers !== 'agent' ? { kind: 'offer' } : goOn
}
