import type { ConversationRecord } from '../../../src/domain/conversation-record.ts'
import type { House } from '../house.ts'
import { hold } from '../tasks/talk.ts'
import type { Talk } from '../tasks/talk-input.ts'
import type { Trace } from '../trace.ts'
import { momentsFrom, type Moment } from './moment.ts'
import { pickUp } from './pick-up.ts'
import type { OnUnrecorded, Unrecorded } from './recorded-calls.ts'
import { differencesOf, recordedSide, replayedSide, type Difference, type Side } from './sides.ts'

export interface ForkOptions {
  record: ConversationRecord
  /** The first turn that is taken again. */
  at: number
  candidate: string
  onUnrecorded: OnUnrecorded
  searchesAnew: boolean
  signal: AbortSignal
}

/** One turn, as it was and as the candidate takes it. */
export interface ForkedTurn {
  number: number
  customer: string[]
  recorded: Side
  /** Null where the candidate had passed the baton before. */
  candidate: Side | null
  differs: Difference[]
}

/** What came of a fork. */
export interface Fork {
  conversation: string
  candidate: string
  at: number
  turns: ForkedTurn[]
  unrecorded: Unrecorded[]
  /** Why turns of the record are left out. */
  endsBecause: string | null
  /** The candidate's whole conversation, what was restored among it. */
  trace: Trace
  /** What the customer said in the turns that were taken again. */
  customerSays: Talk['customerSays']
  /** The record with every proof that was tried in plain words. */
  record: ConversationRecord
}

const saidIn = ({ said }: Moment): Talk['customerSays'][number] => {
  const texts = said.map(({ text }) => text)
  const say = texts.length === 1 ? (texts[0] ?? '') : texts
  return said[0]?.pressed ? { say, press: true } : say
}

/**
 * Takes a stored conversation from a turn on again, by the candidate whose house this is: the state is as it was, the
 * customer says what they said, and what the business systems said then is what they say now.
 * @throws BatonError `invalid` for a turn that the record does not have
 */
export async function forkConversation(house: House, options: ForkOptions): Promise<Fork> {
  const { record, at, candidate, onUnrecorded, searchesAnew, signal } = options
  const { moments, endsBecause } = momentsFrom(record, at)
  await house.reset(record.openedAt)
  const picked = await pickUp(house, { record, at, onUnrecorded, searchesAnew })
  const customerSays = moments.map(saidIn)
  const { trace } = await hold(house, picked.exchange, customerSays, signal)
  return {
    conversation: record.id,
    candidate,
    at,
    turns: moments.map((moment) => {
      const recorded = recordedSide(record, moment)
      const replayed = replayedSide(trace, moment.number)
      return {
        number: moment.number,
        customer: moment.said.map(({ text }) => text),
        recorded,
        candidate: replayed,
        differs: differencesOf(recorded, replayed),
      }
    }),
    unrecorded: picked.unrecorded,
    endsBecause,
    trace,
    customerSays,
    record: { ...record, plainProofs: [...record.plainProofs, ...picked.tried] },
  }
}
