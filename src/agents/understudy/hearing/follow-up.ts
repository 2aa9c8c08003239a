import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import { plain } from '../../../domain/plain-text.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { isSure, type Reading } from '../../../domain/reading.ts'
import type { Listening, Spoken } from './listening.ts'
import { newWish } from './new-wish.ts'

/** What people say before a question that goes on from the last one. */
const leadIn = String.raw`(?:那么?|请问|and|so|ok(?:ay)?|then)?[，,\s]*`
/** A question that says nothing of what it is about: "how much?", 「那要多久」, "and how long does that take", "is it free?" */
const bare = new RegExp(
  `^${leadIn}(?:(?:要|得|需要|是|大概|一共)*(?:多少钱?|多久|几天|几块|多长时间)|怎么收费|怎么算|最[低少高多](?:要)?(?:多少钱?|几个?)|(?:要|收|另外收|需要)(?:钱|费|手续费)|收费|免费|(?:how (?:much|long|many days)|what does (?:it|that) cost|what'?s the (?:fee|cost|charge|minimum))(?: (?:is|does|will|would) (?:it|that)(?: (?:be|cost|take))?| (?:for|to) that)?|(?:is (?:it|that)|are they|for) free|(?:is there |are there )?(?:a|any) (?:extra )?(?:fees?|charges?|costs?))(?:呢|啊|呀|吗)?$`,
  'i',
)
/** What starts a sentence of its own: no mere name of something. */
const ownSentence =
  /^(?:can|could|do|does|did|will|would|should|is|are|was|have|has|please|i|i'?m|i'?ll|you|we|he|she|they|it|cancel|send|change|return|refund|exchange|when|where|why|how|what|who|which|ship|make|add|give|tell|put|thanks?|also|another)\b/i
/** One's own case, or somebody's order: nothing for the articles. */
const ownCase = /我的|我那|我这|我家|\b(?:my|mine|me)\b|[这那]个?单|订单/i
/** Longer words say themselves what they ask. */
const longestName = 48

const ofQuestion = (text: string) =>
  plain(text)
    .replaceAll(/[?？!！。.~\s]+$/g, '')
    .trim()

/** "And customs?", "what about Switzerland", 「那新疆呢」: a name, asked about as the last one was; null for anything else. */
export function nameIn(words: string): string | null {
  const text = ofQuestion(words)
  if (text.length > longestName || ownCase.test(text)) return null
  const chinese = /^(?:那么?|还有)?[，,\s]*(.{1,10}?)(?:呢|咧)$/.exec(text)?.[1]
  if (chinese) return chinese
  const english = /^(?:and |so )?(?:what about|how about) (.+)$|^(?:and|also) (?:if )?(.+)$/i.exec(
    text,
  )
  const name = english?.[1] ?? english?.[2]
  if (!english || !name) return null
  const isCondition = /^(?:and|also) if /i.test(text)
  const isShort = name.split(' ').length <= (english[1] || isCondition ? 9 : 4)
  return isShort && (isCondition || !ownSentence.test(name)) ? name : null
}

/** Whether words ask how much, how long or whether it is free, and nothing else. */
export const isBareQuestion = (text: string): boolean => bare.test(ofQuestion(text))

/** Whether a wish is answered from the articles and needs nothing told. */
const isQuestion = (playbook: Playbook | undefined) =>
  playbook !== undefined &&
  Object.keys(playbook.facts).length === 0 &&
  playbook.steps.some((step) => 'answer' in step)

/** The last question as it reads for a place that is named now: 「寄到西藏要多少」, then 「那新疆呢」. */
function askedOf(question: string, before: string | undefined, { text }: Spoken, reading: Reading) {
  const place = reading.entities.find(({ type }) => type === 'place')
  return before && place ? question.replace(before, text.slice(place.start, place.end)) : question
}

/** What was asked last, in full: a bare question is about what the one before it was about. */
function fullQuestion({ words, topic }: Wish): string {
  if (topic === undefined) return words
  return isBareQuestion(words) ? topic : `${topic} ${words}`
}

const asksNothing = new Set<IntentName>([
  'greeting',
  'goodbye',
  'thanks',
  'affirm',
  'deny',
  'bot_identity',
])
const ofGivingBack = new Set<IntentName>(['return_item', 'exchange_item', 'refund_request'])

/** The kind of question it is: what its own words are surely about, where the articles tell it; else that of the last one. */
function kindOf(last: Wish, playbook: Playbook | undefined, reading: Reading): IntentName {
  const [top] = reading.intents
  if (!top || !isSure(reading)) return last.intent
  if (ofGivingBack.has(top.name)) return 'return_policy'
  return playbook?.intents.includes(top.name) ? top.name : last.intent
}

/** The longest question that another goes on from. */
const longestBefore = 200

/**
 * A question that only makes sense after the one before: it is asked of the articles together with that. False when it says
 * itself what it is about, or when nothing was answered from the articles just before.
 */
export function takeFollowUp(
  { wishes, playbookOf, topic }: Listening,
  message: Spoken,
  reading: Reading,
): boolean {
  const last = wishes.at(-1)
  const [top] = reading.intents
  if (last?.status !== 'done' || !isQuestion(playbookOf(last))) return false
  const isOther =
    top && isSure(reading) && (groupOf(top.name) === 'service' || asksNothing.has(top.name))
  if (isOther) return false
  if (reading.entities.some(({ type }) => type === 'order_number')) return false
  const isBare = isBareQuestion(message.text)
  if (!isBare && nameIn(message.text) === null) return false
  const intent = isBare ? last.intent : kindOf(last, playbookOf(last), reading)
  const before = askedOf(fullQuestion(last), topic.place, message, reading)
  // Of another matter only the place is still spoken of: 「那退货呢」, after what it costs to send.
  const about = intent === last.intent ? before : topic.place
  wishes.push(
    newWish({
      playbook: last.playbook,
      intent,
      words: message.text,
      ...(about ? { topic: about.slice(0, longestBefore) } : {}),
      messageId: message.id,
      facts: {},
    }),
  )
  return true
}
