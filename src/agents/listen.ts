import type { Wish } from '../domain/agenda.ts'
import type { IntentName } from '../domain/intent.ts'
import type { Message } from '../domain/message.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Reading } from '../domain/reading.ts'
import { anotherWishFrom, factsIn, shortAnswer } from './facts.ts'
import { askedByNumber, matchPlaybooks } from './match.ts'
import { inContext } from './follow-up.ts'
import { pickOption } from './options.ts'
import type { Situation } from './performer.ts'
import type { Known } from './template.ts'

/** What the understudy makes of the customer's messages before it does anything. */
export interface Heard {
  wishes: Wish[]
  /** Small talk to answer, each kind once. */
  remarks: IntentName[]
  /** Wishes whose consent was answered with neither yes nor no. */
  pressed: Set<Wish>
  /** Wishes that were told facts, be they not what was asked. */
  told: Set<Wish>
  /** The customer called off what was going on, or what had been done last. */
  calledOff: boolean
  /** The last message that said nothing we could place, if that is all there was. */
  unclear: { message: Message; reading: Reading } | null
}

/** How often a consent is asked of somebody who does not say a word about it. */
const mostUnheard = 2
/** How often a write was asked consent for in this conversation. */
export const timesAsked = (wishes: readonly Wish[], tool: string) =>
  wishes.reduce((sum, wish) => sum + (wish.timesAsked[tool] ?? 0), 0)
/** A longer question says itself what it is about. */
const shortQuestion = 40
/** A product is never named in more words than these. */
const longestCarried = 200

type Spoken = Pick<Message, 'id' | 'text'>

const smallTalk = new Set<IntentName>(['greeting', 'thanks', 'goodbye', 'bot_identity', 'chitchat'])
/** Words by which people say that another order is meant. */
const corrects =
  /不是这个|不是那个|不对[，,]|搞错了|弄错了|我说的是|我是说|另一个|另外一个|还有一个|的那个|那个呢|\b(?:not (?:that|this) one|wrong (?:one|order)|the other (?:one|order)|i meant?)\b/i
/** Words by which people say that they do not have the number we asked for. */
const lacksNumber =
  /(?:没有?|无|不知道|不记得|记不得|忘了?|找不到|弄丢)\S{0,4}(?:单号|号码|订单)|(?:单号|号码)\S{0,3}(?:没有|忘了|不知道|不记得|找不到|丢了)|\b(?:don'?t|do not|no|lost|forgot|can'?t|cannot|without)\b.{0,24}\b(?:order )?number\b/i
/** Words that call off what we were just asking about, and nothing else. */
const callsOff =
  /^(?:那|那就|还是|等等|等下)?[，,\s]*(?:算了(?:吧)?[，,\s]*(?:还是|先|就|再)+(?:等|等等|等着|等等看|这样|不弄|不办|不要|不用)|算了|不办了|不弄了|不约了|不用办了|不改了|不换了|不退了|别改了|别换了|别退了|当我没说)[吧啦了]?[。.!！~]*$|^(?:ok(?:ay)?,? |no,? )?(?:never ?mind|forget (?:it|that|about it)|leave it|drop it|scrap that)[.!]*$/i
/** Words that call off only what is being asked about: else they are about an order. */
const callsOffThis = /^(?:那|还是|算了)?[，,\s]*取消[吧了]?[。.!！~]*$|^cancel (?:that|it)[.!]*$/i
/** 「为什么不」 and "why not?" are no refusal. */
const asksWhy = /为什么|为啥|凭什么|凭啥|\bwhy\b/i
/** Digits and signs alone, or an amount: an answer perhaps, but never a wish. */
const isBareFigure = (text: string) =>
  !/\p{L}/u.test(
    text.replaceAll(/人民币|[元块钱]|(?:euros?|dollars?|pounds?|bucks|rmb|cny|usd|eur|gbp)/gi, ''),
  )
/** Wishes by which people say that what they are offered is not enough. */
const displeasure = new Set<IntentName>([
  'compensation_claim',
  'complaint',
  'deny',
  'refund_request',
])
const findsItLittle =
  /就这么?(?:点|些)|打发|叫花子|太少|不够|多[给补赔]|才这么?点|\bis that (?:all|it)\b|that's (?:all|it)\?|\bnot enough\b|\bmore than that\b|\bpeanuts\b|\bjoke\b/i
const isDispleased = ({ text }: Spoken, reading: Reading | undefined) =>
  findsItLittle.test(text) ||
  (reading?.sentiment ?? 0) <= -0.2 ||
  displeasure.has(reading?.intents[0]?.name ?? 'chitchat')
const isActive = (wish: Wish) => wish.status !== 'done' && wish.status !== 'dropped'
const isWaiting = (wish: Wish) =>
  wish.status === 'waiting_for_fact' || wish.status === 'waiting_for_consent'
const orderSlot = (playbook: Playbook | undefined) =>
  Object.entries(playbook?.facts ?? {}).find(([, slot]) => slot.type === 'order')?.[0]

/** What the conditions of playbooks may look at. */
export function knownAbout({ customer, scope }: Situation): Known {
  return { customer, locale: scope.locale }
}

/**
 * Brings the agenda up to date with what was said: new wishes, facts supplied, corrections (a later order number
 * supersedes an earlier one), answers to a consent, wishes dropped. Pure.
 */
export function listen(situation: Situation, playbooks: readonly Playbook[]): Heard {
  const wishes = structuredClone(situation.agenda.wishes)
  const heard: Heard = {
    wishes,
    remarks: [],
    pressed: new Set(),
    told: new Set(),
    calledOff: false,
    unclear: null,
  }
  const known = knownAbout(situation)
  const playbookOf = (wish: Wish) => playbooks.find(({ name }) => name === wish.playbook)
  const latest = (test: (wish: Wish) => boolean) => wishes.findLast(test)
  let placed = false
  let wanting = false

  const setOrder = (wish: Wish, slot: string, order: string) => {
    // Who names the order of a finished wish asks again, and is told again.
    if (wish.facts[slot] !== order || wish.status === 'done') wish.said = []
    wish.facts[slot] = order
    wish.status = 'open'
  }

  /** The order that a wish is waiting for, by its number, by its place among those shown, or by its proof. */
  function takeOrder(message: Spoken, reading: Reading, opensOrderWish: boolean): boolean {
    const numbers = valuesOf(reading, 'order_number')
    const waiting = latest(isWaiting)
    const target =
      waiting && orderSlot(playbookOf(waiting))
        ? waiting
        : latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
    const slot = target && orderSlot(playbookOf(target))
    const isAsked = waiting?.status === 'waiting_for_fact' && waiting.asked === slot
    const shown = isAsked && waiting.options ? pickOption(message.text, waiting.options) : null
    const number = numbers[0] ?? shown?.value
    if (target && slot && number && !opensOrderWish) {
      setOrder(target, slot, number)
      return true
    }
    const provesSomething = ['phone_tail', 'phone', 'email'].some((type) =>
      reading.entities.some((entity) => entity.type === type),
    )
    if (waiting?.status === 'waiting_for_fact' && provesSomething) {
      waiting.status = 'open'
      return true
    }
    return false
  }

  /** Sets what a message supplies; a value that differs from what was known starts the telling anew. */
  function setFacts(wish: Wish, facts: Record<string, string>): void {
    const corrects = Object.entries(facts).some(
      ([key, value]) => wish.facts[key] !== undefined && wish.facts[key] !== value,
    )
    if (corrects) wish.said = []
    Object.assign(wish.facts, facts)
    wish.status = 'open'
    if (Object.keys(facts).length > 0) heard.told.add(wish)
  }

  /** Other facts that a wish is waiting for, or that correct what a consent was asked for. */
  function takeFacts(message: Spoken, reading: Reading): 'none' | 'some' | 'whole' {
    // Of several that wait, the one whose question was asked.
    const waiting =
      latest(
        (wish) => isWaiting(wish) && (wish.asked !== null || wish.status !== 'waiting_for_fact'),
      ) ?? latest(isWaiting)
    const playbook = waiting && playbookOf(waiting)
    if (!waiting || !playbook) return 'none'
    const { facts, answers, whole } = factsIn({ message, reading }, playbook, waiting)
    const asksConsent = waiting.status === 'waiting_for_consent'
    if (Object.keys(facts).length === 0 || (!answers && !asksConsent && waiting.asked === null))
      return 'none'
    setFacts(waiting, facts)
    return whole ? 'whole' : 'some'
  }

  /** "Not that one, the humidifier": the order is open again, to be chosen by what was said. */
  function takeCorrection(text: string, reading: Reading): boolean {
    const last = latest(
      (wish) => orderSlot(playbookOf(wish)) !== undefined && wish.status !== 'dropped',
    )
    const slot = last && orderSlot(playbookOf(last))
    const named = valuesOf(reading, 'order_number').length > 0
    if (!situation.customer.loggedIn || !last || !slot || named || !corrects.test(text))
      return false
    delete last.facts[slot]
    last.said = []
    last.status = 'open'
    return true
  }

  /** "Berlin", after the stock of a thing: what a finished wish had no answer for yet takes it up again. */
  function takeAfterthought(message: Spoken, reading: Reading): boolean {
    const last = wishes.at(-1)
    const playbook = last && playbookOf(last)
    if (!last || last.status !== 'done' || !playbook || message.text.length > shortAnswer)
      return false
    // What was done without asking would be done twice.
    if (playbook.steps.some((step) => 'write' in step && !playbook.consent.includes(step.write)))
      return false
    const { facts } = factsIn({ message, reading }, playbook, null)
    const fresh = Object.entries(facts).filter(([key]) => last.facts[key] === undefined)
    if (fresh.length === 0) return false
    last.said = []
    setFacts(last, Object.fromEntries(fresh))
    return true
  }

  /** "Never mind": what we were asking about is called off. */
  function takeCallingOff(text: string): boolean {
    const waiting = latest(isWaiting)
    const words = text.trim()
    if (!callsOff.test(words) && !(waiting && callsOffThis.test(words))) return false
    if (waiting) waiting.status = 'dropped'
    heard.calledOff = true
    placed = true
    return true
  }

  /** They do not have the number that we asked for: no other wish, however it reads. */
  function lacksTheNumber(text: string): boolean {
    const waiting = latest(isWaiting)
    const slot = waiting && orderSlot(playbookOf(waiting))
    if (waiting?.status !== 'waiting_for_fact' || waiting.asked !== slot || !lacksNumber.test(text))
      return false
    waiting.status = 'open'
    return true
  }

  /** "And how much is it?": the product and the town that were spoken of last; the product else in the words that named it. */
  function spokenOf(playbook: Playbook, message: Spoken): Record<string, string> {
    if (message.text.length > shortQuestion) return {}
    const carried: Record<string, string> = {}
    for (const type of ['product', 'place'] as const) {
      if (playbook.facts[type]?.type !== type) continue
      const before = latest(
        (wish) => wish.messageId !== message.id && playbookOf(wish)?.facts[type]?.type === type,
      )
      const words = type === 'product' ? before?.words.slice(0, longestCarried) : undefined
      const value = before?.facts[type] ?? words
      if (value !== undefined) carried[type] = value
    }
    return carried
  }

  function open(intent: IntentName, playbook: Playbook, message: Spoken, reading: Reading): void {
    const slot = orderSlot(playbook)
    const numbers = slot ? valuesOf(reading, 'order_number') : []
    const active = latest((wish) => wish.playbook === playbook.name && isActive(wish))
    // Without facts of its own a wish is its words: another question is another wish.
    const isSame =
      slot !== undefined ||
      playbook.consent.length > 0 ||
      active?.messageId === message.id ||
      active?.status === 'waiting_for_fact'
    if (active && isSame) {
      const [number] = numbers
      if (slot && number) setOrder(active, slot, number)
      Object.assign(active.facts, factsIn({ message, reading }, playbook, active).facts)
      if (active.status === 'waiting_for_consent') heard.pressed.add(active)
      active.status = 'open'
      return
    }
    const asking = latest((wish) => wish.status === 'waiting_for_consent')
    if (asking && playbookOf(asking)?.consent.some((tool) => playbook.consent.includes(tool))) {
      heard.pressed.add(asking)
      asking.status = 'open'
      return
    }
    const carried = slot ? latest((wish) => wish.facts[slot] !== undefined)?.facts[slot] : undefined
    for (const number of numbers.length > 0 ? numbers : [carried]) {
      wishes.push({
        playbook: playbook.name,
        intent,
        words: message.text,
        messageId: message.id,
        status: 'open',
        facts: {
          ...spokenOf(playbook, message),
          ...factsIn({ message, reading }, playbook, null).facts,
          ...(slot && number ? { [slot]: number } : {}),
        },
        asked: null,
        timesAsked: {},
        said: [],
        unmetTurns: 0,
      })
    }
  }

  /**
   * What an unsure reading is enough for: coming back to what was spoken of last, and the number of an order or of a
   * case with no word about it, which asks where that stands.
   */
  function guesses(message: Spoken, reading: Reading): ReturnType<typeof matchPlaybooks> {
    const last = latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
    const lastPlaybook = last && playbookOf(last)
    const [top] = reading.intents
    const returns =
      top && lastPlaybook && [...lastPlaybook.intents, ...lastPlaybook.covers].includes(top.name)
    if (returns) return [{ intent: top.name, playbook: lastPlaybook, message }]
    const asked = askedByNumber(playbooks, reading, known)
    const hasOrderWish = wishes.some((wish) => orderSlot(playbookOf(wish)) !== undefined)
    return asked && !(asked.intent === 'order_status' && hasOrderWish)
      ? [{ ...asked, message }]
      : []
  }

  /** What is first of all an answer to our question brings another wish only where that is sure. */
  function asAnswer(reading: Reading): Reading {
    const [top, ...rest] = reading.intents
    const isAsked = wishes.some(({ status, asked }) => status === 'waiting_for_fact' && asked)
    if (top?.name !== 'provide_info' || !isAsked) return reading
    return {
      ...reading,
      intents: [top, ...rest.filter(({ probability }) => probability >= anotherWishFrom)],
    }
  }

  situation.said.forEach((message, i) => {
    const reading = situation.readings[i]
    if (!reading) return
    // A plain yes or no to our question is that and nothing else.
    const plainAnswer =
      message.id === situation.consent?.answeredBy && situation.consent.status !== 'expired'
    if (!plainAnswer && takeCallingOff(message.text)) return
    const lacking = !plainAnswer && lacksTheNumber(message.text)
    const sure =
      plainAnswer || lacking || isBareFigure(message.text)
        ? []
        : matchPlaybooks(playbooks, [{ message, reading: asAnswer(reading) }], known)
    const facts = plainAnswer ? 'none' : takeFacts(message, reading)
    const meant =
      sure.length > 0 || plainAnswer || lacking || facts !== 'none'
        ? sure
        : guesses(message, reading)
    // A few words that say "the other one" correct, whatever else they may be read as.
    const corrected =
      facts === 'none' &&
      message.text.length <= shortAnswer &&
      takeCorrection(message.text, reading)
    // What is taken whole as the answer to our question is no wish beside it, but for a person.
    const wanted =
      facts === 'whole' || corrected
        ? meant.filter(({ intent }) => intent === 'human_request')
        : meant
    const opensOrderWish = wanted.some(({ playbook }) => orderSlot(playbook) !== undefined)
    const order = takeOrder(message, reading, opensOrderWish)
    const supplied =
      order ||
      facts !== 'none' ||
      corrected ||
      lacking ||
      takeCorrection(message.text, reading) ||
      (wanted.length === 0 && takeAfterthought(message, reading))
    const last = wishes.at(-1)
    const lastPlaybook = last && playbookOf(last)
    const words = inContext(message.text, last, lastPlaybook)
    if (words && last && lastPlaybook) {
      open(last.intent, lastPlaybook, { ...message, text: words }, reading)
      placed = true
    } else for (const { intent, playbook } of wanted) open(intent, playbook, message, reading)
    wanting ||= wanted.length > 0
    const names = reading.intents.map(({ name }) => name)
    const remarks = names.filter((name) => smallTalk.has(name))
    for (const remark of remarks) if (!heard.remarks.includes(remark)) heard.remarks.push(remark)
    if (names.includes('deny') && !asksWhy.test(message.text) && wanted.length === 0 && !supplied) {
      const abandoned = latest((wish) => wish.status === 'waiting_for_fact')
      if (abandoned) {
        abandoned.status = 'dropped'
        placed = true
      }
    }
    if (wanted.length > 0 || supplied || remarks.length > 0) placed = true
    else heard.unclear = { message, reading }
  })

  const asking = latest((wish) => wish.status === 'waiting_for_consent')
  if (asking && situation.consent) {
    // Only who is displeased with what was asked presses for more.
    const presses =
      !wanting && situation.said.some((message, i) => isDispleased(message, situation.readings[i]))
    const isLeft = situation.consent.status === 'expired' && !presses
    if (situation.consent.status === 'expired' && presses) heard.pressed.add(asking)
    // Asked twice and not a word about it: the customer does not want to hear of it again.
    const rests = isLeft && timesAsked(wishes, situation.consent.tool) >= mostUnheard
    asking.status = rests ? 'done' : 'open'
    placed ||= !rests
  }
  if (placed) heard.unclear = null
  return heard
}

function valuesOf(reading: Reading, type: Reading['entities'][number]['type']): string[] {
  return [
    ...new Set(reading.entities.filter((entity) => entity.type === type).map(({ value }) => value)),
  ]
}
