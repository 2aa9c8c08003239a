import type { Wish } from '../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../domain/intent.ts'
import { plain } from '../../domain/plain-text.ts'
import type { Playbook } from '../../domain/playbook.ts'
import type { Reading } from '../../domain/reading.ts'
import { factsIn, shortAnswer } from './facts.ts'
import { displeasure, findsItLittle } from './hear-consent.ts'
import { isActive, orderSlot, ordersMeant, type Listening, type Spoken } from './listening.ts'
import { askedByNumber, type matchPlaybooks } from '../playbooks/match.ts'
import { newWish } from './new-wish.ts'
import { setOrder } from './take.ts'
import { topicOf } from './topic.ts'

/** A longer question says itself what it is about. */
const shortQuestion = 40
/** A product is never named in more words than these. */
const longestCarried = 200

/** "And how much is it?": the product and the town that were spoken of last; the product else in the words that named it. */
function spokenOf(
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
function sameBasket(
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
function goodsOf(basket: Wish | undefined): Record<string, string> {
  const { email: _email, phone: _phone, ...goods } = basket?.facts ?? {}
  return goods
}

/** What was told of the same trouble already: which article it is, what is wrong with it, in what state it is. */
function ofSameMatter(
  { latest, playbookOf }: Listening,
  playbook: Playbook,
): Record<string, string> {
  const told: Record<string, string> = {}
  const last = latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
  // Whose device has a fault need not say again why it is to go back.
  const isFaulty = latest(({ status }) => status !== 'dropped')?.intent === 'troubleshooting'
  const isMatter = (it: Playbook | undefined) =>
    it?.intents.some((name) => groupOf(name) === 'after_sales')
  if (isFaulty && isMatter(playbook)) Object.assign(told, { reason: 'defective', repair: 'wanted' })
  if (!last || !isMatter(playbook) || !isMatter(playbookOf(last))) return told
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
const onArrival =
  /收到|到手|打开|发错|寄错|少|漏|路上|快递|不(?:想|要)|\b(?:arrived|delivered|deliver|transit|box|wrong|missing|changed my mind|don'?t want)\b/

/** Questions about the rules, which are about what is being settled just now where they say nothing else. */
const asksRules = new Set<IntentName>(['return_policy', 'shipping_policy'])
/** Who pays for a parcel, and how it is sent: in the middle of a return it is the one that goes back. */
const ofSending =
  /运费|邮费|谁[出付承]|寄|快递费|\b(?:postage|who pays|send|ship|mail|return (?:fee|cost))/i
/** A longer question about the rules says itself what it is about. */
const shortRules = 24
/** So many wishes back, a procedure is still what is spoken of. */
const lately = 3

/** 「运费谁出」, "how do I send it in", while a return or a repair is spoken of: by the name of that procedure. */
function matterBefore(
  { wishes, playbookOf, situation }: Listening,
  intent: IntentName,
  { text }: Spoken,
  { entities }: Reading,
): string | undefined {
  const ofAfterSales = groupOf(intent) === 'after_sales' || asksRules.has(intent)
  if (!ofAfterSales || text.length > shortRules) return undefined
  // 「新疆包邮吗」 is about no return.
  const saysWhere = entities.some(({ type }) => type === 'place')
  if (intent === 'shipping_policy' && (saysWhere || !ofSending.test(text))) return undefined
  const matter = wishes
    .slice(-lately)
    .map((wish) => groupOf(wish.intent) === 'after_sales' && playbookOf(wish))
    .findLast((playbook) => playbook && orderSlot(playbook) !== undefined)
  return matter ? matter.title[situation.scope.locale] : undefined
}

/** Whether a procedure needs nothing told and asks for no yes: wished for again, it would be done again. */
const actsUnasked = ({ facts, steps, consent }: Playbook) =>
  Object.keys(facts).length === 0 &&
  steps.some((step) => 'write' in step && !consent.includes(step.write))

/** Another order than the one spoken of, and not another address for it. */
const ofAnotherOrder =
  /另外?[一那]?[个单件台](?!地址|电话|号码|颜色|尺码|时间|人)|\bthe other (?:one|order|parcel)\b/i

/** Opens a wish for what was heard, or takes up the one that it continues. */
export function openWish(
  listening: Listening,
  intent: IntentName,
  playbook: Playbook,
  message: Spoken,
  reading: Reading,
): void {
  const { wishes, heard, latest, playbookOf } = listening
  const slot = orderSlot(playbook)
  const told = ofSameMatter(listening, playbook)
  const numbers = slot ? ordersMeant(message.text, reading) : []
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
    // 「咖啡机不要了」, while the rice cooker's order is to be cancelled: these words may describe another.
    else if (slot && active.facts[slot] !== undefined && active.messageId !== message.id) {
      active.carried = true
      active.words = message.text
    }
    Object.assign(active.facts, factsIn({ message, reading }, playbook, active).facts)
    if (active.status === 'waiting_for_consent') {
      const wantsMore = displeasure.has(intent) || findsItLittle.test(message.text)
      heard[wantsMore ? 'pressed' : 'again'].add(active)
    }
    active.status = 'open'
    return
  }
  // 「我要投诉」 once more: what is filed is told again, not filed again.
  const filed = latest((wish) => wish.playbook === playbook.name && wish.status === 'done')
  if (filed && actsUnasked(playbook) && message.text.length <= shortAnswer) {
    heard.again.add(filed)
    filed.status = 'open'
    return
  }
  const asking = latest((wish) => wish.status === 'waiting_for_consent')
  if (asking && playbookOf(asking)?.consent.some((tool) => playbook.consent.includes(tool))) {
    heard.pressed.add(asking)
    asking.status = 'open'
    return
  }
  const carried =
    slot && !ofAnotherOrder.test(plain(message.text))
      ? latest((wish) => wish.facts[slot] !== undefined)?.facts[slot]
      : undefined
  const isOwn = playbook.intents.includes(intent) && !asksRules.has(intent)
  const matter = isOwn ? undefined : matterBefore(listening, intent, message, reading)
  const basket = sameBasket(listening, playbook, reading)
  const topic =
    matter ?? basket?.topic ?? basket?.words ?? topicOf(message, reading, intent, listening.topic)
  // 「亮红灯了」, of the purifier that was spoken of: it is what a choice of devices is made by.
  const spoken = topic ? { ...message, text: `${topic} ${message.text}` } : message
  for (const number of numbers.length > 0 ? numbers : [carried]) {
    wishes.push(
      newWish({
        playbook: playbook.name,
        intent: matter === undefined ? intent : 'return_policy',
        words: message.text,
        ...(topic ? { topic } : {}),
        messageId: message.id,
        facts: {
          ...spokenOf(listening, playbook, message),
          ...goodsOf(basket),
          ...(numbers.length === 0 ? told : {}),
          ...factsIn({ message: spoken, reading }, playbook, null).facts,
          ...(told['reason'] === 'defective' && !onArrival.test(plain(message.text))
            ? { reason: told['reason'] }
            : {}),
          ...(slot && number ? { [slot]: number } : {}),
        },
        ...(slot && number && numbers.length === 0 ? { carried: true } : {}),
      }),
    )
  }
}

/** "Is that all?", after a coupon: the same claim once more, whatever else the words may be read as. */
export function claimsMore(
  { wishes, playbookOf }: Listening,
  message: Spoken,
): ReturnType<typeof matchPlaybooks> | null {
  const last = wishes.at(-1)
  const playbook = last?.status === 'done' ? playbookOf(last) : undefined
  const hasLimit = playbook?.steps.some((step) => 'write' in step && step.pressed !== undefined)
  return playbook && hasLimit && findsItLittle.test(message.text)
    ? [{ intent: 'compensation_claim', playbook, message }]
    : null
}

/**
 * What an unsure reading is enough for: coming back to what was spoken of last, and the number of an order or of a
 * case with no word about it, which asks where that stands.
 */
export function guesses(
  { wishes, playbooks, known, latest, playbookOf }: Listening,
  message: Spoken,
  reading: Reading,
): ReturnType<typeof matchPlaybooks> {
  const last = latest((wish) => orderSlot(playbookOf(wish)) !== undefined)
  const lastPlaybook = last && playbookOf(last)
  const [top] = reading.intents
  const returns =
    top && lastPlaybook && [...lastPlaybook.intents, ...lastPlaybook.covers].includes(top.name)
  if (returns) return [{ intent: top.name, playbook: lastPlaybook, message }]
  const asked = askedByNumber(playbooks, reading, known)
  const hasOrderWish = wishes.some((wish) => orderSlot(playbookOf(wish)) !== undefined)
  return asked && !(asked.intent === 'order_status' && hasOrderWish) ? [{ ...asked, message }] : []
}
