import type { Wish } from '../../../domain/agenda.ts'
import type { IntentName } from '../../../domain/intent.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import { serving } from '../../playbooks/match.ts'
import { orderSlot, type Heard } from '../hearing/listening.ts'
import { newWish } from '../hearing/new-wish.ts'
import { searchOwnOrders } from './own-order-search.ts'
import type { Acting, Floor } from './run.ts'

/** Speaking of what one has bought, be it without a word of what that is: "what did I buy in September". */
const ownOrders =
  /\b(?:my|i)\b.{0,20}\b(?:orders?|ordered|bought|buy|purchase[ds]?)\b|我.{0,4}(?:买|订|下)(?:过|了|的)|我的订单/i
/** A guess surer than this is acted on: what is asked next shows whether it was right. */
const guessedFrom = 0.3

/**
 * What words that could not be placed want, when a customer who is signed in names goods that are in their own orders: not
 * the goods' data sheet. The wish that was guessed, where it is about an order; else where the order is.
 */
export async function* wishAboutOwnOrder(
  { message, reading }: NonNullable<Heard['unclear']>,
  { situation, playbooks }: Floor,
): Acting<Wish | null> {
  const { text } = message
  const namesGoods = reading.entities.some(({ type }) => type === 'goods' || type === 'product')
  const speaksOfOwn = namesGoods || ownOrders.test(text)
  if (situation.scope.identity.shopCustomerId === null || !speaksOfOwn) return null
  const found = yield* searchOwnOrders(text)
  if (!found?.sure || found.said.length === 0) return null
  if (namesGoods && !found.said.includes('goods')) return null
  const [guess] = reading.intents
  const [intent, playbook] =
    (guess && guess.probability >= guessedFrom ? ofOrders(playbooks, guess.name) : undefined) ??
    ofOrders(playbooks, 'order_status') ??
    []
  const slot = orderSlot(playbook)
  if (!intent || !playbook || !slot) return null
  const [order, ...others] = found.orders
  return newWish({
    playbook: playbook.name,
    intent,
    words: text,
    messageId: message.id,
    guessed: true,
    facts: order && others.length === 0 ? { [slot]: order.number } : {},
  })
}

/** The playbook that serves an intent, where it is about an order. */
function ofOrders(
  playbooks: readonly Playbook[],
  intent: IntentName,
): [IntentName, Playbook] | undefined {
  const playbook = serving(playbooks, intent).find((it) => orderSlot(it) !== undefined)
  return playbook && [intent, playbook]
}
