import { readInMatter } from '../agents/understudy/hearing/in-matter.ts'
import { readSureWords } from '../agents/understudy/hearing/sure-words.ts'
import { readUnsaid } from '../agents/understudy/hearing/left-unsaid.ts'
import type { Consent } from '../domain/consent.ts'
import type { EventBody } from '../domain/event.ts'
import type { Fact } from '../domain/fact.ts'
import type { Message } from '../domain/message.ts'
import { localeOf, type Locale } from '../domain/locale.ts'
import type { EntityType, Part, Reader, Reading, ReadingContext } from '../domain/reading.ts'
import type { OrderBook } from '../domain/shop.ts'
import { answersOffer } from '../handoff/customer-words.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../store/db.ts'
import { proofLedger } from '../store/proofs.ts'
import type { ClaimedTurn, Said } from '../store/turns.ts'
import { proveOrders, statedTails, type Spoken } from '../tools/proof.ts'
import { leadFacts } from './lead-facts.ts'
import { partsOf } from './parts.ts'
import { readAnswer } from '../understanding/answer.ts'
import { withApostrophes } from '../understanding/apostrophes.ts'
import { readConsent } from '../understanding/named-act.ts'

export interface GatherDeps {
  db: Db
  clock: Clock
  reader: Reader
  orders: OrderBook
}

/** What code makes of the customer's messages before anybody answers them. */
export interface Gathered {
  said: readonly Said[]
  readings: Reading[]
  /** The parts of each message that want different things of different goods; none where it is of a piece. */
  parts: Part[][]
  locale: Locale
  consent: Consent | null
  acceptedOffer: boolean
  declinedOffer: boolean
  provenOrders: string[]
  /** Last four digits of phone numbers in the customer's own messages. */
  statedTails: string[]
  proof: { failed: string[]; locked: boolean }
  facts: Fact[]
  /** Something of a lead was said. */
  lead: boolean
  events: EventBody[]
}

/** How many earlier messages of the customer are read again for proof values and context. */
const lookBack = 12
/** Entities that are worth keeping as stated facts. */
const kept = new Set<EntityType>([
  'order_number',
  'tracking_number',
  'phone',
  'email',
  'person',
  'place',
  'date',
  'money',
  'product',
  'error_code',
])

/**
 * The consent asked in our last message after the customer's next one: given or denied by its button or by a plain
 * yes or no (or the very act that was offered) in the first thing they wrote, denied where they turn it down by name, and
 * expired by anything else: other words, words that were written before the question stood, or an operator who has spoken
 * since. Never read by a model.
 */
function answerTo(
  asked: Consent | null,
  history: readonly Message[],
  said: readonly Said[],
): Consent | null {
  const [first] = said
  if (!asked || !first) return null
  if (asked.status === 'used') return { ...asked, status: 'given' }
  const ourLast = history.findLast(({ author }) => author !== 'customer')
  const isFresh = ourLast?.id === asked.askedIn && first.at >= ourLast.at
  const isOurButton = !first.pressedConsent || first.pressedConsent === asked.id
  const answer = isFresh && isOurButton ? readConsent(first.text, asked.tool) : 'other'
  const status = answer === 'yes' ? 'given' : answer === 'no' ? 'denied' : 'expired'
  return { ...asked, status, answeredBy: first.id }
}

/** What is left of a message without its entities: an order number or an address says nothing of a language. */
function proseOf(text: string, reading: Reading | undefined): string {
  const spans = (reading?.entities ?? []).toSorted((one, other) => other.start - one.start)
  return spans.reduce((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text)
}

/** The locale of this turn: what the customer writes now, where it is clear; else what it was. */
function localeFor(said: readonly Said[], readings: readonly Reading[], before: Locale): Locale {
  for (let i = said.length - 1; i >= 0; i--) {
    const prose = proseOf(said[i]?.text ?? '', readings[i])
    const han = prose.match(/\p{Script=Han}/gu)?.length ?? 0
    const words = prose.match(/(?<![\w-])[A-Za-z]{2,}(?![\w-])/g)?.length ?? 0
    const language = readings[i]?.language
    // Beside an address or a model name two Chinese characters say enough.
    if (han >= 2 && words < 2 && language === 'en') return 'zh'
    // "invoice plz" is too short to be sure of, and still no Chinese.
    if (han === 0 && words >= 2 && (!language || language === 'zh')) return 'en'
    if (language && (han >= 2 || words >= 2)) return localeOf(language)
  }
  return before
}

/** Reads a text by what it means where apostrophes are left out of it; what it names stands where it was written. */
function readAsMeant(reader: Reader, text: string, context: ReadingContext): Reading {
  const reading = reader.read(text, context)
  const meant = withApostrophes(text)
  if (meant === text) return reading
  const { intents, group, outOfScope } = reader.read(meant, context)
  return { ...reading, intents, group, outOfScope }
}

/** Reads the messages, settles the open consent, and lets code, from the customer's own words, prove orders. */
export async function gather(
  { db, clock, reader, orders }: GatherDeps,
  { conversation, customer, history, consent }: ClaimedTurn,
  said: readonly Said[],
): Promise<Gathered> {
  const earlier = history.filter(({ author }) => author === 'customer').slice(-lookBack)
  const previous = earlier.map(({ text }) => text)
  const now = clock()
  const { wishes } = conversation.agenda
  const read = (text: string, i: number) => {
    const context = {
      previous: [...previous, ...said.slice(0, i).map((message) => message.text)],
      languageHint: conversation.locale,
      now,
    }
    const reading = readAsMeant(reader, text, context)
    return (
      readUnsaid(text, reading, wishes) ??
      readSureWords(text, reading) ??
      readInMatter(text, reading, wishes)
    )
  }
  const readings = said.map(({ text }, i) => read(text, i))
  const answered = answerTo(consent, history, said)
  const parts = said.map(({ id, text }, i) => {
    const reading = readings[i]
    const answers = answered?.answeredBy === id && answered.status !== 'expired'
    return reading && !answers ? partsOf(text, reading, (part) => read(part, i)) : []
  })
  const offerAnswer =
    conversation.course.offered && said[0]
      ? answersOffer(said[0].text, readAnswer(said[0].text))
      : 'other'

  const spoken = said.map((message, i): Spoken => ({
    messageId: message.id,
    text: message.text,
    entities: readings[i]?.entities ?? [],
  }))
  const hasProofMaterial = spoken.some(({ entities }) =>
    entities.some(
      ({ type }) =>
        type === 'order_number' || type === 'phone_tail' || type === 'phone' || type === 'email',
    ),
  )
  const mayProve = hasProofMaterial && customer.shopCustomerId === null
  const before = mayProve
    ? earlier.map(({ id, text }): Spoken => ({
        messageId: id,
        text,
        entities: reader.read(text, { now }).entities,
      }))
    : []
  const proofs = mayProve
    ? await proveOrders(
        { orders, ledger: proofLedger(db, conversation.id, now) },
        conversation.id,
        { before, now: spoken },
        conversation.provenOrders,
      )
    : { proven: [], failed: [], locked: false }

  const facts = said.flatMap((message, i): Fact[] =>
    (readings[i]?.entities ?? [])
      .filter(({ type }) => kept.has(type))
      .map(({ type, value }) => ({
        name: type,
        value,
        saidBy: 'customer',
        messageId: message.id,
        at: message.at,
        confidence: 0.9,
      })),
  )
  const lead = leadFacts(reader, { conversation, history }, said, readings, now)
  facts.push(...lead)
  const events: EventBody[] = said.map((message, i) => {
    const reading = readings[i]
    return {
      kind: 'read',
      messageId: message.id,
      intents: reading?.intents.map(({ name }) => name) ?? [],
      sentiment: reading?.sentiment ?? 0,
      risks: reading?.risks ?? [],
    }
  })
  for (const { name, kind = 'stated', value, messageId } of facts) {
    if (kind === 'stated') events.push({ kind: 'fact_stated', name, value, messageId })
    else if (kind === 'retracted') events.push({ kind: 'fact_retracted', name, messageId })
  }
  for (const { orderNumber, messageId } of proofs.proven)
    events.push({ kind: 'order_proven', orderNumber, messageId })
  for (const { orderNumber, messageId } of proofs.failed)
    events.push({ kind: 'proof_failed', orderNumber, messageId })
  if (answered?.answeredBy && answered.status !== 'asked' && answered.status !== 'used') {
    events.push({
      kind: 'consent_answered',
      consentId: answered.id,
      messageId: answered.answeredBy,
      answer: answered.status,
    })
  }
  return {
    said,
    readings,
    parts,
    locale: localeFor(said, readings, conversation.locale),
    consent: answered,
    acceptedOffer: offerAnswer === 'accepted',
    declinedOffer: offerAnswer === 'declined',
    provenOrders: [
      ...new Set([
        ...conversation.provenOrders,
        ...proofs.proven.map(({ orderNumber }) => orderNumber),
      ]),
    ],
    statedTails: statedTails([...previous, ...said.map(({ text }) => text)]),
    proof: { failed: proofs.failed.map(({ orderNumber }) => orderNumber), locked: proofs.locked },
    facts,
    lead: lead.length > 0,
    events,
  }
}
