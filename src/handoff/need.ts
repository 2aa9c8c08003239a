import type { Course, Need } from '../domain/agenda.ts'
import { groupOf, type IntentName } from '../domain/intent.ts'
import type { EntityType, Reading } from '../domain/reading.ts'
import {
  accepts,
  contradicts,
  goesOn,
  insists,
  isGesture,
  isQuestion,
  kindsOfQuestion,
  objects,
  pointsBack,
  pointsOnly,
  saysNo,
  saysNotHelped,
  saysSettled,
  turnsAway,
} from './customer-words.ts'
import { shared, tokensOf } from './sameness.ts'
import type { HandoffSettings } from './settings.ts'

/** A message of the customer and what was read in it. */
export interface Heard {
  text: string
  reading: Reading
}

/** Values that carry a request on when they are given. */
const facts = new Set<EntityType>([
  'order_number',
  'tracking_number',
  'phone',
  'phone_tail',
  'email',
  'error_code',
])
/** Intents that say how it goes rather than what is wanted. */
const feelings = new Set<IntentName>(['complaint', 'urge_delivery', 'human_request', 'case_status'])
/** Wishes that are questions: two of a kind are two questions, unless the words are alike. */
const questions: ReadonlySet<string> = new Set<IntentName>([
  'product_info',
  'product_stock',
  'price_inquiry',
  'promotion_inquiry',
  'product_recommendation',
  'product_comparison',
  'store_info',
  'payment_methods',
  'shipping_policy',
  'return_policy',
])
/** A need read less surely than this is not taken for another one. */
const sureOfAnother = 0.5
/** After advice, a message that tells something is taken for another need only when it is read this surely. */
const sureOfChange = 0.85
/** And a question when it is read this surely. */
const sureOfQuestion = 0.7
/** A courtesy read less surely than this may be anything. */
const sureOfCourtesy = 0.35
/** And more surely after advice, of which something may be told. */
const sureOfChat = 0.5
/** Fewer words than these are a gesture towards what was said before. */
const fewWords = 3

/** How much of a text was there already in what the need was voiced with, 0–1. Numbers and models name things, not needs. */
function saidBefore({ words }: Need, text: string): number {
  const tokens = new Set([...tokensOf(text)].filter((token) => !/\d/.test(token)))
  if (tokens.size === 0) return 0
  return Math.max(...words.map((earlier) => shared(tokens, tokensOf(earlier)) / tokens.size))
}

const wishesIn = ({ intents }: Reading): IntentName[] =>
  intents.map(({ name }) => name).filter((name) => groupOf(name) !== 'conversation')

const factsIn = ({ entities }: Reading): string[] =>
  entities.filter(({ type }) => facts.has(type)).map(({ value }) => value)

/** Whether a message says nothing of a need: thanks, hello, yes, no. */
function isCourtesy({ text, reading }: Heard, lastReply: Course['lastReply']): boolean {
  const [top] = reading.intents
  // A yes or no with more to it answers a question of ours, or it is no courtesy.
  const answersUs = lastReply === 'asked' || lastReply === 'clarified' || lastReply === 'none'
  const saysMuch =
    (top?.name === 'affirm' || top?.name === 'deny') &&
    tokensOf(text).size > (answersUs ? fewWords : 1)
  const complains = lastReply === 'failed' && reading.sentiment < -0.25
  return (
    !complains &&
    wishesIn(reading).length === 0 &&
    !saysMuch &&
    top !== undefined &&
    top.probability >=
      (lastReply === 'advised' || lastReply === 'failed' ? sureOfChat : sureOfCourtesy) &&
    top.name !== 'out_of_scope' &&
    top.name !== 'provide_info' &&
    !saysNotHelped(text)
  )
}

/** Praise that sounds no gladder than this is none: "no idea". */
const leastGlad = 0.1

/** So glad is nobody whose need is not met. */
const clearlyGlad = 0.6

/** Whether the customer is glad, or lets it be. */
function isContent({ text, reading }: Heard): boolean {
  if (saysNotHelped(text) || reading.sentiment < -0.3) return false
  const [top] = reading.intents
  const isGlad =
    (top?.name === 'thanks' ||
      (top?.name === 'praise_feedback' && reading.sentiment > leastGlad)) &&
    top.probability >= sureOfCourtesy
  return isGlad || saysSettled(text) || (reading.sentiment >= clearlyGlad && !contradicts(text))
}

/** Whether a message asks of the same wish what was asked before: when, once more, after an answer. */
function asksSame({ words, intents }: Need, { text, reading }: Heard): boolean {
  const kinds = kindsOfQuestion(text)
  return (
    wishesIn(reading).some((name) => intents.includes(name) && !questions.has(name)) &&
    words.some((earlier) => kindsOfQuestion(earlier).some((kind) => kinds.includes(kind)))
  )
}

/** Whether somebody who asked how to do a thing tells that a step is done. */
function isStepDone({ words: [first = ''] }: Need, { text, reading }: Heard): boolean {
  const asksHow = isQuestion(first) && kindsOfQuestion(first).includes('how')
  return asksHow && !contradicts(text) && !saysNotHelped(text) && reading.sentiment > -0.25
}

/** Whether a message is about something else than the need on the table. */
function isAnother(
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
function opposesAnswer(
  need: Need,
  { text, reading }: Heard,
  lastReply: Course['lastReply'],
): boolean {
  if ((lastReply !== 'answered' && lastReply !== 'advised') || !objects(text)) return false
  const wishes = wishesIn(reading)
  return wishes.length === 0 || wishes.some((name) => need.intents.includes(name))
}

/** So unhappy is nobody who only says more closely what is wanted. */
const leastContent = -0.2

/** Whether a message says more closely what was asked, once that was answered: 「两个人用的」, "around 100 dollars". */
function narrows({ intents }: Need, { text, reading }: Heard): boolean {
  const [top] = reading.intents
  return (
    top?.name === 'provide_info' &&
    intents.length > 0 &&
    intents.every((name) => questions.has(name)) &&
    reading.sentiment > leastContent &&
    !contradicts(text)
  )
}

/** The need with what this message adds to it. */
function grown(need: Need, { text, reading }: Heard, fresh: readonly string[]): Need {
  const [first = text] = need.words
  return {
    words: [first, ...need.words.slice(1).slice(-2), text],
    intents: [...new Set([...need.intents, ...wishesIn(reading)])],
    facts: [...need.facts, ...fresh],
  }
}

/**
 * What this turn's messages say of the need on the table: it is a new one, it is voiced again and still not met, or it is
 * met. A burst of messages is one turn.
 */
export function hearNeed(
  course: Course,
  heard: readonly Heard[],
  settings: HandoffSettings,
): Course {
  let { need, unmetTurns } = course
  let voiced = false
  const again = () => {
    if (!voiced) unmetTurns = Math.max(1, unmetTurns) + 1
    voiced = true
  }
  for (const message of heard) {
    const { text, reading } = message
    const given = factsIn(reading)
    const fresh = given.filter((value) => !need?.facts.includes(value))
    if (need && course.lastReply !== 'none' && saysNotHelped(text)) {
      again()
      need = grown(need, message, fresh)
      continue
    }
    if (isContent(message)) {
      need = null
      unmetTurns = 0
      continue
    }
    const denies = course.lastReply === 'advised' && tokensOf(text).size > 1 && contradicts(text)
    const opposes = need !== null && opposesAnswer(need, message, course.lastReply)
    if (
      !opposes &&
      isCourtesy(message, course.lastReply) &&
      !(denies && message.reading.intents[0]?.name === 'deny')
    )
      continue
    if (!need || isAnother(need, message, settings, course.lastReply)) {
      need = { words: [text], intents: wishesIn(reading), facts: given }
      unmetTurns = 1
      voiced = true
      continue
    }
    const failed = ['failed', 'clarified', 'restricted'].includes(course.lastReply)
    const advised = course.lastReply === 'advised'
    const answered = advised || course.lastReply === 'answered'
    const repeated =
      (answered || course.lastReply === 'asked') &&
      (saidBefore(need, text) > settings.sameNeed || asksSame(need, message))
    if (
      fresh.length === 0 &&
      (failed ||
        repeated ||
        opposes ||
        (answered &&
          !isQuestion(text) &&
          !accepts(text) &&
          !isStepDone(need, message) &&
          !narrows(need, message)))
    )
      again()
    need = grown(need, message, fresh)
  }
  return { ...course, need, unmetTurns }
}

/** Whether a message gives a value that carries a request on. */
export const givesFact = ({ reading }: Heard): boolean => factsIn(reading).length > 0

/** Whether the customer does not take our "I may not". */
export function insistsAfterNo({ lastReply }: Course, heard: readonly Heard[]): boolean {
  return (
    lastReply === 'restricted' &&
    heard.some(
      ({ text, reading }) =>
        !isContent({ text, reading }) &&
        (insists(text) || saysNotHelped(text) || saysNo(text) || reading.sentiment <= -0.3),
    )
  )
}

/** So much of a message said before is the message over again. */
const mostlySaid = 0.5
/** A wish read this surely is known, however it is put. */
const sureOfWish = 0.9

/** Whether what we did not understand is said once more in the same few words, or goes on in the same vein. */
export function saysTheUnknownAgain({ lastReply, need }: Course, heard: readonly Heard[]): boolean {
  return (
    lastReply === 'clarified' &&
    need !== null &&
    heard.every(({ text, reading }) => {
      const known =
        wishesIn(reading).length > 0 && (reading.intents[0]?.probability ?? 0) > sureOfWish
      return (
        !known &&
        factsIn(reading).length === 0 &&
        (pointsOnly(text) ||
          saidBefore(need, text) >= mostlySaid ||
          (need.intents.length === 0 && goesOn(text)))
      )
    })
  )
}
