import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import { spoken } from '../../../domain/plain-text.ts'
import type { Reading } from '../../../domain/reading.ts'
import { isBareQuestion } from './follow-up.ts'

/*
 * Words that mean something else in the middle of a matter than they do alone: what "return", "receipt" or "someone to look at
 * it" asks for is told by what was spoken of before.
 */

/** A wish as far as it tells what is spoken of. */
type Spoken = Pick<Wish, 'intent' | 'status'>

/** The wish for a fault to be found or repaired that people are talking about, where they are. */
export function faultSpokenOf<T extends Spoken>(wishes: readonly T[]): T | undefined {
  const last = wishes.findLast(({ status }) => status !== 'dropped')
  const isFault = last?.intent === 'troubleshooting' || last?.intent === 'warranty_repair'
  return isFault ? last : undefined
}

/** Wishes that the words for a fault are mistaken for: "it won't return to its dock" returns nothing. */
const echoesOfFault = new Set<IntentName>([
  'return_item',
  'exchange_item',
  'refund_request',
  'order_status',
  'wrong_or_damaged',
])
const givesBack =
  /退|换|赔|收到|到手|破|碎|裂|错|少|\b(?:refund|arrived|delivered|damaged|cracked|missing|wrong|return (?:it|this|the|my|them)|send (?:it|this) back|take it back|money back|exchange|replace\w*|swap|where(?:'s| is))\b/

const ofFaults = new Set<IntentName>(['troubleshooting', 'warranty_repair'])

/** What is told of a fault, and says no word of giving the goods back, is that alone. */
const ofFaultAlone = (text: string, { intents }: Reading): Reading['intents'] =>
  ofFaults.has(intents[0]?.name ?? 'chitchat') && !givesBack.test(text)
    ? intents.filter(({ name }) => !echoesOfFault.has(name))
    : intents

/** 「派人来看看」, "can you get someone to look at it": it wants the repair, wherever that is done. */
const sendsSomebody =
  /派人|派个|上门|师傅|来人|来看看|\b(?:someone|somebody|technician|engineer|repairman|mechanic)\b.{0,20}\b(?:look|come|check|fix|repair|see)/
const ofUs = /人工|客服|真人|\b(?:agent|human|colleague|person|chat|call|talk|speak)\b/

/** The goods are with the customer, whatever the tracking says. */
const inHands =
  /(?<!没有?|还没|未)(?:拿到|收到|到手)(?:货|东西|手)?了(?!吗|没)|在我(?:手上|手里|家|这)|\bin my hands?\b|\b(?:already|actually) (?:got|have|received|arrived|came)\b|\b(?:have|got) it (?:here|already|with me|in front of me)\b|\b(?:it|they) (?:has |have )?(?:arrived|came|is here|are here)\b/
const notThere =
  /没(?:有)?(?:收到|拿到|到)|\b(?:haven'?t|have not|didn'?t|did not|never|not)\b.{0,16}\b(?:got|received?|have|arrived?|came|come)\b|\bdon'?t have\b|[?？吗]/
/** Wishes for a parcel that has not come. */
const ofParcels = new Set<IntentName>([
  'missing_parcel',
  'urge_delivery',
  'order_status',
  'track_shipment',
])

/** Whether words tell that the goods have come: "it says shipped, but I've got it in my hands". */
export function saysInHands(text: string): boolean {
  const words = spoken(text)
  return inHands.test(words) && !notThere.test(words)
}

/** No receipt, in the middle of a return or a repair: it asks whether one is needed, and wants no invoice. */
const lacksReceipt =
  /(?:没有?|没了|找不到|丢了|弄丢|扔了|不见了).{0,4}(?:发票|小票|收据|凭证|单据)|(?:发票|小票|收据|凭证|单据).{0,4}(?:没有|没了|找不到|丢|扔|不见)|\b(?:don'?t|do not|no longer|haven'?t|lost|threw|can'?t find|without|no)\b.{0,20}\b(?:receipt|invoice|proof of purchase)\b/
/** The card is gone to which the money goes back: no account is to be closed. */
const closesCard =
  /卡[^，。]{0,4}(?:注销|销户|停用|丢了|过期|没了|不用了|换了|换过|换掉)|(?:注销|销)[了掉]?[^，。]{0,4}卡|\bcards? (?:is|was|has been|has|got) (?:closed|cancelled|canceled|expired|blocked|lost)\b|\b(?:closed|cancelled|canceled|lost) (?:that|the|my) (?:card|account)\b|\b(?:account|card) (?:is|was) closed\b/
const certain = 1

/** "How do I get to the next one", after one's level: of the levels, and nothing to buy. */
const asksOfNextLevel = /下一[级档]|升级|\bnext (?:one|level|tier|rank|status|step)\b|\blevel up\b/
/** "I don't get the email", while signing in: it is how one would, and nothing to be changed. */
const nothingCame =
  /没收到|收不到|没有收到|\b(?:don'?t|do not|didn'?t|did not|not|never|no|nothing)\b.{0,16}\b(?:e-?mail|code|link|sms|text|message)\b|\b(?:e-?mail|code|link|sms|text)\b.{0,16}\b(?:not|never|doesn'?t|didn'?t|isn'?t)\b/

/** Whether words say that a receipt or invoice is not there. */
export const saysNoReceipt = (text: string): boolean => lacksReceipt.test(spoken(text))

/** The rest of what was wanted of the goods that were bought: what is broken, goes back, or came wrong. */
export const isMatter = ({ intent }: Spoken) =>
  groupOf(intent) === 'after_sales' || intent === 'troubleshooting'

function intentsInMatter(text: string, reading: Reading, wishes: readonly Spoken[]) {
  const [top] = reading.intents
  const last = wishes.findLast(({ status }) => status !== 'dropped')
  if (last && (isMatter(last) || last.intent === 'cancel_order') && closesCard.test(text))
    return [{ name: 'refund_status' as const, probability: certain }]
  if (last?.intent === 'membership' && asksOfNextLevel.test(text))
    return [{ name: 'membership' as const, probability: certain }]
  if (last?.intent === 'account_access' && nothingCame.test(text))
    return [{ name: 'account_access' as const, probability: certain }]
  if (last && isMatter(last) && lacksReceipt.test(text))
    return reading.intents.filter(({ name }) => name !== 'invoice_request')
  // "How long will it take", after a repair was filed: it is about that.
  if (last && isMatter(last) && last.status !== 'waiting_for_consent' && isBareQuestion(text))
    return [{ name: 'return_policy' as const, probability: certain }]
  if (faultSpokenOf(wishes) && sendsSomebody.test(text) && !ofUs.test(text))
    return [{ name: 'warranty_repair' as const, probability: certain }]
  if (top && ofParcels.has(top.name) && saysInHands(text))
    return reading.intents.filter(({ name }) => !ofParcels.has(name))
  return ofFaultAlone(text, reading)
}

/** What somebody says that they do not want, beside what they do: 「不想修，想投诉」. */
const declines: readonly [RegExp, readonly IntentName[]][] = [
  [
    /不(?:想|要|用|需要|打算|愿意)再?修|\b(?:don'?t|do not) want (?:it |a |to (?:have it )?)?(?:repair|fix)/,
    ['warranty_repair'],
  ],
  [
    /不(?:想|要|用|需要|打算|愿意)再?换|\b(?:don'?t|do not) want (?:an? |to )?(?:exchange|replacement|swap)/,
    ['exchange_item'],
  ],
  [
    /不(?:想|要|用|需要|打算|愿意)再?退|\b(?:don'?t|do not) want (?:an? |to )?(?:return|refund|send it back)/,
    ['return_item', 'refund_request'],
  ],
  // "I want it resent, not refunded".
  [
    /\b(?:not|instead of|rather than) (?:(?:to be|getting|being|a|the) )?refund(?:ed)?\b/,
    ['refund_request', 'return_item'],
  ],
  // "Our 30 bikes, when do they ship": of what was ordered, and nothing more is bought.
  [
    /\b(?:our|my)\b.{0,40}\b(?:when|where)\b|\b(?:when|where)\b.{0,40}\b(?:our|my)\b/,
    ['bulk_quote', 'place_order', 'product_stock'],
  ],
  // "Can I cancel one of them": fewer of it.
  [/\bone of (?:them|the two|those)\b|其中一[个件台只条]/, ['cancel_order']],
  // "Just my profile, not the order".
  [
    /\bnot (?:(?:on|of|in|for) )?(?:the|my|that|this|any) orders?\b|不是(?:要?改)?(?:那个?|这个?)?订单|订单(?:上的)?(?:先)?不(?:用|要)?[改动]|不(?:用|要)?[改动](?:那个?|这个?)?订单/,
    [
      'order_status',
      'track_shipment',
      'modify_order',
      'change_address',
      'cancel_order',
      'place_order',
    ],
  ],
]

/** What is only spoken of, and not wanted: a coupon "from the complaint", 「煮点柠檬水试试」. */
const mentions: readonly [RegExp, IntentName][] = [
  [
    /\b(?:from|after|for) (?:the|my|that|a) (?:last |earlier )?complaint\b|投诉(?:的时候|那次|完)?(?:给|赔|补|送)(?:我)?的|上次投诉/,
    'complaint',
  ],
  [/^(?!.*(?:试驾|试骑|试用|体验|样品|样机|门店|到店|约)).*试(?:试|一下|一试)/, 'demo_or_trial'],
]

/** "Send it to my e-mail": no parcel goes there. */
const ofEmail = /\be-?mail\b|\S@\S|邮箱|电子邮件/
const ofParcel = /\b(?:delivery|shipping) address\b|收货|送货|\b(?:parcel|package|order)\b|包裹/

/** "Cancel the stove, but keep the sleeping bag": a part of an order, and not the order. */
const cancelsPart =
  /\bcancel(?:l?ing)? (?:just|only) the\b|\b(?:just|only) (?:cancel )?the \S+(?: \S+)? (?:from|of|in|out of) (?:my|the|that|this) order\b|\bcancel\b.{1,40}\b(?:but )?(?:keep|not) the\b|只取消.{1,8}(?:其他|其它|别的|另外).{0,4}(?:留|要|保留)/

/** Two acts that read alike where "the other one" is spoken of: the one whose verb is said is meant. */
const claims: readonly (readonly [IntentName, RegExp])[] = [
  ['return_item', /退(?!换)|\breturn|\b(?:send|give)(?:ing)? (?:it|them|this|that|one) back\b/],
  [
    'exchange_item',
    /换|\b(?:exchang|swap|replac)|\b(?:different|another|bigger|smaller|larger) (?:one|size|colou?r)\b/,
  ],
]

function withoutDeclined(text: string, intents: Reading['intents']): Reading['intents'] {
  if (intents.some(({ name }) => name === 'cancel_order') && cancelsPart.test(text))
    return [{ name: 'modify_order', probability: certain }]
  const isEmail = intents.some(({ name }) => name === 'change_address') && ofEmail.test(text)
  if (isEmail && !ofParcel.test(text))
    return intents.filter(({ name }) => name !== 'change_address')
  const mentioned = mentions.flatMap(([words, name]) => (words.test(text) ? [name] : []))
  if (intents.some(({ name }) => mentioned.includes(name)))
    return intents.filter(({ name }) => !mentioned.includes(name))
  if (claims.every(([name]) => intents.some((it) => it.name === name))) {
    const unsaid = claims.filter(([, verb]) => !verb.test(text)).map(([name]) => name)
    if (unsaid.length === 1) return intents.filter(({ name }) => !unsaid.includes(name))
  }
  const declined = declines.flatMap(([words, names]) => (words.test(text) ? names : []))
  const left = intents.filter(({ name }) => !declined.includes(name))
  return left.length > 0 && left.length < intents.length ? left : intents
}

/** A message read by the matter that is spoken of, where that tells more than the words do. */
export function readInMatter(text: string, reading: Reading, wishes: readonly Spoken[]): Reading {
  const words = spoken(text)
  const intents = withoutDeclined(words, intentsInMatter(words, reading, wishes))
  if (intents === reading.intents) return reading
  // The group was that of the first intent as it stood.
  const { group: _, ...rest } = reading
  return { ...rest, intents }
}
