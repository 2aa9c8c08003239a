import type { ConversationRecord, PlacedMessage } from '../../../src/domain/conversation-record.ts'
import { BatonError } from '../../../src/domain/error.ts'
import type { TurnRecord } from '../../../src/domain/turn-record.ts'

/** A turn of a stored conversation, and what stood before it. */
export interface Moment {
  /** Counted from 1. */
  number: number
  turn: TurnRecord
  /** What had been said. */
  before: PlacedMessage[]
  /** What the customer said in this turn. */
  said: PlacedMessage[]
  /** What was answered; null where the record ends without it. */
  reply: PlacedMessage | null
}

/** A turn by its number. @throws BatonError `invalid` naming the turns there are */
export function momentAt(record: ConversationRecord, number: number): Moment {
  const turn = record.turns[number - 1]
  if (!turn) {
    const count = record.turns.length
    throw new BatonError(
      'invalid',
      count === 0
        ? `${record.id} has no turn on record: nobody has answered yet, or it was held before turns were recorded.`
        : `${record.id} has no turn ${number}: it has turns 1 to ${count}.`,
    )
  }
  const reply = record.messages.find(({ turnId }) => turnId === turn.id) ?? null
  const end = reply?.position ?? Infinity
  const { answeredPosition } = turn.before
  const fromCustomer = (it: PlacedMessage) => it.author === 'customer'
  return {
    number,
    turn,
    before: record.messages.filter(
      (it) => it.position < end && (!fromCustomer(it) || it.position <= answeredPosition),
    ),
    said: record.messages.filter(
      (it) =>
        fromCustomer(it) && it.position > answeredPosition && it.position <= turn.answeredPosition,
    ),
    reply,
  }
}

/** The turns from one on that follow each other with no person speaking between them, and why they end before the record does. */
export function momentsFrom(
  record: ConversationRecord,
  first: number,
): { moments: Moment[]; endsBecause: string | null } {
  const moments = [momentAt(record, first)]
  for (let number = first + 1; number <= record.turns.length; number++) {
    const next = momentAt(record, number)
    const known = new Set(moments.at(-1)?.before.map(({ id }) => id))
    if (next.before.some(({ id, author }) => author === 'operator' && !known.has(id))) {
      return {
        moments,
        endsBecause: `Before turn ${number} a person spoke; fork there with --at ${number}.`,
      }
    }
    moments.push(next)
  }
  return { moments, endsBecause: null }
}
