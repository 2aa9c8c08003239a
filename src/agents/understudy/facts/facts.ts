import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import type { Message } from '../../../domain/message.ts'
import type { FactSlot, Playbook } from '../../../domain/playbook.ts'
import { lowConfidence, type EntityType, type Reading } from '../../../domain/reading.ts'
import { findBudgets, usualCurrency } from '../../../leads/budget.ts'
import { statedCompany } from '../../../leads/company.ts'
import { readAnswer } from '../../../understanding/answer.ts'
import { nameIn } from '../hearing/follow-up.ts'
import { identifierIn, labelledIn } from './labelled.ts'
import { pickChoice, pickOption } from './options.ts'
import { onlyQuantity, quantityIn } from './quantities.ts'

/** What one message supplies for the slots of a playbook. */
export interface Supplied {
  facts: Record<string, string>
  /** Whether the fact that was asked for is among them. */
  answers: boolean
  /** Whether the message is taken as the answer and nothing else. */
  whole: boolean
}

type Spoken = { message: Pick<Message, 'text'>; reading: Reading }

/** A reading this sure of another wish is that wish, and not an answer in free words. */
export const anotherWishFrom = 0.6

/** Whether somebody surely asks as one who buys: 「空气炸锅能洗碗机洗吗」 chooses none of the orders that hold one. */
export const asksAsBuyer = ({ intents: [top] }: Reading): boolean =>
  top !== undefined && top.probability >= anotherWishFrom && groupOf(top.name) === 'presales'
const longestAnswer = 300
/** A short message says hardly more than the answer to what was asked. */
export const shortAnswer = 24

const entityOf: Partial<Record<FactSlot['type'], EntityType>> = {
  phone: 'phone',
  email: 'email',
  date: 'date',
  place: 'place',
  product: 'product',
  quantity: 'quantity',
  money: 'money',
  person: 'person',
  error_code: 'error_code',
}
/** Slots that a short answer in free words fills when no entity was found in it. */
const freely = new Set<FactSlot['type']>(['text', 'address', 'person', 'place', 'product', 'money'])
/** What is said to us, and not in answer to a question of ours. */
const neverAnswers = new Set<IntentName>([
  'affirm',
  'deny',
  'human_request',
  'bot_identity',
  'greeting',
  'goodbye',
  'thanks',
])
/** Groups of wishes that are about something bought. */
const ofPurchases = new Set(['order', 'after_sales'])
const introduces =
  /^(?:我(?:叫|是|姓)|名字(?:是|叫)|my name is|i'?m|i am|this is|it'?s|call me)\s*/i

const asksSomething =
  /[?？]$|[吗呢]$|在哪|哪[里儿家]|多少[钱天]|多久|几天[能才]|什么时候[能才会]|^(?:which|what|how|can|could|do|does|is|are|where|when|why|who)\b/i

/** "Thanks, and what are your hours in Madrid": what no address says. */
const asksWithin = /\b(?:what|where|when|how)\b/i

/** 「咋处理」, "so what now?": a question back, and no answer whatever was asked. */
const asksBack =
  /^(?:那么?|所以|然后|这|到底)?[，,\s]*(?:我?(?:该|要|得|应该)?(?:怎么|咋|怎样|如何)(?:处理|办|弄|整|搞|说|解决|填)?|为什么|为啥|什么意思|啥意思|啥|什么|(?:so |and )?(?:what now|now what|what then|then what|how so|why|what|how)(?: do i do| should i do)?)[呢啊呀嘛吗了]*[?？!！。.]*$/i

/** What people say before the address itself. */
const leadsIn =
  /^(?:(?:不对|不是|错了|等等|那就|请|帮我|麻烦|(?:no|wait|sorry|please|actually)\b)[，,\s]*)*(?:改成|改为|改到|换成|换到|应该是|送到|寄到|地址是|新地址|change it to|make (?:it|that)|(?:send|ship|deliver) it to|the (?:new )?address is|it'?s\b)?[:：，,\s]*/i

/** 「说错了，不是 A，是 B」: B is meant. */
const corrects =
  /^.*(?:不是|[说写打弄]错|\bnot\b|\bwrong\b).*[，,;；]\s*(?:而是|应该是|应是|是|改成|but|it'?s|it should be)\s*/i

/** The address alone, of all that is said around it. */
const addressSaid = (text: string): string => text.replace(corrects, '').replace(leadsIn, '')

/** An address says so itself, whatever else it may be read as. */
const looksLikeAddress =
  /[路街巷弄道村镇号栋幢室楼].*\d|\d.*[路街巷弄道村镇号栋幢室楼]|\d+\s*\p{L}+.*(?:street|st\b|road|rd\b|avenue|ave\b|lane|ln\b|drive|dr\b|way\b|platz|stra(?:ss|ß)e|str\.)|(?:street|road|stra(?:ss|ß)e|str\.|platz|weg)\s*\d|\d[\d\p{L}/-]*,\s*(?:[a-z]{1,2}-?)?\d{4,6}\s+\p{L}{2,}|\p{L}{3,}\s+\d{1,4}\p{L}?,\s*\p{L}/iu

const currencies = /人民币|[元块钱]|\b(?:euros?|dollars?|pounds?|bucks|rmb|cny|usd|eur|gbp)\b/gi
const measures =
  /(?:公里|千米|公斤|小时|个月|[天年次])|(?<=\d\s?)(?:km|kilomet(?:re|er)s?|miles?|kg|kilos?|hours?|days?|months?|years?|times)\b/gi
/** Digits and signs alone, an amount or a measure (「三十五公里」): an answer perhaps, but never a wish. */
export const isBareFigure = (text: string): boolean =>
  !/\p{L}/u.test(
    text
      .replaceAll(currencies, '')
      .replaceAll(measures, '')
      .replaceAll(/[零〇一二三四五六七八九十百千万两]+|大概|大约|左右|about|around/g, ''),
  )

function isAnotherWish({ intents }: Reading, playbook: Playbook): boolean {
  return intents.some(
    ({ name, probability }) =>
      probability >= anotherWishFrom &&
      groupOf(name) !== 'conversation' &&
      !playbook.intents.includes(name) &&
      !playbook.covers.includes(name),
  )
}

/** The customer's own words as the answer to a question; null when they are not one. */
function freeAnswer(slot: FactSlot, spoken: Spoken, playbook: Playbook): string | null {
  const { message, reading } = spoken
  const text = message.text.trim()
  // "How many?" "100": no other number can be meant.
  if (slot.type === 'quantity') return onlyQuantity(text, reading)
  if (text === '' || !freely.has(slot.type)) return null
  // 「那风扇呢」, after a product that we could not find: the next one.
  const next = slot.type === 'product' ? nameIn(text) : null
  if (next) return next
  // 「不对，是9151…」 is the number, whatever else it is read as.
  const identifier = slot.digits ? identifierIn(text) : null
  if (identifier) return identifier
  const [top] = reading.intents
  if (top && top.probability >= lowConfidence && neverAnswers.has(top.name)) return null
  // 「好」 is nobody's address and no name for an invoice.
  if (readAnswer(text) !== 'other') return null
  if (asksBack.test(text)) return null
  if (slot.digits && !/\d/.test(text.normalize('NFKC'))) return null
  const isPlace =
    reading.entities.some(({ type }) => type === 'place') &&
    !asksSomething.test(text) &&
    !asksWithin.test(text)
  if (slot.type === 'address' && (isPlace || looksLikeAddress.test(text)))
    return addressSaid(text).slice(0, longestAnswer)
  if (!isBareFigure(text) && (isAnotherWish(reading, playbook) || asksSomething.test(text)))
    return null
  if (slot.type === 'text') return text.slice(0, longestAnswer)
  if (slot.type === 'address') return addressSaid(text).slice(0, longestAnswer)
  // What is read as a wish about something bought names no product, place or person.
  const ofPurchase =
    top && ofPurchases.has(groupOf(top.name)) && !playbook.covers.includes(top.name)
  if (ofPurchase && top.probability >= lowConfidence && !playbook.intents.includes(top.name))
    return null
  // Who leaves a number or an address in a bare line is telling us that.
  if (reading.entities.some(({ type }) => type === 'phone' || type === 'email')) return null
  if (text.length > shortAnswer) return null
  return text.replace(introduces, '').replace(/[。.!！]$/, '')
}

/** What stands before the day that something is to be moved to; "from the 3rd to the 5th" moves nothing. */
const leadsToDay =
  /(?:(?<!\bfrom\b.{1,24})\bto|[改换推移延约]到|[改换]成|延期到|推迟到)\s*(?:the )?$/i

const sisterName = /^[\s-]*(plus|max|pro|lite)(?![a-z])/i

function fromEntities(
  slot: FactSlot,
  { message: { text }, reading: { entities } }: Spoken,
): string | undefined {
  const type = entityOf[slot.type]
  // "I'm away next week, move it to 28 December": the day it is to be, not the one that gives the reason.
  if (slot.type === 'date') {
    const dates = entities.filter((it) => it.type === 'date')
    return (dates.find(({ start }) => leadsToDay.test(text.slice(0, start))) ?? dates[0])?.value
  }
  // Of two addresses the first is the one that was wrong.
  if (slot.type === 'address') return entities.findLast((it) => it.type === 'address')?.value
  const named = entities.find((entity) => entity.type === type)
  // RV-20 Max is no RV-20.
  const further = named && type === 'product' ? sisterName.exec(text.slice(named.end))?.[1] : null
  return further ? `${named?.value} ${further}` : named?.value
}

/** 「预算三千以内」: a sum without a currency is in that of its language, where that has one. */
function sumIn({ type }: FactSlot, text: string): string | undefined {
  const [budget] = type === 'money' ? findBudgets(text) : []
  const currency = budget && (budget.currency ?? usualCurrency(text))
  return currency ? `${currency} ${(budget.maxMinor / 100).toFixed(2)}` : undefined
}

/** An address sent while something else was asked is the address all the same. */
function addressIn(
  { type }: FactSlot,
  { message, reading }: Spoken,
  wish: Wish | null,
  playbook: Playbook,
): string | undefined {
  const text = addressSaid(message.text.trim())
  // A consent that stands is about an address too: another one corrects it.
  // 「再开张发票，抬头…，税号…」 does not.
  const corrects = wish?.status === 'waiting_for_consent' && !isAnotherWish(reading, playbook)
  const isAwaited = type === 'address' && (wish?.status === 'waiting_for_fact' || corrects)
  const namesOrder = reading.entities.some((entity) => entity.type === 'order_number')
  return isAwaited && !namesOrder && text.length <= longestAnswer && looksLikeAddress.test(text)
    ? text
    : undefined
}

/** 「不对，是9151…」, asked whether the number is to be sent as it stands: the right one. */
function correctedIn(
  { digits }: FactSlot,
  { message, reading }: Spoken,
  wish: Wish | null,
): string | undefined {
  if (!digits || wish?.status !== 'waiting_for_consent' || reading.entities.length > 0)
    return undefined
  return identifierIn(message.text) ?? undefined
}

/**
 * The facts that a message supplies: entities and the words of fixed choices wherever they stand, and, for what was
 * asked last, one of the options shown or the answer in the customer's own words. An order is chosen elsewhere
 * (`order-choice.ts`), since it needs its proof. Pure.
 */
export function factsIn(spoken: Spoken, playbook: Playbook, wish: Wish | null): Supplied {
  const { message, reading } = spoken
  const asked = wish?.status === 'waiting_for_fact' ? wish.asked : null
  const supplied: Supplied = { facts: {}, answers: false, whole: false }
  const taken = new Set<string>()
  // Slots whose value the message names by their labels: it is the answer to no other question.
  const others = new Set<string>()
  for (const [key, slot] of Object.entries(playbook.facts)) {
    if (slot.type === 'order' || slot.type === 'tried' || slot.beside) continue
    if (slot.onlyAsked && (key !== asked || asksSomething.test(message.text.trim()))) continue
    const fixed = slot.options ? pickChoice(message.text, slot.options) : null
    const labelled = labelledIn(slot, message.text)
    const entity = fromEntities(slot, spoken)
    // Nor is an e-mail address or a phone number, sent while a name was asked.
    const isContact = (slot.type === 'email' || slot.type === 'phone') && entity !== undefined
    if (labelled !== null || isContact) others.add(key)
    const value =
      fixed ??
      labelled ??
      (slot.firm ? statedCompany(message.text, []) : null) ??
      correctedIn(slot, spoken, wish) ??
      addressIn(slot, spoken, wish, playbook) ??
      (slot.type === 'quantity' ? quantityIn(message.text, reading) : undefined) ??
      entity ??
      sumIn(slot, message.text)
    // One date is one fact: the slot that was asked for has the first claim, then the first that is empty.
    const claimed = value !== undefined && (taken.has(value) || wish?.facts[key] === value)
    // The words of a fixed choice say themselves which they answer; they fill what is empty and change nothing.
    const mayBeHere = labelled !== null || (fixed !== null && wish?.facts[key] === undefined)
    const elsewhere =
      asked !== null && key !== asked && playbook.facts[asked]?.type === slot.type && !mayBeHere
    // 「远通公司」, asked for the name on the invoice, does not change what kind of invoice it is.
    const isInPassing =
      fixed !== null &&
      key !== asked &&
      wish?.facts[key] !== undefined &&
      freely.has(playbook.facts[asked ?? key]?.type ?? 'choice')
    if (value !== undefined && value !== null && !claimed && !elsewhere && !isInPassing) {
      supplied.facts[key] = value
      taken.add(value)
    }
  }
  const slot = asked === null ? undefined : playbook.facts[asked]
  if (!wish || asked === null || !slot) return supplied
  if (supplied.facts[asked] === undefined) {
    const times = reading.entities.filter(({ type }) => type === 'time').map(({ value }) => value)
    const mayChoose = slot.type !== 'order' || !asksAsBuyer(reading)
    const option = wish.options && mayChoose ? pickOption(message.text, wish.options, times) : null
    const isOthers = wish.stands === false || (others.size > 0 && !others.has(asked))
    const words = isOthers ? null : freeAnswer(slot, spoken, playbook)
    const answer = option?.value ?? words
    if (answer !== null) {
      supplied.facts[asked] = answer
      supplied.whole = true
    }
  }
  supplied.answers = supplied.facts[asked] !== undefined
  supplied.whole ||= supplied.answers && message.text.trim().length <= shortAnswer
  return supplied
}
