import type { ChatMessage, ConsentId, MessageId, Receipt } from './wire.ts'

/** One row of the conversation. `number` is its place in the server's log, null while that is not known. */
export type Entry =
  | { kind: 'message'; key: string; number: number | null; message: ChatMessage }
  | { kind: 'outgoing'; key: string; number: null; saying: Outgoing; status: OutgoingStatus }
  | { kind: 'receipt'; key: string; number: number | null; receipt: Receipt }

/** What the customer said and the server has not acknowledged. Its key is its `clientMessageId`. */
export interface Outgoing {
  clientMessageId: string
  text: string
  consentId?: ConsentId
  /** ISO 8601, by the customer's clock. */
  at: string
}

export type OutgoingStatus = 'sending' | 'failed' | 'refused'

type Entries = readonly Entry[]

/** Adds what is being sent; sending it again turns its row back to `sending`. */
export function send(
  entries: Entries,
  { clientMessageId, text, consentId, at }: Outgoing,
): Entries {
  if (entries.some(({ key }) => key === clientMessageId))
    return entries.map((entry) =>
      entry.kind === 'outgoing' && entry.key === clientMessageId
        ? { ...entry, status: 'sending' }
        : entry,
    )
  const saying = { clientMessageId, text, at, ...(consentId ? { consentId } : {}) }
  return [
    ...entries,
    { kind: 'outgoing', key: clientMessageId, number: null, saying, status: 'sending' },
  ]
}

/** The server has filed it under `id`. If its message was heard before, that row stays and this one goes. */
export function file(entries: Entries, clientMessageId: string, id: MessageId): Entries {
  const heard = entries.some((entry) => entry.kind === 'message' && entry.message.id === id)
  return entries.flatMap((entry): Entry[] => {
    if (entry.kind !== 'outgoing' || entry.key !== clientMessageId) return [entry]
    return heard ? [] : [asMessage(entry, { id, author: 'customer', ...textOf(entry) })]
  })
}

/** It could not be sent: now (`canRetry`), or ever. */
export function fail(entries: Entries, clientMessageId: string, canRetry: boolean): Entries {
  return entries.map((entry) =>
    entry.kind === 'outgoing' && entry.key === clientMessageId
      ? { ...entry, status: canRetry ? 'failed' : 'refused' }
      : entry,
  )
}

/** A message arrives, perhaps for the second time, perhaps our own before the answer to its request. */
export function arrive(entries: Entries, message: ChatMessage, number: number | null): Entries {
  const own = ownRow(entries, message)
  const row: Entry = {
    kind: 'message',
    key: own?.key ?? message.id,
    number: number ?? own?.number ?? null,
    message,
  }
  const rest = entries.filter((entry) => entry !== own)
  if (own && number === null) return entries.map((entry) => (entry === own ? row : entry))
  return insert(rest, row)
}

/** A receipt is heard again when the log is read again; it has one row. */
export function addReceipt(entries: Entries, receipt: Receipt, number: number | null): Entries {
  const key = `receipt-${number ?? entries.length}`
  if (entries.some((entry) => entry.key === key)) return entries
  return insert(entries, { kind: 'receipt', key, number, receipt })
}

/** The row that this message already has: the same id, or the oldest unacknowledged row with these words. */
function ownRow(entries: Entries, message: ChatMessage): Entry | undefined {
  const same = entries.find((entry) => entry.kind === 'message' && entry.message.id === message.id)
  if (same || message.author !== 'customer') return same
  return entries.find((entry) => entry.kind === 'outgoing' && entry.saying.text === message.text)
}

/** Numbered rows stand in the order of the log; rows without a number are newer than all of them. */
function insert(entries: Entries, row: Entry): Entries {
  const { number } = row
  if (number === null) return [...entries, row]
  const at = entries.findIndex((entry) => entry.number === null || entry.number > number)
  return at === -1 ? [...entries, row] : [...entries.slice(0, at), row, ...entries.slice(at)]
}

function asMessage(entry: Extract<Entry, { kind: 'outgoing' }>, message: ChatMessage): Entry {
  return { kind: 'message', key: entry.key, number: null, message }
}

const textOf = ({ saying }: Extract<Entry, { kind: 'outgoing' }>) => ({
  text: saying.text,
  at: saying.at,
})
