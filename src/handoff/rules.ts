import type { Agenda, Course } from '../domain/agenda.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Reading } from '../domain/reading.ts'
import type { HandoffSettings } from './settings.ts'

/** What the rules say after looking at the signals. */
export type Verdict =
  | { kind: 'go_on' }
  | { kind: 'offer' }
  | { kind: 'hand_over'; reason: HandoffReason }

const goOn: Verdict = { kind: 'go_on' }
const handOver = (reason: HandoffReason): Verdict => ({ kind: 'hand_over', reason })

/** What the messages of this turn bring to the course: sentiment, and strong negatives in a row. */
export function hearCourse(
  course: Course,
  readings: readonly Reading[],
  settings: HandoffSettings,
): Course {
  let inRow = course.strongNegativesInRow
  for (const { sentiment } of readings) inRow = sentiment <= settings.strongNegative ? inRow + 1 : 0
  return {
    ...course,
    strongNegativesInRow: inRow,
    sentiment: [...course.sentiment, ...readings.map(({ sentiment }) => sentiment)].slice(-50),
  }
}

/**
 * Before anyone answers: an explicit wish for a person, an accepted offer, a legal or safety sign, or anger
 * twice in a row passes the baton at once. `course` has heard this turn's messages already.
 */
export function assessBefore(
  {
    course,
    readings,
    acceptedOffer,
  }: { course: Course; readings: readonly Reading[]; acceptedOffer: boolean },
  settings: HandoffSettings,
): Verdict {
  if (readings.some(({ risks }) => risks.length > 0)) return handOver('legal_or_safety_risk')
  if (
    acceptedOffer ||
    readings.some(({ intents }) => intents.some(({ name }) => name === 'human_request'))
  ) {
    return handOver('customer_request')
  }
  if (course.strongNegativesInRow >= settings.strongNegativesInRow)
    return handOver('negative_sentiment')
  return goOn
}

/** What a turn did, as far as the rules care. */
export interface TurnSigns {
  /** A fact gained, an effect committed, an answer with evidence, or a thank-you. */
  progress: boolean
  /** An answer was asked for and there was no evidence for one. */
  withoutEvidence: boolean
  clarified: boolean
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
    toolFailures,
    offered: signs.offers,
    offersDeclined: signs.declinedOffer ? course.turns : course.offersDeclined,
  }
}

/** After the turn: loops, empty answers and failing tools. An offer is not repeated soon after a no. */
export function assessAfter(
  { course, agenda }: { course: Course; agenda: Agenda },
  settings: HandoffSettings,
): Verdict {
  const unmet = Math.max(
    0,
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
  return reasonToOffer && !quiet ? { kind: 'offer' } : goOn
}
