import type { Topic } from '../../domain/agenda.ts'
import { groupOf, type IntentName } from '../../domain/intent.ts'
import { leansBack, refersBack } from '../../domain/pointing.ts'
import type { EntityType, Reading } from '../../domain/reading.ts'
import type { Spoken } from './listening.ts'

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

/** What is spoken of once a message was heard: what it names itself, else what was, for a while. */
export function topicAfter(before: Topic, message: Spoken, reading: Reading): Topic {
  const topic: Topic = {}
  const named = goodsIn(message, reading)
  const isBeside = before.goods !== undefined && refersBack(message.text)
  const goods = isBeside ? undefined : named
  const place = spanOf(message.text, reading, 'place')
  const age = before.age ?? 0
  if (!goods && !place && age >= remembered) return topic
  if (goods ?? before.goods) topic.goods = goods ?? before.goods
  if (place ?? before.place) topic.place = place ?? before.place
  if (topic.goods || topic.place) topic.age = goods || place ? 0 : age + 1
  return topic
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
  if (goods && refersBack(message.text) && asksOfGoods(intent)) return goods
  if (goodsIn(message, reading)) return undefined
  if (goods && (leansBack(message.text) || asksOfGoods(intent))) return goods
  const saysWhere = spanOf(message.text, reading, 'place') !== undefined
  return intent === 'shipping_policy' && !saysWhere ? place : undefined
}
