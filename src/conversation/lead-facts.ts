import type { Fact } from '../domain/fact.ts'
import type { IntentName } from '../domain/intent.ts'
import type { Reader, Reading } from '../domain/reading.ts'
import { readLead } from '../leads/read-lead.ts'
import type { LeadTurn } from '../leads/said.ts'
import type { ClaimedTurn, Said } from '../store/turns.ts'
import { createWishedGoodsSpotter } from '../understanding/recogniser/goods.ts'

const goodsIn = createWishedGoodsSpotter()

/** Wishes in which a lead is looked for; in any other talk a name or a sum is no fact of a lead. */
const leadIntents = new Set<IntentName>([
  'bulk_quote',
  'demo_or_trial',
  'contract_request',
  'place_order',
])

/**
 * The lines of the ledger that these messages add, stated, taken back or refused, read with all that was said before; none while nobody wants what makes a
 * lead. Values are in their normal form.
 */
export function leadFacts(
  reader: Reader,
  { conversation, history }: Pick<ClaimedTurn, 'conversation' | 'history'>,
  said: readonly Said[],
  readings: readonly Reading[],
  now: Date,
): Fact[] {
  const wanted = [
    ...conversation.agenda.wishes.map(({ intent }) => intent),
    ...readings.flatMap(({ intents }) => intents.map(({ name }) => name)),
  ]
  if (!wanted.some((intent) => leadIntents.has(intent))) return []
  const before = history.map(({ id, author, text, at }): LeadTurn => ({
    messageId: id,
    from: author,
    text,
    at,
    entities: author === 'customer' ? reader.read(text, { now }).entities : [],
    goods: goodsIn(text),
  }))
  const fresh = said.map(({ id, text, at }, i): LeadTurn => ({
    messageId: id,
    from: 'customer',
    text,
    at,
    entities: readings[i]?.entities ?? [],
    goods: goodsIn(text),
  }))
  const isFresh = new Set<string>(said.map(({ id }) => id))
  const { ledger } = readLead([...before, ...fresh], { today: now })
  return ledger
    .filter(({ messageId }) => isFresh.has(messageId))
    .map(({ name, kind, value: words, normalised: value, saidBy, messageId, at, confidence }) => ({
      name,
      kind,
      value,
      words,
      saidBy,
      messageId,
      at,
      confidence,
    }))
}
