import { z } from 'zod'
import type { Wish } from '../../../domain/agenda.ts'
import type { FactSlot, Playbook } from '../../../domain/playbook.ts'
import type { Outcome, Proposal } from '../../../domain/proposal.ts'
import { plain } from '../../../domain/plain-text.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Option } from '../../../domain/rule.ts'
import { isUnderWay, Parcel, type Order } from '../../../domain/shop.ts'
import type { Situation } from '../../performer.ts'
import { showDate } from '../../playbooks/template.ts'
import { asksAsBuyer } from '../facts/facts.ts'
import { searchOwnOrders, type OwnOrders } from './own-order-search.ts'
import { phrases } from './phrases.ts'

/** The order a wish is about, or why it is not known yet. */
export type OrderChoice =
  | { kind: 'chosen'; order: string; others?: string[] }
  | { kind: 'ask'; fact: string; text: string; options?: Option[]; gained?: boolean }
  | { kind: 'stop' }

/** A wish that needs an order, and what may tell which. */
export interface Choosing {
  wish: Wish
  slotName: string
  slot: FactSlot
  playbook: Playbook
  situation: Situation
  timeZone: string
  /** All wishes of the conversation. */
  wishes: readonly Wish[]
}

type Choice<T = OrderChoice> = AsyncGenerator<Proposal, T, Outcome>

const Tracked = z.object({ parcel: Parcel })
/** More orders than these are no list to choose from. */
const mostOptions = 5
/** Among this many orders, looking at the parcels to find the one in trouble is worth the calls. */
const mostLooks = 3

/**
 * Finds out which order a wish is about: the one that was named, the one that was proved, or, for a customer
 * who is signed in, the one that fits; else asks. Never takes an order on a customer's bare word.
 */
export async function* chooseOrder(choosing: Choosing): Choice {
  const { wish, slotName, situation } = choosing
  const named = wish.facts[slotName]
  const isSignedIn = situation.scope.identity.shopCustomerId !== null
  const isCarried = wish.carried === true
  delete wish.carried
  if (!isSignedIn) return named ? proved(named, choosing) : ofGuest(choosing)
  if (named && !isCarried) return { kind: 'chosen', order: named }
  return yield* amongOwn(choosing, named)
}

/** The order that somebody names who is not signed in, once its proof is there. */
function proved(named: string, { slotName, playbook, situation }: Choosing): OrderChoice {
  const { identity, locale } = situation.scope
  const words = phrases[locale]
  if (playbook.verify === 'none' || identity.provenOrders.includes(named))
    return { kind: 'chosen', order: named }
  if (situation.proof?.locked) return { kind: 'ask', fact: slotName, text: words.proofLocked }
  return situation.proof?.failed.includes(named)
    ? { kind: 'ask', fact: slotName, text: words.proofFailed(named) }
    : { kind: 'ask', fact: slotName, text: words.proofNeeded(named), gained: true }
}

/** The one order that was proved here, else the question for its number. */
function ofGuest({ wish, slotName, slot, situation }: Choosing): OrderChoice {
  const { identity, locale } = situation.scope
  const words = phrases[locale]
  const ask = (text: string) => ({ kind: 'ask', fact: slotName, text }) as const
  const [onlyProven, ...others] = identity.provenOrders
  if (onlyProven && others.length === 0) return { kind: 'chosen', order: onlyProven }
  if (situation.proof?.locked) return ask(words.proofLocked)
  const [cutShort] = situation.said.flatMap(({ text }) => halfNumber.exec(text)?.[0] ?? [])
  if (cutShort) return ask(words.numberCutShort(cutShort.toUpperCase()))
  // The other half of the proof: said to have come, so that only the number is missing.
  if (provesHalf(situation)) return { ...ask(words.numberMissing), gained: true }
  // Asked before: who does not have the number is told where it is, and what else will do.
  const before = wish.asked === slotName ? (wish.timesAsked[slotName] ?? 0) : 0
  return ask([slot.ask[locale], words.numberUnknown][before] ?? words.numberStillUnknown)
}

/**
 * The orders that the words describe; where these come into question for none of it, those that hold the goods that are named:
 * 「空气炸锅的炸篮掉漆」 is of the fryer that came, though the one that was cancelled is named in more of these words.
 */
async function* describedAndFit(choosing: Choosing, isCarried: boolean): Choice<OwnOrders | null> {
  const { slot, situation } = choosing
  const fits = ({ orders }: OwnOrders) =>
    orders.some(({ status }) => !slot.among || slot.among.includes(status))
  const found = yield* described(choosing, isCarried)
  if (!found || fits(found) || !found.said.includes('goods')) return found
  const goods = heardOf(choosing.wish, situation).flatMap(({ text, reading }) =>
    (reading?.entities ?? [])
      .filter(({ type }) => type === 'goods')
      .map(({ start, end }) => text.slice(start, end)),
  )
  const wider = goods.length > 0 ? yield* searchOwnOrders(goods.join(' ')) : null
  return wider && fits(wider) ? wider : found
}

/** The order of who is signed in that the words describe; `spokenOf` where they describe none. */
async function* amongOwn(choosing: Choosing, spokenOf: string | undefined): Choice {
  const { wish, slotName, slot, playbook, situation, wishes } = choosing
  const words = phrases[situation.scope.locale]
  const found = yield* describedAndFit(choosing, spokenOf !== undefined)
  if (!found) return { kind: 'stop' }
  const { orders: fitting, said, sure } = found
  // What the words do not describe is about the order that was spoken of.
  const describesAnother =
    said.length > 0 && sure && !fitting.some(({ number }) => number === spokenOf)
  if (spokenOf && !describesAnother) return { kind: 'chosen', order: spokenOf }
  // Among those that fit the words, the ones for which it can be done; where there is none, the tool says why not.
  const eligible = fitting.filter(({ status }) => !slot.among || slot.among.includes(status))
  const suitable = said.length > 0 && eligible.length === 0 ? fitting : eligible
  // "Where's my fridge, and I want to return the vacuum": the other one of the two that are named.
  const taken = said.includes('goods') ? ordersBeside(wish, wishes) : []
  const left = suitable.filter(({ number }) => !taken.includes(number))
  const orders = left.length > 0 ? left : suitable
  const [first, ...rest] = orders.length > 0 ? orders : fitting.filter(isUnderWay)
  if (!first && fitting.length > 0) {
    const options = optionsOf(fitting, choosing)
    return { kind: 'ask', fact: slotName, text: words.noneSuits, options }
  }
  if (!first) return { kind: 'ask', fact: slotName, text: words.noOrders }
  if (rest.length === 0 && sure) return { kind: 'chosen', order: first.number }
  const mostly = orders.filter(({ status }) => slot.mostly?.includes(status))
  if (sure && mostly[0] && mostly.length === 1) return { kind: 'chosen', order: mostly[0].number }
  const troubled =
    sure && playbook.tools.includes('track_shipment') ? yield* theOneInTrouble(orders) : null
  if (troubled) return { kind: 'chosen', order: troubled }
  if (sure && orders.length <= mostAtOnce && wantsAll.test(plain(wordsFor(choosing))))
    return { kind: 'chosen', order: first.number, others: rest.map(({ number }) => number) }
  // Goods are all that they say, and none of their orders has them.
  const isStrange = said.length === 1 && said[0] === 'goods'
  const unlike = isStrange ? words.noSuchGoods : words.noSuchOrder
  const text = sure ? words.whichOrder : unlike
  return { kind: 'ask', fact: slotName, text, options: optionsOf(orders, choosing) }
}

/** What the words of the wish describe; where they say nothing of it, what those of the wish before describe. */
async function* described(
  { wish, situation }: Choosing,
  isCarried: boolean,
): Choice<OwnOrders | null> {
  const found = yield* searchOwnOrders(describing(wish, situation))
  const before = found?.said.length === 0 && !isCarried ? wordsBefore(wish, situation) : null
  return (before ? yield* searchOwnOrders(before) : null) ?? found
}

/** The order whose parcel is stuck or lost, where there is just one among these. */
async function* theOneInTrouble(orders: readonly Order[]): Choice<string | null> {
  const inTrouble: string[] = []
  for (const { number } of orders
    .filter(({ status }) => status === 'shipped')
    .slice(0, mostLooks)) {
    const looked = yield { kind: 'call', tool: 'track_shipment', args: { orderNumber: number } }
    const parcel =
      looked.kind === 'called' ? Tracked.safeParse(looked.result.data).data?.parcel : undefined
    if (parcel?.state === 'stuck' || parcel?.state === 'lost') inTrouble.push(number)
  }
  const [troubled, ...more] = inTrouble
  return troubled && more.length === 0 ? troubled : null
}

function optionsOf(orders: readonly Order[], { situation, timeZone }: Choosing): Option[] {
  return orders.slice(0, mostOptions).map(({ number, lines, placedAt }) => {
    const name = lines[0]?.name
    const placed = (locale: 'zh' | 'en') =>
      showDate(placedAt, { locale, timeZone, now: situation.scope.now })
    const label = {
      zh: `${number}  ${name?.zh ?? ''}（${placed('zh')}）`,
      en: `${number}  ${name?.en ?? ''} (${placed('en')})`,
    }
    return { value: number, label }
  })
}

/** Whether this turn brought what proves an order, and no order to prove. */
const provesHalf = ({ readings }: Situation): boolean =>
  readings.some(({ entities }) =>
    entities.some(({ type }) => type === 'phone_tail' || type === 'phone'),
  )

const longest = 2000

/** An order's number of which some digits are missing. */
const halfNumber = /\bVG\s?\d{2,7}(?!\d)/i

/** The orders that other wishes of the same message are about. */
const ordersBeside = (wish: Wish, wishes: readonly Wish[]): string[] =>
  wishes
    .filter((other) => other !== wish && other.messageId === wish.messageId)
    .flatMap(({ facts }) => facts['order'] ?? [])

/** More orders than these are not gone through one after the other. */
const mostAtOnce = 3
/** 「两个都退」, "both of them": each of the orders in question, one after the other. */
const wantsAll =
  /[两俩二三3]个?都|全都|都要?(?:退|换|取消|改|开)|\b(?:both|each|all (?:of them|three|the orders|my orders))\b/i
const wordsFor = ({ wish, situation }: Choosing): string =>
  [wish.words, ...heardOf(wish, situation).map(({ text }) => text)].join('\n')

/** The words of the wish before, which may say what this one leaves out: 「这破壶烧不开水」, and then 「换一个」. */
function wordsBefore(wish: Wish, { agenda }: Situation): string | null {
  const own = agenda.wishes.findIndex(({ messageId }) => messageId === wish.messageId)
  const last = own < 0 ? agenda.wishes.at(-1) : agenda.wishes[own - 1]
  return last && last.words.trim() !== '' ? last.words.slice(0, longest) : null
}

/**
 * What was said in this turn, but for the parts of a message that want another thing than this wish does, and for what asks about
 * goods while an order is chosen.
 */
const heardOf = (
  wish: Wish,
  { said, readings, parts }: Situation,
): { text: string; reading: Reading | undefined }[] =>
  said.flatMap(({ text }, i) => {
    const apart = parts?.[i] ?? []
    const own = apart.filter((part) => part.text === wish.words)
    const reading = readings[i]
    if (apart.length > 0) return own
    return reading && asksAsBuyer(reading) && text !== wish.words ? [] : [{ text, reading }]
  })

/** The words in which an order may be described: of this turn, those in which the wish was made, and what was spoken of before. */
function describing(wish: Wish, situation: Situation): string {
  const about = wish.topic ?? ''
  const said = heardOf(wish, situation).map(({ text }) => text)
  const words = new Set([...said, wish.words, about])
  return [...words].join('\n').trim().slice(0, longest) || '-'
}
