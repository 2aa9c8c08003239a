import type { Wish } from '../../../domain/agenda.ts'
import type { IntentName } from '../../../domain/intent.ts'
import type { Message } from '../../../domain/message.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Reading } from '../../../domain/reading.ts'
import { readAnswer } from '../../../understanding/answer.ts'
import { shortAnswer } from '../facts/facts.ts'
import { askedBackTo } from './asks-back.ts'
import { takeFollowUp } from './follow-up.ts'
import { claimsMore, guesses } from './guesses.ts'
import { haggles } from './hear-consent.ts'
import { faultSpokenOf, saysInHands } from './in-matter.ts'
import { isWaiting, orderSlot, type Listening } from './listening.ts'
import { openWish } from './open-wish.ts'
import { isQuestion } from './question.ts'
import { takeRefinement } from './refine-advice.ts'
import { surelyWanted, type Wanted } from './surely-wanted.ts'
import { takeAside } from './take-aside.ts'
import { takeBeside } from './take-beside.ts'
import { rememberInHands, tellsColleague } from './take-in-matter.ts'
import {
  lacksTheNumber,
  takeAfterthought,
  takeCorrection,
  takeFacts,
  takeKeptAddress,
  takeOrder,
  takeSameOfAnother,
} from './take.ts'
import { goodsTalkedOf, isDoubtfulTalk } from './topic.ts'
import { takeTried, tellsOfFault } from './tried.ts'

/** "I have to leave at 5", read as a farewell among much else, is none. */
const sureOfRemark = 0.2
const smallTalk = new Set<IntentName>(['greeting', 'thanks', 'goodbye', 'bot_identity', 'chitchat'])
/** 「为什么不」 and "why not?" are no refusal. */
export const asksWhy = /为什么|为啥|凭什么|凭啥|\bwhy\b/i
/** "Why?", to a question of ours, and nothing else. */
const asksBack =
  /^(?:but |and |ok,? )?why(?: not)?(?: (?:do|would) you (?:ask|need|want) .{2,20})?[?!. ]*$|^(?:那)?(?:为什么|为啥|干嘛|凭什么|凭啥)(?:要?问(?:这个)?|要这个)?[呢啊呀?？!！。]*$/i

/** 「不是，是电饭煲」, "no, it's the kettle": no no to what we ask, but to what we took it for. */
export const setsRight =
  /^(?:不是|不对|不)[，,。\s]+(?:是|我(?:说|指|要)的是)|^(?:不是|不对)我(?:说|指|要)的是|^no[,.]? (?:it'?s (?:the|my|an?)|the|my|i mean(?:t)?|i said)\b/i

/** What one message brought: whether it could be placed, and whether it wants something. */
interface Placed {
  placed: boolean
  wanting: boolean
}
/** It told us something. */
const told: Placed = { placed: true, wanting: false }

/** Takes one message: an answer, a correction, a calling-off, new wishes, small talk. */
export function hearMessage(listening: Listening, message: Message, reading: Reading): Placed {
  const { consent } = listening.situation
  const answers = message.id === consent?.answeredBy && consent.status !== 'expired'
  // A yes to our question, and a plain no, is that and nothing else; "I don't want a coupon, I want my parcel" says more.
  const saysMore = consent?.status === 'denied' && readAnswer(message.text) === 'other'
  if (answers && !saysMore)
    return hearRest(listening, message, reading, {
      wanting: false,
      placed: false,
      isAsked: isAsked(listening),
    })
  return takeWhole(listening, message, reading) ?? hearMatter(listening, message, reading)
}

/** Takes a message that says one thing, by whose words it is known however it reads; null for any other. */
function takeWhole(listening: Listening, message: Message, reading: Reading): Placed | null {
  if (takeAside(listening, message.text)) return told
  if (takeKeptAddress(listening, message)) return { placed: true, wanting: true }
  if (takeRefinement(listening, message, reading)) return { placed: true, wanting: true }
  if (takeTried(listening, message)) return told
  if (takeBeside(listening, message, reading)) return told
  // What is held against an amount of ours is nothing else.
  return haggles(message.text, listening.situation) ? told : null
}

/** Takes what a message says to the matter: facts, corrections, and wishes, be they sure or guessed. */
function hearMatter(listening: Listening, message: Message, reading: Reading): Placed {
  const { wishes, heard } = listening
  const asked = isAsked(listening)
  const lacking = lacksTheNumber(listening, message.text)
  // What asks back wants nothing new, however it reads.
  const wantsNothing = lacking || (asked && asksBack.test(message.text.trim()))
  const sure =
    claimsMore(listening, message) ??
    (wantsNothing ? [] : surelyWanted(listening, message, reading))
  if (!asked && sure.length === 0 && saysInHands(message.text)) {
    heard.inHands = true
    rememberInHands(listening, message)
    return told
  }
  if (tellsColleague(listening, message, reading, sure))
    return { placed: wishes.at(-1)?.status === 'open', wanting: false }
  const facts = takeFacts(listening, message, reading)
  const backTo =
    facts === 'none' && !wantsNothing ? askedBackTo(listening, message.text, reading, sure) : null
  if (backTo) {
    heard.askedBack = { wish: backTo, question: message.text }
    return told
  }
  if (facts === 'none' && !wantsNothing && takeMoreOfFault(listening, message, reading)) return told
  const addsToLast =
    facts === 'none' &&
    isCoveredByLast(listening, sure) &&
    takeAfterthought(listening, message, reading)
  const isMeant = sure.length > 0 || wantsNothing || facts !== 'none'
  const meant = addsToLast ? [] : isMeant ? sure : guesses(listening, message, reading)
  return takeMeant(listening, message, reading, {
    meant,
    facts,
    supplied: addsToLast || lacking,
    isAsked: asked,
  })
}

/** Takes more of a fault that waits for an answer: what else it does, or what was tried. */
function takeMoreOfFault(listening: Listening, message: Message, reading: Reading): boolean {
  const waits = listening.latest(isWaiting)
  if (!waits || faultSpokenOf(listening.wishes) !== waits) return false
  return tellsOfFault(message.text, reading) && takeTried(listening, message, true)
}

interface Meant {
  meant: readonly Wanted[]
  facts: ReturnType<typeof takeFacts>
  /** It has said something to the matter already. */
  supplied: boolean
  /** A question of ours stood when it came. */
  isAsked: boolean
}

/** Opens the wishes that are meant, but for what is said to the matter already: an answer, a correction, an order's number. */
function takeMeant(
  listening: Listening,
  message: Message,
  reading: Reading,
  { meant, facts, supplied, isAsked }: Meant,
): Placed {
  const { heard, playbookOf } = listening
  // A few words that say "the other one" correct, whatever else they may be read as.
  const corrected =
    facts === 'none' &&
    (takeSameOfAnother(listening, message, reading) ||
      (message.text.length <= shortAnswer && takeCorrection(listening, message.text, reading)))
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
  const says =
    order ||
    facts !== 'none' ||
    supplied ||
    corrected ||
    takeCorrection(listening, message.text, reading) ||
    (wanted.length === 0 && takeAfterthought(listening, message, reading))
  const goesOn = facts === 'none' && takeFollowUp(listening, message, reading)
  if (!goesOn)
    for (const { intent, playbook } of wanted)
      openWish(listening, intent, playbook, message, reading)
  const wanting = wanted.length > 0
  return hearRest(listening, message, reading, {
    wanting,
    placed: wanting || says,
    goesOn,
    isAsked,
  })
}

/** Takes what is left of a message: small talk, and a no that turns down what we asked. */
function hearRest(
  listening: Listening,
  { text }: Message,
  reading: Reading,
  { wanting, placed, goesOn = false, isAsked }: Placed & { goesOn?: boolean; isAsked: boolean },
): Placed {
  const { heard } = listening
  const names = reading.intents
    .filter(({ name, probability }) => !smallTalk.has(name) || probability >= sureOfRemark)
    .map(({ name }) => name)
  // What is said while our question stands, and reads like a chat, is said to the question: "checked with the neighbours, too".
  // So is a question while goods are talked of, which is not surely a chat: 「漏不漏」.
  const isOfGoods =
    isQuestion(text) && isDoubtfulTalk(reading) && goodsTalkedOf(listening.topic) !== undefined
  const remarks = names.filter(
    (name) => smallTalk.has(name) && !(name === 'chitchat' && (isAsked || isOfGoods)),
  )
  for (const remark of remarks) if (!heard.remarks.includes(remark)) heard.remarks.push(remark)
  const setRight = isAsked && setsRight.test(text.trim())
  const abandoned = abandonedBy(listening, text, names, placed || setRight)
  if (abandoned) abandoned.status = 'dropped'
  return { placed: placed || goesOn || remarks.length > 0 || abandoned !== undefined, wanting }
}

/** Whether a question of ours stands. */
const isAsked = ({ latest }: Listening): boolean =>
  latest(({ status }) => status === 'waiting_for_fact') !== undefined

/** "No, not with the neighbours", asked which order it is: no no to our question. */
const noAndMore = /^(?:no|nope|nah|不是?的?|没有?)[,，.。\s]+\S.{5,}/iu

/** What our question was about, where a plain no turns it down. */
function abandonedBy(
  { latest }: Listening,
  text: string,
  intents: readonly IntentName[],
  saysMore: boolean,
): Wish | undefined {
  const saysWhat = noAndMore.test(text.trim()) && readAnswer(text) === 'other'
  const turnsDown = intents.includes('deny') && !asksWhy.test(text) && !saysMore && !saysWhat
  return turnsDown ? latest((wish) => wish.status === 'waiting_for_fact') : undefined
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
