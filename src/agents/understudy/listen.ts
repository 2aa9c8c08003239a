import type { Wish } from '../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../domain/intent.ts'
import type { Message } from '../../domain/message.ts'
import type { Playbook } from '../../domain/playbook.ts'
import type { Reading } from '../../domain/reading.ts'
import { asksHowToSendPictures } from './about-chat.ts'
import { announcedIn } from './announced.ts'
import { anotherWishFrom, isBareFigure, shortAnswer } from './facts.ts'
import { takeFollowUp } from './follow-up.ts'
import { haggles, hearConsent } from './hear-consent.ts'
import { faultSpokenOf, isMatter, saysInHands, saysNoReceipt } from './in-matter.ts'
import { isWaiting, orderSlot, startListening, type Heard, type Listening } from './listening.ts'
import { matchPlaybooks } from '../playbooks/match.ts'
import { claimsMore, guesses, openWish } from './open-wish.ts'
import type { Situation } from '../performer.ts'
import { isQuestion } from './question.ts'
import { takeRefinement } from './refine-advice.ts'
import { takeBack } from './take-back.ts'
import { rememberInHands, takeTerms, tellsColleague } from './take-in-matter.ts'
import {
  lacksTheNumber,
  takeAfterthought,
  takeCallingOff,
  takeCorrection,
  takeFacts,
  takeKeptAddress,
  takeOrder,
  takeSameOfAnother,
} from './take.ts'
import { pickedFrom, topicAfter } from './topic.ts'
import { takeTried, tellsOfFault } from './tried.ts'
import { takeWhetherDone } from './whether-done.ts'

const smallTalk = new Set<IntentName>(['greeting', 'thanks', 'goodbye', 'bot_identity', 'chitchat'])
/** 「为什么不」 and "why not?" are no refusal. */
export const asksWhy = /为什么|为啥|凭什么|凭啥|\bwhy\b/i
/** "Why?", to a question of ours, and nothing else. */
const asksBack =
  /^(?:but |and |ok,? )?why(?: not)?(?: (?:do|would) you (?:ask|need|want) .{2,20})?[?!. ]*$|^(?:那)?(?:为什么|为啥|干嘛|凭什么|凭啥)(?:要?问(?:这个)?|要这个)?[呢啊呀?？!！。]*$/i

/** "No wait": neither a no nor an answer. */
const holdsOn =
  /^(?:no,? |ok(?:ay)?,? |um,? )*(?:wait|hold on|hang on|one (?:sec(?:ond)?|moment|minute)|(?:just )?a (?:sec(?:ond)?|moment|minute)|let me (?:check|look|see|think))(?: (?:a|one) (?:sec(?:ond)?|moment|minute))?(?: please)?[.! ]*$|^(?:等等|等一?下|等我|稍等)[一下看找会儿]*[。!！]*$/i

/** 「不是，是电饭煲」, "no, it's the kettle": no no to what we ask, but to what we took it for. */
const setsRight =
  /^(?:不是|不对|不)[，,。\s]+(?:是|我(?:说|指|要)的是)|^(?:不是|不对)我(?:说|指|要)的是|^no[,.]? (?:it'?s (?:the|my|an?)|the|my|i mean(?:t)?|i said)\b/i

/** Fewer characters than these are a part of a sentence that was begun before. */
const fragment = 3
/** So surely a fragment is read before it is a wish all the same: 「取消」,「退钱」. */
const sureOfFragment = 0.8
/** 「黑的」, read as this or that with little sureness in the middle of something else: no wish of its own. */
const isFragment = ({ wishes }: Listening, text: string, { intents: [top] }: Reading): boolean =>
  wishes.length > 0 &&
  text.replaceAll(/[^\p{L}\p{N}]/gu, '').length <= fragment &&
  /\p{Script=Han}/u.test(text) &&
  (top?.probability ?? 0) < sureOfFragment

/** What is said to our question, and asks nothing itself, brings another wish only where that is sure. */
function asAnswer({ wishes }: Listening, { text }: Message, reading: Reading): Reading {
  const isAsked = wishes.some(({ status, asked }) => status === 'waiting_for_fact' && asked)
  const [top] = reading.intents
  if (!isAsked || (top?.name !== 'provide_info' && isQuestion(text))) return reading
  const isSure = ({ name, probability }: Reading['intents'][number]) =>
    probability >= anotherWishFrom || groupOf(name) === 'conversation'
  return { ...reading, intents: reading.intents.filter(isSure) }
}

/** What one message brought: whether it could be placed, and whether it wants something. */
interface Placed {
  placed: boolean
  wanting: boolean
}

/** What our question was about, where a plain no turns it down. */
function abandonedBy(
  { latest }: Listening,
  text: string,
  intents: readonly IntentName[],
  saysMore: boolean,
): Wish | undefined {
  const turnsDown = intents.includes('deny') && !asksWhy.test(text) && !saysMore
  return turnsDown ? latest((wish) => wish.status === 'waiting_for_fact') : undefined
}

/** Takes what says nothing to the matter itself: it is called off, taken back, put off, or about this conversation. */
function takeAside(listening: Listening, text: string): boolean {
  const { heard, latest } = listening
  if (
    takeCallingOff(listening, text) ||
    takeBack(listening, text) ||
    takeWhetherDone(listening, text)
  )
    return true
  const isAsked = latest(({ status }) => status === 'waiting_for_fact') !== undefined
  heard.holdsOn ||= isAsked && holdsOn.test(text.trim())
  heard.wantsToSend ||= asksHowToSendPictures(text)
  const last = latest(({ status }) => status !== 'dropped')
  if (last !== undefined && isMatter(last) && saysNoReceipt(text)) {
    heard.lacksReceipt = true
    if (last.status === 'waiting_for_fact') last.status = 'open'
  }
  const asking = latest(({ status }) => status === 'waiting_for_consent')
  heard.asksTerms ||= asking !== undefined && takeTerms(asking, text)
  const announced = isAsked ? null : announcedIn(text)
  if (announced !== null) {
    heard.announced = announced
    listening.topic = { goods: announced, age: 0 }
  }
  return (
    heard.holdsOn ||
    heard.wantsToSend ||
    heard.lacksReceipt ||
    heard.asksTerms ||
    announced !== null
  )
}

/** Whether all that is read in a message is done by the procedure that was served last: 「预算三千以内」, after advice. */
function isCoveredByLast(
  { wishes, playbookOf }: Listening,
  read: readonly { intent: IntentName }[],
): boolean {
  const last = wishes.at(-1)
  const covers = (last && playbookOf(last)?.covers) ?? []
  return read.length > 0 && read.every(({ intent }) => covers.includes(intent))
}

/** What a procedure that was told something does as well: an order that is being placed is changed before it is one. */
const coveredBy = (playbook: Playbook | undefined): readonly IntentName[] => [
  ...(playbook?.covers ?? []),
  ...(playbook?.intents.includes('place_order')
    ? (['modify_order', 'change_address'] as const)
    : []),
]

/** Takes one message: an answer, a correction, a calling-off, new wishes, small talk. */
function hearMessage(listening: Listening, message: Message, reading: Reading): Placed {
  const { situation, playbooks, known, wishes, heard, latest, playbookOf } = listening
  // A plain yes or no to our question is that and nothing else.
  const plainAnswer =
    message.id === situation.consent?.answeredBy && situation.consent.status !== 'expired'
  if (!plainAnswer && takeAside(listening, message.text)) return { placed: true, wanting: false }
  if (!plainAnswer && takeKeptAddress(listening, message)) return { placed: true, wanting: true }
  if (!plainAnswer && takeRefinement(listening, message, reading))
    return { placed: true, wanting: true }
  if (!plainAnswer && takeTried(listening, message)) return { placed: true, wanting: false }
  // What is held against an amount of ours is nothing else, however it reads.
  if (haggles(message.text, situation)) return { placed: true, wanting: false }
  const isAsked = listening.latest(({ status }) => status === 'waiting_for_fact') !== undefined
  const lacking = !plainAnswer && lacksTheNumber(listening, message.text)
  // What asks back wants nothing new, however it reads.
  const wantsNothing = lacking || (isAsked && asksBack.test(message.text.trim()))
  const more = plainAnswer ? null : claimsMore(listening, message)
  const sure =
    more ??
    (plainAnswer ||
    wantsNothing ||
    isBareFigure(message.text) ||
    isFragment(listening, message.text, reading)
      ? []
      : matchPlaybooks(
          playbooks,
          [{ message, reading: asAnswer(listening, message, reading) }],
          known,
        ))
  if (!isAsked && sure.length === 0 && saysInHands(message.text)) {
    heard.inHands = true
    rememberInHands(listening, message)
    return { placed: true, wanting: false }
  }
  if (!plainAnswer && tellsColleague(listening, message, reading, sure))
    return { placed: wishes.at(-1)?.status === 'open', wanting: false }
  const facts = plainAnswer ? 'none' : takeFacts(listening, message, reading)
  const waits = latest(isWaiting)
  if (facts === 'none' && waits && faultSpokenOf(wishes) === waits) {
    const tells = !plainAnswer && !wantsNothing && tellsOfFault(message.text, reading)
    if (tells && takeTried(listening, message, tells)) return { placed: true, wanting: false }
  }
  const addsToLast =
    facts === 'none' &&
    isCoveredByLast(listening, sure) &&
    takeAfterthought(listening, message, reading)
  const meant = addsToLast
    ? []
    : sure.length > 0 || plainAnswer || wantsNothing || facts !== 'none'
      ? sure
      : guesses(listening, message, reading)
  // A few words that say "the other one" correct, whatever else they may be read as.
  const corrected =
    facts === 'none' &&
    message.text.length <= shortAnswer &&
    (takeSameOfAnother(listening, message, reading) ||
      takeCorrection(listening, message.text, reading))
  // What is taken whole as the answer to our question is no wish beside it, but for a person; nor is what the procedure that
  // asked does as well: 「直接退了吧」, asked how damage shall be settled.
  const toldTo = heard.wishes.find((wish) => heard.told.has(wish))
  const covered = facts === 'none' || !toldTo ? [] : coveredBy(playbookOf(toldTo))
  const wanted =
    facts === 'whole' || corrected
      ? meant.filter(({ intent }) => intent === 'human_request')
      : meant.filter(({ intent }) => !covered.includes(intent))
  const opensOrderWish = wanted.some(({ playbook }) => orderSlot(playbook) !== undefined)
  const order = takeOrder(listening, message, reading, opensOrderWish)
  const supplied =
    order ||
    facts !== 'none' ||
    addsToLast ||
    corrected ||
    lacking ||
    takeCorrection(listening, message.text, reading) ||
    (wanted.length === 0 && takeAfterthought(listening, message, reading))
  const goesOn = !plainAnswer && facts === 'none' && takeFollowUp(listening, message, reading)
  if (!goesOn)
    for (const { intent, playbook } of wanted)
      openWish(listening, intent, playbook, message, reading)
  const names = reading.intents.map(({ name }) => name)
  // What is said while our question stands, and reads like a chat, is said to the question: "checked with the neighbours, too".
  const remarks = names.filter((name) => smallTalk.has(name) && !(isAsked && name === 'chitchat'))
  for (const remark of remarks) if (!heard.remarks.includes(remark)) heard.remarks.push(remark)
  const setRight = isAsked && setsRight.test(message.text.trim())
  const says = wanted.length > 0 || supplied || setRight
  const abandoned = abandonedBy(listening, message.text, names, says)
  if (abandoned) abandoned.status = 'dropped'
  const placed =
    wanted.length > 0 || goesOn || supplied || remarks.length > 0 || abandoned !== undefined
  return { placed, wanting: wanted.length > 0 }
}

/**
 * Brings the agenda up to date with what was said: new wishes, facts supplied, corrections (a later order number
 * supersedes an earlier one), answers to a consent, wishes dropped. Pure.
 */
export function listen(situation: Situation, playbooks: readonly Playbook[]): Heard {
  const listening = startListening(situation, playbooks)
  const { heard } = listening
  let placed = false
  let wanting = false
  situation.said.forEach((message, i) => {
    const reading = situation.readings[i]
    if (!reading) return
    listening.topic = pickedFrom(listening.topic, message)
    const it = hearMessage(listening, message, reading)
    placed ||= it.placed
    wanting ||= it.wanting
    if (!it.placed) heard.unclear = { message, reading }
    listening.topic = topicAfter(listening.topic, message, reading)
  })
  heard.topic = listening.topic
  if (hearConsent(listening, { wanting })) placed = true
  if (placed) heard.unclear = null
  return heard
}
