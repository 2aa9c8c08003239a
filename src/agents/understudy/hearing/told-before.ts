import type { Wish } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import type { Playbook } from '../../../domain/playbook.ts'
import type { Reading } from '../../../domain/reading.ts'
import { isMatter } from './in-matter.ts'
import { orderSlot, type Listening, type Spoken } from './listening.ts'

/* What a new wish leaves out because it was told before: the goods, the basket, what is wrong with them, what is being settled. */

/** A longer question says itself what it is about. */
const shortQuestion = 40
/** A product is never named in more words than these. */
const longestCarried = 200

/** "And how much is it?": the product and the town that were spoken of last; the product else in the words that named it. */
export function spokenOf(
  { latest, playbookOf, topic }: Listening,
  playbook: Playbook,
  message: Spoken,
): Record<string, string> {
  if (message.text.length > shortQuestion) return {}
  const carried: Record<string, string> = {}
  for (const type of ['product', 'place'] as const) {
    if (playbook.facts[type]?.type !== type) continue
    const before = latest(
      (wish) =>
        wish.messageId !== message.id &&
        (playbookOf(wish)?.facts[type]?.type === type ||
          (type === 'product' && wish.intent === 'product_recommendation')),
    )
    const words =
      type === 'product' ? (topic.goods ?? before?.words.slice(0, longestCarried)) : undefined
    const value = before?.facts[type] ?? words
    if (value !== undefined) carried[type] = value
  }
  return carried
}

/** 「好的下单吧」, after something else: the order that came to nothing, or the quote, where no other goods are named. */
export function sameBasket(
  { latest }: Listening,
  playbook: Playbook,
  { entities }: Reading,
): Wish | undefined {
  const ofBaskets = playbook.intents.some((it) => it === 'place_order' || it === 'bulk_quote')
  if (!ofBaskets || entities.some(({ type }) => type === 'goods' || type === 'product'))
    return undefined
  const before = latest((wish) => wish.playbook === playbook.name && wish.status === 'done')
  return before?.said.includes('done') ? undefined : before
}

/** What was told of a basket; whom to write to is passed on only where it is told anew. */
export function goodsOf(basket: Wish | undefined): Record<string, string> {
  const { email: _email, phone: _phone, ...goods } = basket?.facts ?? {}
  return goods
}

/** What was told of the same trouble already: which article it is, what is wrong with it, in what state it is. */
export function ofSameMatter(
  { latest, playbookOf }: Listening,
  playbook: Playbook,
): Record<string, string> {
  const told: Record<string, string> = {}
  const last = latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
  // Whose device has a fault need not say again why it is to go back.
  const isFaulty = latest(({ status }) => status !== 'dropped')?.intent === 'troubleshooting'
  const isOfMatter = (it: Playbook | undefined) =>
    it?.intents.some((name) => groupOf(name) === 'after_sales')
  if (isFaulty && isOfMatter(playbook))
    Object.assign(told, { reason: 'defective', repair: 'wanted' })
  if (!last || !isOfMatter(playbook) || !isOfMatter(playbookOf(last))) return told
  for (const key of ['item', 'reason', 'condition']) {
    const value = last.facts[key]
    const slot = playbook.facts[key]
    // A procedure that has no place for it may go on in one that has.
    const fits = slot === undefined || slot.from !== undefined || slot.options?.[value ?? '']
    if (value !== undefined && fits) told[key] = value
  }
  return told
}

/** "It's broken", of what was found to have a fault, says nothing of the way here. */
export const onArrival =
  /收到|到手|打开|发错|寄错|少|漏|路上|快递|不(?:想|要)|\b(?:arrived|delivered|deliver|transit|box|wrong|missing|changed my mind|don'?t want)\b/

/** Questions about the rules, which are about what is being settled just now where they say nothing else. */
export const asksRules = new Set<IntentName>(['return_policy', 'shipping_policy'])
/** Who pays for a parcel, and how it is sent: in the middle of a return it is the one that goes back. */
const ofSending =
  /运费|邮费|谁[出付承]|寄|快递费|上门取|取件|\b(?:postage|who pays|send|ship|mail|post|pick(?:ed)? (?:it|them) up|collect|return (?:fee|cost))/i
/** A longer question about the rules says itself what it is about. */
const shortRules = { zh: 24, en: 60 }
/** So many wishes back, a procedure is still what is spoken of. */
const lately = 3

/** 「运费谁出」, "how do I send it in", while a return or a repair is spoken of: by the name of that procedure. */
export function matterBefore(
  { wishes, playbookOf, situation }: Listening,
  intent: IntentName,
  { text }: Spoken,
  { entities }: Reading,
): string | undefined {
  const ofAfterSales = groupOf(intent) === 'after_sales' || asksRules.has(intent)
  if (!ofAfterSales || text.length > shortRules[/\p{Script=Han}/u.test(text) ? 'zh' : 'en'])
    return undefined
  // 「新疆包邮吗」 is about no return.
  const saysWhere = entities.some(({ type }) => type === 'place')
  if (intent === 'shipping_policy' && (saysWhere || !ofSending.test(text))) return undefined
  const matter = wishes
    .slice(-lately)
    .map((wish) => isMatter(wish) && playbookOf(wish))
    .findLast((playbook) => playbook && orderSlot(playbook) !== undefined)
  return matter ? matter.title[situation.scope.locale] : undefined
}
