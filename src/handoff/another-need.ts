import type { Course, Need } from '../domain/agenda.ts'
import type { IntentName } from '../domain/intent.ts'
import { fewWords } from './courtesy.ts'
import {
  contradicts,
  isGesture,
  isQuestion,
  objects,
  pointsBack,
  turnsAway,
} from './customer-words.ts'
import { questions, saidBefore, wishesIn, type Heard } from './heard.ts'
import { tokensOf } from './sameness.ts'
import type { HandoffSettings } from './settings.ts'

/** Intents that say how it goes rather than what is wanted. */
const feelings = new Set<IntentName>(['complaint', 'urge_delivery', 'human_request', 'case_status'])
/** A need read less surely than this is not taken for another one. */
const sureOfAnother = 0.5
/** After advice, a message that tells something is taken for another need only when it is read this surely. */
const sureOfChange = 0.85
/** And a question when it is read this surely. */
const sureOfQuestion = 0.7
/** Whether a message is about something else than the need on the table. */
export function isAnother(
  need: Need,
  { text, reading }: Heard,
  settings: HandoffSettings,
  lastReply: Course['lastReply'],
): boolean {
  const [top] = reading.intents
  const asks = isQuestion(text)
  if (!top || feelings.has(top.name) || isGesture(text)) return false
  const replied = lastReply === 'advised' || lastReply === 'failed' || lastReply === 'clarified'
  // What is told after advice, or asked by way of a sigh, is how the advice went.
  const least = asks
    ? replied
      ? sureOfQuestion
      : 0
    : replied || lastReply === 'answered'
      ? sureOfChange
      : 0
  const wishes = wishesIn(reading)
  if (!turnsAway(text) && (top.probability < least || (replied && wishes.length === 0)))
    return false
  if (tokensOf(text).size < (asks ? fewWords - 1 : fewWords)) return false
  if (opposesAnswer(need, { text, reading }, lastReply)) return false
  if (saidBefore(need, text) >= settings.sameNeed / 3) return false
  // What is denied after advice is that it helped, unless the customer says that they turn to something else.
  const isAboutIt = pointsBack(text) || (lastReply === 'advised' && !turnsAway(text))
  if (isAboutIt && contradicts(text)) return false
  const isSameWish = wishes.some(
    (name) => need.intents.includes(name) && !(asks && questions.has(name)),
  )
  if (isSameWish) return false
  return asks || (wishes.length > 0 && top.probability >= sureOfAnother)
}

/** Whether our answer is set against with what it did not say, of the same wish or of none: "yes, but with whom?" */
export function opposesAnswer(
  need: Need,
  { text, reading }: Heard,
  lastReply: Course['lastReply'],
): boolean {
  if ((lastReply !== 'answered' && lastReply !== 'advised') || !objects(text)) return false
  const wishes = wishesIn(reading)
  return wishes.length === 0 || wishes.some((name) => need.intents.includes(name))
}
