import type { Passage } from '../domain/passage.ts'
import { analyse } from './analyse.ts'
import { saidBy, weighConcepts } from './coverage.ts'
import { expectedOf, fulfils } from './expected.ts'
import { shopLexicon } from './lexicon.ts'
import { readQuery } from './query.ts'
import { type Statement, statementsOf } from './statements.ts'

/** A further statement joins the answer when it fits at least this well, compared with the best. */
const joins = 0.9
/** What it is worth that a statement has an amount, a time or a name where one is asked for. */
const kindWorth = 0.25
/** How much of a concept is taken as settled when the headings say it. */
const headingShare = 0.8
const maxStatements = 3
const maxLength = 400

/**
 * The statements of a passage that say most of what is asked, in the passage's order, and how well the best fits.
 * A concept counts for more the fewer of the passages around (the other hits) say it.
 */
export function pickStatements(
  question: string,
  passage: Passage,
  around: readonly Passage[],
): { statements: Statement[]; fit: number } {
  const query = readQuery(question, { lexicon: shopLexicon(), knows: () => true, near: () => [] })
  const rarity = rarityAmong(around)
  const concepts = weighConcepts(query, { idf: rarity, unknown: rarity('') })
  const expected = expectedOf(question)
  // What the headings say is said of every statement below them, so it does not tell them apart.
  const above = new Set(analyse(passage.headings.join('\n')).map(({ term }) => term))
  const worth = concepts.map(
    (concept) =>
      concept.mass * (1 - headingShare * saidBy(concept, (term) => (above.has(term) ? 1 : 0))),
  )
  const whole = worth.reduce((sum, one) => sum + one, 0) || 1
  const fits = statementsOf(passage.text, passage.language).map((statement) => {
    const terms = new Set(analyse(statement.text).map(({ term }) => term))
    const has = (term: string) => (terms.has(term) ? 1 : 0)
    const said =
      concepts.reduce((sum, concept, i) => sum + (worth[i] ?? 0) * saidBy(concept, has), 0) / whole
    const kind = expected !== null && fulfils(statement.text, question, expected) ? kindWorth : 0
    // What only leads on to a list or table says nothing by itself; what is long says a bit of everything.
    const leadsOn = /[:：]$/.test(statement.text) ? 0.3 : 1
    return { statement, fit: ((said + kind * said) * leadsOn) / (1 + terms.size / 80) }
  })
  const fit = Math.max(0, ...fits.map((one) => one.fit))
  const picked = fits.filter((one) => one.fit >= fit * joins && !/[:：]$/.test(one.statement.text))
  return { statements: shorten(picked.map(({ statement }) => statement)), fit }
}

/** As many statements as are read at a glance; at least one. */
function shorten(statements: readonly Statement[]): Statement[] {
  const kept: Statement[] = []
  let length = 0
  for (const statement of statements.slice(0, maxStatements)) {
    length += statement.text.length
    if (kept.length > 0 && length > maxLength) break
    kept.push(statement)
  }
  return kept
}

function rarityAmong(passages: readonly Passage[]): (term: string) => number {
  const counts = new Map<string, number>()
  const statements = passages.flatMap(({ text, language }) => statementsOf(text, language))
  for (const { text } of statements) {
    for (const term of new Set(analyse(text).map((token) => token.term))) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return (term) => Math.log(1 + (statements.length + 1) / ((counts.get(term) ?? 0) + 0.5))
}
