import type { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import type { House } from '../house.ts'
import { watched } from '../seen.ts'
import { goOn, typingMs, type Exchange } from '../tasks/exchange.ts'
import { momentAt, type Moment } from './moment.ts'
import { onRecordedCalls, type RecordedCalls, type OnUnrecorded } from './recorded-calls.ts'
import { restore } from './restore.ts'

/** Where a stored conversation is picked up, and what answers its calls. */
export interface PickUp {
  record: ConversationRecord
  at: number
  onUnrecorded: OnUnrecorded
  searchesAnew: boolean
}

/** Restores a stored conversation in a house that is empty, as it stood before a turn, with its record in the place of the business systems. */
export async function pickUp(
  house: House,
  { record, at, onUnrecorded, searchesAnew }: PickUp,
): Promise<{ exchange: Exchange } & Pick<RecordedCalls, 'unrecorded' | 'tried'>> {
  const moment = momentAt(record, at)
  const { clock, seen, baton } = house
  clock.advance(moment.turn.at.getTime() - typingMs * (moment.said.length + 1) - clock().getTime())
  await restore(baton.db, record, moment)
  seen.turn = at - 1
  const { deps, unrecorded, tried } = onRecordedCalls(house.turn, {
    record,
    onUnrecorded,
    searchesAnew,
    turn: () => house.seen.turn,
    watch: (toolbox) => watched(toolbox, () => house.seen),
  })
  const turns = moment.before.map((message) => turnOfMessage(record, moment, message.id))
  const going = goOn({ ...house, turn: deps, seen }, record.id, turns)
  const exchange: Exchange = {
    ...going,
    say(texts, until, how) {
      // As late as in the record, where it took so long.
      const due = record.turns[seen.turn]?.at.getTime() ?? 0
      const waitMs = Math.max(0, due - clock().getTime() - typingMs * (texts.length + 1))
      return going.say(texts, until, { ...how, waitMs })
    },
  }
  return { exchange, unrecorded, tried }
}

/** The turn of the record in which a message was said or answered. */
function turnOfMessage(record: ConversationRecord, { number }: Moment, id: string): number {
  for (let turn = 1; turn < number; turn++) {
    const { said, reply } = momentAt(record, turn)
    if (reply?.id === id || said.some((message) => message.id === id)) return turn
  }
  return Math.max(1, number - 1)
}
