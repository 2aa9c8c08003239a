import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { BatonError } from '../../../src/domain/error.ts'
import type { Reader } from '../../../src/domain/reading.ts'
import type { House } from '../house.ts'
import { momentsFrom } from './moment.ts'
import type { Fork } from './fork.ts'
import { createMask, maskedRecord } from './mask.ts'
import { placeholderFor } from './placeholder-for.ts'
import { appendCase } from './suite-file.ts'
import type { Side } from './sides.ts'

/** Whose behaviour the case asks for. */
export type Wanted = 'candidate' | 'recorded'

export interface Promotion {
  fork: Fork
  suiteFile: string
  name: string
  wanted: Wanted
  /** Customers of the sample shop where the conversation was held; none where the business has a shop of its own. */
  shop: House['shop']
  reader: Pick<Reader, 'read'>
}

/** What was left behind, as expectations. */
function expectationsFrom(fork: Fork, wanted: Wanted): object[] {
  const sides = fork.turns.flatMap(({ recorded, candidate }) => {
    const side: Side | null = wanted === 'recorded' ? recorded : candidate
    return side ? [side] : []
  })
  const last = sides.at(-1)
  const cited = [
    ...new Set(sides.flatMap(({ citations }) => citations.map((id) => id.replace(/#.*$/, '')))),
  ]
  return [
    { heldBy: last?.holder ?? 'agent' },
    ...(last?.reason ? [{ handedOver: last.reason }] : []),
    { effects: effectsOf(fork, wanted) },
    ...(cited.length > 0 ? [{ citedOneOf: cited }] : []),
  ]
}

/** Writes that were done by the end, those from before the fork among them. */
function effectsOf({ record, turns, trace }: Fork, wanted: Wanted): string[] {
  if (wanted === 'candidate') {
    return trace.effects.flatMap(({ tool, status }) => (status === 'done' ? [tool] : []))
  }
  const last = turns.at(-1)?.number ?? 0
  const later = new Set<string>(record.turns.slice(last).map(({ id }) => id))
  return record.effects.flatMap(({ tool, status, turnId }) =>
    status === 'done' && !later.has(turnId) ? [tool] : [],
  )
}

/** Whether the sample shop knows everybody and everything that this conversation is about. */
function isOfShop({ record }: Fork, shop: House['shop']): boolean {
  const { shopCustomerId } = record.customer
  if (shopCustomerId !== null && !shop.some(({ id }) => id === shopCustomerId)) return false
  const numbers = new Set(shop.flatMap(({ orders }) => orders.map(({ number }) => number)))
  const named = [
    ...record.turns.flatMap(({ before }) => before.provenOrders),
    ...record.turns.flatMap(({ calls }) => calls.flatMap(({ args }) => args['orderNumber'] ?? [])),
  ]
  return (
    shop.length > 0 && named.every((number) => typeof number === 'string' && numbers.has(number))
  )
}

/**
 * Writes a fork as a case into a YAML suite, which is made where it is not there. A conversation over the sample shop becomes one
 * from its first word, with placeholders for what is the shop's; any other goes on from its record, masked, in a file beside the suite.
 * @returns where the case stands, and the file of its record
 * @throws BatonError `invalid` for a suite that no case can be added to
 */
export async function promote(
  promotion: Promotion,
): Promise<{ place: string; record: string | null }> {
  const { fork, suiteFile, name, wanted, shop, reader } = promotion
  const { record, at, turns } = fork
  const expect = expectationsFrom(fork, wanted)
  const first = momentsFrom(record, 1)
  const last = turns.at(-1)?.number ?? at
  const locale = record.turns[0]?.before.locale
  if (isOfShop(fork, shop) && first.moments.some(({ number }) => number === last)) {
    const says = first.moments.filter(({ number }) => number <= last)
    const { shopCustomerId } = record.customer
    const it = placeholderFor(shop)({
      name,
      tags: ['promoted'],
      locale,
      ...(shopCustomerId !== null && { login: shopCustomerId }),
      customerSays: says.map(({ said }) => sayOf(said)),
      expect,
    })
    return { place: await appendCase(suiteFile, it), record: null }
  }
  const mask = createMask(reader)
  mask.learn(record)
  const file = join('records', `${record.id}-${at}.json`)
  const path = join(dirname(suiteFile), file)
  const masked = maskedRecord(upTo(fork, last), (data) => mask.mask(data))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(masked)}\n`)
  const it = {
    name: mask.mask(name),
    tags: ['promoted'],
    locale: record.turns[at - 1]?.before.locale,
    record: file,
    at,
    customerSays: mask.mask(fork.customerSays),
    expect,
  }
  return { place: await appendCase(suiteFile, it), record: relative(process.cwd(), path) }
}

const sayOf = (said: readonly { text: string; pressed: boolean }[]) => {
  const texts = said.map(({ text }) => text)
  const say = texts.length === 1 ? texts[0] : texts
  return said[0]?.pressed ? { say, press: true } : say
}

/** The record as far as the fork has gone: what came later is nobody's business. */
function upTo({ record }: Fork, last: number): Fork['record'] {
  const ends = record.turns[last - 1]
  if (!ends) throw new BatonError('invalid', `${record.id} has no turn ${last}.`)
  const end = record.messages.find(({ turnId }) => turnId === ends.id)?.position ?? Infinity
  const ids = new Set<string>(record.turns.slice(0, last).map(({ id }) => id))
  const messages = record.messages.filter(({ position }) => position <= end)
  const said = new Set<string>(messages.map(({ id }) => id))
  return {
    ...record,
    messages,
    turns: record.turns.slice(0, last),
    facts: record.facts.filter(({ messageId }) => said.has(messageId)),
    consents: record.consents.filter(({ askedIn }) => said.has(askedIn)),
    effects: record.effects.filter(({ turnId }) => ids.has(turnId)),
    events: record.events.filter(({ number }) => number <= ends.before.eventNumber),
  }
}
