import type { Wish } from '../domain/agenda.ts'
import { groupOf, type IntentName } from '../domain/intent.ts'
import type { EntityType, Reading } from '../domain/reading.ts'
import type { Spoken } from './listening.ts'

/** What a wish's words name, in those words: later questions leave it unsaid. */
export type Named = NonNullable<Wish['names']>

/** A longer question says itself what it is about. */
const shortQuestion = 60
/** So many wishes back something named is still what people talk about. */
const remembered = 4
/** Words that stand for something named before, or that go on from it. */
const leans =
  /^(?:那|那么|还有|它|这个|这款|那款)|它|这[个款台]|那[个款台]|^(?:and|so|what about|how about)\b|\b(?:it|its|they|them|these|those|this|that|one|ones)\b/i

const spanOf = (text: string, { entities }: Reading, type: EntityType): string | undefined => {
  const span = entities.find((entity) => entity.type === type)
  return span && text.slice(span.start, span.end)
}

/** The goods and the place that a message names. */
export function namesIn({ text }: Spoken, reading: Reading): Named {
  const goods = spanOf(text, reading, 'product') ?? spanOf(text, reading, 'goods')
  const place = spanOf(text, reading, 'place')
  return { ...(goods ? { goods } : {}), ...(place ? { place } : {}) }
}

const asksOfGoods = (intent: IntentName) =>
  groupOf(intent) === 'presales' || intent === 'troubleshooting' || intent === 'warranty_repair'

/**
 * What a question is about that does not say so itself: the goods spoken of last ("does it come with a lock?"), or the place of
 * the last question of its kind (「新疆要几天」, 「运费呢」). Empty where it says so, or nothing was spoken of.
 */
export function topicOf(
  message: Spoken,
  reading: Reading,
  intent: IntentName,
  before: readonly Wish[],
): Named {
  const own = namesIn(message, reading)
  if (own.goods || message.text.length > shortQuestion) return {}
  const recent = before.filter(({ messageId }) => messageId !== message.id).slice(-remembered)
  const goods = recent.findLast(({ names }) => names?.goods)?.names?.goods
  if (goods && (leans.test(message.text) || asksOfGoods(intent))) return { goods }
  const place = recent.findLast((wish) => wish.intent === intent)?.names?.place
  return place && !own.place ? { place } : {}
}
