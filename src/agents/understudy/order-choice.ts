import { z } from 'zod'
import type { Wish } from '../../domain/agenda.ts'
import type { FactSlot, Playbook } from '../../domain/playbook.ts'
import type { Outcome, Proposal } from '../../domain/proposal.ts'
import type { Option } from '../../domain/rule.ts'
import { Order, Parcel } from '../../domain/shop.ts'
import type { Situation } from '../performer.ts'
import { phrases } from './phrases.ts'
import { showDate } from '../playbooks/template.ts'

/** The order a wish is about, or why it is not known yet. */
export type OrderChoice =
  | { kind: 'chosen'; order: string }
  | { kind: 'ask'; fact: string; text: string; options?: Option[]; gained?: boolean }
  | { kind: 'stop' }

/** What `search_my_orders` gives; `said` is empty when the words could mean any order. */
const Found = z.object({
  orders: z.array(Order),
  said: z.array(z.string()).default([]),
  sure: z.boolean().default(true),
})
const Tracked = z.object({ parcel: Parcel })
/** Statuses of orders whose goods are not there yet. */
const underWay = new Set<Order['status']>(['unpaid', 'paid', 'packed', 'shipped'])
const isUnderWay = ({ status }: Order) => underWay.has(status)
/** More orders than these are no list to choose from. */
const mostOptions = 5
/** Among this many orders, looking at the parcels to find the one in trouble is worth the calls. */
const mostLooks = 3

/**
 * Finds out which order a wish is about: the one that was named, the one that was proved, or, for a customer
 * who is signed in, the one that fits; else asks. Never takes an order on a customer's bare word.
 */
export async function* chooseOrder({
  wish,
  slotName,
  slot,
  playbook,
  situation,
  timeZone,
  wishes,
}: {
  wish: Wish
  slotName: string
  slot: FactSlot
  playbook: Playbook
  situation: Situation
  timeZone: string
  /** All wishes of the conversation. */
  wishes: readonly Wish[]
}): AsyncGenerator<Proposal, OrderChoice, Outcome> {
  const { identity, locale, now } = situation.scope
  const words = phrases[locale]
  const named = wish.facts[slotName]
  const loggedIn = identity.shopCustomerId !== null
  const carried = named !== undefined && loggedIn && wish.carried === true
  delete wish.carried
  if (named && !carried) {
    if (loggedIn || playbook.verify === 'none' || identity.provenOrders.includes(named))
      return { kind: 'chosen', order: named }
    if (situation.proof?.locked) return { kind: 'ask', fact: slotName, text: words.proofLocked }
    const failed = situation.proof?.failed.includes(named)
    return failed
      ? { kind: 'ask', fact: slotName, text: words.proofFailed(named) }
      : { kind: 'ask', fact: slotName, text: words.proofNeeded(named), gained: true }
  }
  const [onlyProven, ...others] = identity.provenOrders
  if (onlyProven && others.length === 0 && !loggedIn) return { kind: 'chosen', order: onlyProven }
  if (!loggedIn) {
    if (situation.proof?.locked) return { kind: 'ask', fact: slotName, text: words.proofLocked }
    const [cutShort] = situation.said.flatMap(({ text }) => halfNumber.exec(text)?.[0] ?? [])
    if (cutShort)
      return { kind: 'ask', fact: slotName, text: words.numberCutShort(cutShort.toUpperCase()) }
    // The other half of the proof: said to have come, so that only the number is missing.
    if (provesHalf(situation))
      return { kind: 'ask', fact: slotName, text: words.numberMissing, gained: true }
    // Asked before: who does not have the number is told where it is, and what else will do.
    const before = wish.asked === slotName ? (wish.timesAsked[slotName] ?? 0) : 0
    const text = [slot.ask[locale], words.numberUnknown][before] ?? words.numberStillUnknown
    return { kind: 'ask', fact: slotName, text }
  }

  const recalled = yield {
    kind: 'call',
    tool: 'search_my_orders',
    args: { words: describing(wish, situation) },
  }
  if (recalled.kind !== 'called') return { kind: 'stop' }
  let { orders: fitting, said, sure } = Found.parse(recalled.result.data)
  const before = said.length === 0 && !carried ? wordsBefore(wish, situation) : null
  if (before) {
    const again = yield { kind: 'call', tool: 'search_my_orders', args: { words: before } }
    if (again.kind === 'called') ({ orders: fitting, said, sure } = Found.parse(again.result.data))
  }
  // What the words do not describe is about the order that was spoken of.
  if (carried && (said.length === 0 || !sure || fitting.some(({ number }) => number === named)))
    return { kind: 'chosen', order: named }
  // Among those that fit the words, the ones for which it can be done; where there is none, the tool says why not.
  const eligible = fitting.filter(({ status }) => !slot.among || slot.among.includes(status))
  const suitable = said.length > 0 && eligible.length === 0 ? fitting : eligible
  // "Where's my fridge, and I want to return the vacuum": the other one of the two that are named.
  const taken = said.includes('goods') ? ordersBeside(wish, wishes) : []
  const left = suitable.filter(({ number }) => !taken.includes(number))
  const orders = left.length > 0 ? left : suitable
  const [first, ...rest] = orders.length > 0 ? orders : fitting.filter(isUnderWay)
  if (!first) return { kind: 'ask', fact: slotName, text: words.noOrders }
  if (rest.length === 0 && sure) return { kind: 'chosen', order: first.number }

  const inTrouble: string[] = []
  if (sure && playbook.tools.includes('track_shipment')) {
    for (const order of orders.filter(({ status }) => status === 'shipped').slice(0, mostLooks)) {
      const looked = yield {
        kind: 'call',
        tool: 'track_shipment',
        args: { orderNumber: order.number },
      }
      const parcel =
        looked.kind === 'called' ? Tracked.safeParse(looked.result.data).data?.parcel : undefined
      if (parcel && (parcel.state === 'stuck' || parcel.state === 'lost'))
        inTrouble.push(order.number)
    }
  }
  const [troubled, ...more] = inTrouble
  if (troubled && more.length === 0) return { kind: 'chosen', order: troubled }
  const options = orders.slice(0, mostOptions).map((order): Option => {
    const name = order.lines[0]?.name
    const placed = (it: 'zh' | 'en') => showDate(order.placedAt, { locale: it, timeZone, now })
    const shown = {
      zh: `${order.number}  ${name?.zh ?? ''}（${placed('zh')}）`,
      en: `${order.number}  ${name?.en ?? ''} (${placed('en')})`,
    }
    return { value: order.number, label: shown }
  })
  const text = sure ? words.whichOrder : words.noSuchOrder
  return { kind: 'ask', fact: slotName, text, options }
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

/** The words of the wish before, which may say what this one leaves out: 「这破壶烧不开水」, and then 「换一个」. */
function wordsBefore(wish: Wish, { agenda }: Situation): string | null {
  const own = agenda.wishes.findIndex(({ messageId }) => messageId === wish.messageId)
  const last = own < 0 ? agenda.wishes.at(-1) : agenda.wishes[own - 1]
  return last && last.words.trim() !== '' ? last.words.slice(0, longest) : null
}

/** The words in which an order may be described: of this turn, those in which the wish was made, and what was spoken of before. */
function describing(wish: Wish, { said }: Situation): string {
  const about = wish.topic ?? ''
  const words = new Set([...said.map(({ text }) => text), wish.words, about])
  return [...words].join('\n').trim().slice(0, longest) || '-'
}
