import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import { plain } from '../../../domain/plain-text.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Reading } from '../../../domain/reading.ts'
import { readAnswer } from '../../../understanding/answer.ts'
import { holds } from '../../playbooks/template.ts'
import { asksAsBuyer, factsIn, shortAnswer } from '../facts/facts.ts'
import { isWaiting, orderSlot, ordersMeant, type Listening, type Spoken } from './listening.ts'
import { newWish } from './new-wish.ts'
import { pickOption } from '../facts/options.ts'

/** Words by which people say that another order is meant. */
const corrects =
  /不是这个|不是那个|^不对[，,\s]|搞错了|弄错了|我说的是|我是说|另一个|另外一个|还有一个|的那个|那个呢|\b(?:not (?:that|this) one|wrong (?:one|order)|the other (?:one|order)|i meant?)\b/i
/** "And my fridge?", 「那我的睡袋呢」: the same of another order. */
const sameOfAnother =
  /^(?:and |what about |how about |also )+(?:my|the other|that other) .{2,40}$|^(?:(?:thanks?|thx|ok(?:ay)?|great)(?: you)?[,.]? )?(?:and |also |plus )*(?:one|another|another one|the same) for (?:the|my|that) [\p{L}-]+(?: [\p{L}-]+)?(?: also| too| as well)?[.!?]*$|^(?:and|also|plus) (?:the |that )?[\p{L}-]+(?: [\p{L}-]+)?(?: also| too| as well)?[.!?]*$|^(?:the|that) [\p{L}-]+(?: [\p{L}-]+)? (?:also|too|as well)[.!?]*$|^(?:那|还有)?我(?:的|那个|那台|那件|那单).{1,12}呢[?？]?$|^那?(?:另一|另外一|上一|第二)[个单件台].{0,8}呢[?？]?$/iu
/** Words by which people say that they do not have the number we asked for. */
const lacksNumber =
  /(?:没有?|无|不知道|不记得|记不得|忘了?|找不到|弄丢)\S{0,4}(?:单号|号码|订单)|(?:单号|号码)\S{0,3}(?:没有|忘了|不知道|不记得|找不到|丢了)|\b(?:don'?t|do not|no|lost|forgot|can'?t|cannot|without)\b.{0,24}\b(?:order )?number\b|^\W*(?:i )?(?:don'?t|do not|haven'?t) (?:have|know|remember|got|recall) (?:it|that|one|any|them)\b|^\W*no (?:idea|clue)\b/i
/** Words that call off what we were just asking about, and nothing else. */
const callsOff =
  /^(?:那|那就|咁|噉|还是|等等|等下|哦|行吧|好吧)*[，,\s]*(?:算了(?:吧)?[，,\s]*(?:还是|我|那|先|就|再)+(?:等|等等|等着|等等看|这样|不弄|不办|不要|不用)|算[了啦]|不办了|不弄了|不约了|不用办了|不改了|不换了|不退了|别改了|别换了|别退了|当我没说|(?:先|再)?(?:等|看|到时候|以后|回头|晚点|收到|过几天|我?再?想想).{0,6}再说)[吧啦了]?[。.!！~]*$|^(?:ok(?:ay)?,? |no,? |actually,? |oh,? |well,? |sorry,? |no wait,? |wait,? )*(?:never ?mind|nvm|nevermind|forget (?:it|that|about it)|leave it|drop it|scrap that|(?:i'll|i will|let me) (?:think (?:about it|it over)|wait and see)|(?:maybe |perhaps )?(?:some other time|later then))(?:[,.]? (?:i(?:'ll| will)? )?(?:just )?(?:keep|keeping) (?:it|them|that)(?: then| anyway| after all)?)?[.!]*$/i
/** 「太贵了不退了」: what was wanted is not, after a reason. */
const endsItOff = /^[^?？]*不(?:退|换|改|办|弄|约|取消)了[吧啊]?[。.!！~]*$/
/** 「是我看错了，那没事了」, "my mistake": what was offered is not wanted. */
const backsOut =
  /^(?!.*[?？吗]).{0,12}?(?:那就?)?没事了[吧啦哈]*[。.!！~]*$|^(?:哦|噢|那|行吧|好吧)*(?:就|还是)?算了[，,\s][^?？吗]{2,14}(?:试试|看看|再说|用着|用用)吧?[。.!！~]*$|^(?:oh,? |ah,? |no,? |wait,? |sorry,? )*(?:my (?:mistake|bad|fault)|i misread (?:it|that))\b[^?]{0,40}$/i
/** Words that keep what was about to be given up: 「还是要吧」, asked whether to cancel. */
const keepsIt =
  /^(?:那|那就|算了|哎|唉|不(?=[，,\s])|等等|等下)?[，,\s]*(?:我)?(?:还是|先|就|都|又)*(?:想)?(?:要|要吧|要的|要了|要要|留着|留下|留下吧|不取消|别取消|不要取消|不退|保留)[吧了啊呀嘛]*[。.!！~]*$|^(?:no,? |ok(?:ay)?,? |actually,? |on second thoughts?,? |wait,? |hmm?,? |well,? |i think )*(?:i(?:'ll| will| want to| would like to)? )?(?:just )?keep (?:it|them|that)(?: then| anyway| after all)?[.!]*$|^(?:no,? |please |wait,? |actually,? |no wait,? )*(?:don'?t|do not) cancel(?: it| that)?[.!]*$/i
/** Wishes by which people give up what they bought, or a part of it. */
const givesUp = new Set<IntentName>([
  'cancel_order',
  'modify_order',
  'return_item',
  'refund_request',
])
/** Words that call off only what is being asked about: else they are about an order. */
const callsOffThis = /^(?:那|还是|算了)?[，,\s]*取消[吧了]?[。.!！~]*$|^cancel (?:that|it)[.!]*$/i

export function setOrder(wish: Wish, slot: string, order: string): void {
  // Who names the order of a finished wish asks again, and is told again.
  if (wish.facts[slot] !== order || wish.status === 'done') wish.said = []
  wish.facts[slot] = order
  wish.status = 'open'
}

/** The order that a wish is waiting for, by its number, by its place among those shown, or by its proof. */
export function takeOrder(
  { latest, playbookOf }: Listening,
  message: Spoken,
  reading: Reading,
  opensOrderWish: boolean,
): boolean {
  const numbers = ordersMeant(message.text, reading)
  const waiting = latest(isWaiting)
  const target =
    waiting && orderSlot(playbookOf(waiting))
      ? waiting
      : latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
  const slot = target && orderSlot(playbookOf(target))
  const isAsked = waiting?.status === 'waiting_for_fact' && waiting.asked === slot
  const options = (isAsked && !asksAsBuyer(reading) && waiting.options) || []
  // 「好」, to one order that was shown: that one.
  const agreed = options.length === 1 && readAnswer(message.text) === 'yes' ? options[0] : undefined
  const shown = agreed ?? pickOption(message.text, options)
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
function setFacts({ heard }: Listening, wish: Wish, facts: Record<string, string>): void {
  const corrects = Object.entries(facts).some(
    ([key, value]) => wish.facts[key] !== undefined && wish.facts[key] !== value,
  )
  if (corrects) wish.said = []
  Object.assign(wish.facts, facts)
  wish.status = 'open'
  if (Object.keys(facts).length > 0) heard.told.add(wish)
}

/** Other facts that a wish is waiting for, or that correct what a consent was asked for. */
export function takeFacts(
  listening: Listening,
  message: Spoken,
  reading: Reading,
): 'none' | 'some' | 'whole' {
  const { latest, playbookOf } = listening
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
  setFacts(listening, waiting, facts)
  // "No longer needed, unopened" answers twice, and wants nothing else.
  const isShort = message.text.trim().length <= shortAnswer * Object.keys(facts).length
  return whole || (answers && isShort) ? 'whole' : 'some'
}

/** Words that correct are another wish besides only where that is as sure as this. */
const sureOfAnother = 0.9
const ofOrders = new Set(['order', 'after_sales', 'billing'])

/** "Not that one, the humidifier": the order is open again, to be chosen by what was said. */
export function takeCorrection(
  { situation, latest, playbookOf }: Listening,
  text: string,
  reading: Reading,
): boolean {
  const last = latest(
    (wish) => orderSlot(playbookOf(wish)) !== undefined && wish.status !== 'dropped',
  )
  const slot = last && orderSlot(playbookOf(last))
  const named = ordersMeant(text, reading).length > 0
  if (!situation.customer.loggedIn || !last || !slot || named || !corrects.test(plain(text)))
    return false
  // 「另外一个能不能退」, told where one is: another wish, and no correction of this one.
  const [top] = reading.intents
  const { intents = [], covers = [] } = playbookOf(last) ?? {}
  if (
    top &&
    top.probability >= sureOfAnother &&
    ![...intents, ...covers].includes(top.name) &&
    ofOrders.has(groupOf(top.name))
  )
    return false
  delete last.facts[slot]
  last.said = []
  last.status = 'open'
  return true
}

/** "And my fridge?": what was just done for one order is wanted for another, which these words describe. */
export function takeSameOfAnother(
  { situation, wishes, playbookOf }: Listening,
  { id, text }: Spoken,
  { entities }: Reading,
): boolean {
  const last = wishes.at(-1)
  const isOfOrder = last !== undefined && orderSlot(playbookOf(last)) !== undefined
  if (!situation.customer.loggedIn || !isOfOrder || !sameOfAnother.test(text.trim())) return false
  // "And the receipt" is about no other order.
  const isOther = /\bother\b|\bmy\b|[另上第我]/i.test(text)
  if (!isOther && !entities.some(({ type }) => type === 'goods' || type === 'product')) return false
  wishes.push(
    newWish({
      playbook: last.playbook,
      intent: last.intent,
      words: text,
      messageId: id,
      facts: {},
    }),
  )
  return true
}

/** Whether a playbook may do something without a yes where these facts are known; what they rule out is not done. */
const actsUnasked = ({ facts, steps, consent }: Playbook, known: Wish['facts']): boolean =>
  steps.some((step) => {
    if (!('write' in step) || consent.includes(step.write)) return false
    const told = Object.entries(step.when ?? {}).filter(([path]) => facts[path] !== undefined)
    return holds(Object.fromEntries(told), known)
  })

/** "Berlin", after the stock of a thing: what a finished wish had no answer for yet takes it up again. */
export function takeAfterthought(listening: Listening, message: Spoken, reading: Reading): boolean {
  const { wishes, playbookOf } = listening
  const last = wishes.at(-1)
  const playbook = last && playbookOf(last)
  if (!last || last.status !== 'done' || !playbook || message.text.length > shortAnswer)
    return false
  // What was done without asking would be done twice.
  const { facts } = factsIn({ message, reading }, playbook, null)
  if (actsUnasked(playbook, { ...last.facts, ...facts })) return false
  // What they ask of the same matter may be another thing each time: "was I charged?", and then "can I still get it?"
  const asksAnother = (key: string) =>
    playbook.facts[key]?.optional === true && playbook.facts[key].options !== undefined
  // "London?", after the stores near another town: a name, and nothing else, takes its place.
  const isBareName = reading.entities.some(
    ({ type, start, end }) =>
      type === 'place' &&
      !/[\p{L}\p{N}]/u.test(message.text.slice(0, start) + message.text.slice(end)),
  )
  const takesPlace = (key: string) => asksAnother(key) || (isBareName && key === 'place')
  const fresh = Object.entries(facts).filter(
    ([key, value]) =>
      last.facts[key] === undefined || (takesPlace(key) && last.facts[key] !== value),
  )
  if (fresh.length === 0) return false
  last.said = []
  setFacts(listening, last, Object.fromEntries(fresh))
  return true
}

/** "Never mind": what we were asking about is called off. */
export function takeCallingOff({ heard, latest }: Listening, text: string): boolean {
  const waiting = latest(isWaiting)
  const words = plain(text).trim()
  const isGivenUp = waiting !== undefined && givesUp.has(waiting.intent)
  const calls =
    callsOff.test(words) ||
    (waiting && words.length <= shortAnswer && endsItOff.test(words)) ||
    (waiting?.status === 'waiting_for_consent' && backsOut.test(words)) ||
    (isGivenUp && keepsIt.test(words)) ||
    // 「取消」, asked whether to cancel, calls nothing off.
    (waiting && waiting.playbook !== 'cancel_order' && callsOffThis.test(words))
  if (!calls) return false
  if (waiting) waiting.status = 'dropped'
  heard.calledOff = true
  return true
}

/** They do not have the number that we asked for: no other wish, however it reads. */
export function lacksTheNumber({ latest, playbookOf }: Listening, text: string): boolean {
  const waiting = latest(isWaiting)
  const slot = waiting && orderSlot(playbookOf(waiting))
  if (waiting?.status !== 'waiting_for_fact' || waiting.asked !== slot || !lacksNumber.test(text))
    return false
  waiting.status = 'open'
  return true
}

/** 「地址用原来的」, "same address as before": the address stays as it is. */
const keepsAddress =
  /(?:地址|收货).{0,6}(?:原来|之前|以前|上次|默认|老|不变|不用改|一样|就行|没变)|(?:原来|之前|以前|上次|默认|老)的?(?:那个)?地址|\b(?:same|usual|default|old|my saved) (?:delivery |shipping )?address\b|\baddress (?:is|stays|remains) (?:the same|unchanged)\b/i

/** What keeps the address of an order that is about to be placed: it is asked again whether to place it. */
export function takeKeptAddress(
  { heard, latest, playbookOf }: Listening,
  { text }: Spoken,
): boolean {
  const asking = latest(({ status }) => status === 'waiting_for_consent')
  const isOrder = asking && playbookOf(asking)?.intents.includes('place_order')
  if (!isOrder || text.length > shortAnswer + shortAnswer || !keepsAddress.test(text)) return false
  asking.status = 'open'
  heard.resumed.add(asking)
  return true
}
