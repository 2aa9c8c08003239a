import { BatonError } from '../domain/error.ts'
import type { LeadFact, LeadFactName } from '../domain/lead.ts'
import { formatBudget, parseBudget, usualCurrency } from './budget.ts'
import { parseContact } from './contact.ts'
import { current } from './ledger.ts'
import type { LeadReading } from './read-lead.ts'
import { formatTimeline, parseTimeline } from './timeline.ts'
import { verify } from './verify.ts'

/**
 * The normal form of a value that somebody types in as a fact.
 * @throws BatonError `invalid`, naming the field, for a contact that is none, a day that is past, a budget without a number.
 */
export function normaliseCorrection(name: LeadFactName, value: string, today: Date): string {
  const text = value.normalize('NFKC').trim()
  const refuse = (why: string): never => {
    throw new BatonError('invalid', why, { field: 'value' })
  }
  switch (name) {
    case 'contact': {
      const contacts = parseContact(text)
      if (contacts.length === 0)
        refuse('This is no phone number or e-mail address that could be reached; write all of it.')
      return contacts.join(', ')
    }
    case 'budget': {
      const budget = parseBudget(text)
      return budget
        ? formatBudget({ ...budget, currency: budget.currency ?? usualCurrency(text) })
        : refuse('A budget has a number, e.g. CNY 30000.')
    }
    case 'timeline': {
      const timeline = parseTimeline(text, today)
      if (timeline.to !== null && timeline.to < today.toISOString().slice(0, 10))
        refuse(`${timeline.to} is past; name a day that is to come.`)
      return formatTimeline(timeline)
    }
    default:
      return text
  }
}

/** A need as somebody typed it in, with its first number as the quantity. */
function needOf(words: string): NonNullable<LeadReading['need']> {
  const number = /\d+/.exec(words)?.[0]
  return { phrase: words, quantity: number === undefined ? null : Number(number) }
}

/** A reading with what the customer corrected on the receipt and operators corrected at the desk: the newest line holds. */
export function withCorrections(
  reading: LeadReading,
  corrections: readonly LeadFact[],
): LeadReading {
  if (corrections.length === 0) return reading
  const ledger = [...reading.ledger, ...corrections].toSorted(
    (one, other) => one.at.getTime() - other.at.getTime(),
  )
  const facts = current(ledger)
  const isCorrected = facts.need !== undefined && corrections.includes(facts.need)
  const need =
    facts.need === undefined ? null : isCorrected ? needOf(facts.need.value) : reading.need
  const { level, evidence } = verify({
    facts,
    need,
    needFrom: isCorrected ? (facts.need?.messageId ?? null) : reading.needFrom,
    size: reading.size,
    decides: reading.decides,
    roleFrom: reading.roleFrom,
  })
  return { ...reading, ledger, facts, need, level, levelEvidence: evidence }
}
