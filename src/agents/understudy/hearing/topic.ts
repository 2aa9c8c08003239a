import type { Topic } from '../../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../../domain/intent.ts'
import { isPointedAt, leansBack, refersBack } from '../../../domain/pointing.ts'
import type { EntityType, Reading } from '../../../domain/reading.ts'
import type { Spoken } from './listening.ts'
import { pickOption, saysPlace } from '../facts/options.ts'

/** A longer question says itself what it is about. */
const shortQuestion = 60
/** So many messages after something was named, it is still what people talk about. */
const remembered = 6

const spanOf = (text: string, { entities }: Reading, type: EntityType): string | undefined => {
  const span = entities.find((entity) => entity.type === type)
  return span && text.slice(span.start, span.end)
}

const goodsIn = ({ text }: Spoken, reading: Reading) =>
  spanOf(text, reading, 'product') ?? spanOf(text, reading, 'goods')

/** Whether words are about what was spoken of before, and not about what they point at themselves: 「那个热水壶」. */
function isAboutBefore({ text }: Spoken, { entities }: Reading): boolean {
  const named = entities.find(({ type }) => type === 'product' || type === 'goods')
  return refersBack(text) && !(named && isPointedAt(text, named.start))
}

/** So many messages after goods were named, words that fit nothing else are about them. */
const stillAbout = 2
/** The goods that are being talked about just now. */
export const goodsTalkedOf = ({ goods, age = 0 }: Topic): string | undefined =>
  age <= stillAbout ? goods : undefined

/** Small talk read as surely as this is that, whatever goods are talked of. */
const sureOfOther = 0.5
/** Whether a message is read as small talk or as none of our business, and not surely. */
export const isDoubtfulTalk = ({ intents: [top] }: Reading): boolean =>
  (top?.name === 'chitchat' || top?.name === 'out_of_scope') && top.probability < sureOfOther

/** What is spoken of once a message was heard: what it names itself, else what was, for a while. */
export function topicAfter(before: Topic, message: Spoken, reading: Reading): Topic {
  const topic: Topic = {}
  const named = goodsIn(message, reading)
  const isBeside = before.goods !== undefined && isAboutBefore(message, reading)
  const goods = isBeside ? undefined : named
  const place = spanOf(message.text, reading, 'place')
  const age = before.age ?? 0
  if (!goods && !place && age >= remembered) return topic
  if (goods ?? before.goods) topic.goods = goods ?? before.goods
  if (place ?? before.place) topic.place = place ?? before.place
  if (!goods && before.shown) topic.shown = before.shown
  if (topic.goods || topic.place) topic.age = goods || place ? 0 : age + 1
  return topic
}

/** The topic for a message that says by its place which of the goods shown it means: "how much is the second one". */
export function pickedFrom(topic: Topic, { text }: Spoken): Topic {
  const options = (topic.shown ?? []).map((name) => ({
    value: name,
    label: { zh: name, en: name },
  }))
  const picked = options.length > 1 && saysPlace(text) ? pickOption(text, options) : null
  return picked ? { ...topic, goods: picked.value } : topic
}

/** Presales questions that are about the shop and not about any goods, unless they say so. */
const asksOfShop = new Set<IntentName>(['promotion_inquiry', 'store_info', 'contract_request'])

const asksOfGoods = (intent: IntentName | undefined) =>
  intent !== undefined &&
  ((groupOf(intent) === 'presales' && !asksOfShop.has(intent)) ||
    intent === 'troubleshooting' ||
    intent === 'warranty_repair')

/**
 * What a question is about that does not say so itself: the goods spoken of ("does it come with a lock?"), or the place of the
 * last question of its kind (「新疆要几天」, 「运费呢」). Undefined where it says so, or nothing was spoken of.
 */
export function topicOf(
  message: Spoken,
  reading: Reading,
  intent: IntentName | undefined,
  { goods, place }: Topic,
): string | undefined {
  if (message.text.length > shortQuestion) return undefined
  if (goods && isAboutBefore(message, reading) && asksOfGoods(intent)) return goods
  if (goodsIn(message, reading)) return undefined
  const isOfShop = intent === 'payment_methods' || intent === 'membership'
  if (goods && !isOfShop && (leansBack(message.text) || asksOfGoods(intent))) return goods
  const saysWhere = spanOf(message.text, reading, 'place') !== undefined
  return intent === 'shipping_policy' && !saysWhere ? place : undefined
}
