import type { LeadFact, LeadFacts } from '../domain/lead.ts'

/** Adds lines to a ledger. Nothing is overwritten; what says again what holds already is left out. */
export function enter(ledger: readonly LeadFact[], lines: readonly LeadFact[]): LeadFact[] {
  const grown = [...ledger]
  for (const line of lines) {
    const now = current(grown)[line.name]
    const isKnown =
      line.kind === 'stated' && now?.normalised === line.normalised && now.saidBy === line.saidBy
    const isSaidAgain =
      line.kind === 'refused' &&
      grown.some(
        (old) =>
          old.kind === 'refused' && old.name === line.name && old.messageId === line.messageId,
      )
    if (!isKnown && !isSaidAgain) grown.push(line)
  }
  return grown
}

/**
 * What holds: of each fact the last value, unless it was taken back since. A refusal takes nothing back. What an
 * operator corrected stands until the customer says otherwise later, as does what a receipt corrected.
 */
export function current(ledger: readonly LeadFact[]): LeadFacts {
  const facts: LeadFacts = {}
  for (const line of ledger) {
    if (line.kind === 'stated') facts[line.name] = line
    else if (line.kind === 'retracted') delete facts[line.name]
  }
  return facts
}
